"""What feeds and citations say in words is what pages say."""

import datetime
import re
from pathlib import Path

import pytest

from site_builder.build import Options, build
from site_builder.content import Folder
from site_builder.load import Choices, Loader
from site_builder.wording import (
    CHANGE_WORDS,
    LEVEL_WORDS,
    attribution,
    chain_sentence,
    day_in_words,
    said_by,
)
from tests.opened import opened
from tests.page_text import parse_pages
from tests.site_text import Site

SYNTHETIC = Path(__file__).with_name("synthetic")
ROOT = Path(__file__).parents[1]


def test_pages_say_the_same_of_level_and_chain(tmp_path: Path) -> None:
    build(Options(root=SYNTHETIC, output=tmp_path / "site"))
    pages = parse_pages(tmp_path / "site")
    choices = Choices(today=datetime.date(2030, 1, 1))
    library = Loader(Folder(SYNTHETIC), {}).load(choices, lambda _through, _total: None).library
    assert library is not None
    for indexed in library.claims.values():
        claim = opened(indexed)
        shown = " ".join(pages[f"{claim.brief.path}index.html"].text.split())
        assert LEVEL_WORDS[claim.brief.attribution] in shown
        sentence = chain_sentence(claim.quotes[0]).replace("this site", "this page")
        assert " ".join(sentence.split()) in shown


def test_changes_are_called_what_pages_call_them() -> None:
    history = (ROOT / "templates/components/history/history.html").read_text()
    assert dict(re.findall(r'"(\w+)": "(\w+)"', history)) == CHANGE_WORDS


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
    assert day_in_words(value) == words
