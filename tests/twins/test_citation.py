"""Citations say the same in each form, as programs of others read them, whatever the words are."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.library import Claim
from site_builder.text import FORBIDDEN
from site_builder.twins.citation import Reference, bibtex, compose_citation, csl_json, one_line, ris
from tests.frames import frame
from tests.opened import opened
from tests.site_text import Site
from tests.validators.csl import csl_faults
from tests.validators.references import (
    bibtex_faults,
    in_words,
    read_bibtex,
    read_ris,
    ris_faults,
)

ADDRESS = "https://record.example/below/claims/port-stays-open/"
NOTE = (
    "Rated “Right”. Said by Ana Moss to Ben Okri. Quoted: The source gives the speaker’s own words, in"
    " whole or in part. The Daily Ledger quotes Ana Moss as telling Ben Okri this."
)


@pytest.fixture(scope="module")
def claim(tmp_path_factory: pytest.TempPathFactory) -> Claim:
    library = Site.at(tmp_path_factory.mktemp("site")).library()
    return opened(library.claims["port-stays-open"])


@pytest.fixture(scope="module")
def view(claim: Claim) -> Reference:
    return compose_citation(frame(), "claims/port-stays-open/cite.json", claim)


def test_csl_json_cites_the_claims_page(view: Reference) -> None:
    assert json.loads(csl_json(view)) == [
        {
            "id": ADDRESS,
            "type": "webpage",
            "title": "The port stays open all winter.",
            "container-title": "The Record",
            "issued": {"date-parts": [[2024, 3, 1]]},
            "URL": ADDRESS,
            "language": "en",
            "note": NOTE,
        }
    ]


def test_bibtex_cites_it_too(view: Reference) -> None:
    assert read_bibtex(bibtex(replace(view, publisher="Reed & Vale"))) == {
        "type": "misc",
        "key": "port-stays-open",
        "title": "The port stays open all winter.",
        "howpublished": "The Record",
        "publisher": "Reed & Vale",
        "year": "2024",
        "month": "mar",
        "day": "1",
        "url": ADDRESS,
        "language": "en",
        "note": NOTE,
    }


def test_ris_cites_it_too(view: Reference) -> None:
    assert read_ris(ris(replace(view, publisher="Reed & Vale"))) == {
        "type_of_reference": "ELEC",
        "title": "The port stays open all winter.",
        "secondary_title": "The Record",
        "publisher": "Reed & Vale",
        "year": "2024",
        "date": "2024/03/01/",
        "language": "en",
        "urls": [ADDRESS],
        "notes": [NOTE],
    }


def test_a_processor_of_styles_puts_it_in_words(view: Reference) -> None:
    words = in_words(csl_json(replace(view, publisher="Harbour Readers")))
    for part in ("The port stays open all winter", "(2024)", "The Record", "Readers", ADDRESS):
        assert part in words


def test_whoever_reads_it_says_when(view: Reference) -> None:
    texts = (csl_json(view).decode(), bibtex(view), ris(view))
    assert not any("accessed" in text or "urldate" in text or "Y2" in text for text in texts)


def test_what_is_not_published_has_no_date(view: Reference) -> None:
    undated = replace(view, issued=None)
    assert "issued" not in json.loads(csl_json(undated))[0]
    assert not {"year", "month", "day"} & read_bibtex(bibtex(undated)).keys()
    assert not {"year", "date"} & read_ris(ris(undated)).keys()


TEXTS = (
    st.text(st.characters(codec="utf-8"), min_size=1)
    .filter(lambda text: not FORBIDDEN.search(text))
    .map(one_line)
    .filter(bool)
)


@given(text=TEXTS)
@example(text="50 % of {A} & B_C cost $5 #1 ~ ^ \\ \\textbf{x}")
@example(text="{")
@example(text='}, evil = {"')
@example(text="@misc{x, title = {y}}")
@example(text=one_line("a\u2028TY  - JOUR\u2029ER  - "))
@example(text="ER  - ")
@example(text="\u202eright to left")
def test_every_form_carries_any_text_exactly(view: Reference, text: str) -> None:
    hostile = replace(view, title=text, container=text, publisher=text, note=text)
    raw = csl_json(hostile)
    (entry,) = json.loads(raw)
    assert csl_faults(raw) == bibtex_faults(bibtex(hostile)) == []
    assert ris_faults(ris(hostile).encode()) == []
    read, record = read_bibtex(bibtex(hostile)), read_ris(ris(hostile))
    assert entry["title"] == entry["note"] == entry["container-title"] == text
    assert read["title"] == read["note"] == read["howpublished"] == read["publisher"] == text
    stripped = text.strip()
    assert record["title"].strip() == record["publisher"].strip() == stripped
    assert [note.strip() for note in record["notes"]] == [stripped]


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        (bibtex, r"\%", "%"),
        (bibtex, r"\textbraceleft{}", r"\{"),
        (bibtex, r"\textbackslash{}", "\\"),
    ],
)
def test_the_rules_of_tex_find_what_is_left_as_it_was(
    view: Reference, form: Callable[[Reference], str], old: str, new: str
) -> None:
    text = form(replace(view, title="50 % of { and \\"))
    assert old in text
    assert bibtex_faults(text) == []
    assert bibtex_faults(text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [("\r\n", "\n"), ("TI  - ", "TI - "), ("TY  - ELEC\r\n", ""), ("ER  - \r\n", "")],
)
def test_the_rules_of_ris_find_broken_lines(view: Reference, old: str, new: str) -> None:
    assert ris_faults(ris(view).encode()) == []
    assert ris_faults(ris(view).replace(old, new).encode())


def test_the_page_says_how_to_cite_it_and_links_the_files(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.rebuild()
    page = site.text("claims/port-stays-open/index.html")
    words = '<cite dir="auto">The Small Record</cite>, published by <bdi>Harbour Readers</bdi> on 1 March 2024, changed on 2 May 2024.'
    assert words in page
    for file in ("cite.json", "cite.bib", "cite.ris"):
        assert f'href="{file}"' in page
        assert (site.output / "claims/port-stays-open" / file).is_file()


def test_without_citations_the_page_gives_its_address_alone(tmp_path: Path) -> None:
    site = Site.with_data(tmp_path)
    site.rebuild()
    page = site.text("claims/port-stays-open/index.html")
    assert "Cite this claim" not in page
    assert "cite.json" not in page
    assert page.count('class="address"') == 1
