"""The laws that any bytes must keep, one a target: no exception but a broken law, nothing unescaped.

`make fuzz` searches for bytes that break one; those found are kept in `cases/`, and every test run
tries them all.
"""

from collections.abc import Callable

from site_builder import manifest as manifests
from site_builder.front_matter import positions, read_mapping, split
from site_builder.library import Place
from site_builder.markup import ATTRIBUTES, TAGS, to_html
from site_builder.memory import decode_kept
from site_builder.model import ClaimCard, SiteSettings
from site_builder.parse import Entry, parse, parse_settings
from site_builder.quotes.find import verify
from site_builder.quotes.normal import normal_text
from site_builder.resolve.ledger import read_ledger, write_ledger
from site_builder.text import FORBIDDEN
from tests.page_text import parse_page

Target = Callable[[bytes], None]
LONGEST = 4096
"""Bytes that are tried at once."""

CARD = (
    b"---\nclaim: x\nquotes: [{source: s, text: t, speech: direct}]\npublished: 2024-01-01\n---\n"
)


def front_matter(raw: bytes) -> None:
    """YAML gives a mapping or faults within the text, and a mapping's keys have places."""
    text = raw.decode("utf-8", "replace")
    mapping, faults = read_mapping(text, "x.md")
    for fault in faults:
        assert 0 <= getattr(fault.where, "start", 0) <= len(text) + 1
    places = positions(text)
    if not faults:
        assert all((key,) in places for key in mapping)


def card(raw: bytes) -> None:
    """A file is an entry, or a list of faults with a message each."""
    for found in (
        parse(raw, ClaimCard, "x", "content/claims/x.md"),
        parse_settings(raw, "content/site.yaml"),
    ):
        if isinstance(found, list):
            assert found
            assert all(fault.message for fault in found)
        else:
            assert isinstance(found, Entry | SiteSettings)
    split(raw.decode("utf-8", "replace"), "x.md")


def notes(raw: bytes) -> None:
    """Whatever is let through as notes is HTML of nothing but what may be in it."""
    entry = parse(CARD + raw, ClaimCard, "x", "content/claims/x.md")
    if not isinstance(entry, Entry):
        return
    safe = to_html(entry.body, 2, anchors=True)
    assert FORBIDDEN.search(safe) is None
    for element in parse_page(f"<!doctype html><title>x</title><div>{safe}</div>").walk():
        if element.tag in {"html", "head", "title", "body", "div", ""}:
            continue
        assert element.tag in TAGS, element.tag
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set()) | {"id"}
        assert element.attributes.keys() <= allowed, element.attributes
        href = "".join((element.attributes.get("href") or "").split()).lower()
        assert not href.startswith(("javascript:", "data:", "vbscript:", "file:")), href


def quotation(raw: bytes) -> None:
    """What is found stands there: the words between two places are those that were looked for."""
    words, _, archived = raw.decode("utf-8", "replace").partition("\n")
    source = normal_text(archived)
    found = verify(words, source)
    if isinstance(found, Place):
        assert 0 <= found.start < found.end <= len(archived)
        assert all(found.start <= p.start < p.end <= found.end for p in found.pieces)


def ledger(raw: bytes) -> None:
    """What a ledger records is the same once it was written and read again."""
    found, faults = read_ledger(raw)
    assert all(fault.message for fault in faults)
    again, none = read_ledger(write_ledger(found.recorded))
    assert not none
    assert sorted(again.recorded) == sorted(found.recorded)


def manifest(raw: bytes) -> None:
    """A manifest is damaged, or names nothing but files below its folder, and comes back."""
    for each in (raw, f"{manifests.HEADER}\n".encode() + raw):
        found = manifests.decode(each)
        if found is not None:
            assert all(not name.startswith("/") and ".." not in name.split("/") for name in found)
            assert manifests.decode(manifests.encode(found)) == found


def cache(raw: bytes) -> None:
    """A damaged cache is nothing remembered."""
    decode_kept(raw, b"engine")


TARGETS: dict[str, Target] = {
    each.__name__: each for each in (front_matter, card, notes, quotation, ledger, manifest, cache)
}
