"""A claim's page as something to cite, in the forms of CSL-JSON, BibTeX and RIS.

What is cited is the page, by whoever publishes the site; who is said to have made the statement stands
in the note. When it was looked at, only the reader knows.
"""

import datetime
from typing import Any

import msgspec

from site_builder.library import Claim
from site_builder.views import Frame, View
from site_builder.wording import summary

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
"""BibTeX's own names of the months, which each style puts in its words."""

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, and \{ is one to it
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
_TEX_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


class Reference(View, frozen=True, kw_only=True):
    """What there is to say of a claim's page where it is cited."""

    id: str
    title: str
    container: str
    publisher: str | None
    issued: datetime.date | None
    url: str
    language: str
    note: str


def compose_citation(site: Frame, path: str, claim: Claim) -> Reference:
    """A claim's page as something to cite."""
    brief = claim.brief
    return Reference(
        id=brief.id,
        title=one_line(brief.statement),
        container=one_line(site.title),
        publisher=one_line(site.publisher.name) if site.publisher else None,
        issued=brief.published,
        url=site.base_url + brief.path,
        language=site.language,
        note=one_line(summary(claim, site.words)),
    )


def csl_json(view: Reference) -> bytes:
    """A citation in CSL-JSON (Citation Style Language 1.0.2): a list of one entry."""
    entry: dict[str, Any] = {
        "id": view.url,
        "type": "webpage",
        "title": view.title,
        "container-title": view.container,
        "publisher": view.publisher,
        "issued": _date_parts(view.issued),
        "URL": view.url,
        "language": view.language,
        "note": view.note,
    }
    known = {name: value for name, value in entry.items() if value is not None}
    return msgspec.json.encode([known]) + b"\n"


def bibtex(view: Reference) -> str:
    """A citation in BibTeX, in the entry type and fields that every style knows."""
    issued = view.issued
    fields = {
        "title": f"{{{_tex(view.title)}}}",  # a second pair of braces keeps capitals
        "howpublished": _tex(view.container),
        "publisher": _tex(view.publisher) if view.publisher else None,
        "year": str(issued.year) if issued else None,
        "month": _MONTHS[issued.month - 1] if issued else None,
        "day": str(issued.day) if issued else None,
        "url": view.url.translate(_TEX_ADDRESS),
        "language": view.language,
        "note": _tex(view.note),
    }
    lines = (
        f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"
        for name, value in fields.items()
        if value is not None
    )
    return f"@misc{{{view.id},\n" + ",\n".join(lines) + "\n}\n"


def ris(view: Reference) -> str:
    """A citation in RIS: a line a field, each with its tag, ended as the format asks."""
    issued = view.issued
    fields = (
        ("TY", "ELEC"),
        ("TI", view.title),
        ("T2", view.container),
        ("PB", view.publisher),
        ("PY", f"{issued:%Y}" if issued else None),
        ("DA", f"{issued:%Y/%m/%d}/" if issued else None),
        ("LA", view.language),
        ("UR", view.url),
        ("N1", view.note),
    )
    lines = [f"{tag}  - {value}\r\n" for tag, value in fields if value]
    return "".join(lines) + "ER  - \r\n"


def one_line(text: str) -> str:
    """A text with every run of white space, line separators included, as one space."""
    return " ".join(text.split())


def _date_parts(day: datetime.date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def _tex(text: str) -> str:
    return text.translate(_TEX)
