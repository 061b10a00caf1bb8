"""Citations as other programs read them: bibtexparser, rispy, and citeproc-py in a style of its own.

Beside what these readers forgive stand the rules that they do not ask for: what TeX would take for its
own in BibTeX, and how RIS has its lines.
"""

import json
import re
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

STYLE = "harvard-cite-them-right"
VERBATIM = {"url"}

_TEX_WORDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "#$%&_"},
}
_TEX_WORD = re.compile("|".join(map(re.escape, _TEX_WORDS)))
_OF_TEX = re.compile(r"[\\{}#$%&_~^]")
_RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*")


def read_bibtex(text: str) -> dict[str, str]:
    """The fields of the one entry, as TeX would print them, with its type and key."""
    library = parse_string(text)
    assert not library.failed_blocks, library.failed_blocks
    (entry,) = library.entries
    fields = {field.key: str(field.value) for field in entry.fields}
    printed = {
        name: value if name in VERBATIM else _printed(value) for name, value in fields.items()
    }
    return {"type": entry.entry_type, "key": entry.key} | printed


def bibtex_faults(text: str) -> list[str]:
    """What TeX would take for its own, field by field."""
    faults = []
    for name, value in re.findall(r"^  (\w+) = \{(.*)\},?$", text, re.MULTILINE):
        words = value[1:-1] if value.startswith("{") and value.endswith("}") else value
        left = words if name in VERBATIM else _TEX_WORD.sub("", words)
        wrong = re.search(r"[{}\\]", left) if name in VERBATIM else _OF_TEX.search(left)
        faults += [f"{name}: {wrong[0]}"] if wrong else []
    return faults


def read_ris(text: str) -> dict[str, Any]:
    """The fields of the one record by the names that rispy gives them."""
    (record,) = rispy.loads(text)
    return dict(record)


def ris_faults(raw: bytes) -> list[str]:
    """What is wrong with the lines of a record."""
    lines = raw.decode().split("\r\n")
    faults = [f"not a line: {line}" for line in lines[:-1] if not _RIS_LINE.fullmatch(line)]
    faults += [] if lines[0].startswith("TY  - ") else ["does not begin with its type"]
    faults += [] if lines[-2:] == ["ER  - ", ""] else ["does not end"]
    return faults


def in_words(raw: bytes) -> str:
    """A CSL-JSON list of one entry as a style puts it into a list of references."""
    entries = json.loads(raw)
    style = CitationStylesStyle(STYLE, validate=False)
    source = CiteProcJSON(entries)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(entries[0]["id"].lower())]))
    return str(bibliography.bibliography()[0])


def _printed(value: str) -> str:
    bare = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    return _TEX_WORD.sub(lambda match: _TEX_WORDS[match[0]], bare)
