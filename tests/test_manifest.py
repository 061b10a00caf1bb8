"""A manifest comes back as it was saved, and a damaged or dangerous one is no manifest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.manifest import EMPTY, STALE, Manifest, decode, encode

NAMES = st.lists(
    st.text('abc-.é\u2028 "\\', min_size=1, max_size=8).filter(
        lambda part: part not in {".", ".."}
    ),
    min_size=1,
    max_size=3,
).map("/".join)


@given(st.dictionaries(NAMES, st.text("0123456789abcdef.")))
def test_a_manifest_comes_back_as_it_was_saved(files: dict[str, str]) -> None:
    assert decode(encode(Manifest(files))) == Manifest(files)


def test_a_manifest_is_json_with_a_file_a_line_in_order() -> None:
    manifest = Manifest({"b.html": "22", "a/index.html": "11"})
    expected = '{"version": 1, "files": {\n"a/index.html": "11",\n"b.html": "22"\n}}\n'
    assert encode(manifest).decode() == expected


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"version": 1, "files": {"a": "\xff"}}',
        b'{"version": 1, "files": ["a"]}',
        b'{"version": 1, "files": {"a": 1}}',
        b'{"version": 2, "files": {}}',
        encode(Manifest({"index.html": "11"}))[:-4],
        b"[" * 100_000,
    ],
)
def test_damage_is_seen(damaged: bytes) -> None:
    assert decode(damaged) is None


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "..",
        "../outside.html",
        "claims/../../outside.html",
        "claims/..",
        "",
        ".",
        "claims/",
        "claims//index.html",
        "./index.html",
        "nul\0.html",
    ],
)
def test_a_manifest_that_names_anything_but_a_file_below_its_folder_is_refused(name: str) -> None:
    assert decode(encode(Manifest({"index.html": "11", name: "22"}))) is None


def test_a_forgotten_file_is_still_listed_but_matches_no_fingerprint() -> None:
    manifest = Manifest({"a.html": "11", "b.html": "22"}).forget(["b.html", "new.html"])
    assert manifest == Manifest({"a.html": "11", "b.html": STALE, "new.html": STALE})
    assert decode(encode(manifest)) == manifest


def test_an_empty_manifest_is_one_too() -> None:
    assert decode(encode(EMPTY)) == EMPTY
