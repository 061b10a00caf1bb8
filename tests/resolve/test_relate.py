"""What can be said only once every card is known: relations, aliases, links, topics."""

from site_builder.library import Relation
from tests.resolve.resolved import Resolved


def test_a_relation_is_known_at_both_its_ends(site: Resolved) -> None:
    """
    -- content/claims/a-crane.md --
    ---
    claim: No crane is broken.
    quotes: [{source: story, text: no crane is broken, speech: indirect}]
    related: [{claim: port-stays-open, as: supports}, {claim: two-cranes, as: contradicts}]
    published: 2025-03-07
    ---
    -- content/claims/two-cranes.md --
    ---
    claim: Two cranes are broken.
    quotes: [{source: story, text: Two cranes are broken, speech: indirect}]
    related: [{claim: a-crane, as: contradicts}, {claim: port-stays-open, as: narrows}]
    published: 2025-03-07
    ---
    """
    assert site.claim("a-crane").relations == (
        Relation(kind="supports", claim="port-stays-open"),
        Relation(kind="contradicts", claim="two-cranes"),
    )
    assert site.library.incoming == {
        "port-stays-open": (
            Relation(kind="supports", claim="a-crane"),
            Relation(kind="narrows", claim="two-cranes"),
        ),
    }


def test_a_relation_may_lead_to_a_card_that_is_not_published(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes: [{source: story, text: The port will stay open, speech: indirect}]
    related: [{claim: a-draft, as: supports}, {claim: in-future, as: supports}]
    published: 2025-03-07
    ---
    -- content/claims/a-draft.md --
    ---
    claim: Not ready.
    quotes: [{source: story, text: No such words, speech: indirect}]
    draft: true
    ---
    -- content/claims/in-future.md --
    ---
    claim: Not yet.
    quotes: [{source: story, text: Moss said, speech: indirect}]
    published: 2031-01-01
    ---
    """
    assert site.codes == []
    assert list(site.library.claims) == ["port-stays-open"]
    assert site.loaded.left_out == {
        "a-draft": "draft",
        "in-future": "to be published on 2031-01-01",
    }


def test_no_fault_follows_from_a_card_that_has_faults_itself(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes: [{source: story, text: The port will stay open, speech: indirect}]
    related: [{claim: two-cranes, as: supports}]
    published: 2025-03-07
    ---
    [Two cranes](claim:two-cranes)
    -- content/claims/two-cranes.md --
    ---
    claim: Two cranes are broken.
    quotes: [{source: story, text: Three cranes are broken, speech: indirect}]
    published: 2025-03-07
    ---
    """
    assert site.codes == ["quote-not-found"]


def test_an_earlier_id_belongs_to_one_claim(site: Resolved) -> None:
    """
    -- content/claims/a-crane.md --
    ---
    claim: No crane is broken.
    quotes: [{source: story, text: no crane is broken, speech: indirect}]
    aliases: [crane, port-stays-open]
    published: 2025-03-07
    ---
    -- content/claims/two-cranes.md --
    ---
    claim: Two cranes are broken.
    quotes: [{source: story, text: Two cranes are broken, speech: indirect}]
    aliases: [crane, cranes]
    published: 2025-03-07
    ---
    """
    assert [(fault.file, fault.message) for fault in site.loaded.faults] == [
        (
            "content/claims/a-crane.md",
            "the alias “port-stays-open” belongs to the claim “port-stays-open”",
        ),
        ("content/claims/two-cranes.md", "the alias “crane” belongs to the claim “a-crane”"),
    ]


def test_every_kind_of_entry_can_be_linked_to(site: Resolved) -> None:
    """
    -- content/topics/harbour.md --
    ---
    title: The harbour
    ---
    [claim](claim:port-stays-open#q-cfe7fa45) [person](person:ada-moss) [paper](organisation:ledger)
    [official](unnamed:official) [source](source:story) [topic](topic:ferries) [page](page:about)
    [level](attribution:relayed) [web](https://ledger.example) [mail](mailto:a@ledger.example)
    [nowhere](#)
    -- content/pages/about.md --
    ---
    title: About
    ---
    -- content/claims/ferries-late.md --
    ---
    claim: Two cranes are broken.
    topics: [ferries]
    quotes: [{source: story, text: Two cranes are broken, speech: indirect}]
    published: 2025-03-07
    ---
    """
    assert site.codes == []


def test_links_are_checked_wherever_markdown_is_written(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes: [{source: story, text: The port will stay open, speech: indirect}]
    published: 2025-03-07
    ---
    [x](claim:x)
    -- content/people/ada-moss.md --
    ---
    name: Ada Moss
    ---
    [x](claim:x)
    -- content/organisations/ledger.md --
    ---
    name: The Ledger
    ---
    [x](claim:x)
    -- content/unnamed/official.md --
    ---
    described_as: an official
    ---
    [x](claim:x)
    -- content/sources/story.md --
    ---
    title: Winter at the port
    publisher: ledger
    ---
    [x](claim:x)
    -- content/topics/harbour.md --
    ---
    title: The harbour
    ---
    [x](claim:x)
    -- content/pages/about.md --
    ---
    title: About
    ---
    [x](claim:x)
    """
    folders = ["claims", "organisations", "pages", "people", "sources", "topics", "unnamed"]
    assert sorted(fault.file.split("/")[1] for fault in site.loaded.faults) == folders
    assert set(site.codes) == {"broken-link"}


def test_the_library_has_every_topic_that_has_a_file_or_a_claim(site: Resolved) -> None:
    """
    -- content/topics/harbour.md --
    ---
    title: The harbour
    ---
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    topics: [winter]
    quotes: [{source: story, text: The port will stay open, speech: indirect}]
    published: 2025-03-07
    ---
    """
    assert [topic.ref.title for topic in site.library.topics.values()] == ["The harbour", "Winter"]


def test_an_unnamed_source_is_described_in_the_words_of_a_source_it_appears_in(
    site: Resolved,
) -> None:
    """
    -- content/unnamed/official.md --
    ---
    described_as: An  Official
    ---
    -- content/unnamed/aide.md --
    ---
    described_as: a senior aide
    ---
    -- content/unnamed/never-used.md --
    ---
    described_as: nobody at all
    ---
    -- content/claims/two-cranes.md --
    ---
    claim: Two cranes are broken.
    speaker: official
    addressee: aide
    quotes: [{source: story, text: Two cranes are broken, speech: indirect}]
    published: 2025-03-07
    ---
    """
    (fault,) = site.loaded.faults
    assert (fault.code, fault.file) == ("description-not-found", "content/unnamed/aide.md")


def test_what_a_card_names_is_looked_at_whatever_else_is_wrong_with_it(site: Resolved) -> None:
    """
    -- content/claims/cranes-broken.md --
    ---
    claim: Two cranes are broken.
    quotes: [{source: story, text: Three cranes, speech: indirect}]
    related: [{claim: nobody, as: supports}, {claim: port-stays-open, as: supports}]
    published: 2025-03-07
    ---
    [a](claim:nobody) [b](persn:nobody) [c](#there) [d](claim:port-stays-open)
    """
    assert site.codes == ["broken-link", "broken-link", "quote-not-found", "unknown-claim"]
