"""The files of the search index, the same from the same records.

Pagefind lists filters, and the values of each, in an order that changes from run to run. They are
sorted here, and named by what they then hold. What the search page does not load is left out.
"""

import gzip
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import MsgspecError, Struct, convert

from site_builder.search.cbor import Cbor, decode, encode
from site_builder.search.pagefind import UNKNOWN_FORM, IndexingError, files_of
from site_builder.search.record import Record

FOLDER = "pagefind/"

_MAGIC = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
_SCRIPT = "pagefind.js"
_FILTERS = 3
"""Where the lists of what the search loads first name the filters, each with its file."""


_Filter = tuple[str, list[tuple[str, list[int]]]]
"""The name of a filter, and for each value the numbers of the pages that have it."""


class _Language(Struct, frozen=True):
    hash: str
    wasm: str | None
    page_count: int


class _Entry(Struct, frozen=True):
    version: str
    languages: dict[str, _Language]
    include_characters: list[str]


def index(
    records: Iterable[Record], language: str, waiting: Callable[[], object]
) -> dict[str, bytes]:
    """The files below `FOLDER` by which records are searched, by name.

    Raises `pagefind.IndexingError`, and whatever `waiting` raises, which is called now and then.
    """
    made = files_of(records, language, waiting)
    try:
        return {FOLDER + name: raw for name, raw in sorted(_settled(made).items())}
    except (KeyError, ValueError, EOFError, OSError, MsgspecError) as error:
        raise IndexingError(UNKNOWN_FORM) from error


def _settled(made: Mapping[str, bytes]) -> dict[str, bytes]:
    entry = msgspec.json.decode(made[_ENTRY], type=_Entry)
    ((code, language),) = entry.languages.items()
    meta = convert(_opened(made[f"pagefind.{language.hash}.pf_meta"]), list[Any])
    filters: dict[str, bytes] = {}
    listed: list[Cbor] = []
    for name, old in sorted(convert(meta[_FILTERS], list[tuple[str, str]])):
        values = convert(_opened(made[f"filter/{old}.pf_filter"]), _Filter)[1]
        raw = encode([name, [[value, [*pages]] for value, pages in sorted(values)]])
        filters[f"filter/{_named(code, raw)}.pf_filter"] = _closed(raw)
        listed.append([name, _named(code, raw)])
    raw = encode([*meta[:_FILTERS], listed, *meta[_FILTERS + 1 :]])
    name = _named(code, raw)
    wasm = f"wasm.{language.wasm or 'unknown'}.pagefind"
    entry.languages[code] = msgspec.structs.replace(language, hash=name)
    return {
        **{name: raw for name, raw in made.items() if name.startswith(("index/", "fragment/"))},
        **filters,
        f"pagefind.{name}.pf_meta": _closed(raw),
        _ENTRY: msgspec.json.encode(entry),
        _SCRIPT: made[_SCRIPT],
        wasm: made[wasm],
    }


def _named(code: str, raw: bytes) -> str:
    """A name as Pagefind gives it, by language and content."""
    return f"{code}_{blake2b(raw, digest_size=5).hexdigest()}"


def _opened(raw: bytes) -> Cbor:
    return decode(gzip.decompress(raw).removeprefix(_MAGIC))


def _closed(raw: bytes) -> bytes:
    return gzip.compress(_MAGIC + raw, mtime=0)
