"""Where everything stands on the site (DESIGN, section 4): paths below the site's root."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

FOLDERS = {
    "claim": "claims",
    "person": "people",
    "organisation": "organisations",
    "unnamed": "unnamed",
    "source": "sources",
    "topic": "topics",
    "attribution": "attribution",
}
"""The kinds that a link in Markdown may name, `kind:id`, besides `page:slug`."""

KINDS_BY_FOLDER = {folder: kind for kind, folder in FOLDERS.items() if kind != "attribution"} | {
    "pages": "page"
}
"""The folders of `content/`, and the kind of what lies in each."""

_KINDS = {folder: kind for kind, folder in FOLDERS.items()}

VOICE_FOLDERS = ("people", "organisations", "unnamed")
"""The folders of `content/` in which a voice may lie."""

CHANGES = "changes/"
"""The list of what was published and changed."""

ORIGINS = "origins/"
"""Below it, claims by the number of their independent origins."""

RESERVED = frozenset(
    {
        *FOLDERS.values(),
        "origins",
        "changes",
        "voices",
        "timeline",
        "map",
        "search",
        "data",
        "assets",
        "pagefind",
        "feed",
    }
)
"""Addresses that a page of the site's own cannot take."""

CITATIONS = ("cite.json", "cite.bib", "cite.ris")
"""The forms of a claim's citation, below the claim's address: CSL-JSON, BibTeX, RIS."""

CORRECTIONS_FEED = "feed/corrections"
"""The feed of corrections, without the ending of its form: below an address that is reserved, so that
a page of the site's own, as `corrections/` often is, can stand anywhere."""


def path_of(kind: str, id: str) -> str:
    """The path of what `kind:id` names."""
    return f"{id}/" if kind == "page" else f"{FOLDERS[kind]}/{id}/"


def entry_at(path: str) -> tuple[str, str] | None:
    """Kind and id of the entry that has a path, if such a path is one of an entry."""
    folder, slash, id = path.removesuffix("/").rpartition("/")
    if not id or not path.endswith("/"):
        return None
    kind = _KINDS.get(folder) if slash else "page"
    return None if kind is None else (kind, id)


def former(kind: str, alias: str) -> tuple[str, str]:
    """Kind and id that an alias of an entry stands for: `old-id`, or `folder/old-id`."""
    folder, _, id = alias.rpartition("/")
    return (KINDS_BY_FOLDER[folder] if folder else kind), id


def former_ids(kind: str, aliases: Iterable[str]) -> Iterator[str]:
    """The ids that an entry had before among others of its kind."""
    for alias in aliases:
        other, id = former(kind, alias)
        if other == kind:
            yield id


def first_id(id: str, aliases: Sequence[str], merged: int) -> str:
    """The id that an entry had first, now `id`; so many of the last aliases are those of others."""
    return aliases[0] if len(aliases) > merged else id


def space(kind: str) -> str:
    """The kind of reference that names an entry: persons, organisations and unnamed are voices."""
    return "voice" if kind in ("person", "organisation", "unnamed") else kind


def list_path(path: str, number: int) -> str:
    """The path of the page with a number, from 1, of a list."""
    return path if number == 1 else f"{path}page/{number}/"


def embed_path(claim: str) -> str:
    """The path of the embed of a claim, of which the path is given."""
    return f"{claim}embed/"


def oembed_path(claim: str) -> str:
    """The path of what oEmbed says of a claim, of which the path is given."""
    return f"{claim}oembed.json"


def linked_path(claim: str) -> str:
    """The path of the JSON-LD of the claim that stands at a path."""
    return f"{claim}claim.json"


def card_path(claim: str) -> str:
    """The path of the image of the claim that stands at a path."""
    return f"{claim}card.png"


def change_anchors(days: Iterable[object]) -> list[str]:
    """Where each change of a claim stands on its page, given the days of all, the earliest first.

    No quotation can have such a name. A later change on the same day moves no earlier one.
    """
    seen: Counter[object] = Counter()
    anchors = []
    for day in days:
        seen[day] += 1
        anchors.append(f"_change-{day}" + (f"-{seen[day]}" if seen[day] > 1 else ""))
    return anchors


def output_file(path: str) -> str:
    """The file, below the output folder, that answers for a path."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def folders_of(file: str) -> list[str]:
    """The folders that a file below the output folder stands in, the outermost first."""
    parts = file.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def to_root(path: str) -> str:
    """The way from a page to the site's root, for relative links."""
    return "../" * path.count("/") or "./"
