"""Text fragments, opened in a real Chromium, highlight the words that are meant and no others."""

import datetime
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.content import Folder
from site_builder.fragments import text_fragment
from site_builder.library import Span
from site_builder.load import Choices, Loader
from site_builder.quotes.normal import normal_text
from tests.browser.highlight import HEIGHT, WIDTH, highlighted, page_of
from tests.browser.open_page import OpenPage
from tests.conftest import ServeFolder
from tests.marked_text import marked
from tests.opened import opened

ROOT = Path(__file__).parents[1]
SITES = {"sample": ROOT, "synthetic": ROOT / "tests/synthetic"}

LONG = " ".join(f"word{n}" for n in range(70))
HOSTILE = [
    "No deal was near.\nShe said ‹no deal› then.",
    "A résumé. They ‹resume› work.",
    "an ideal thing, ‹a deal›",
    "They were un‹able to agree›. They were able to agree.",
    "to en‹able›r, an able man",
    "don’‹t go› home",
    "some 1,‹250 dead›, 250 dead",
    "see example.‹com now›, com now",
    "‹al-Hayya, “a & b”: 100% #1 = f?/+~_!*'()›",
    "-‹a-b›-, a-b",
    "Same.\nAlpha beta.\n‹Same.›\nGamma.\nSame.",
    "Same words.\nSame ‹words.›\nSame words, too.",
    "a x c, d x b a ‹x› b",
    "She ‹said› in May and in June ‹and in July› so",
    "and more ‹and› more and ‹and› less",
    "First ‹line of words\n\nand a second one›, it was",
    "Yes.\n‹Yes.\nNo.›\nNo.",
    f"word0 word1 word2 word3 word4 word5. ‹{LONG}› word69",
    f"‹{LONG} {LONG}›",
    "‹no \t deal›, deal",
    "the ‹a\u00a0b\u00a0 c\u2003d\u202fe›.",
    "foo\u00adbar ‹foobar› baz",
    "Ost. ‹Øst.› łak, lak",
    "Istanbul ıstanbul İstanbul ‹istanbul› x",
    "the ‹ﬁnal day› of １００, a final day",
    "قال لن نغلق الميناء يوم الجمعة\nثم قال ‹لَن نُغلِق› الميناء",
    "أضاف: ‹«لن نترك المرفأ، ولن نبيع قواربنا.»› لن نترك",
    "אמר ‹\u2067שלום\u2069 today› ואז שלום",
    "he said \u202a‹שָׁלוֹם עולם› so\u202c, שלום עולם",
    "he said so\u202c ‹no deal›, no deal",
    "मैंने ‹की बात› का बात",
    "cafe\u0301 ‹caf\u00e9 au lait› cafe",
    "他说不会关‹闭港口›。今天下午宣布",
    "他说，‹不会关闭港口›。今天宣布不会关闭港口",
    "ヒラガナ。‹ひらがな›。カタ",
    "go ‹😀 go 👨‍👩‍👧 👍🏽› now 😀 go",
    "no no no no ‹no› no no",
    "what? ‹...› what... yes",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages")
    (path / "favicon.ico").touch()
    return path


@pytest.fixture
def seen(
    folder: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> Callable[[str, list[Span]], str]:
    """What is highlighted of a text by the fragment for pieces of it."""
    base = serve_folder(folder)
    page: Page = open_page("about:blank", width=WIDTH, height=HEIGHT)
    number = len([*folder.iterdir()])

    def look(text: str, pieces: list[Span]) -> str:
        nonlocal number
        number += 1
        (folder / f"{number}.html").write_text(page_of(text), encoding="utf-8")
        page.goto(text_fragment(f"{base}{number}.html", normal_text(text), pieces))
        assert page.evaluate("scrollY") > 0
        return highlighted(page)

    return look


def expected(text: str, pieces: list[Span]) -> str:
    """The words of pieces as a screen is read: without white space, `…` for all others."""
    shown, at = "", 0
    for piece in pieces:
        shown += "…" if text[at : piece.start].strip() else ""
        shown += text[piece.start : piece.end]
        at = piece.end
    return shown + ("…" if text[at:].strip() else "")


def visible(shown: str) -> str:
    """What a picture can tell: neither white space nor characters that may have no width."""
    kinds = ("Mn", "Cf", "Sk")
    return "".join(c for c in shown if not c.isspace() and unicodedata.category(c) not in kinds)


def test_hostile_quotations_are_found(seen: Callable[[str, list[Span]], str]) -> None:
    for case in HOSTILE:
        text, pieces = marked(case)
        assert visible(seen(text, pieces)) == visible(expected(text, pieces)), case


@pytest.mark.slow
@pytest.mark.parametrize("site", SITES)
def test_every_quotation_of_a_site_is_found_in_its_archived_text(
    site: str, seen: Callable[[str, list[Span]], str]
) -> None:
    choices = Choices(today=datetime.date(2030, 1, 1))
    library = Loader(Folder(SITES[site]), {}).load(choices, lambda _through, _total: None).library
    assert library is not None
    claims = [opened(indexed) for indexed in library.claims.values()]
    for quote in (quote for claim in claims for quote in claim.quotes):
        text = library.sources[quote.source.id].text
        if text is not None and quote.place is not None:
            pieces = list(quote.place.pieces)
            assert visible(seen(text, pieces)) == visible(expected(text, pieces)), quote.text
