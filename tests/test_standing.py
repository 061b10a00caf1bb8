"""A seal holds as long as nothing has touched what it was set on."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from site_builder.build import Options, build
from site_builder.files import SEAL, opened
from site_builder.plan import Plan, plan
from site_builder.standing import seal, standing
from tests.site_text import Site, site_files

MADE_OF = b"abcdef"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with opened(tmp_path / "_site") as output:
        for name in ("a.html", "b/index.html"):
            output.put({name: output.stage(name, b"text", existing=False) or ""})
        output.save({"a.html": "1", "b/index.html": "2"})
        seal(output, MADE_OF)
    return tmp_path / "_site"


def stands(folder: Path, made_of: bytes = MADE_OF) -> dict[str, str] | None:
    with opened(folder) as output:
        return standing(output, made_of)


def test_what_stands_untouched_is_known(folder: Path) -> None:
    assert stands(folder) == {"a.html": "1", "b/index.html": "2"}


def test_other_content_breaks_the_seal(folder: Path) -> None:
    assert stands(folder, b"abcdeg") is None


def test_a_missing_file_breaks_the_seal(folder: Path) -> None:
    (folder / "b/index.html").unlink()
    assert stands(folder) is None


def test_a_note_of_work_begun_breaks_the_seal(folder: Path) -> None:
    with opened(folder) as output:
        output.note({"a.html": "?"})
    assert stands(folder) is None


def test_a_damaged_or_absent_seal_is_no_seal(folder: Path) -> None:
    for raw in (b"", b"abc", (folder / SEAL).read_bytes() + b"\0"):
        (folder / SEAL).write_bytes(raw)
        assert stands(folder) is None
    (folder / SEAL).unlink()
    assert stands(folder) is None


def test_a_folder_without_a_site_cannot_be_sealed(tmp_path: Path) -> None:
    with opened(tmp_path / "_site") as output:
        seal(output, MADE_OF)
        assert standing(output, MADE_OF) is None


def test_a_build_plans_only_where_something_differs(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    options = Options(root=site.root, output=site.output)
    first = build(options)
    again = build(options)
    assert "plan" not in again.seconds
    assert (again.rendered, again.unchanged) == (0, first.written)
    assert (again.claims, again.awaiting) == (first.claims, first.awaiting)
    (site.output / "index.html").unlink()
    assert build(options).changed == ["index.html"]
    site.edit("content/claims/port-stays-open.md", "winter", "summer")
    assert build(options).written
    assert "plan" not in build(options).seconds


def test_drafts_are_part_of_what_a_site_is_made_of(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    options = Options(root=site.root, output=site.output)
    build(options)
    assert build(replace(options, drafts=True)).written
    assert build(options).removed
    assert "plan" not in build(options).seconds


CARD = "content/claims/port-stays-open.md"


@pytest.mark.parametrize(
    ("old", "new", "whole"),
    [
        ("See [the", "Look at [the", False),
        ("context: It closed", "context: It was closed", False),
        ("claim: The port stays", "claim: The old port stays", False),
        ("See [the ferries](claim:ferries-late)", "See it", True),
        ("speaker: ana-moss", "speaker: ben-okri", True),
        ("published: 2024-03-01", "published: 2024-02-01", True),
        ("topics: [harbour]", "topics: [harbour, ferries]", True),
        ("rating: {value: right", "rating: {value: wrong", True),
    ],
)
def test_after_an_edit_of_words_no_more_is_planned_than_may_show_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, whole: bool
) -> None:
    planned = []

    def counted(*made_of: Any) -> Plan:
        planned.append(True)
        return plan(*made_of)

    monkeypatch.setattr("site_builder.remembered.plan", counted)
    site = Site.at(tmp_path / "edited")
    options = Options(root=site.root, output=site.output, today=datetime.date(2026, 1, 1))
    build(options)
    planned.clear()
    site.edit(CARD, old, new)
    assert build(options).written
    assert planned == [True] * whole
    assert build(options).rendered == 0
    clean = replace(options, output=tmp_path / "clean")
    build(clean)
    assert site_files(site.output) == site_files(clean.output)


def test_a_file_that_is_gone_comes_back_with_an_edit_of_words(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    options = Options(root=site.root, output=site.output)
    build(options)
    (site.output / "about/index.html").unlink()
    site.edit(CARD, "See [the", "Look at [the")
    assert "about/index.html" in build(options).changed


def test_a_card_of_the_future_goes_where_the_clock_is_set_back(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    options = Options(root=site.root, output=site.output, today=datetime.date(2026, 1, 1))
    build(options)
    earlier = replace(options, today=datetime.date(2024, 3, 2))
    assert "claims/cranes-broken/index.html" in build(earlier).gone
    assert "claims/cranes-broken/index.html" in build(options).changed
