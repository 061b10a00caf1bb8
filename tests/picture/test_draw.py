"""Images are small PNG files of the right size, and the same whenever they are drawn."""

import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from site_builder.model import LEVELS, AttributionLevel
from site_builder.picture.draw import COLOURS, LEVEL_COLOURS, PAPER, Colour, card_png
from tests import hostile
from tests.picture.test_layout import outline

TOKENS = Path(__file__).parents[2] / "templates/styles/10-tokens.css"

STATEMENTS = {
    "short": "It’s.",
    "long": "The port will stay open all winter, said the head of the ministry to all. " * 6,
    "word": "w" * 60,
    "arabic": "قال مسؤولون كبار إن المحادثات (مع حماس) ستستأنف في 15 مارس 2025.",
    "hebrew": "ראש הממשלה אמר: „המגעים עם Hamas יימשכו 3–4 ימים“.",
    "hindi": "प्रधानमंत्री ने कहा कि सरकार किसानों की समस्याओं को हल करेगी।",
    "thai": "นายกรัฐมนตรีกล่าวว่ารัฐบาลจะเร่งแก้ไขปัญหาเศรษฐกิจและช่วยเหลือประชาชน",
    "chinese": "中国外交部发言人表示，双方将继续保持沟通，“推动局势尽快降温”。",
    "emoji": "👍🏽 👨‍👩‍👧‍👦 🇺🇳 ❤️ 2️⃣ 😀",
    "stacked": "Z̷̢a̴͜l̸͝g̵͠o",
}


def drawn(statement: str, level: AttributionLevel = "quoted") -> bytes:
    return card_png("The record", outline(statement, level), "en", rtl=False)


def opened(raw: bytes) -> Image.Image:
    with Image.open(io.BytesIO(raw)) as image:
        image.load()
        return image.convert("RGB")


@pytest.mark.parametrize("name", STATEMENTS)
def test_an_image_is_a_small_png_of_the_right_size(name: str) -> None:
    raw = drawn(STATEMENTS[name])
    with Image.open(io.BytesIO(raw)) as image:
        image.verify()
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert len(raw) <= 40_000


@pytest.mark.parametrize("level", LEVELS)
def test_an_image_has_the_colours_of_its_level_and_nothing_at_its_edges(
    level: AttributionLevel,
) -> None:
    image = opened(drawn("The port stays open.", level))
    colours = {colour for _, colour in image.getcolors() or []}
    assert {PAPER, COLOURS["ink"], COLOURS["rule"], LEVEL_COLOURS[level]} <= colours
    assert len(colours) <= 16
    assert not {*LEVEL_COLOURS.values()} - {LEVEL_COLOURS[level]} & colours
    for box in ((0, 0, 1200, 40), (0, 615, 1200, 630), (0, 0, 60, 630), (1140, 0, 1200, 630)):
        assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), PAPER)]


def test_colours_are_those_of_the_pages() -> None:
    tokens = dict(re.findall(r"--(\w+): light-dark\((#\w+),", TOKENS.read_text()))
    named: list[tuple[str, Colour]] = [
        ("paper", PAPER),
        *COLOURS.items(),
        *LEVEL_COLOURS.items(),
    ]
    assert [tokens[name] for name, _ in named] == [f"#{bytes(c).hex()}" for _, c in named]


def test_an_image_differs_with_whatever_it_shows() -> None:
    images = {
        drawn("The port stays open."),
        drawn("The port stays shut."),
        drawn("The port stays open.", "paraphrased"),
        card_png("Another", outline("The port stays open."), "en", rtl=False),
        card_png(
            "The record", outline("The port stays open.", hands=(("B", "person"),)), "en", rtl=False
        ),
    }
    assert len(images) == 5


def test_any_hostile_text_can_be_drawn() -> None:
    for text in hostile.NAUGHTY:
        assert drawn(text)[:4] == b"\x89PNG"


DIGESTS = """
import hashlib
from tests.picture.test_draw import STATEMENTS, drawn
for text in reversed(STATEMENTS.values()):
    print(hashlib.sha256(drawn(text)).hexdigest())
"""


def test_another_process_draws_the_same_bytes_in_another_order() -> None:
    other = subprocess.run(
        [sys.executable, "-c", DIGESTS], check=True, capture_output=True, text=True
    )
    digests = [hashlib.sha256(drawn(text)).hexdigest() for text in STATEMENTS.values()]
    assert other.stdout.split() == digests[::-1]
