"""Whatever an author writes or quotes comes out as text, on pages and in data files."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from site_builder.markup import ATTRIBUTES, TAGS
from site_builder.text import FORBIDDEN
from tests.hostile import BODIES, NAUGHTY
from tests.hostile_sites import Sites, StandIns, gallery_in, squeezed
from tests.page_text import Element, is_own_script
from tests.site_text import largest_pages
from tests.validators.nu import AS_QUOTED, FROM_DISK, NOT_RUN, UNKNOWN_CSS

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

_BESIDE_WORDS = re.compile(r"[“”‘’\s]")
_MARKS = re.compile("[“”‘’]")
OWN_WORDS = {"own", "cue", "omission"}
DRAWN = {"svg", "g", "a", "title", "text", "rect", "path"}
DRAWN_BY = {
    "class",
    "href",
    "d",
    "x",
    "y",
    "rx",
    "width",
    "height",
    "viewbox",
    "viewBox",
    "role",
    "aria-label",
}
"""The tags of a drawing, and their attributes."""

_ISOLATES = re.compile("\u2068[^\u2068\u2069]*\u2069")


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return gallery_in(tmp_path_factory.mktemp("gallery"))


def skeleton(page: Element) -> list[tuple[str, list[str], int]]:
    """The tags of a page, their attributes' names, and how deep they stand.

    The spans that set a speaker's own words apart follow the quotation marks in a text, so they
    are looked through.
    """
    return [
        (e.tag, sorted(e.attributes), sum(1 for up in e.up() if not is_own_words(up)))
        for e in page.walk()
        if not is_own_words(e)
    ]


def is_own_words(element: Element) -> bool:
    return element.tag == "span" and element.attributes.get("class") in OWN_WORDS


def is_sentence(element: Element) -> bool:
    """Whether an element holds the sentence of a chain: the first quotation's, or another's."""
    if element.tag == "li":
        return element.text.endswith(" hands stand between the statement and the reader.")
    return "chain-sentence" in element.attributes.get("class", "").split()


def take_sentences(page: Element) -> list[str]:
    """Take off a page the sentences of its chains, with all quotation marks alike.

    Those in the words for an unnamed voice depend on those around them.
    """
    elements = [e for e in page.walk() if is_sentence(e)]
    texts = [e.text for e in elements]
    for element in elements:
        element.children.clear()
    return texts


def check_sentences(hostile: Element, harmless: Element, stand_ins: StandIns) -> None:
    """The sentences of chains have hostile names as they are."""
    wanted = [squeezed(stand_ins.replaced(text)) for text in take_sentences(harmless)]
    said = [squeezed(text) for text in take_sentences(hostile)]
    assert [_MARKS.sub('"', text) for text in said] == [_MARKS.sub('"', text) for text in wanted]


def check_map(hostile: Element, harmless: Element, stand_ins: StandIns) -> None:
    """Hostile names bring nothing into the drawing, and stand in the table as they are.

    What is drawn is ordered by name, and breaks names into lines.
    """
    (drawing,) = hostile.find("svg")
    assert {element.tag for element in drawing.walk()} <= DRAWN
    assert {name for e in drawing.walk() for name in e.attributes} <= DRAWN_BY
    wanted = sorted(squeezed(stand_ins.replaced(row.text)) for row in harmless.find("tr"))
    assert sorted(squeezed(row.text) for row in hostile.find("tr")) == wanted


def addresses_another_page(value: str) -> bool:
    return ":~:text=" in value


def take_texts_to_copy(page: Element) -> list[str]:
    """Take off a page the texts to be copied, without quotation marks and white space.

    Those around a quotation depend on those within it; in HTML that is to be copied, texts are
    escaped.
    """
    elements = [e for e in page.walk() if e.attributes.get("class") == "copy-text"]
    texts = [html.unescape(e.text) if e.tag == "pre" else e.text for e in elements]
    for element in elements:
        element.children.clear()
    return [_BESIDE_WORDS.sub("", text) for text in texts]


def check_texts_to_copy(hostile: Element, harmless: Element, stand_ins: StandIns) -> None:
    """Texts that are there to be copied have hostile texts as they are."""
    theirs = (stand_ins.replaced(text) for text in take_texts_to_copy(harmless))
    wanted = [_BESIDE_WORDS.sub("", text) for text in theirs]
    assert take_texts_to_copy(hostile) == wanted


def check_pages(sites: Sites) -> None:
    """Hostile texts bring no tag and no attribute, and stand on the page as they are."""
    for file, hostile, harmless in sites.pages():
        if file == "map/index.html":
            check_map(hostile, harmless, sites.stand_ins)
            continue
        assert skeleton(hostile) == skeleton(harmless), file
        check_texts_to_copy(hostile, harmless, sites.stand_ins)
        check_sentences(hostile, harmless, sites.stand_ins)
        expected = squeezed(sites.stand_ins.replaced(harmless.text))
        cut = file.endswith("/embed/index.html") and "[…]" in hostile.text
        assert cut or squeezed(hostile.text) == expected, file
        pairs = zip(
            (e for e in hostile.walk() if not is_own_words(e)),
            (e for e in harmless.walk() if not is_own_words(e)),
            strict=True,
        )
        for ours, theirs in pairs:
            check_structured(sites, file, ours, theirs)
            for name, value in ours.attributes.items():
                wanted = sites.stand_ins.replaced(theirs.attributes[name])
                same = squeezed(value) == squeezed(wanted)
                assert same or addresses_another_page(value), (file, ours.tag, name, value)


def check_structured(sites: Sites, file: str, ours: Element, theirs: Element) -> None:
    """What a page says to machines carries hostile texts as they are."""
    if ours.is_structured:
        said, wanted = (dict(leaves(json.loads(each.script))) for each in (ours, theirs))
        assert said.keys() == wanted.keys(), file
        for path, value in wanted.items():
            expected = sites.stand_ins.replaced(value) if isinstance(value, str) else value
            assert squeezed(str(said[path])) == squeezed(str(expected)), (file, path)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar of a JSON value and the way to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{number}]")
    else:
        yield path, value


def check_data(sites: Sites) -> None:
    """The data files carry hostile texts exactly."""
    ours, theirs = (dict(leaves(json.loads(text))) for text in sites.data("data/claims.json"))
    assert ours.keys() == theirs.keys()
    for path, value in ours.items():
        if path.endswith((".fragment", ".prefix", ".suffix")):
            continue  # encoded, and cut off in the middle of a text
        expected = theirs[path]
        if isinstance(expected, str):
            assert squeezed(value) == squeezed(sites.stand_ins.replaced(expected)), path
            exactly = path.endswith((".context", ".occasion", ".name", ".explanation", ".note"))
            assert not exactly or value == sites.stand_ins.replaced(expected), path
        else:
            assert value == expected, path
    rows, their_rows = (
        list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        for text in sites.data("data/claims.csv")
    )
    for row, their_row in zip(rows, their_rows, strict=True):
        assert not [cell for cell in row.values() if cell.startswith(FORMULA)]
        for name in row.keys() - {"quote_prefix", "quote_suffix", "quote_fragment"}:
            wanted = squeezed(sites.stand_ins.replaced(their_row[name]))
            assert squeezed(unescaped(row[name])) == wanted, name


def unescaped(cell: str) -> str:
    """What a cell says, without the apostrophe that keeps it from being a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def test_hostile_texts_stand_on_pages_as_they_are(gallery: Sites) -> None:
    check_pages(gallery)


def test_hostile_texts_stand_in_the_data_as_they_are(gallery: Sites) -> None:
    check_data(gallery)


def test_hostile_texts_of_the_site_itself_stand_on_every_page_as_they_are(tmp_path: Path) -> None:
    sites = Sites(tmp_path)
    for text in NAUGHTY[::6]:
        sites.build(["x"], text)
        check_pages(sites)
        check_data(sites)


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return Sites(tmp_path_factory.mktemp("pair"))


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(
    lambda text: text.strip() and not FORBIDDEN.search(text) and "…" not in text
)


@given(TEXTS, TEXTS)
@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
def test_any_text_stands_on_pages_and_in_data_as_it_is(pair: Sites, one: str, other: str) -> None:
    pair.build([one], other)
    check_pages(pair)
    check_data(pair)


def prose(page: Element) -> Iterator[Element]:
    for element in page.walk():
        if "prose" in element.attributes.get("class", "").split():
            yield element


@pytest.mark.parametrize("body", BODIES)
def test_markdown_brings_in_nothing_but_text_and_its_form(pair: Sites, body: str) -> None:
    pair.build(["x"], "y", body)
    for file, page, _ in pair.pages():
        for block in prose(page):
            for element in list(block.walk())[1:]:
                assert element.tag in TAGS - {"h1"}, file
                allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set()) | {"id"}
                assert element.attributes.keys() <= allowed, file
                href = element.attributes.get("href", "")
                assert href.startswith(("http", "mailto:", "#", ".")) or not href, file
                element.children.clear()
            block.children.clear()
        assert not [e for e in page.find("script") if not is_own_script(e)], file
        assert not [e for e in page.walk() if e.tag in {"iframe", "form", "img"}], file
        assert len(page.find("h1")) == 1
        assert len(page.find("main")) == 1


BLOCKS = frozenset(
    [
        "p",
        "li",
        "dd",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "figcaption",
        "blockquote",
        "div",
        "td",
        "th",
        "title",
    ]
)


def isolated(element: Element) -> Element | None:
    """What keeps the direction of a text within an element to itself, if anything does."""
    for up in element.up():
        if up.tag in {"bdi", "text"} or up.attributes.get("dir") == "auto":
            return up
        if up.tag in BLOCKS and not any(e.attributes.get("dir") == "auto" for e in up.up()):
            return None
    return None


def own_text(element: Element) -> str:
    """The text of an element without that of the elements in it that are isolated."""
    return "".join(
        child if isinstance(child, str) else own_text(child)
        for child in element.children
        if isinstance(child, str) or not (child.tag == "bdi" or "dir" in child.attributes)
    )


def test_every_text_is_isolated_from_its_neighbours(gallery: Sites) -> None:
    stand_ins = gallery.stand_ins.hostile
    wrong: dict[str, str] = {}
    for file, _, page in gallery.pages():
        (body,) = page.find("body")
        for element, text in body.texts():
            fields = {character for character in text if character in stand_ins}
            if not fields or element.tag == "code":  # HTML, which is there to be copied
                continue
            if element.tag == "title" and not fields & {*_ISOLATES.sub("", text)}:
                continue  # no markup can stand there, so characters keep texts apart
            isolate = isolated(element)
            around = own_text(isolate) if isolate else ""
            alone = {c for c in around if c in stand_ins} == fields and len(fields) == 1
            words = "".join(c for c in around if c not in stand_ins and c.isalnum())
            quotation = "alphaomega" in words or "Itsaid" in words
            if isolate is None or not (alone or quotation) or (words and not quotation):
                place = " > ".join(f"{e.tag}.{e.attributes.get('class', '')}" for e in element.up())
                wrong.setdefault(place, f"{file}: {element.text[:60]!r}")
    assert not wrong, "\n".join(f"{place}  {where}" for place, where in wrong.items())


def test_the_checker_finds_nothing_wrong_with_hostile_pages(
    gallery: Sites, tmp_path: Path, nu_findings: Callable[..., list[str]]
) -> None:
    for name in largest_pages(gallery.hostile / "_site"):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((gallery.hostile / "_site" / name).read_bytes())
    assert nu_findings(tmp_path, ignore=(*UNKNOWN_CSS, *FROM_DISK, *NOT_RUN, *AS_QUOTED)) == []
