"""One quotation: its place, its chain, and what follows from them."""

from urllib.parse import unquote

from site_builder.model import QuoteEntry
from site_builder.resolve.quotation import quote_anchor
from tests.resolve.resolved import Resolved


def entry(text: str, id: str | None = None, source: str = "story") -> QuoteEntry:
    return QuoteEntry(source=source, text=text, speech="direct", id=id)


def test_a_quotation_has_the_name_that_its_card_gives_it() -> None:
    assert quote_anchor(entry("No deal", id="refusal")) == "refusal"


def test_a_name_that_is_not_given_hangs_on_source_and_words_alone() -> None:
    anchor = quote_anchor(entry("“No deal”"))
    assert anchor == "q-00bba56d"
    assert quote_anchor(entry('"No   deal"')) == anchor
    assert quote_anchor(entry("“No deal”", source="other")) != anchor
    assert quote_anchor(entry("“no deal”")) != anchor


def test_a_quotation_has_its_place_and_the_words_of_the_source(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    speaker: ada-moss
    quotes:
      - {source: story, text: 'We will  not close it', speech: direct}
    published: 2025-03-07
    ---
    """
    quote = site.quote()
    assert quote.verified
    assert quote.place is not None
    text = site.library.sources["story"].text or ""
    assert text[quote.place.start : quote.place.end] == "We will not close it"
    assert quote.place.paragraph == 1
    assert [(s.kind, s.text) for s in quote.segments] == [("own", "We will not close it")]
    assert quote.path == f"claims/port-stays-open/#{quote.anchor}"
    assert quote.place_path == "sources/story/#port-stays-open"


def test_a_quotation_from_a_source_without_a_text_is_shown_as_the_card_has_it(
    site: Resolved,
) -> None:
    """
    -- content/sources/letter.md --
    ---
    title: A letter
    publisher: ledger
    url: https://ledger.example/letter
    ---
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    speaker: ada-moss
    quotes:
      - {source: letter, text: 'It   stays.', speech: indirect, cue: wrote}
    published: 2025-03-07
    ---
    """
    quote = site.quote()
    assert (quote.verified, quote.place) == (False, None)
    assert [segment.text for segment in quote.segments] == ["It stays."]
    assert quote.fragment == "https://ledger.example/letter#:~:text=It%20stays."
    assert not site.claim().brief.verified
    assert site.codes == ["no-archived-text"]


def test_the_chain_goes_from_the_speaker_over_each_hand_to_the_publisher(site: Resolved) -> None:
    """
    -- content/organisations/wire.md --
    ---
    name: The Wire
    ---
    -- content/claims/port-stays-open.md --
    ---
    claim: No crane is broken.
    speaker: ada-moss
    quotes:
      - source: story
        text: Moss said that no crane is broken.
        speech: indirect
        cue: said
        via:
          - who: official
            cue: an official said
            access: briefed
            ground_rules: background
            stance: distances
            commitment: PR+
          - wire
    published: 2025-03-07
    ---
    """
    quote = site.quote()
    assert [hand.voice.id for hand in quote.chain] == ["ada-moss", "official", "wire", "ledger"]
    speaker, official, wire, publisher = quote.chain
    assert (speaker.cue, official.cue, wire.cue, publisher.cue) == (
        "said",
        "an official said",
        None,
        None,
    )
    assert (official.access, official.ground_rules) == ("briefed", "background")
    assert (official.stance, official.commitment) == ("distances", "PR+")
    assert (wire.access, wire.stance) == ("unspecified", "neutral")
    assert quote.between == (official, wire)
    assert (quote.attribution, quote.distance) == ("unnamed", 3)
    assert quote.origin.id == "official"


def test_where_the_source_speaks_itself_the_chain_is_its_publisher(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: Two cranes are broken.
    quotes:
      - {source: story, text: Two cranes are broken, speech: direct, cue: said}
    published: 2025-03-07
    ---
    """
    quote = site.quote()
    assert [hand.voice.id for hand in quote.chain] == ["ledger"]
    assert (quote.attribution, quote.distance, quote.between) == ("unattributed", 1, ())
    assert "own" not in {segment.kind for segment in quote.segments}


def test_what_the_speaker_published_in_person_is_at_no_distance(site: Resolved) -> None:
    """
    -- content/sources/story.md --
    ---
    title: Winter at the port
    publisher: ledger
    primary: true
    language: en
    ---
    """
    quote = site.quote()
    assert (quote.distance, quote.lang) == (0, "en")


def test_a_quotation_links_to_its_words_where_the_source_has_an_address(site: Resolved) -> None:
    """
    -- content/sources/story.md --
    ---
    title: Winter at the port
    publisher: ledger
    url: https://ledger.example/winter
    ---
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes:
      - {source: story, text: 'The port […] open all winter', speech: indirect, lang: en-GB}
    published: 2025-03-07
    ---
    """
    quote = site.quote()
    assert (
        quote.fragment
        == "https://ledger.example/winter#:~:text=The%20port&text=open%20all%20winter"
    )
    assert [segment.kind for segment in quote.segments] == ["plain", "omission", "plain"]
    assert quote.lang == "en-GB"


def test_a_quotation_across_paragraphs_links_to_where_it_begins_and_ends(site: Resolved) -> None:
    """
    -- content/sources/story.md --
    ---
    title: Winter at the port
    publisher: ledger
    url: https://ledger.example/winter
    ---
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes:
      - {source: story, text: 'close it,” she said. Two cranes are', speech: indirect}
    published: 2025-03-07
    ---
    """
    quote = site.quote()
    assert quote.fragment is not None
    assert unquote(quote.fragment).endswith(":~:text=close it,” she said.,Two cranes are")


def test_an_omission_is_shown_as_one_where_nothing_can_be_verified(site: Resolved) -> None:
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
      - {source: letter, text: 'It … stays.', speech: indirect}
      - {source: letter, text: '[…]', speech: indirect}
    published: 2025-03-07
    ---
    """
    first, second = site.claim().quotes
    assert [segment.kind for segment in first.segments] == ["plain", "omission", "plain"]
    assert [segment.text for segment in second.segments] == ["[…]"]


def test_reporting_words_stand_in_the_paragraphs_of_their_quotation(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes:
      - {source: story, text: The port will, speech: indirect, cue: Told  reporters}
      - {source: story, text: The port will stay, speech: indirect, cue: 'Moss […] Friday'}
      - {source: story, text: The port will stay open, speech: indirect, cue: Moss … Friday}
      - {source: story, text: 'it,” she said. Two cranes', speech: indirect, cue: an official said}
      - source: story
        text: Moss said
        speech: reported
        via: [{who: official, cue: official said}, ada-moss]
    published: 2025-03-07
    ---
    """
    assert site.codes == []


def test_reporting_words_of_another_paragraph_are_not_enough(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes:
      - {source: story, text: The port will stay open, speech: indirect, cue: an official said}
    published: 2025-03-07
    ---
    """
    assert site.codes == ["cue-not-found"]


def test_quotations_of_one_source_lead_each_to_its_own_words(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open.
    quotes:
      - {source: story, id: late, text: will stay open all winter, speech: indirect}
      - {source: story, id: early, text: We will not close it, speech: indirect}
    published: 2025-03-07
    ---
    """
    assert [quote.place_path for quote in site.claim().quotes] == [
        "sources/story/#port-stays-open/late",
        "sources/story/#port-stays-open/early",
    ]
