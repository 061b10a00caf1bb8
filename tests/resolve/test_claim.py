"""A claim card resolved: who speaks, how strongly it is attributed, and what it rests on."""

import datetime

from site_builder.library import Rating, TopicRef
from tests.resolve.resolved import Resolved


def test_a_card_becomes_a_claim(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: >-
      The port   stays
      open all winter.
    claim_type: intention
    context: It closed in the winter before.
    speaker: ada-moss
    addressee: official
    made_on: 2025-03
    when: on Friday
    occasion: interview
    topics: [harbour]
    quotes:
      - {source: story, text: The port will stay open all winter, speech: indirect, cue: told}
    published: 2025-03-07
    updated: 2025-03-08
    aliases: [port-open]
    ---
    # Why

    It *matters*.
    """
    claim = site.claim()
    brief = claim.brief
    assert (brief.id, brief.path) == ("port-stays-open", "claims/port-stays-open/")
    assert (brief.statement, brief.claim_type) == ("The port stays open all winter.", "intention")
    assert (brief.speaker and brief.speaker.name, brief.addressee and brief.addressee.name) == (
        "Ada Moss",
        "an official",
    )
    assert (brief.made_on, brief.when, brief.occasion) == ("2025-03", "on Friday", "interview")
    assert (brief.attribution, brief.distance, brief.origins) == ("paraphrased", 1, 1)
    assert (brief.published, brief.updated) == (
        datetime.date(2025, 3, 7),
        datetime.date(2025, 3, 8),
    )
    assert (claim.context, claim.aliases) == ("It closed in the winter before.", ("port-open",))
    assert claim.notes.html.replace("\n", "") == "<h3>Why</h3><p>It <em>matters</em>.</p>"


def test_a_claim_takes_the_best_of_its_quotations(site: Resolved) -> None:
    """
    -- content/sources/post.md --
    ---
    title: A post
    publisher: ledger
    kind: post
    primary: true
    ---
    -- content/sources/post.txt --
    We will not close it.
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    speaker: ada-moss
    quotes:
      - {source: story, text: The port will stay open, speech: indirect, via: [official]}
      - {source: post, text: We will not close it., speech: direct}
    published: 2025-03-07
    ---
    """
    claim = site.claim()
    assert [quote.attribution for quote in claim.quotes] == ["unnamed", "quoted"]
    assert [quote.distance for quote in claim.quotes] == [2, 0]
    assert (claim.brief.attribution, claim.brief.distance) == ("quoted", 0)


def test_ten_outlets_that_echo_one_wire_are_one_origin(site: Resolved) -> None:
    """
    -- content/organisations/wire.md --
    ---
    name: The Wire
    kind: wire
    ---
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    speaker: ada-moss
    quotes:
      - {source: story, text: The port, speech: indirect, via: [wire]}
      - {source: story, text: The port will, speech: indirect, via: [wire, official]}
      - {source: story, text: The port will stay, speech: indirect}
    published: 2025-03-07
    ---
    """
    claim = site.claim()
    assert [origin.id for origin in claim.origins] == ["wire", "ledger"]
    assert claim.brief.origins == 2


def test_a_claim_is_verified_when_all_its_quotations_are(site: Resolved) -> None:
    """
    -- content/sources/letter.md --
    ---
    title: A letter
    publisher: ledger
    ---
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes:
      - {source: story, text: The port will stay open, speech: indirect}
      - {source: letter, text: It stays., speech: indirect}
    published: 2025-03-07
    ---
    """
    assert [quote.verified for quote in site.claim().quotes] == [True, False]
    assert not site.claim().brief.verified


def test_a_topic_without_a_file_takes_its_title_from_its_id(site: Resolved) -> None:
    """
    -- content/topics/cranes.md --
    ---
    title: Cranes, broken and whole
    ---
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    topics: [open-all-winter, cranes]
    quotes:
      - {source: story, text: The port will stay open, speech: indirect}
    published: 2025-03-07
    ---
    """
    assert site.claim().brief.topics == (
        TopicRef(id="open-all-winter", title="Open all winter", path="topics/open-all-winter/"),
        TopicRef(id="cranes", title="Cranes, broken and whole", path="topics/cranes/"),
    )
    assert site.codes == []


def test_a_rating_stands_between_the_ends_of_the_scale(site: Resolved) -> None:
    """
    -- content/site.yaml --
    title: The harbour record
    base_url: https://harbour.example/
    rating_scale:
      - {id: half, label: Half right, value: 3, description: Right in part}
      - {id: wrong, label: Wrong, value: 1}
      - {id: right, label: Right, value: 5}
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes:
      - {source: story, text: The port will stay open, speech: indirect}
    rating: {value: half, explanation: It closed once., reviewed_on: 2025-04-01, reviewed_by: A. B.}
    published: 2025-03-07
    ---
    """
    assert site.claim().rating == Rating(
        id="half",
        label="Half right",
        value=3,
        best=5,
        worst=1,
        description="Right in part",
        explanation="It closed once.",
        reviewed_on=datetime.date(2025, 4, 1),
        reviewed_by="A. B.",
    )
    assert site.claim().brief.rating == "Half right"


def test_the_history_of_a_card_is_told_in_order(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes:
      - {source: story, text: The port will stay open, speech: indirect}
    published: 2025-03-07
    changes:
      - {date: 2025-03-09, kind: update, note: Third.}
      - {date: 2025-03-07, kind: correction, note: First.}
      - {date: 2025-03-07, kind: clarification, note: Second.}
    ---
    """
    assert [change.note for change in site.claim().changes] == ["First.", "Second.", "Third."]


def test_the_words_for_the_time_may_stand_anywhere_in_the_source(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: Two cranes are broken.
    when: On  Friday
    quotes:
      - {source: story, text: Two cranes are broken, speech: indirect}
    published: 2025-03-07
    ---
    """
    assert site.codes == []


def test_every_fault_of_a_card_is_found_at_once(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    speaker: nobody
    addressee: no-one
    when: last year
    quotes:
      - {source: nowhere, text: The port, speech: indirect, via: [somebody]}
      - {source: story, text: No such words, speech: indirect}
      - {source: story, text: The port, speech: indirect, cue: whispered}
    rating: {value: right, explanation: It did., reviewed_on: 2025-04-01, reviewed_by: A. B.}
    published: 2025-03-07
    ---
    """
    assert site.codes == [
        "cue-not-found",
        "quote-not-found",
        "unknown-rating",
        "unknown-source",
        "unknown-voice",
        "unknown-voice",
        "unknown-voice",
        "when-not-found",
    ]


def test_a_warning_alone_leaves_the_claim_standing(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes:
      - {source: story, text: The port will stay open, speech: indirect, cue: whispered}
    published: 2025-03-07
    ---
    """
    assert site.codes == ["cue-not-found"]
    assert site.claim().brief.verified


def test_a_verdict_goes_with_the_card_that_is_retracted(site: Resolved) -> None:
    """
    -- content/site.yaml --
    title: The harbour record
    base_url: https://harbour.example/
    search: false
    publisher: {name: Us}
    rating_scale: [{id: wrong, label: Wrong, value: 1}, {id: right, label: Right, value: 2}]
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes: [{source: story, text: The port will stay open, speech: indirect}]
    rating: {value: right, explanation: It did., reviewed_on: 2025-03-07, reviewed_by: C. Reed}
    changes:
      - {date: 2025-03-10, kind: retraction, note: It was another port.}
      - {date: 2025-03-09, kind: update, note: A rating was added.}
    published: 2025-03-07
    ---
    """
    claim = site.claim()
    assert claim.retraction is not None
    assert (claim.rating, claim.brief.rating) == (None, None)
