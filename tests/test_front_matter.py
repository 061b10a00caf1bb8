"""YAML front matter: text stays text, and everything else is a fault with a place."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.diagnostics import Fault
from site_builder.front_matter import DEEPEST, LARGEST, Parts, Place, positions, read_mapping, split
from site_builder.text import FORBIDDEN

ANY_TEXT = st.text(st.characters(codec="utf-8"))
WORDS = ANY_TEXT.filter(lambda text: not FORBIDDEN.search(text))
YAMLISH = st.text(st.sampled_from("ab:- \n\t[]{},&*!|>'\"%#?@`~<\\x0é…\u2028"), max_size=40)
MAPPINGS = st.dictionaries(WORDS.filter(lambda key: key != "<<"), st.recursive(
    WORDS, lambda values: st.lists(values) | st.dictionaries(WORDS.filter(lambda k: k != "<<"), values), max_leaves=8
))  # fmt: skip


def codes(text: str) -> list[str]:
    return [fault.code for fault in read_mapping(text, "x.md")[1]]


def mapping(text: str) -> dict[str, Any]:
    found, faults = read_mapping(text, "x.md")
    assert faults == []
    return found


def test_a_file_is_cut_at_its_two_lines_of_hyphens() -> None:
    text = "---\nclaim: A\n---\n\nNotes.\n"
    assert split(text, "x.md") == Parts("claim: A\n", "\nNotes.\n", front_start=4, body_start=17)


def test_hyphens_further_down_belong_to_the_notes() -> None:
    parts = split("---\na: b\n---\nOne\n---\nTwo", "x.md")
    assert isinstance(parts, Parts)
    assert parts.body == "One\n---\nTwo"


def test_white_space_after_the_hyphens_does_no_harm() -> None:
    parts = split("--- \na: b\n---\t", "x.md")
    assert isinstance(parts, Parts)
    assert (parts.front, parts.body) == ("a: b\n", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "front-matter-missing"),
        ("Notes only.", "front-matter-missing"),
        (" ---\na: b\n---\n", "front-matter-missing"),
        ("\n---\na: b\n---\n", "front-matter-missing"),
        ("----\na: b\n----\n", "front-matter-missing"),
        ("---\na: b\n", "front-matter-open"),
        ("---\na: b\n ---\n", "front-matter-open"),
    ],
)
def test_a_file_without_both_fences_is_refused(text: str, code: str) -> None:
    fault = split(text, "x.md")
    assert isinstance(fault, Fault)
    assert fault.code == code


@given(st.text(alphabet="-ab: \n"))
def test_the_parts_of_a_file_stand_where_they_say(text: str) -> None:
    parts = split(text, "x.md")
    if isinstance(parts, Parts):
        front_end = parts.front_start + len(parts.front)
        assert text[parts.front_start : front_end] == parts.front
        assert text[parts.body_start :] == parts.body
        assert text[:3] == text[front_end : front_end + 3] == "---"


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "yes",
        "true",
        "null",
        "~",
        "12:30",
        "1e3",
        "0x1F",
        "010",
        "2025-03-07",
        "1_000",
        ".inf",
    ],
)
def test_words_that_other_yaml_takes_for_something_else_are_text(value: str) -> None:
    assert mapping(f"a: {value}") == {"a": value}


def test_values_are_texts_lists_and_mappings_only() -> None:
    text = "a: [1, {b: 2}]\nc:\n  - d: x\n    e: >-\n      one\n      two\n"
    assert mapping(text) == {"a": ["1", {"b": "2"}], "c": [{"d": "x", "e": "one two"}]}


def test_a_field_without_a_value_is_told_from_one_with_an_empty_text() -> None:
    assert mapping("a:\nb: ''\n") == {"a": None, "b": ""}


def test_an_empty_text_is_an_empty_mapping() -> None:
    assert mapping("") == mapping("# a remark\n") == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key"),
        ("a: {b: 1, b: 2}\n", "yaml-duplicate-key"),
        ("a: &x b\n", "yaml-anchor"),
        ("a: &x [b]\n", "yaml-anchor"),
        ("a: *x\n", "yaml-alias"),
        ("<<: {a: b}\n", "yaml-merge"),
        ("a: !!str b\n", "yaml-tag"),
        ("a: ! b\n", "yaml-tag"),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag"),
        ("? [a]\n: b\n", "yaml-key"),
        ("? {a: b}\n: c\n", "yaml-key"),
        ("?\n: b\n", "yaml-key"),
        ("a: b\n---\nc: d\n", "yaml-documents"),
        ("- a\n- b\n", "yaml-not-mapping"),
        ("only words\n", "yaml-not-mapping"),
        ("a: b: c\n", "yaml-syntax"),
        ("a:\n\tb: c\n", "yaml-syntax"),
        ("a: notice #12\n", "yaml-comment"),
        ("a: {b: [c\t#x\n ]}\n", "yaml-comment"),
        ("a: [b\n", "yaml-syntax"),
        ('a: "b\n', "yaml-syntax"),
        ('a: "\\0"\n', "control-character"),
        ('"\\x1b": a\n', "control-character"),
        ("[" * 10_000, "yaml-too-deep"),
        ("a: b\n" * (LARGEST // 5 + 1), "yaml-too-large"),
    ],
)
def test_what_yaml_can_do_beyond_plain_values_is_a_fault(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b # c\n", "b"),
        ("a: b #\n", "b"),
        ("a: b#c\n", "b#c"),
        ("a: b\n #c\n", "b"),
        ('a: "b #c" #d\n', "b #c"),
        ("a: |\n  b #c\n", "b #c\n"),
    ],
)
def test_a_comment_is_no_part_of_a_text(text: str, value: str) -> None:
    assert mapping(text) == {"a": value}


def test_values_may_be_nested_twelve_levels_deep_and_no_deeper() -> None:
    assert codes("a: " + "[" * (DEEPEST - 2) + "]" * (DEEPEST - 2)) == []
    assert codes("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)) == ["yaml-too-deep"]


def test_all_that_is_not_allowed_is_reported_at_once() -> None:
    assert codes("a: &x 1\nb: *x\nc: !t 2\na: 3\n") == [
        "yaml-anchor",
        "yaml-alias",
        "yaml-tag",
        "yaml-duplicate-key",
    ]


def test_faults_stand_at_their_place_in_the_whole_file() -> None:
    _, (fault,) = read_mapping("a: 1\na: 2\n", "x.md", start=100)
    assert fault.where.start == 105  # type: ignore[union-attr]  # an Offset, else this fails


def test_a_colon_within_text_gets_a_hint_on_quoting() -> None:
    _, (fault,) = read_mapping("claim: He said: no\n", "x.md")
    assert "quotation marks" in (fault.hint or "")


def test_a_bomb_of_aliases_is_only_a_list_of_faults() -> None:
    lines = ["a0: &a0 x"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    assert set(codes("\n".join(lines))) == {"yaml-anchor", "yaml-alias"}


@given(MAPPINGS)
@example({"a": "\u2028\u2029\ufeff \t…\U0001f54a"})
def test_whatever_mapping_of_texts_is_written_is_read_back(written: dict[str, Any]) -> None:
    text = yaml.safe_dump(written, default_style='"', allow_unicode=True)
    assert mapping(text) == written


@given(ANY_TEXT | YAMLISH)
@example("? [a]\n: b\n")
@example("a: *x\nb:\n  c: d\n")
@example("\\U00110000")
def test_any_text_gives_a_mapping_or_faults_and_positions(text: str) -> None:
    read_mapping(text, "x.md")
    positions(text)


def test_positions_tell_where_keys_and_values_begin() -> None:
    text = "a: b\nc:\n  - d: e\n  - f\n"
    found = positions(text)
    assert found[()] == Place(0, 0)
    assert found["a",] == Place(0, 3)
    assert found["c", 0] == Place(12, 12)
    assert found["c", 0, "d"] == Place(12, 15)
    assert found["c", 1] == Place(21, 21)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    deeper: Any = ()
    if isinstance(value, dict):
        deeper = value.items()
    elif isinstance(value, list):
        deeper = enumerate(value)
    return {path}.union(*(paths(inner, (*path, key)) for key, inner in deeper))


@given(MAPPINGS)
def test_every_value_that_is_read_has_a_position(written: dict[str, Any]) -> None:
    assert set(positions(yaml.safe_dump(written, default_style='"'))) == paths(written)


def test_positions_end_where_a_text_cannot_be_read() -> None:
    assert set(positions("a: b\nc: [d\n")) >= {("a",), ("c", 0)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 30_000, "yaml-too-large"),
        ("a: " + "[" * 9000, "yaml-too-deep"),
        ("a: " + "{b: " * 30_000, "yaml-too-large"),
        ("".join(" " * n + "- \n" for n in range(900)), "yaml-too-deep"),
        ("a: [" + "b," * 10_000 + "]", "yaml-too-large"),
        ("".join(f"k{n}: v\n" for n in range(5001)), "yaml-too-large"),
        ("a: &a [x, x]\nb: &b [*a, *a]\n<<: *b\n" * 2000, "yaml-too-large"),
        ("a: " + "!" * 30_000, "yaml-tag"),
        ("a: " + "b " * 600_000, "yaml-too-large"),
    ],
)
def test_what_breaks_other_readers_of_yaml_is_one_fault(text: str, code: str) -> None:
    mapping, faults = read_mapping(text, "x.md")
    assert [fault.code for fault in faults] == [code]
    assert len(mapping) <= 1


def test_a_card_may_have_two_thousand_quotations() -> None:
    quote = "  - {source: story, text: The port will stay open}\n"
    mapping, faults = read_mapping("quotes:\n" + quote * 1990, "x.md")
    assert faults == []
    assert len(mapping["quotes"]) == 1990
