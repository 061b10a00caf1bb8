"""A manifest comes back as it was saved, and a damaged or dangerous one is no manifest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.manifest import (
    GONE,
    HEADER,
    STALE,
    decode,
    encode,
    encode_changes,
    forgotten,
)

PARTS = st.text('abc-.é\u2028\r "\\', min_size=1, max_size=8)
NAMES = st.lists(PARTS.filter(lambda part: part not in {".", ".."}), min_size=1, max_size=3).map(
    "/".join
)
FINGERPRINTS = st.text("0123456789abcdef.", min_size=1) | st.just(STALE)
MANIFESTS = st.dictionaries(NAMES, FINGERPRINTS)


@given(MANIFESTS)
def test_a_manifest_comes_back_as_it_was_saved(manifest: dict[str, str]) -> None:
    assert decode(encode(manifest)) == manifest


def test_a_manifest_is_a_line_a_file_in_order() -> None:
    saved = encode({"b.html": "22", "a/index.html": "11"}).decode()
    assert saved == f"{HEADER}\n11 a/index.html\n22 b.html\n"


@given(MANIFESTS, MANIFESTS, st.sets(NAMES))
def test_what_is_added_overrules_what_stood_there(
    before: dict[str, str], changes: dict[str, str], gone: set[str]
) -> None:
    raw = encode(before) + encode_changes(changes | dict.fromkeys(gone, GONE))
    after = {name: mark for name, mark in (before | changes).items() if name not in gone}
    assert decode(raw) == after


@given(MANIFESTS, st.data())
def test_a_line_cut_short_by_a_crash_was_never_written(
    manifest: dict[str, str], data: st.DataObject
) -> None:
    raw = encode(manifest)
    whole = raw[: raw.index(b"\n") + 1]
    cut = raw[: data.draw(st.integers(len(whole), len(raw)))]
    found = decode(cut)
    assert found is not None
    assert found.items() <= manifest.items()
    assert len(found) == cut.count(b"\n") - 1


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{}\n",
        HEADER.encode(),
        b"site-builder manifest 2\n11 index.html\n",
        b"\xff\xfe\n",
        f"{HEADER}\n".encode() + b"11 \xff.html\n",
        f"{HEADER}\n11\n".encode(),
        f"{HEADER}\n\n".encode(),
        f"{HEADER}\n11 index.html\n22 \n".encode(),
    ],
)
def test_damage_is_seen(damaged: bytes) -> None:
    assert decode(damaged) is None


DANGEROUS = [
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
]


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_manifest_that_names_anything_but_a_file_below_its_folder_is_refused(name: str) -> None:
    assert decode(f"{HEADER}\n11 index.html\n22 {name}\n".encode()) is None


@pytest.mark.parametrize("name", [*DANGEROUS, "two\nlines.html"])
def test_no_such_name_is_ever_saved(name: str) -> None:
    with pytest.raises(ValueError, match="a site has no file"):
        encode({name: "11"})


def test_a_forgotten_file_is_still_ours_but_matches_no_fingerprint() -> None:
    raw = encode({"a.html": "11", "b.html": "22"}) + encode_changes(forgotten(["b.html"]))
    assert decode(raw) == {"a.html": "11", "b.html": STALE}
