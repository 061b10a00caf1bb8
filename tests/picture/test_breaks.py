"""Lines may end where readers expect it, and nothing that belongs together is torn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.picture.breaks import clean, clusters, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two words", ["Two ", "words"]),
        ("no\u00a0break", ["no\u00a0break"]),
        ("well-known", ["well-", "known"]),
        ("3-4 days", ["3-4 ", "days"]),
        ("-5 and a -b", ["-5 ", "and ", "a ", "-b"]),
        ("first\u2014second", ["first\u2014", "second"]),
        ("1990–95", ["1990–95"]),
        ("a.example/page/x?to=y", ["a.example/", "page/", "x?", "to=", "y"]),
        ("1/2", ["1/2"]),
        ("he said “no”.", ["he ", "said ", "“no”."]),
        ("zero\u200bwidth", ["zero\u200b", "width"]),
    ],
)
def test_lines_end_after_spaces_hyphens_and_slashes(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国外交", ["中", "国", "外", "交"]),
        ("他说：「好。」", ["他", "说：", "「好。」"]),
        ("ニュース", ["ニュー", "ス"]),
        ("对Hamas说", ["对", "Hamas", "说"]),
        ("（中）", ["（中）"]),
        ("한국어 문장", ["한국어 ", "문장"]),
    ],
)
def test_chinese_and_japanese_lines_end_anywhere_but_at_marks(
    text: str, expected: list[str]
) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ท่าเรือจะเปิดตลอดฤดูหนาว", ["ท่าเรือ", "จะ", "เปิด", "ตลอด", "ฤดู", "หนาว"]),
        ("ທ່າເຮືອຈະເປີດ", ["ທ່າເຮືອ", "ຈະ", "ເປີດ"]),
        ("កំពង់ផែនឹងបើក", ["កំពង់ផែ", "នឹង", "បើក"]),
        ("ဆိပ်ကမ်းကို ဖွင့်ထားမည်", ["ဆိပ်ကမ်း", "ကို ", "ဖွင့်", "ထား", "မည်"]),
        ("Moss กล่าวว่า “ท่าเรือเปิด”", ["Moss ", "กล่าว", "ว่า ", "“ท่าเรือ", "เปิด”"]),
        ("👍🏽ท่าเรือเปิด", ["👍🏽ท่าเรือ", "เปิด"]),
    ],
)
def test_words_that_no_space_parts_are_not_torn(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "cluster",
    [
        "e\u0301\u0323",
        "क्षि",
        "👨‍👩‍👧‍👦",
        "👍🏽",
        "🇺🇳",
        "❤️",
        "2️⃣",
        "น้ำ",
        "เก็",
        "🏴\U000e0067\U000e0062\U000e007f",
    ],
)
def test_what_readers_see_as_one_is_one_cluster(cluster: str) -> None:
    assert [*clusters(f"a{cluster}b")] == ["a", cluster, "b"]
    assert [*clusters(cluster)] == [cluster]


def test_two_flags_are_two_clusters() -> None:
    assert [*clusters("🇺🇳🇳🇴")] == ["🇺🇳", "🇳🇴"]


def test_a_text_is_drawn_with_single_spaces_and_without_what_has_no_picture() -> None:
    assert clean("  a \n\t b\u202eoo\ufeff\x00 cafe\u0301 ") == "a boo café"


def test_joiners_stay_as_they_shape_letters() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text())
def test_nothing_is_lost_by_cutting_a_text_up(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert "".join(pieces(text)) == text
    assert clean(clean(text)) == clean(text)
