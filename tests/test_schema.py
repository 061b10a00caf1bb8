"""The JSON Schemas are schemas, real cards pass them, and common slips do not."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from site_builder.content import packaged_templates
from site_builder.model import SiteSettings
from site_builder.parse import CARDS, Entry, parse, parse_settings
from site_builder.schema import DRAFT, schemas
from tests.site_text import SMALL, archived

CONTENT = packaged_templates().parent / "content"


class EditorsLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read front matter: dates are text, numbers are not."""


EditorsLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorsLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})\\Z"), list(_first)
    )


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schemas()[kind], format_checker=Draft202012Validator.FORMAT_CHECKER)


def complaints(kind: str, front_matter: str) -> list[str]:
    """What an editor would underline in a card."""
    written: Any = yaml.load(front_matter, EditorsLoader)  # noqa: S506 (a safe loader)
    return [error.message for error in validator(kind).iter_errors(written)]


def cards() -> dict[str, tuple[str, str]]:
    """The kind and front matter of every card of the sample content and of the small site."""
    texts = {
        path.relative_to(CONTENT.parent).as_posix(): path.read_text()
        for path in CONTENT.rglob("*.md")
    }
    texts |= {
        f"small/{name}": text for name, text in archived(SMALL).items() if name.endswith(".md")
    }
    kind = re.compile(r"content/(\w+)/")
    found = {name: (kind.search(name), text.split("---\n")[1]) for name, text in texts.items()}
    return {name: (match[1], front) for name, (match, front) in found.items() if match}


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    assert list(schemas()) == [*CARDS, "site.yaml"]


@pytest.mark.parametrize("kind", schemas())
def test_a_schema_is_one_by_the_draft_that_it_names(kind: str) -> None:
    schema = schemas()[kind]
    assert schema["$schema"] == DRAFT
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", cards())
def test_a_real_card_passes(name: str) -> None:
    assert complaints(*cards()[name]) == []


@pytest.mark.parametrize("path", [CONTENT / "site.yaml", None], ids=["sample", "small"])
def test_real_settings_pass(path: Path | None) -> None:
    text = path.read_text() if path else archived(SMALL)["content/site.yaml"]
    assert complaints("site.yaml", text) == []


CLAIM = """\
claim: It is so.
quotes: [{source: report, text: so, speech: direct}]
published: 2024-03-01
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("claim:", "klaim:"),
        ("speech: direct", "speech: loud"),
        ("source: report", "source: The Report"),
        ("published: 2024-03-01", "published: yesterday"),
        ("claim: It is so.", "claim: ''"),
        ("quotes: [{source: report, text: so, speech: direct}]", "quotes: []"),
        ("text: so, ", ""),
        ("published:", "made_on: 3 May\npublished:"),
    ],
)
def test_a_slip_is_underlined(right: str, wrong: str) -> None:
    assert complaints("claims", CLAIM) == []
    assert len(complaints("claims", CLAIM.replace(right, wrong))) >= 1


def is_built(kind: str, front_matter: str) -> bool:
    """Whether the program takes a file with these fields."""
    if kind == "site.yaml":
        return isinstance(parse_settings(front_matter.encode(), kind), SiteSettings)
    card = f"---\n{front_matter}---\n".encode()
    return isinstance(parse(card, CARDS[kind], "some-id", f"{kind}/some-id.md"), Entry)


SITE = "title: It\nbase_url: https://it.example/\n"
SOURCE = "title: It\npublisher: ledger\n"
UNNAMED = "described_as: an official\n"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("claims", f"{CLAIM}made_on: 2025"),
        ("claims", f"{CLAIM}made_on: '2025'"),
        ("claims", f"{CLAIM}made_on: 2025-03"),
        ("claims", f"{CLAIM}made_on: 2025-03-07"),
        ("claims", f"{CLAIM}made_on: '2025-03-07'"),
        ("claims", f"{CLAIM}updated: 2025-03-07"),
        ("claims", f"{CLAIM}updated: '2025-03-07'"),
        ("claims", f"{CLAIM}draft: true"),
        ("claims", f"{CLAIM}draft: 'false'"),
        ("claims", f"{CLAIM}when: 2025"),
        ("claims", f"{CLAIM}when: 8.30"),
        ("claims", f"{CLAIM}when: 12:30"),
        ("claims", f"{CLAIM}topics: [2025, 2025-elections]"),
        ("claims", f"{CLAIM}topics: []"),
        ("claims", CLAIM.replace("text: so", "text: so, via: [axios, {who: 112}]")),
        ("claims", CLAIM.replace("text: so", "text: 42, media: {start: 5, end: 7.25}")),
        ("claims", CLAIM.replace("text: so", "text: so, media: {start: '5', end: '7.25'}")),
        ("people", "name: 50"),
        ("sources", f"{SOURCE}published: 1984\nprimary: true"),
        ("site.yaml", f"{SITE}per_page: 50\nsearch: false"),
        ("site.yaml", f"{SITE}per_page: '50'\nsearch: 'false'"),
        (
            "site.yaml",
            f"{SITE}rating_scale: [{{id: 1, label: 1, value: -1}}, {{id: 2, label: 2, value: '3'}}]",
        ),
    ],
)
def test_what_the_program_takes_is_not_underlined(kind: str, fields: str) -> None:
    assert is_built(kind, f"{fields}\n")
    assert complaints(kind, f"{fields}\n") == []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        *(
            ("claims", f"{CLAIM}{field}:")
            for field in ("context", "speaker", "made_on", "rating", "updated", "draft", "topics")
        ),
        ("claims", f"{CLAIM}context: '  '"),
        ("claims", f"{CLAIM}made_on: 25"),
        ("claims", f"{CLAIM}made_on: 7 March"),
        ("claims", f"{CLAIM}updated: 2025"),
        ("claims", f"{CLAIM}updated: 2025-02-30"),
        ("claims", f"{CLAIM}draft: 1"),
        ("claims", f"{CLAIM}draft: 'True'"),
        ("claims", f"{CLAIM}draft: yes"),
        ("claims", f"{CLAIM}topics: [-1]"),
        ("claims", f"{CLAIM}topics: [1.5]"),
        ("claims", CLAIM.replace("text: so", "text: so, media: {start: soon}")),
        ("claims", CLAIM.replace("text: so", "text: so, media: {start: -1}")),
        ("site.yaml", f"{SITE}per_page: 0"),
        ("site.yaml", f"{SITE}per_page: 2000"),
        ("site.yaml", f"{SITE}per_page: many"),
        ("site.yaml", f"{SITE}per_page:"),
        ("site.yaml", f"{SITE}publisher:"),
    ],
)
def test_what_the_program_refuses_is_underlined(kind: str, fields: str) -> None:
    assert not is_built(kind, f"{fields}\n")
    assert complaints(kind, f"{fields}\n") != []


def test_no_schema_offers_a_field_without_a_value() -> None:
    assert "null" not in json.dumps(schemas())


def test_off_the_record_is_said_to_be_an_error_where_it_is_offered() -> None:
    fields = schemas()["unnamed"]["$defs"]["UnnamedCard"]["properties"]
    assert "off_record" in fields["ground_rules"]["enum"]
    assert "off_record is always an error" in fields["ground_rules"]["description"]
    assert not is_built("unnamed", f"{UNNAMED}ground_rules: off_record\n")
