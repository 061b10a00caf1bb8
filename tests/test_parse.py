"""A content file becomes an entry, or all its faults; no other file is looked at.

Most inputs are the docstrings of their tests.
"""

from inspect import cleandoc
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.diagnostics import Fault
from site_builder.model import ClaimCard, PersonCard, SiteSettings
from site_builder.parse import CARDS, Entry, parse, parse_settings


@pytest.fixture
def raw(request: pytest.FixtureRequest) -> bytes:
    """The docstring of the test, as a file."""
    return cleandoc(request.function.__doc__).encode()


def claim(raw: bytes) -> Entry[ClaimCard]:
    found = parse(raw, ClaimCard, "no-deal", "claims/no-deal.md")
    assert isinstance(found, Entry)
    assert isinstance(found.card, ClaimCard)
    return found


def faults(raw: bytes) -> list[Fault]:
    found = parse(raw, ClaimCard, "no-deal", "claims/no-deal.md")
    assert isinstance(found, list)
    assert {fault.file for fault in found} == {"claims/no-deal.md"}
    return found


def test_a_file_is_front_matter_and_notes(raw: bytes) -> None:
    """
    ---
    claim: There is no deal.
    quotes: [{source: story, text: No deal, speech: direct}]
    published: 2025-03-07
    ---
    Notes, *in Markdown*.
    """
    entry = claim(raw)
    assert entry.id == "no-deal"
    assert entry.card.claim == "There is no deal."
    assert entry.body == "Notes, *in Markdown*."
    assert raw.decode()[entry.body_start :] == entry.body


def test_a_line_indented_beyond_all_use_is_a_fault_and_one_indented_far_is_none() -> None:
    card = "claim: A\nquotes: [{source: story, text: No deal, speech: direct}]\ndraft: true"
    far = "".join(f"{' ' * 4 * level}- a\n" for level in range(40))
    assert claim(f"---\n{card}\n---\n{far}".encode()).body == far
    (fault,) = faults(f"---\n{card}\n---\n{far}{' ' * 160}- a\n".encode())
    assert fault.code == "indented-too-deep"


def test_windows_line_ends_make_no_difference(raw: bytes) -> None:
    """
    ---
    claim: >-
      There is
      no deal.
    quotes: [{source: story, text: No deal, speech: direct}]
    published: 2025-03-07
    ---
    One

    Two
    """
    assert claim(raw.replace(b"\n", b"\r\n")) == claim(raw)


def test_faults_of_one_kind_come_together(raw: bytes) -> None:
    """
    ---
    claim: There is no deal.
    quotes:
      - {source: story, text: No deal, speech: shouted}
      - {source: Story, text: No deal, speech: direct}
    publihsed: 2025-03-07
    ---
    """
    assert [fault.code for fault in faults(raw)] == ["unknown-field", "unknown-word", "bad-id"]


def test_checks_of_a_whole_card_come_together(raw: bytes) -> None:
    """
    ---
    claim: There is no deal.
    quotes: [{source: story, text: No deal, speech: direct}]
    made_on: 2025-02-30
    published: 2025-03-07
    updated: 2025-03-06
    aliases: [no-deal]
    ---
    """
    found = [fault.code for fault in faults(raw)]
    assert found == ["bad-date", "dates-disordered", "alias-of-itself"]


@pytest.mark.parametrize("line", ["mood: sad", "published: 2025-02-30", "aliases: [no-deal]"])
def test_the_faults_of_a_draft_are_warnings(line: str) -> None:
    card = "claim: A\nquotes: [{source: story, text: No deal, speech: direct}]"
    (ready,) = faults(f"---\n{card}\npublished: 2025-03-07\n{line}\n---".replace(
        "published: 2025-03-07\npublished", "published").encode())  # fmt: skip
    (draft,) = faults(f"---\n{card}\ndraft: true\n{line}\n---".encode())
    assert (ready.severity, draft.severity) == ("error", "warning")
    assert ready.code == draft.code


def test_only_a_claim_can_be_a_draft() -> None:
    found = parse(b"---\nname: Ada\ndraft: true\n---", CARDS["people"], "ada", "people/ada.md")
    assert isinstance(found, list)
    assert [(fault.code, fault.severity) for fault in found] == [("unknown-field", "error")]


def test_a_draft_that_cannot_be_read_is_an_error() -> None:
    assert [fault.severity for fault in faults(b"---\ndraft: true\nclaim: a: b\n---")] == ["error"]


def test_each_folder_holds_cards_of_its_own() -> None:
    found = parse(b"---\nname: Ada\nrole: envoy\n---", CARDS["people"], "ada", "people/ada.md")
    assert isinstance(found, Entry)
    assert found.card == PersonCard(name="Ada", role="envoy")


def test_settings_are_plain_yaml() -> None:
    found = parse_settings(b"title: no\nbase_url: https://a.example/\nsearch: false\n", "site.yaml")
    assert found == SiteSettings(title="no", base_url="https://a.example/", search=False)


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        (b"", ["missing-field", "missing-field"]),
        (b"---\ntitle: a\n---\n", ["yaml-documents"]),
        (b"title: \xff", ["not-utf-8"]),
        (b"title: a\nbase_url: https://a.example/\nrating_scale: [{id: a, label: A, value: 1}]",
         ["scale-too-short"]),
    ],
)  # fmt: skip
def test_settings_have_their_faults_too(settings: bytes, codes: list[str]) -> None:
    found = parse_settings(settings, "site.yaml")
    assert isinstance(found, list)
    assert [fault.code for fault in found] == codes


ANY_FILE: Any = (
    st.binary(max_size=60)
    | st.text().map(lambda text: text.encode("utf-8", "replace"))
    | st.text("ab:- \n[]{}&*!|>'\"\\0").map(lambda text: f"---\n{text}\n---\n{text}".encode())
)


@given(ANY_FILE, st.sampled_from(sorted(CARDS)))
@example(b"---\n? [a]\n: b\n---\n", "claims")
@example(b'---\nclaim: "\\ud800"\n---\n', "claims")
def test_any_file_gives_an_entry_or_faults(raw: bytes, folder: str) -> None:
    found = parse(raw, CARDS[folder], "x", "x.md")
    assert isinstance(found, Entry) or (found and all(isinstance(f, Fault) for f in found))
    assert parse_settings(raw, "site.yaml")
