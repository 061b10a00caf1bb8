"""Which former address leads where, and that an address belongs to one entry."""

from tests.resolve.resolved import Resolved


def test_a_former_address_leads_to_the_present_one(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes: [{source: story, text: The port will stay open, speech: indirect}]
    published: 2025-03-07
    aliases: [port-open, claims/port]
    ---
    -- content/people/ada-moss.md --
    ---
    name: Ada Moss
    aliases: [a-moss, organisations/moss]
    ---
    -- content/pages/about.md --
    ---
    title: About
    aliases: [who-we-are]
    ---
    """
    assert site.codes == []
    assert site.library.moved == {
        "claims/port-open/": "claims/port-stays-open/",
        "claims/port/": "claims/port-stays-open/",
        "organisations/moss/": "people/ada-moss/",
        "people/a-moss/": "people/ada-moss/",
        "who-we-are/": "about/",
    }


def test_an_entry_that_became_another_kind_keeps_its_id_as_an_alias(site: Resolved) -> None:
    """
    -- content/organisations/official.md --
    ---
    name: The Officials
    aliases: [unnamed/official]
    ---
    -- content/unnamed/official.md | gone --
    """
    assert site.codes == []
    assert site.library.moved == {"unnamed/official/": "organisations/official/"}


def test_an_alias_that_something_else_answers_to_is_a_fault(site: Resolved) -> None:
    """
    -- content/people/ada-moss.md --
    ---
    name: Ada Moss
    aliases: [ledger, unnamed/official, claims/gone, topics/ferries, sources/story]
    ---
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes: [{source: story, text: The port will stay open, speech: indirect}]
    topics: [ferries]
    published: 2025-03-07
    ---
    -- content/claims/gone.md --
    ---
    gone: {reason: It was wrong., on: 2025-04-01}
    ---
    """
    assert [fault.message.partition(" belongs to ")[2] for fault in site.loaded.faults] == [
        "the organisation “ledger”",
        "the unnamed “official”",
        "the claim “gone”",
        "the topic “ferries”",
        "the source “story”",
    ]


def test_a_page_cannot_have_stood_where_the_site_itself_does(site: Resolved) -> None:
    """
    -- content/pages/about.md --
    ---
    title: About
    aliases: [claims]
    ---
    """
    assert site.codes == ["reserved-address"]
