"""What pages say of themselves, and how lists lead from page to page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import compose
from site_builder.addresses import list_path
from site_builder.heads import pager
from site_builder.library import Document, TextPage, Topic, TopicRef
from site_builder.model import LEVELS
from site_builder.styles import sheet
from site_builder.views import Pager
from tests.frames import frame

FRAME = frame(description="What was said.")
COUNTS = st.tuples(st.integers(0, 3000), st.integers(1, 100))


def pages(items: int, per_page: int) -> list[Pager]:
    """The pagers of every page of a list."""
    total = pager("claims/", 1, items, per_page).total
    return [pager("claims/", number, items, per_page) for number in range(1, total + 1)]


@given(COUNTS)
def test_the_pages_of_a_list_hold_it_whole(counts: tuple[int, int]) -> None:
    items, per_page = counts
    found = pages(items, per_page)
    firsts = [each.first for each in found]
    assert firsts == (list(range(1, items + 1, per_page)) if items else [0])
    assert {(each.total, each.items) for each in found} == {(len(found), items)}


@given(COUNTS)
def test_one_can_walk_through_a_list_in_both_directions(counts: tuple[int, int]) -> None:
    found = pages(*counts)
    paths = ["claims/", *(f"claims/page/{number}/" for number in range(2, len(found) + 1))]
    assert [each.previous for each in found] == [None, *paths[:-1]]
    assert [each.next for each in found] == [*paths[1:], None]


@given(COUNTS, st.data())
def test_a_pager_leads_to_the_ends_and_the_neighbours_in_nine_links_at_most(
    counts: tuple[int, int], data: st.DataObject
) -> None:
    found = data.draw(st.sampled_from(pages(*counts)))
    numbers = [int(link.label) for link in found.pages if link.path]
    assert len(found.pages) <= 9
    assert {1, found.number, found.total} <= set(numbers)
    assert numbers == sorted(set(numbers))
    for link in found.pages:
        assert bool(link.path) == (link.label != "…")
        if link.path:
            assert link.path == list_path("claims/", int(link.label))


@given(COUNTS, st.data())
def test_an_ellipsis_stands_exactly_where_pages_are_left_out(
    counts: tuple[int, int], data: st.DataObject
) -> None:
    found = data.draw(st.sampled_from(pages(*counts)))
    text = " ".join(link.label for link in found.pages)
    for before, gap, after in re.findall(r"(?=\b(\d+) (… )?(\d+))", text):
        assert bool(gap) == (int(after) > int(before) + 1)


@pytest.mark.parametrize(
    ("path", "root"),
    [("about/", "../"), ("claims/no-deal/", "../../"), ("claims/page/2/", "../../../")],
)
def test_a_page_knows_its_way_to_the_root_and_its_address(path: str, root: str) -> None:
    page = TextPage(slug="about", path=path, title="About", description=None, body=Document())
    head = compose.compose_own(FRAME, path, page).head
    assert (head.root, head.canonical) == (root, f"https://record.example/below/{path}")
    assert head.title == "About"


def test_the_home_page_describes_itself_by_the_site() -> None:
    view = compose.compose_home(FRAME, "", (0, 0, 0, 0, 0), (), (), (), (), (), (), ((), ()), ())
    assert (view.head.title, view.head.description) == ("The Record", "What was said.")
    assert (view.head.root, view.head.canonical) == ("./", "https://record.example/below/")
    assert view.head.crumbs == ()


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("How we work.", "How we work."),
        ("How we work,\n  step by step", "How we work, step by step"),
        ("About", None),
        (" about. ", None),
        (None, None),
    ],
)
def test_a_description_says_more_than_the_title_or_nothing(
    description: str | None, shown: str | None
) -> None:
    page = TextPage(slug="a", path="a/", title="About", description=description, body=Document())
    assert compose.compose_own(FRAME, "a/", page).head.description == shown


def test_each_page_of_a_list_has_a_title_of_its_own() -> None:
    ref = TopicRef(id="harbour", title="The harbour", path="topics/harbour/")
    titles = [
        compose.compose_topic(FRAME, "", Topic(ref=ref), (), (), (), each).head.title
        for each in pages(5, 2)
    ]
    assert titles == ["The harbour", "The harbour, page 2", "The harbour, page 3"]


def test_crumbs_lead_from_the_home_page_to_the_one_above() -> None:
    ref = TopicRef(id="harbour", title="The harbour", path="topics/harbour/")
    head = compose.compose_topic(FRAME, "", Topic(ref=ref), (), (), (), pages(1, 2)[0]).head
    assert [(link.label, link.path) for link in head.crumbs] == [
        ("Home", ""),
        ("Topics", "topics/"),
    ]


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_called_by_its_word(level: str) -> None:
    view = compose.compose_level(FRAME, "", level, (), (), pages(1, 2)[0])  # type: ignore[arg-type]  # a level
    assert view.head.title == level.capitalize()


def test_the_page_for_missing_addresses_is_no_address() -> None:
    head = compose.compose_not_found(FRAME, "404.html", sheet("p {}"), "/below/").head
    assert (head.noindex, head.root) == (True, "/below/")
    assert sheet("p {}").source in head.policy
