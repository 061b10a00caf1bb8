"""Everything has its place on an image, and nothing leaves it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.model import LEVELS, AttributionLevel, VoiceKind
from site_builder.picture.layout import HEIGHT, MARGIN, STATEMENT, WIDTH, Layout, Text, layout
from site_builder.picture.strokes import Bar, Dot, Head
from site_builder.sealing import Outline
from tests.picture.plain_type import PLAIN

TITLE = "The record"
KINDS: list[VoiceKind] = ["person", "organisation", "unnamed"]
HANDS: tuple[tuple[str, VoiceKind], ...] = (("Ada Moss", "person"), ("The Ledger", "organisation"))


def outline(
    statement: str = "The port stays open.",
    attribution: AttributionLevel = "quoted",
    hands: tuple[tuple[str, VoiceKind], ...] = HANDS,
    spoken: bool = True,
) -> Outline:
    return Outline(statement=statement, attribution=attribution, hands=hands, spoken=spoken)


def laid_out(of: Outline, *, rtl: bool = False, title: str = TITLE) -> Layout:
    return layout(title, of, rtl, PLAIN)


def words(found: Layout) -> list[str]:
    """The words of an image, line by line."""
    lines: dict[tuple[int, str, str], list[Text]] = {}
    for text in found.texts:
        lines.setdefault((text.baseline, text.style, text.hue), []).append(text)
    return ["".join(text.run.text for text in line) for line in lines.values()]


def test_an_image_shows_title_level_statement_and_chain() -> None:
    assert words(laid_out(outline())) == [
        TITLE,
        "Quoted",
        "The port stays open.",
        "Ada Moss",
        "The Ledger",
    ]


@pytest.mark.parametrize(
    ("rating", "retracted", "verdict"),
    [("False", False, "Rated “False”"), ("False", True, "Retracted"), (None, True, "Retracted")],
)
@pytest.mark.parametrize("statement", ["The port stays open.", "The port stays open. " * 40])
def test_the_verdict_stands_between_a_statement_and_its_chain(
    rating: str | None, retracted: bool, verdict: str, statement: str
) -> None:
    judged = replace(outline(statement), rating=rating, retracted=retracted)
    found = laid_out(judged)
    (at,) = {text.baseline for text in found.texts if text.run.text == verdict}
    lines = [text.baseline for text in found.texts if text.style == "statement"]
    below = min(text.baseline for text in found.texts if text.baseline > at)
    assert max(lines) + 35 < at < below - 35


def test_the_speaker_is_set_apart_from_the_other_hands() -> None:
    texts = {text.run.text: text.style for text in laid_out(outline()).texts}
    assert (texts["Ada Moss"], texts["The Ledger"]) == ("strong", "label")
    texts = {text.run.text: text.style for text in laid_out(outline(spoken=False)).texts}
    assert texts["Ada Moss"] == "label"


def test_an_arrow_leads_to_each_hand_but_the_first() -> None:
    hands = (*HANDS, ("Wire", "organisation"))
    heads = [s for s in laid_out(outline(hands=hands)).strokes if isinstance(s, Head)]
    assert len(heads) == 2


def test_a_source_that_speaks_in_its_own_voice_is_said_to() -> None:
    found = laid_out(outline(attribution="unattributed", hands=HANDS[1:], spoken=False))
    assert words(found)[-2:] == ["The Ledger", "in its own voice"]
    assert not [stroke for stroke in found.strokes if isinstance(stroke, Head)]


def test_who_is_not_named_is_underlined_with_dashes() -> None:
    named = laid_out(outline(attribution="unnamed"))
    unnamed = laid_out(outline(attribution="unnamed", hands=(("an official", "unnamed"), HANDS[1])))
    assert len([s for s in unnamed.strokes if isinstance(s, Bar) and s.hue == "ink"]) > len(
        [s for s in named.strokes if isinstance(s, Bar) and s.hue == "ink"]
    )


def test_a_long_chain_takes_two_rows_and_counts_those_in_its_middle() -> None:
    hands = tuple((f"The paper number {number}", KINDS[number % 3]) for number in range(9))
    found = laid_out(outline(attribution="relayed", hands=hands))
    shown = [text.run.text for text in found.texts if text.baseline > STATEMENT.height + 136]
    assert shown[0] == "The paper number 0"
    assert shown[-1] == "The paper number 8"
    (count,) = [text for text in shown if text.endswith(" others")]
    assert len(shown) - 1 + int(count.split()[0]) == 9
    assert len({text.baseline for text in found.texts if text.run.text in shown}) == 2


def test_a_hebrew_statement_begins_at_the_right_with_its_mark_there() -> None:
    found = laid_out(outline("אבגדהוזח"))
    (text,) = [text for text in found.texts if text.style == "statement" and text.size > 31]
    assert text.x + text.size * text.run.width == WIDTH - MARGIN - 40
    mark = max(
        stroke.left
        for stroke in found.strokes
        if isinstance(stroke, Bar) and stroke.bottom - stroke.top > 40
    )
    assert mark > WIDTH / 2


def test_a_site_that_is_read_from_the_right_has_its_own_words_there() -> None:
    plain, turned = laid_out(outline()), laid_out(outline(), rtl=True)
    for before, after in zip(plain.texts, turned.texts, strict=True):
        if before.style != "statement" or before.run.text == TITLE:
            width = round(before.run.width * before.size)
            assert after.x == WIDTH - before.x - width
    assert [s.to_left for s in turned.strokes if isinstance(s, Head)] == [True]


OUTLINES = st.builds(
    outline,
    st.text(min_size=1),
    st.sampled_from(LEVELS),
    st.lists(
        st.tuples(st.text(min_size=1), st.sampled_from(KINDS)),
        min_size=1,
        max_size=12,
    ).map(tuple),
    st.booleans(),
)


@given(OUTLINES, st.booleans(), st.text())
def test_nothing_leaves_the_image(of: Outline, rtl: bool, title: str) -> None:
    found = laid_out(of, rtl=rtl, title=title)
    for text in found.texts:
        assert text.x >= MARGIN - 1
        assert text.x + text.run.width * text.size <= WIDTH - MARGIN + 1
        assert text.size * 0.8 <= text.baseline <= HEIGHT - text.size * 0.3
    for stroke in found.strokes:
        if isinstance(stroke, Bar):
            assert MARGIN <= stroke.left <= stroke.right <= WIDTH - MARGIN
            assert 0 <= stroke.top <= stroke.bottom <= HEIGHT
        else:
            assert (
                MARGIN
                <= stroke.left
                <= WIDTH - MARGIN - (stroke.size if isinstance(stroke, Dot) else 15)
            )


@given(OUTLINES, st.booleans())
def test_no_two_texts_of_a_line_overlap(of: Outline, rtl: bool) -> None:
    texts = sorted(laid_out(of, rtl=rtl).texts, key=lambda text: (text.baseline, text.x))
    for before, after in pairwise(texts):
        if before.baseline == after.baseline:
            assert before.x + before.run.width * before.size <= after.x + 1


@pytest.mark.parametrize("length", [1, 40, 200, 400])
def test_a_statement_of_common_length_is_not_cut(length: int) -> None:
    assert not laid_out(outline(("word " * length)[:length])).cut


def test_the_end_of_a_very_long_statement_is_not_shown() -> None:
    assert laid_out(outline("word " * 400)).cut
