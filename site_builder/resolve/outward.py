"""Every outside address that a site's content gives, and where it stands."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from site_builder.diagnostics import Key, Where, Words
from site_builder.library import Source, Voice
from site_builder.markup import own
from site_builder.model import URL_PATTERN, Archive, SiteSettings
from site_builder.parse import SETTINGS
from site_builder.resolve.links import linked
from site_builder.resolve.relate import Related

_WEB = re.compile(URL_PATTERN)


class Mention(Struct, frozen=True, kw_only=True):
    """An outside address where it stands: a source's own, that of a copy of it, or another.

    `copies` are those that archives keep of a source.
    """

    address: str
    file: str
    where: Where
    kind: Literal["source", "copy", "other"] = "other"
    copies: tuple[Archive, ...] = ()


def outward(related: Related) -> Iterator[Mention]:
    """The outside addresses of a site; those of the site itself are not outside."""
    register = related.register
    for mention in _mentions(related):
        if own(mention.address, register.settings.base_url) is None:
            yield mention


def _mentions(related: Related) -> Iterator[Mention]:
    register = related.register
    yield from _of_settings(register.settings)
    for id, voice in register.voices.items():
        yield from _of_voice(voice, register.files[f"{voice.ref.kind}:{id}"])
    for id, source in register.sources.items():
        yield from _of_source(source, register.files[f"source:{id}"])
    for _, file, hrefs in linked(related.library.claims, register):
        for href in dict.fromkeys(hrefs):
            if href.startswith(("http:", "https:")):
                yield Mention(address=href, file=file, where=Words(href))


def _of_settings(settings: SiteSettings) -> Iterator[Mention]:
    publisher = settings.publisher
    given = {
        ("license",): settings.license,
        ("publisher", "url"): publisher and publisher.url,
        ("publisher", "contact"): publisher and publisher.contact,
    }
    for path, address in given.items():
        if address and _WEB.search(address):
            yield Mention(address=address, file=SETTINGS, where=Key(path))


def _of_voice(voice: Voice, file: str) -> Iterator[Mention]:
    if voice.url:
        yield Mention(address=voice.url, file=file, where=Key(("url",)))
    for index, address in enumerate(voice.same_as):
        yield Mention(address=address, file=file, where=Key(("same_as", index)))


def _of_source(source: Source, file: str) -> Iterator[Mention]:
    url, copies = source.ref.url, source.archives
    if url:
        yield Mention(address=url, file=file, where=Key(("url",)), kind="source", copies=copies)
    for index, copy in enumerate(copies):
        where = Key(("archives", index, "url"))
        yield Mention(address=copy.url, file=file, where=where, kind="copy")
