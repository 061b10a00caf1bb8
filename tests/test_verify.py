"""A site is held against a clean build, and whatever is not equal is named."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from site_builder import files, verify
from site_builder.build import Options, no_progress
from site_builder.engine import engine
from site_builder.files import OWN
from site_builder.memory import decode_kept, encode_kept
from site_builder.verify import Difference, Verdict
from tests.site_text import Site, snapshot

CLAIM = "content/claims/ferries-late.md"
ABOUT = "about/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small site, built once."""
    site = Site.at(tmp_path_factory.mktemp("built"))
    site.rebuild()
    return site.root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Site:
    """The small site as it was built, to be edited."""
    return Site(Path(shutil.copytree(built, tmp_path / "site")))


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system keeps temporary files, empty at first."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def verified(site: Site, **options: object) -> Verdict:
    """What a comparison finds, which leaves no trace: neither in the site nor beside it."""
    before = snapshot(site.root)
    named = {"root": site.root, "output": site.output} | options
    verdict = verify.verify(Options(**named), no_progress)  # type: ignore[arg-type]  # by name
    assert snapshot(site.root) == before
    assert [*Path(tempfile.gettempdir()).iterdir()] == []
    return verdict


def test_what_builds_left_is_equal_to_what_a_clean_one_makes(site: Site) -> None:
    site.edit(CLAIM, "The ferries ran late", "They ran late")
    site.remove("content/claims/third-crane.md")
    site.rebuild()
    verdict = verified(site)
    assert verdict.equal
    assert (verdict.files, verdict.differences) == (len(site.files()), [])


def test_a_file_that_somebody_changed_is_named_with_the_first_byte_that_differs(
    site: Site,
) -> None:
    page = site.output / ABOUT
    raw = page.read_bytes()
    line = raw[: raw.index(b"We read")].count(b"\n") + 1
    page.write_bytes(raw.replace(b"We read", b"We wrote"))
    site.rebuild()
    verdict = verified(site)
    (found,) = verdict.differences
    assert not verdict.equal
    assert (found.file, found.how) == (ABOUT, "differs")
    assert (found.byte, found.line) == (raw.index(b"We read") + 3, line)
    assert ("We wrote" in found.here, "We read" in found.clean) == (True, True)


@pytest.mark.parametrize(
    ("here", "clean", "byte", "line"),
    [
        (b"", b"a", 0, 1),
        (b"a\nb", b"a\nb\nc", 3, 2),
        (b"a\nb\nc", b"a\nb\n", 4, 3),
        (b"\x89PNG\0\xff", b"\x89PNG\0\xfe", 5, 1),
    ],
)
def test_two_files_differ_from_some_byte_on(
    site: Site, here: bytes, clean: bytes, byte: int, line: int
) -> None:
    site.write("-- templates/assets/mine.svg --\n")
    (site.root / "templates/assets/mine.svg").write_bytes(clean)
    site.rebuild()
    (site.output / "assets/mine.svg").write_bytes(here)
    (found,) = verified(site).differences
    assert (found.byte, found.line) == (byte, line)


def test_a_file_that_is_gone_is_named(site: Site) -> None:
    (site.output / ABOUT).unlink()
    shutil.rmtree(site.output / "claims/ferries-late")
    (site.output / "claims/ferries-late").write_text("no folder")
    assert verified(site).differences == [
        Difference(file=ABOUT, how="missing"),
        Difference(file="claims/ferries-late/card.png", how="missing"),
        Difference(file="claims/ferries-late/cite.bib", how="missing"),
        Difference(file="claims/ferries-late/cite.json", how="missing"),
        Difference(file="claims/ferries-late/cite.ris", how="missing"),
        Difference(file="claims/ferries-late/claim.json", how="missing"),
        Difference(file="claims/ferries-late/embed/index.html", how="missing"),
        Difference(file="claims/ferries-late/index.html", how="missing"),
        Difference(file="claims/ferries-late/oembed.json", how="missing"),
    ]


def test_a_manifest_that_takes_an_old_file_for_a_new_one_is_found_out(site: Site) -> None:
    old = site.output / "claims/ferries-late/index.html"
    before = old.read_bytes()
    site.edit(CLAIM, "The ferries ran late", "They ran late")
    site.rebuild()
    old.write_bytes(before)  # the manifest has the new fingerprint
    assert site.rebuild() == []
    assert [found.file for found in verified(site).differences] == [
        "claims/ferries-late/index.html"
    ]


def test_a_file_that_only_the_manifest_keeps_is_extra(site: Site) -> None:
    (site.output / "old.html").write_text("old")
    with (site.output / OWN / "manifest").open("a") as manifest:
        manifest.write("0.0.0 old.html\n")
    assert verified(site).differences == [Difference(file="old.html", how="extra")]
    site.rebuild()
    assert verified(site).equal


def test_what_no_build_made_is_named_but_no_difference(site: Site) -> None:
    (site.output / "CNAME").write_text("small.example")
    (site.output / os.fsdecode(b"\xff")).touch()
    (site.output / "more/of").mkdir(parents=True)
    (site.output / "more/of/theirs").touch()
    verdict = verified(site)
    assert verdict.equal
    assert verdict.others == ["CNAME", "\\xff", "more/of/theirs"]


def test_the_cache_of_another_site_does_no_harm(site: Site, tmp_path: Path) -> None:
    other = Site.at(tmp_path / "other")
    other.edit(CLAIM, "The ferries ran late", "They ran late")
    other.edit("content/people/ana-moss.md", "Ana Moss", "Anna Moss")
    other.rebuild()
    site.edit(CLAIM, "The ferries ran late", "They ran late")
    shutil.copy(other.output / OWN / "cache", site.output / OWN / "cache")
    site.rebuild()
    assert verified(site).equal


def test_a_cache_that_lies_is_found_out(site: Site) -> None:
    cache = site.output / OWN / "cache"
    kept = decode_kept(cache.read_bytes(), engine())
    raw = encode_kept(kept.outcomes, engine(), kept.vault)
    cache.write_bytes(raw.replace(b"The ferries ran late", b"The ferries ran fast"))
    site.edit("content/site.yaml", "The Small Record", "The Record")
    site.rebuild()
    named = {found.file for found in verified(site).differences}
    assert "people/ben-okri/index.html" in named


def test_a_clean_build_that_finds_faults_is_not_equal(site: Site) -> None:
    site.edit(CLAIM, "ben-okri", "ben-okry")
    verdict = verified(site)
    assert (verdict.equal, verdict.differences) == (False, [])
    assert "unknown-voice" in {found.code for found in verdict.clean.diagnostics}


def test_drafts_and_the_date_count_as_in_the_build_itself(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.rebuild(drafts=True)
    assert verified(site, drafts=True).equal
    extra = {found.file for found in verified(site).differences if found.how == "extra"}
    assert "claims/not-yet/index.html" in extra
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709380800")  # 2 March 2024, noon
    site.rebuild()
    assert verified(site).equal
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert not verified(site).equal


def test_a_site_is_compared_while_another_build_holds_it(site: Site) -> None:
    with files.opened(site.output):
        assert verified(site).equal


@pytest.mark.parametrize("end", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_the_temporary_folder_goes_however_a_comparison_ends(
    site: Site, monkeypatch: pytest.MonkeyPatch, end: BaseException, temporary: Path
) -> None:
    def ending(_site: Path, clean: Path, *_: object) -> list[Difference]:
        assert clean.is_relative_to(temporary)
        raise end

    monkeypatch.setattr(verify, "_differences", ending)
    with pytest.raises(type(end) if isinstance(end, OSError) else KeyboardInterrupt):
        verified(site)
    assert [*temporary.iterdir()] == []


@pytest.mark.parametrize("change", ["unlink", "rmdir"])
def test_the_temporary_folder_goes_where_the_end_is_asked_for_while_it_is_going(
    site: Site, monkeypatch: pytest.MonkeyPatch, change: str, temporary: Path
) -> None:
    really = getattr(os, change)

    def interrupted(*_place: Any, **_options: Any) -> None:
        monkeypatch.setattr(os, change, really)
        raise KeyboardInterrupt

    def ending(*_: object) -> list[Difference]:
        monkeypatch.setattr(os, change, interrupted)
        return []

    monkeypatch.setattr(verify, "_differences", ending)
    with pytest.raises(KeyboardInterrupt):
        verified(site)
    assert [*temporary.iterdir()] == []
