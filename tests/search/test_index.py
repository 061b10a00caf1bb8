"""The same records make the same index, byte for byte, and nothing in it is of no use."""

import gzip
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from site_builder.search import pagefind
from site_builder.search.cbor import decode
from site_builder.search.index import index
from site_builder.search.pagefind import PROGRAM, IndexingError
from site_builder.search.record import Record

VALUES = [
    "ferry",
    "tide",
    "mole",
    "quay",
    "crane",
    "dredger",
    "pilot",
    "buoy",
    "lock",
    "weir",
    "sluice",
    "hawser",
]


def records(many: int) -> list[Record]:
    return [
        Record(
            path=f"claims/claim-{number}/",
            parts=(("", f"Statement {number} on the {VALUES[number % 12]}"), ("q", "so it is")),
            filters={
                "voice": [f"{VALUES[number % 11]}|people/v-{number % 11}/"],
                "topic": sorted({VALUES[number % 5], VALUES[number % 7]}),
                "level": [VALUES[number % 3]],
            },
        )
        for number in range(many)
    ]


def made(of: Sequence[Record], language: str = "en") -> dict[str, bytes]:
    return index(of, language, lambda: None)


def test_an_index_is_the_same_each_time() -> None:
    assert made(records(60)) == made(records(60)) == made(records(60))


def test_the_values_of_a_filter_are_sorted() -> None:
    files = made(records(30))
    lists = [
        decode(gzip.decompress(raw).removeprefix(b"pagefind_dcd"))
        for name, raw in files.items()
        if name.endswith(".pf_filter")
    ]
    assert sorted(str(name) for name, _ in lists) == ["level", "topic", "voice"]  # type: ignore[misc,str-unpack]  # a list of two
    for _, values in lists:  # type: ignore[misc,str-unpack]  # as above
        found = [value for value, _ in values]  # type: ignore[misc,union-attr,str-unpack]  # as above
        assert found == sorted(found)


def test_one_record_more_changes_few_files() -> None:
    before, after = made(records(30)), made(records(31))
    new = {name for name in after.keys() - before.keys() if "/fragment/" in name}
    assert len(new) == 1


def test_only_what_the_search_page_loads_is_kept() -> None:
    kinds = {Path(name).suffix or name for name in made(records(3))}
    assert kinds == {
        ".js", ".json", ".pagefind", ".pf_meta", ".pf_filter", ".pf_fragment", ".pf_index",
    }  # fmt: skip
    assert "pagefind/pagefind-ui.js" not in made(records(3))


@pytest.mark.parametrize(("language", "wasm"), [("de", "de"), ("xx", "unknown"), ("ar", "ar")])
def test_words_are_stemmed_by_language_where_there_are_rules(language: str, wasm: str) -> None:
    files = made(records(2), language)
    assert f"pagefind/wasm.{wasm}.pagefind" in files
    entry = msgspec.json.decode(files["pagefind/pagefind-entry.json"])
    assert [*entry["languages"]] == [language]


def test_whoever_waits_can_end_it() -> None:
    def tired() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index(records(3), "en", tired)


Program = Callable[[str], None]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """`program(text)`: a script that stands in for Pagefind."""

    def stand_in(text: str) -> None:
        path = tmp_path / "pagefind"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        monkeypatch.setenv(PROGRAM, str(path))

    return stand_in


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("exit 3", "Pagefind ended"),
        ("echo 'eyJwYXlsb2FkIjp7fX0=,bm8=,bm8=,'; sleep 5", "form that is not known"),
        (
            "echo 'eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJubyBtb3JlIn19,,,'; sleep 5",
            "Pagefind says: no more",
        ),
    ],
)
def test_a_program_that_does_not_do_its_work_is_reported(
    program: Program, text: str, said: str
) -> None:
    program(text)
    with pytest.raises(IndexingError, match=said):
        made(records(1))


def test_a_program_that_ends_before_it_has_heard_everything_is_reported(program: Program) -> None:
    program("exec <&-; sleep 0.2")
    with pytest.raises(IndexingError, match="Pagefind ended"):
        made(records(1000))


def test_where_there_is_no_program_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROGRAM, str(tmp_path / "none"))
    with pytest.raises(IndexingError, match=r"No such file.*`search: false`"):
        made(records(1))
    monkeypatch.delenv(PROGRAM)
    monkeypatch.setattr(pagefind, "find_spec", lambda _name: None)
    with pytest.raises(IndexingError, match=r"pagefind-bin is not there.*`search: false`"):
        made(records(1))
