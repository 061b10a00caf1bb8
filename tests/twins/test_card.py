"""A claim's image shows its outline, and is made anew only where that has changed."""

import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.sealing import Outline
from site_builder.twins.card import card_png, compose_card
from tests.site_text import Site

IMAGE = "/claims/ferries-late/card.png"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.at(tmp_path)
    site.rebuild()
    return site


def images(paths: list[str]) -> set[str]:
    return {path for path in paths if path.endswith("card.png")}


def test_each_claim_has_an_image(site: Site) -> None:
    pages = {name.rpartition("/")[0] for name in site.files() if name.startswith("claims/")}
    claims = {name for name in pages if name.count("/") == 1} - {"claims/port-open"}
    made = {name.rpartition("/")[0] for name in site.files() if name.endswith("/card.png")}
    assert made == claims


def test_an_image_that_shows_the_same_is_not_made_anew(site: Site) -> None:
    site.write("-- content/pages/more.md --\n---\ntitle: More\n---\n")
    assert images(site.rebuild()) == set()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/claims/ferries-late.md", "02\n---\n", "02\n---\nA note.\n"),
        ("content/claims/ferries-late.md", "cue: acknowledged", "cue: ran late"),
        ("content/people/ben-okri.md", "---\n", "---\nrole: clerk\n"),
        ("content/site.yaml", "about one harbour", "about a harbour"),
    ],
)
def test_what_an_image_does_not_show_leaves_it_as_it_is(
    site: Site, file: str, old: str, new: str
) -> None:
    path = site.root / file
    path.write_text(path.read_text().replace(old, new, 1))
    rendered = site.rebuild()
    assert rendered
    assert images(rendered) == set()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/claims/ferries-late.md", "late on Monday.\n", "late.\n"),
        ("content/claims/ferries-late.md", "speech: indirect", "speech: mixed"),
        ("content/claims/ferries-late.md", "cue: ack", "via: [harbour-ministry], cue: ack"),
    ],
)
def test_an_image_is_made_anew_where_statement_level_or_chain_is_another(
    site: Site, file: str, old: str, new: str
) -> None:
    site.edit(file, old, new)
    assert images(site.rebuild()) == {IMAGE}


def test_a_speakers_new_name_is_on_the_images_of_what_they_said(site: Site) -> None:
    site.edit("content/people/ben-okri.md", "Ben Okri", "Benjamin Okri")
    assert IMAGE in images(site.rebuild())


def test_a_sites_new_title_is_on_every_image(site: Site) -> None:
    site.edit("content/site.yaml", "The Small Record", "The Little Record")
    every = {f"/{name}" for name in site.files() if name.endswith("card.png")}
    assert images(site.rebuild()) == every


def test_images_are_left_out_where_they_are_not_asked_for(site: Site) -> None:
    site.edit("content/site.yaml", "per_page: 2", "per_page: 2\noutputs: [sitemap]")
    site.rebuild()
    assert not [name for name in site.files() if name.endswith(".png")]


def test_workers_draw_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.workers.FEWEST", 1)
    one, other = Site.at(tmp_path / "one"), Site.at(tmp_path / "other")
    one.rebuild(jobs=1)
    other.rebuild(jobs=2)
    assert one.files() == other.files()


def test_without_images_nothing_is_imported_that_draws() -> None:
    code = "import sys, site_builder.build; print('PIL' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "False\n"


def test_a_view_is_written_as_a_png() -> None:
    outline = Outline(
        statement="The port stays open.",
        attribution="quoted",
        hands=(("Ada Moss", "person"),),
        spoken=True,
    )
    view = compose_card(None, "claims/a/card.png", "Record", "en", "ltr", outline)
    assert card_png(view)[:8] == b"\x89PNG\r\n\x1a\n"
