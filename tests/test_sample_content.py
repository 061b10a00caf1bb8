"""The sample content keeps to its article: every word quoted, no word invented, no voice merged."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.content import Folder
from site_builder.library import Claim, Library, Quote
from site_builder.load import Choices, Loader
from tests.opened import opened

ROOT = Path(__file__).parents[1]
CONTENT = sorted(path for path in (ROOT / "content").rglob("*") if path.suffix in {".md", ".yaml"})
ARTICLE = "article-on-hamas-talks"

NOT_QUOTED = {
    ", but": "joins two statements, each quoted by a card of its own",
    "and": "joins two statements, each quoted by a card of its own",
    ",": "parts two sentences of one quotation, each quoted by a card of its own",
    ", and": "joins two statements, each quoted by a card of its own",
    "No comments:": "furniture of the page, no part of the article",
    "Post a Comment": "furniture of the page, no part of the article",
}
"""What no card quotes, and why."""

REPORTING = re.compile(
    r"\b(?:said|says|told|stated|according\sto|stress|describ|caution|warn|acknowledg|suggest"
    r"|reassur|express|signal|deem|object|writ|comment|reported|report\b|reports\b|call\b"
    r"|criticism|ultimatum|statement)\w*",
    re.IGNORECASE,
)
"""Words by which someone is said to have said something."""

NOT_CUES = {
    "The report": "names who reports; its cue is “further said that” or “said that”",
    "direct criticism": "what Netanyahu is said to have avoided, so that there is none",
    "since reports": "says when, and of whose reports nothing",
    "phone call": "the occasion of what is “expressed”",
    "contentious call": "the occasion; nobody's words are given",
    "was deemed": "passive: whoever deemed it is not named; its cue is “according to Axios”",
    "Dermer’s call": "what is “described”",
    "latest ultimatum": "what is given in the words that follow “writing”",
    "Trump commented": "goes with “stated”, which introduces the words",
    "a statement": "within Witkoff's words; its cue is “he said”",
    "No comments": "furniture of the page",
    "a Comment": "furniture of the page",
}
"""Reporting words that no card has as a cue, with the word before them, and why."""

UNNAMED = re.compile(
    r"\b(?:sources(?: familiar with the \w+)?|(?:one|senior) Israeli officials?)\b", re.IGNORECASE
)
"""Whoever the article cites without a name."""

Span = tuple[int, int]


@pytest.fixture(scope="module")
def library() -> Library:
    """The sample content, which has no faults, not even warnings."""
    choices = Choices(today=datetime.date(2100, 1, 1))
    loaded = Loader(Folder(ROOT), {}).load(choices, lambda _through, _total: None)
    assert loaded.faults == []
    assert loaded.left_out == {}
    assert loaded.library is not None
    return loaded.library


@pytest.fixture(scope="module")
def claims(library: Library) -> list[Claim]:
    return [opened(indexed) for indexed in library.claims.values()]


@pytest.fixture(scope="module")
def article(library: Library) -> str:
    text = library.sources[ARTICLE].text
    assert text is not None
    return text


def quotes(claims: list[Claim]) -> Iterator[tuple[Quote, list[Span]]]:
    """Every quotation with where its pieces stand."""
    for claim in claims:
        for quote in claim.quotes:
            assert quote.place is not None, f"{claim.brief.id} is not verified"
            yield quote, [(piece.start, piece.end) for piece in quote.place.pieces]


def holds(spans: list[Span], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def sentence(article: str, at: int) -> str:
    """The sentence in which a place stands."""
    ends = [m.end() for m in re.finditer(r"[.?!][”\"]?(?=\s)|\n|\Z", article)]
    end = next(end for end in ends if end > at)
    start = max([0, *(before for before in ends if before <= at)])
    return article[start:end]


def test_every_word_of_the_article_is_quoted_but_for_those_listed(
    claims: list[Claim], article: str
) -> None:
    quoted = bytearray(len(article))
    for _, spans in quotes(claims):
        for start, end in spans:
            quoted[start:end] = b"\1" * (end - start)
    left_out = "".join(
        character if not there or character == "\n" else "\0"
        for character, there in zip(article, quoted, strict=True)
    )
    found = {words.strip() for words in re.split(r"[\0\n]+", left_out) if words.strip()}
    assert found == NOT_QUOTED.keys()


def test_every_reporting_word_is_the_cue_of_a_quotation_but_for_those_listed(
    claims: list[Claim], article: str
) -> None:
    found = set()
    for match in REPORTING.finditer(article):
        cues = [
            hand.cue.casefold()
            for quote, spans in quotes(claims)
            for hand in quote.chain
            if hand.cue is not None and holds(spans, match.start())
        ]
        if not any(match[0].casefold() in cue for cue in cues):
            before = article[: match.start()].rsplit(maxsplit=1)[-1]
            found.add(f"{before} {match[0]}")
    assert found == NOT_CUES.keys()


def test_each_unnamed_voice_stands_for_one_mention_and_each_mention_for_one_voice(
    claims: list[Claim], article: str
) -> None:
    mentions = {match.start(): match[0] for match in UNNAMED.finditer(article)}
    voices = {
        at: {
            (hand.voice.id, hand.voice.name)
            for quote, spans in quotes(claims)
            for hand in quote.chain
            if hand.voice.kind == "unnamed"
            if any(sentence(article, start) == sentence(article, at) for start, _ in spans)
            if hand.voice.name.casefold() == mention.casefold()
        }
        for at, mention in mentions.items()
    }
    assert [len(found) for found in voices.values()] == [1] * len(mentions)
    assert len(set.union(*voices.values())) == len(mentions)


def test_every_unnamed_voice_speaks_within_the_sentence_that_mentions_it(
    claims: list[Claim], article: str
) -> None:
    for quote, spans in quotes(claims):
        for hand in quote.chain:
            if hand.voice.kind == "unnamed":
                said = {sentence(article, start) for start, _ in spans}
                assert any(hand.voice.name in words for words in said), quote.path


def test_no_two_unnamed_voices_share_an_entry(library: Library, article: str) -> None:
    unnamed = [voice for voice in library.voices.values() if voice.ref.kind == "unnamed"]
    assert len(unnamed) == len(UNNAMED.findall(article))


def test_what_the_article_does_not_date_has_no_date(claims: list[Claim], library: Library) -> None:
    assert [claim.brief.id for claim in claims if claim.brief.made_on is not None] == []
    source = library.sources[ARTICLE]
    assert (source.published, source.accessed, source.archives, source.authors) == (
        None,
        None,
        (),
        (),
    )


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_no_address_is_made_up(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if re.search(r"https?:|www\.|\.(?:com|org|net)\b", line)]
    allowed = ["base_url: https://who-said-what.example/"] if path.name == "site.yaml" else []
    assert found == allowed


def test_the_article_itself_is_not_published(library: Library) -> None:
    assert library.settings.source_text == "excerpts"


def test_nothing_is_rated(claims: list[Claim], library: Library) -> None:
    assert library.settings.rating_scale == ()
    assert all(claim.rating is None for claim in claims)


def test_every_claim_has_a_topic_and_every_topic_a_claim(
    claims: list[Claim], library: Library
) -> None:
    used = {topic.id for claim in claims for topic in claim.brief.topics}
    assert all(claim.brief.topics for claim in claims)
    assert used == library.topics.keys()


def test_every_voice_has_its_part_in_a_claim(claims: list[Claim], library: Library) -> None:
    parts = {hand.voice.id for quote, _ in quotes(claims) for hand in quote.chain}
    parts |= {claim.brief.addressee.id for claim in claims if claim.brief.addressee}
    parts |= {ref.id for voice in library.voices.values() for ref in voice.affiliation}
    mentioned = "".join(path.read_text(encoding="utf-8") for path in CONTENT)
    idle = [id for id in library.voices.keys() - parts if f":{id})" not in mentioned]
    assert idle == []


def test_every_statement_is_one_sentence_of_plain_text(claims: list[Claim]) -> None:
    for claim in claims:
        statement = claim.brief.statement
        assert re.fullmatch(r"[^\n*_`<>\[\]]+[.”]", statement), statement
        assert not re.search(r"[.!?] [A-Z]", statement), statement
