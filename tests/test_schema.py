"""The JSON Schemas are schemas, real cards pass them, and common slips do not."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from site_builder.content import packaged_templates
from site_builder.parse import CARDS
from site_builder.schema import DRAFT, schemas
from tests.site_text import SMALL, archived

CONTENT = packaged_templates().parent / "content"


class EditorsLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read front matter: dates are text, numbers are not."""


EditorsLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
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
