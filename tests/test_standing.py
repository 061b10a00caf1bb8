"""A seal holds as long as nothing has touched what it was set on."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.build import Options, build
from site_builder.files import SEAL, opened
from site_builder.standing import seal, standing
from tests.site_text import Site

MADE_OF = b"abcdef"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with opened(tmp_path / "_site") as output:
        for name in ("a.html", "b/index.html"):
            output.put({name: output.stage(name, b"text", existing=False) or ""})
        output.save({"a.html": "1", "b/index.html": "2"})
        seal(output, MADE_OF)
    return tmp_path / "_site"


def stands(folder: Path, made_of: bytes = MADE_OF) -> int | None:
    with opened(folder) as output:
        return standing(output, made_of)


def test_what_stands_untouched_is_counted(folder: Path) -> None:
    assert stands(folder) == 2


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
