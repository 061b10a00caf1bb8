"""Every character finds a font that has it, whatever the script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import features

from site_builder.picture.breaks import clean
from site_builder.picture.faces import Faces, cjk_kind, faces, font
from site_builder.picture.layout import STATEMENT, layout
from tests.picture.test_layout import outline

ANY = faces("zh")


def families(text: str) -> list[str]:
    return [family for family, _ in ANY.runs(text, "statement")]


def test_letters_are_shaped_by_what_comes_with_pillow() -> None:
    assert features.check("raqm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbour, 12 “so”", ["SourceSerif4"]),
        ("Ђорђе και Ελλάς", ["SourceSerif4"]),
        ("he said שלום", ["SourceSerif4", "NotoSansHebrew"]),
        ("قال مع", ["NotoSansArabic"]),
        ("किसान", ["NotoSansDevanagari"]),
        ("ไทย", ["NotoSansThai"]),
        ("中文，“好”。", ["NotoSansCJK"]),
        ("😀", ["NotoEmoji"]),
        ("❤️ 2️⃣", ["NotoEmoji", "SourceSerif4", "NotoEmoji"]),
        ("①", ["NotoSansSymbols"]),
    ],
)
def test_a_text_is_set_in_the_font_of_its_script(text: str, expected: list[str]) -> None:
    assert families(text) == expected


def test_a_word_is_not_set_in_two_fonts_where_one_has_it_all() -> None:
    assert families("so Ἑλλάς so") == ["SourceSerif4", "NotoSans", "SourceSerif4"]


def test_an_ornate_letter_without_a_picture_is_drawn_plain() -> None:
    assert ANY.runs("𝐁𝐨", "statement") == [("SourceSerif4", "Bo")]


def test_what_no_font_has_is_shown_by_the_sign_for_that() -> None:
    assert ANY.runs("a\U00012000", "statement") == [
        ("SourceSerif4", "a"),
        ("NotoSans", "\ufffd"),
    ]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("漢字", "en", "zh"),
        ("漢字", "ja", "ja"),
        ("漢字", "zh-Hant-HK", "zh-hk"),
        ("漢字", "zh-TW", "zh-hant"),
        ("漢字かな", "zh", "ja"),
        ("한국어", "en", "ko"),
    ],
)
def test_chinese_characters_are_drawn_as_in_the_language_of_the_text(
    text: str, language: str, kind: str
) -> None:
    assert cjk_kind(text, language) == kind


def test_lines_have_more_room_where_letters_have_marks_above_and_below() -> None:
    assert ANY.leading("Latin", "statement") < ANY.leading("中文", "statement")
    assert ANY.leading("中文", "statement") < ANY.leading("हिन्दी", "statement")


def test_widths_grow_evenly_with_the_size() -> None:
    wide = font("SourceSerif4", "statement", 60, "zh").getlength("Harbour") / 60
    assert ANY.advance("Harbour", "statement") == pytest.approx(wide, rel=0.005)


def test_what_is_remembered_of_widths_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.picture.faces._MOST_REMEMBERED", 2)
    few = Faces("zh")
    widths = [few.advance(letter, "label") for letter in "abcabc"]
    assert widths[:3] == widths[3:]


@given(st.text(max_size=120).map(clean))
def test_nothing_that_has_a_picture_is_lost(text: str) -> None:
    drawn = "".join(run for _, run in ANY.runs(text, "statement"))
    wanted = "".join(char for char in text if char not in "\u200b\u200e\u200f")
    if "\ufffd" not in drawn:
        assert unicodedata.normalize("NFKC", drawn) == unicodedata.normalize("NFKC", wanted)


@given(st.text(max_size=300))
def test_lines_keep_to_the_column_in_real_fonts_too(statement: str) -> None:
    found = layout("Title", outline(statement), False, ANY)
    lines: dict[int, float] = {}
    for text in found.texts:
        if text.style == "statement" and text.run.text != "Title":
            lines[text.baseline] = lines.get(text.baseline, 0) + text.run.width * text.size
    assert max(lines.values(), default=0) <= STATEMENT.width + 30  # half of the margin beside it
