"""Templates escape, know no undefined name, and write dates as readers do."""

import datetime

import jinja2
import pytest

from site_builder.jinja import environment


def test_nothing_goes_unescaped_or_unsaid() -> None:
    made = environment({"t": "{{ value }}"})
    assert made.get_template("t").render(value="<b>") == "&lt;b&gt;"
    with pytest.raises(jinja2.UndefinedError, match="'value' is undefined"):
        made.get_template("t").render()


def test_a_template_that_is_not_there_is_not_looked_for_on_disk() -> None:
    with pytest.raises(jinja2.TemplateNotFound):
        environment({}).get_template("/etc/passwd")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime.date(2026, 11, 2), "2 November 2026"),
        ("2026-11-02", "2 November 2026"),
        ("2026-02", "February 2026"),
        ("2026", "2026"),
    ],
)
def test_a_date_or_a_part_of_one_is_written_out(value: datetime.date | str, words: str) -> None:
    made = environment({"t": "{{ value|day }}"})
    assert made.get_template("t").render(value=value) == words


@pytest.mark.parametrize("value", [datetime.date(2026, 11, 2), "2026-11-02"])
def test_a_date_for_machines_is_in_iso_form(value: datetime.date | str) -> None:
    assert (
        environment({"t": "{{ value|iso }}"}).get_template("t").render(value=value) == "2026-11-02"
    )
