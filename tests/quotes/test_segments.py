"""A quotation cut into the source's words, the speaker's own words, and the reporting words."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model import Speech
from site_builder.quotes.segments import segments

BRACKETS = {"plain": "{}", "own": "<{}>", "cue": "*{}*", "omission": "{}"}


def shown(speech: Speech | None, *pieces: str, cues: tuple[str, ...] = ()) -> str:
    """The quotation with the speaker's own words in angles and reporting words in stars."""
    cut = segments(pieces, speech, cues)
    return "".join(BRACKETS[segment.kind].format(segment.text) for segment in cut)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("he said it was “over” now", "he said it was <“over”> now"),
        ('he said it was "over" now', 'he said it was <"over"> now'),
        ('"We are," he said, "here."', '<"We are,"> he said, <"here.">'),
        ('"We have discussions.”', '<"We have discussions.”>'),
        ("er nannte es „vorbei“", "er nannte es <„vorbei“>"),
        ("il dit « fini »", "il dit <« fini »>"),
        ("he called it ‘over’ now", "he called it <‘over’> now"),
        ("it isn’t Israel’s", "it isn’t Israel’s"),
        ("he called it ‘Israel’s war’ now", "he called it <‘Israel’s war’> now"),
        ("nothing in marks", "nothing in marks"),
        ("“I told them ‘no,’ and left” she said", "<“I told them ‘no,’ and left”> she said"),
        ('the ("over") talks—"here"', 'the (<"over">) talks—<"here">'),
    ],
)
def test_a_mixed_quotation_has_the_speakers_words_in_marks(text: str, cut: str) -> None:
    assert shown("mixed", text) == cut


def test_a_direct_quotation_without_marks_is_all_the_speakers() -> None:
    assert shown("direct", "We are having discussions") == "<We are having discussions>"
    assert shown("direct", '"We are," he said') == '<"We are,"> he said'


def test_a_piece_of_a_direct_quotation_without_marks_is_all_the_speakers() -> None:
    assert shown("direct", "We are", "here,” he said") == "<We are> […] <here,”> he said"


@pytest.mark.parametrize("speech", ["indirect", "reported", "free_indirect", None])
def test_marks_in_a_paraphrase_are_not_the_speakers(speech: Speech | None) -> None:
    assert shown(speech, "what he called “over”") == "what he called “over”"


@pytest.mark.parametrize(
    ("pieces", "cut"),
    [
        (("he said “no deal", "was near”"), "he said <“no deal> […] <was near”>"),
        (('said "no deal', 'was near," he said'), 'said <"no deal> […] <was near,"> he said'),
        (("he said “no", "near” and left"), "he said <“no> […] <near”> and left"),
        (("“no", "deal", "near” he said"), "<“no> […] <deal> […] <near”> he said"),
        (("“A” and “no", "near” he said"), "<“A”> and <“no> […] <near”> he said"),
        (("he said “no deal", "and “no talks”"), "he said <“no deal> […] and <“no talks”>"),
        (("he said “no deal", "and left"), "he said <“no deal> […] and left"),
        (("and left", "no deal” he said"), "and left […] <no deal”> he said"),
    ],
)
def test_an_omission_within_marks_leaves_both_ends_the_speakers(
    pieces: tuple[str, ...], cut: str
) -> None:
    assert shown("mixed", *pieces) == cut


@pytest.mark.parametrize(
    ("pieces", "cut"),
    [
        (("one", "two", "three"), "one […] two […] three"),
        (("one (", "two)"), "one ([…] two)"),
        (("one", ", two"), "one […], two"),
    ],
)
def test_an_omission_stands_between_words_as_a_printer_would_set_it(
    pieces: tuple[str, ...], cut: str
) -> None:
    assert shown("indirect", *pieces) == cut


@pytest.mark.parametrize(
    ("text", "cues", "cut"),
    [
        ("he said that it was over", ("said",), "he *said* that it was over"),
        ("said he, said she", ("said",), "*said* he, said she"),
        ("he said  that it", ("said that",), "he *said  that* it"),
        ("what was unsaid he said", ("said",), "what was unsaid he *said*"),
        ("he stressed that", ("told",), "he stressed that"),
        ("sources told us he said", ("said", "told us"), "sources *told us* he *said*"),
        ("he said that it", ("said", "said that"), "he *said that* it"),
        ("is it (no?) or", ("(no?)",), "is it *(no?)* or"),
    ],
)
def test_reporting_words_are_marked_where_they_first_stand(
    text: str, cues: tuple[str, ...], cut: str
) -> None:
    assert shown("indirect", text, cues=cues) == cut


def test_reporting_words_within_the_speakers_own_are_not_marked() -> None:
    cut = shown("mixed", "“They said no,” he said", cues=("said",))
    assert cut == "<“They said no,”> he *said*"


def test_reporting_words_may_stand_in_a_later_piece() -> None:
    assert shown("indirect", "no deal", "he said", cues=("said",)) == "no deal […] he *said*"


@given(
    st.lists(st.text('ab “”"‘’«».,(', min_size=1), min_size=1, max_size=4),
    st.sampled_from([*get_args(Speech), None]),
    st.lists(st.text("ab ", min_size=1).filter(str.strip), max_size=2),
)
def test_nothing_of_a_quotation_is_lost_or_moved(
    pieces: list[str], speech: Speech | None, cues: list[str]
) -> None:
    cut = segments(pieces, speech, cues)
    words = "".join("\0" if segment.kind == "omission" else segment.text for segment in cut)
    assert words == "\0".join(pieces)
    assert all(segment.text for segment in cut)
