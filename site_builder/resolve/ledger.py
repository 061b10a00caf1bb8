"""The ledger of published addresses: what was recorded still has to answer.

Addresses stand in it as on the site, one a line: `/claims/some-id/`, `/claims/some-id/#some-quote`.
What it promises are entries and quotations; lists come and go with what they list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from site_builder.addresses import FOLDERS, RESERVED, VOICE_FOLDERS
from site_builder.diagnostics import Fault, Offset, nearest_word, shown
from site_builder.library import Library
from site_builder.text import LARGEST_ARCHIVE, decode

LEDGER = "content/addresses.txt"

_HEAD = "# Published addresses, none of which may vanish. Written by `site-builder record`.\n"

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_LINE = re.compile(
    rf"/(?:claims/{_ID}/(?:#{_ID})?|(?:people|organisations|unnamed|sources|topics)/{_ID}/|{_ID}/)"
)


class Ledger(Struct, frozen=True):
    """The addresses that were recorded, and where each stands in the file, in code points."""

    recorded: Mapping[str, int] = {}


def read_ledger(raw: bytes | Fault | None) -> tuple[Ledger, list[Fault]]:
    """The addresses that the file holds, in any order, and its faults; none where there is no file."""
    text = decode(raw or b"", LEDGER, LARGEST_ARCHIVE) if not isinstance(raw, Fault) else raw
    if isinstance(text, Fault):
        return Ledger(), [text]
    recorded: dict[str, int] = {}
    faults = []
    start = 0
    for line in text.split("\n"):
        address = line.strip()
        if _LINE.fullmatch(address) and address.strip("/") not in RESERVED:
            recorded.setdefault(address, start)
        elif address and not address.startswith("#"):
            faults.append(_no_address(address, start))
        start += len(line) + 1
    return Ledger(recorded), faults


def published_before(ledger: Ledger, kind: str, id: str) -> str | None:
    """A hint on an id that nothing has, where something was published under it; `kind` as of references."""
    folders = VOICE_FOLDERS if kind == "voice" else (FOLDERS[kind],)
    for folder in folders:
        if f"/{folder}/{id}/" in ledger.recorded:
            alias = id if len(folders) == 1 else f"{folder}/{id}"
            return f"/{folder}/{id}/ was published: if it was renamed, add “{alias}” to its aliases"
    return None


def write_ledger(addresses: Iterable[str]) -> bytes:
    """The file for addresses, sorted."""
    return (_HEAD + "".join(f"{address}\n" for address in sorted(addresses))).encode()


def answering(library: Library) -> set[str]:
    """Every address of an entry or a quotation that the site answers, former ones too."""
    claims = library.claims.values()
    paths = (
        *(claim.brief.path for claim in claims),
        *(voice.ref.path for voice in library.voices.values()),
        *(source.ref.path for source in library.sources.values()),
        *(topic.ref.path for topic in library.topics.values()),
        *(page.path for page in library.pages.values()),
        *library.moved,
        *library.gone,
    )
    quotes = (f"/{c.brief.path}#{anchor}" for c in claims for anchor in c.facts.anchors)
    return {*(f"/{path}" for path in paths), *quotes}


def missing(
    ledger: Ledger, library: Library, answers: set[str], left_out: Mapping[str, str]
) -> Iterator[Fault]:
    """A fault for each recorded address that nothing answers."""
    lost = [address for address in ledger.recorded if address not in answers]
    new = sorted(answers - ledger.recorded.keys()) if lost else []
    for address in lost:
        path, _, anchor = address[1:].partition("#")
        path = library.moved.get(path, path)
        where = Offset(ledger.recorded[address])
        if not anchor:
            yield _lost_entry(address, new, answers, left_out, where)
        elif (
            f"/{path}#{anchor}" not in answers
            and path not in library.gone
            and f"/{path}" in answers
        ):
            claim = library.claims[path.split("/")[1]].facts
            others = [a for a in claim.anchors if f"/{path}#{a}" not in ledger.recorded]
            yield _lost_quote(address, claim.file, others, where)


def _no_address(line: str, start: int) -> Fault:
    return Fault(
        code="ledger-line",
        message=f"“{shown(line)}” is no address that can be recorded",
        file=LEDGER,
        where=Offset(start),
        hint="restore the file from version control, or delete this line; if two versions of it were"
        " merged, keep the lines of both",
    )


def _lost_entry(
    address: str,
    new: Sequence[str],
    answers: set[str],
    left_out: Mapping[str, str],
    where: Offset,
) -> Fault:
    """The fault of an entry that is not there, with what it may be called now."""
    *folders, id = address.strip("/").split("/")
    folder = folders[0] if folders else "pages"
    if folder == "claims" and id in left_out:
        hint = (
            f"it is left out of this build ({left_out[id]}); publish it, or withdraw it with “gone”"
        )
    else:
        hint = _keeping(folder, id, new, answers)
    return Fault(
        code="address-vanished",
        message=f"{address} was published, and nothing answers there now",
        file=LEDGER,
        where=where,
        hint=hint,
    )


def _keeping(folder: str, id: str, new: Sequence[str], answers: set[str]) -> str:
    """What to do so that the address of an entry answers again.

    A voice may now be one of another kind; an alias then names the folder, too, and what has the id
    by now cannot be withdrawn beside it.
    """
    kinds = VOICE_FOLDERS if folder in VOICE_FOLDERS else (folder,)
    elsewhere = [kind for kind in kinds if kind != folder and f"/{kind}/{id}/" in answers]
    ids = {other.strip("/").split("/")[-1] for other in new if _folder(other) == folder}
    now = nearest_word(id, ids)
    if elsewhere:
        return f"add “{folder}/{id}” to the aliases of content/{elsewhere[0]}/{id}.md"
    other = f"content/{folder}/{now}.md" if now else "what took its place"
    alias = f"{folder}/{id}" if now is None and len(kinds) > 1 else id
    taken_in = " (to its “merged”, if that is another card)" if folder == "claims" else ""
    return (
        f"add “{alias}” to the aliases of {other}{taken_in}, or withdraw it: keep"
        f" content/{folder}/{id}.md with “gone: {{reason: …, on: YYYY-MM-DD}}”"
    )


def _folder(address: str) -> str | None:
    """The folder of content/ that an entry's address is of; None for a quotation's."""
    if "#" in address:
        return None
    folders = address.strip("/").split("/")[:-1]
    return folders[0] if folders else "pages"


def _lost_quote(address: str, file: str, new: Sequence[str], where: Offset) -> Fault:
    """The fault of a quotation that is not there; `new` are names on its card not yet recorded."""
    anchor = address.partition("#")[2]
    now = f", perhaps #{new[0]}" if len(new) == 1 else ""
    return Fault(
        code="anchor-vanished",
        message=f"{address} was published, and no quotation answers there now",
        file=LEDGER,
        where=where,
        hint=f"in {file}, add “{anchor}” to the aliases of the quote that took its place{now}; or, if"
        " none did, to the “quotes” of an entry in “changes” that says why",
    )
