"""The messages of pages are all in the template that catalogues are made of."""

from pathlib import Path

from tools.messages import TEMPLATE, extract


def test_the_template_of_catalogues_is_current(tmp_path: Path) -> None:
    extract(tmp_path / "site.pot")
    same = (tmp_path / "site.pot").read_text() == TEMPLATE.read_text()
    assert same, "say `make messages`"
