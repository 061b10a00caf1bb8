"""Graphs in columns: long lines pass through columns, and lines cross as seldom as may be."""

from hypothesis import given
from hypothesis import strategies as st

from site_builder.layered import crossings, layered

STOPS = st.tuples(st.integers(0, 3), st.sampled_from("abcdef"))
PAIRS = st.lists(
    st.tuples(STOPS, STOPS).filter(lambda pair: pair[0][0] < pair[1][0]), max_size=30, unique=True
)


def crossed(pairs: list[tuple[tuple[int, str], tuple[int, str]]]) -> int:
    """How many lines cross, where each leads from one column to the next."""
    drawn = layered(pairs)
    return crossings(drawn.order, [(line[0], line[1]) for line in drawn.lines])


def test_lines_that_need_not_cross_do_not() -> None:
    pairs = [((0, "a"), (1, "z")), ((0, "b"), (1, "y")), ((0, "c"), (1, "x"))]
    assert crossed(pairs) == 0


def test_lines_that_must_cross_are_counted() -> None:
    pairs = [((0, start), (1, end)) for start in "ab" for end in "xy"]
    assert crossed(pairs) == 1


def test_a_line_that_passes_a_column_has_a_place_there() -> None:
    drawn = layered([((0, "a"), (2, "z")), ((0, "a"), (1, "m"))])
    assert drawn.lines[0] == ((0, "a", ""), (1, "", "0:a 2:z"), (2, "z", ""))
    assert set(drawn.order[1]) == {(1, "", "0:a 2:z"), (1, "m", "")}


@given(PAIRS)
def test_every_node_has_one_place_in_its_column(
    pairs: list[tuple[tuple[int, str], tuple[int, str]]],
) -> None:
    drawn = layered(pairs)
    nodes = [place[:2] for places in drawn.order.values() for place in places if not place[2]]
    assert sorted(nodes) == sorted({stop for pair in pairs for stop in pair})
    assert all(column == place[0] for column, places in drawn.order.items() for place in places)
    assert [(line[0][:2], line[-1][:2]) for line in drawn.lines] == pairs
