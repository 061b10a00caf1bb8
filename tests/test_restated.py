"""After an edit that moves no claim, the pages are those of the last plan, with what is new in them."""

import datetime
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.content import Folder
from site_builder.library import Library
from site_builder.load import Choices, Loader
from site_builder.plan import Plan, plan
from tests.site_text import Site

CLAIMS = ["port-stays-open", "ferries-late", "cranes-broken", "third-crane", "written-down"]
EDITS = {
    "notes": (r"\Z", "Edit {}.\n"),
    "statement": (r"(?<=\nclaim: )", "Edit {} – "),
    "date": (r"(?<=\npublished: 2024-03-)\d\d", "{:02}"),
    "context": (r"(?<=\n)(?=quotes:)", "context: Edit {}.\n"),
}


class Edited:
    """A site that is loaded and planned again and again, each time from what was there."""

    def __init__(self, root: Path) -> None:
        self._root = Site.at(root).root
        self._loader = Loader(Folder(self._root), {})
        self._count = 0
        self.library = self._load(None)
        self.planned = plan(self.library, "")

    def edit(self, what: str, claim: str) -> None:
        """Edit a card, and load the site."""
        self._count += 1
        file = f"content/claims/{claim}.md"
        place, words = EDITS[what]
        text = (self._root / file).read_text(encoding="utf-8")
        text = re.sub(r"\ncontext: .*", "", text) if what == "context" else text
        edited = re.sub(place, words.format(10 + self._count), text, count=1)
        assert edited != text
        (self._root / file).write_text(edited, encoding="utf-8")
        self.library = self._load(frozenset({file}))

    def plan(self) -> Plan:
        """Plan what was loaded last."""
        self.planned = plan(self.library, "", self.planned)
        return self.planned

    def _load(self, changes: frozenset[str] | None) -> Library:
        choices = Choices(today=datetime.date(2030, 1, 1))
        loaded = self._loader.load(choices, lambda _through, _total: None, changes)
        assert loaded.library is not None
        return loaded.library


def shown(planned: Plan) -> dict[str, object]:
    return {page.file: page.view(planned.frame) for page in planned.pages}


def not_the_same(before: Iterable[object], after: Iterable[object]) -> int:
    return sum(old is not new for old, new in zip(before, after, strict=True))


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from([*EDITS]), st.sampled_from(CLAIMS), st.booleans()), max_size=8
    )
)
def test_plans_from_plans_are_those_from_nothing(edits: list[tuple[str, str, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Edited(Path(folder))
        for what, claim, planned in edits:
            site.edit(what, claim)
            if planned:
                assert shown(site.plan()) == shown(plan(site.library, ""))
        assert shown(site.plan()) == shown(plan(site.library, ""))
        assert site.planned.lists == plan(site.library, "").lists


@pytest.fixture
def site(tmp_path: Path) -> Edited:
    return Edited(tmp_path)


def test_notes_change_no_page_but_the_claims_own(site: Edited) -> None:
    before = site.planned
    site.edit("notes", "cranes-broken")
    after = site.plan()
    assert after.listed is before.listed
    assert after.drawn is before.drawn
    assert after.settled is before.settled
    assert not_the_same(before.claims.values(), after.claims.values()) == 1


def test_a_statement_changes_the_pages_that_show_it(site: Edited) -> None:
    before = site.planned
    site.edit("statement", "cranes-broken")
    after = site.plan()
    pairs = zip(before.listed, after.listed, strict=True)
    changed = {new.path for old, new in pairs if old is not new}
    assert {"", "unnamed/port-official/", "attribution/unnamed/", "claims/page/2/"} <= changed
    assert not changed & {"voices/", "people/ana-moss/", "topics/harbour/", "claims/"}
    assert after.settled is before.settled


def test_a_statement_is_new_after_notes_were_and_after_a_plan_was_not_made(site: Edited) -> None:
    site.edit("notes", "cranes-broken")
    site.plan()
    site.edit("notes", "ferries-late")
    site.edit("statement", "cranes-broken")
    assert shown(site.plan()) == shown(plan(site.library, ""))
    (page,) = (page for page in site.planned.listed if page.path == "attribution/unnamed/")
    assert "Edit 13 – Two cranes are broken." in str(page.parts)
