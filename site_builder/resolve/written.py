"""What of an author's text no page shows: images, and links to what is no address here."""

from collections.abc import Iterator
from typing import Any

from site_builder.addresses import KINDS_BY_FOLDER
from site_builder.diagnostics import Fault, Offset, Words, nearest_word, shown
from site_builder.markup import SCHEMES, images, links_left_out
from site_builder.parse import Entry


def check_text(entry: Entry[Any]) -> Iterator[Fault]:
    """Nothing in an entry's body is lost without a word."""
    yield from _check_images(entry)
    for href in dict.fromkeys(links_left_out(entry.body)):
        yield _left_out(href, entry.file)


def _check_images(entry: Entry[Any]) -> Iterator[Fault]:
    """An image in an entry's body is not lost without a word."""
    for at in images(entry.body):
        yield Fault(
            code="image-left-out",
            message="pages have no images, so this one is left out",
            file=entry.file,
            where=Offset(entry.body_start + at),
            hint="say in words what it shows, or link to it: [text](https://…)",
            severity="warning",
        )


def _left_out(href: str, file: str) -> Fault:
    """A link by a word that is none; a misspelt kind of entry is an error, as a misspelt id is."""
    word, _, of = href.partition(":")
    meant = KINDS_BY_FOLDER.get(word.lower())
    near = meant or nearest_word(word.lower(), SCHEMES)
    if word.lower() == "voice":
        return Fault(
            code="broken-link",
            message="a link names a voice by its kind",
            file=file,
            where=Words(href),
            hint=f"write “person:{shown(of)}”, “organisation:{shown(of)}” or “unnamed:{shown(of)}”",
        )
    if near is not None:
        return Fault(
            code="broken-link",
            message=f"“{shown(word)}” is no kind of entry or address",
            file=file,
            where=Words(href),
            hint=f"did you mean “{near}:{shown(of)}”?",
        )
    return Fault(
        code="link-left-out",
        message=f"pages do not link to addresses with “{shown(word)}:”, so this link is left out",
        file=file,
        where=Words(href),
        hint="link to https://, http:// or mailto:, or to an entry as kind:id",
        severity="warning",
    )
