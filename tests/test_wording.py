"""What feeds and citations say in words is what pages say."""

import datetime
import re
from pathlib import Path

import pytest

from site_builder.content import Folder
from site_builder.language.days import day_in_words
from site_builder.language.words import ENGLISH
from site_builder.load import Choices, Loader
from site_builder.sentence import chain_sentence
from site_builder.wording import (
    CHANGE_WORDS,
    LEVEL_WORDS,
    attribution,
    headline,
    in_brief,
    pictured,
    quoted_in_brief,
    said_by,
    summary,
)
from tests.conftest import BuiltSite
from tests.opened import opened
from tests.page_text import parse_pages
from tests.site_text import Site

SYNTHETIC = Path(__file__).with_name("synthetic")
ROOT = Path(__file__).parents[1]


def test_pages_say_the_same_of_level_and_chain(built_site: BuiltSite) -> None:
    pages = parse_pages(built_site("synthetic"))
    choices = Choices(today=datetime.date(2030, 1, 1))
    library = Loader(Folder(SYNTHETIC), {}).load(choices, lambda _through, _total: None).library
    assert library is not None
    for indexed in library.claims.values():
        claim = opened(indexed)
        shown = " ".join(pages[f"{claim.brief.path}index.html"].text.split())
        assert LEVEL_WORDS[claim.brief.attribution] in shown
        sentence = chain_sentence(claim.quotes[0], claim.brief.addressee)
        assert " ".join(sentence.split()) in shown


def test_changes_are_called_what_pages_call_them() -> None:
    history = (ROOT / "templates/components/history/history.html").read_text()
    assert dict(re.findall(r'"(\w+)": _\("(\w+)"\)', history)) == CHANGE_WORDS


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Who is said to have made each claim of the small site."""
    library = Site.at(tmp_path_factory.mktemp("site")).library()
    return {id: said_by(claim.brief) for id, claim in library.claims.items()}


def test_whoever_speaks_and_whoever_is_told_are_named(said: dict[str, str]) -> None:
    assert said["port-stays-open"] == "Said by Ana Moss to Ben Okri."
    assert said["cranes-broken"] == "Said by an official at the port (unnamed)."
    assert said["built-in-1887"] == "Said by the source, in its own voice."


def test_the_sources_own_voice_is_told_once(tmp_path: Path) -> None:
    claim = opened(Site.at(tmp_path).library().claims["built-in-1887"])
    assert attribution(claim) == (
        "Said by the source, in its own voice. Unattributed: The Daily Ledger says this in its own"
        " voice and names nobody who told it."
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime.date(2026, 11, 2), "2 November 2026"),
        ("2026-11-02", "2 November 2026"),
        ("2026-02", "February 2026"),
        ("2026", "2026"),
    ],
)
def test_a_date_or_a_part_of_one_is_put_in_words(value: datetime.date | str, words: str) -> None:
    assert day_in_words(value, ENGLISH) == words


def brief_words(site: Site) -> dict[str, str]:
    """The first quotation of each claim, in brief."""
    claims = site.library().claims
    return {id: quoted_in_brief(opened(claim).quotes[0]) for id, claim in claims.items()}


def test_a_quotation_in_brief_gives_words_to_whoever_chose_them(tmp_path: Path) -> None:
    words = brief_words(Site.at(tmp_path))
    assert (
        words["port-stays-open"] == "“We will not close it,” – Ana Moss, through The Daily Ledger"
    )
    assert words["ferries-late"] == "“Ferries ran late on Monday” – The Daily Ledger on Ben Okri"
    assert words["cranes-broken"] == (
        "“Two cranes are broken” – The Daily Ledger on an official at the port (unnamed)"
    )
    assert words["third-crane"] == (
        "“a third crane would come in May” – The Daily Ledger on Ana Moss, through Ben Okri"
    )
    assert words["built-in-1887"] == "“The harbour was built in 1887.” – The Daily Ledger"


def test_what_a_speaker_published_in_person_comes_through_nobody(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    first = '  - {source: ledger-report, text: "“We will not close it,”", speech: direct, id: refusal}\n'
    site.edit("content/claims/port-stays-open.md", first, "")
    assert brief_words(site)["port-stays-open"] == "“We will keep the port open.” – Ana Moss"


def test_a_long_quotation_is_cut_between_words(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    long = " ".join(["harbour"] * 40)
    site.edit(
        "content/sources/ledger-report.txt", "was built in 1887.", f"was built in 1887. {long}"
    )
    site.edit("content/claims/built-in-1887.md", "in 1887., speech", f"in 1887. {long}, speech")
    words = brief_words(site)["built-in-1887"]
    assert words.endswith("harbour harbour …” – The Daily Ledger")
    assert len(words) < 190


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("", "", "Rated “Right”"),
        ("rating: {", "# rating: {", None),
        ("kind: update", "kind: retraction", "Retracted"),
    ],
)
def test_a_statement_is_never_shared_without_the_verdict_on_it(
    tmp_path: Path, old: str, new: str, verdict: str | None
) -> None:
    site = Site.at(tmp_path)
    if old:
        site.edit("content/claims/port-stays-open.md", old, new)
    claim = opened(site.library().claims["port-stays-open"])
    told = [headline(claim), summary(claim), in_brief(claim), pictured(claim)]
    assert [each.startswith(("Rated", "Retracted")) for each in told] == [verdict is not None] * 4
    assert all(each.startswith(verdict or "") for each in told)
    assert all("Ana Moss" in each for each in told[1:])
