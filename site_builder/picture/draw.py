"""A layout as the bytes of a PNG file, in sixteen colours."""

import io
from functools import cache

from PIL import Image, ImageDraw

from site_builder.language.captions import Captions
from site_builder.model import AttributionLevel
from site_builder.picture.faces import cjk_kind, faces, font
from site_builder.picture.layout import HEIGHT, WIDTH, Layout, Text, layout
from site_builder.picture.strokes import HEAD_HEIGHT, HEAD_WIDTH, Bar, Dot, Head
from site_builder.sealing import Outline

Colour = tuple[int, int, int]

PAPER: Colour = (0xFF, 0xFE, 0xFB)
COLOURS: dict[str, Colour] = {
    "ink": (0x1B, 0x1A, 0x18),
    "soft": (0x5D, 0x5A, 0x54),
    "rule": (0xDE, 0xDA, 0xD1),
}
LEVEL_COLOURS: dict[AttributionLevel, Colour] = {
    "quoted": (0x2A, 0x41, 0x81),
    "paraphrased": (0x22, 0x72, 0x9E),
    "relayed": (0x78, 0x0E, 0x4A),
    "unnamed": (0x96, 0x4E, 0x00),
    "unattributed": (0x61, 0x5F, 0x5C),
}
"""The colours of `templates/styles/10-tokens.css`, as they are in light."""

_SHADES = {"ink": 6, "soft": 3, "level": 5, "rule": 1}
"""How many steps lead from paper to each colour; with the paper itself, the sixteen of four bits."""

_FINER = 8
"""How many times larger round and slanted shapes are drawn before they are made small."""

_RLE = 3
"""The strategy of zlib that looks for runs only: half the time of the usual one, and no larger."""


def card_png(
    title: str, outline: Outline, language: str, *, rtl: bool, captions: Captions | None = None
) -> bytes:
    """The social image of a claim (PNG, 1200×630); `language` is the site's, `rtl` its direction."""
    kind = cjk_kind(outline.statement, language)
    return draw(layout(title, outline, rtl, faces(kind), captions), outline.attribution, kind)


def draw(drawn: Layout, level: AttributionLevel, kind: str) -> bytes:
    """The bytes of an image; `kind` says for which language Chinese characters are drawn."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(image)
    for text in drawn.texts:
        if text.hue == "ink":
            _write(pen, (text.x, text.baseline), text, kind)
    image = image.point(_steps("ink"))
    pen = ImageDraw.Draw(image)
    for text in drawn.texts:
        if text.hue != "ink":
            _paste_text(image, text, kind)
    for stroke in drawn.strokes:
        if isinstance(stroke, Bar):
            edges = (stroke.left, stroke.top, stroke.right - 1, stroke.bottom - 1)
            pen.rectangle(edges, fill=_steps(stroke.hue)[255])
        else:
            image.paste(_shape(stroke), (stroke.left, stroke.top))
    image.putpalette(_palette(level))
    out = io.BytesIO()
    image.save(out, "PNG", bits=4, compress_level=6, compress_type=_RLE)
    return out.getvalue()


def _write(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: Text, kind: str) -> None:
    """Draw a text by how far it covers each point, from 0 to 255; `at` is on its baseline."""
    pen.text(
        at,
        text.run.text,
        fill=255,
        font=font(text.run.family, text.style, text.size, kind),
        anchor="ls",
        direction="rtl" if text.run.rtl else "ltr",
    )


def _paste_text(image: Image.Image, text: Text, kind: str) -> None:
    """Draw a text by itself, and put it in its colour where nothing else stands."""
    size = round(text.run.width * text.size) + text.size, 2 * text.size
    tile = Image.new("L", size, 0)
    _write(ImageDraw.Draw(tile), (text.size // 2, text.size * 3 // 2), text, kind)
    place = text.x - text.size // 2, text.baseline - text.size * 3 // 2
    image.paste(tile.point(_steps(text.hue)), place)


def _shape(stroke: Dot | Head) -> Image.Image:
    return _dot(stroke.size) if isinstance(stroke, Dot) else _head(stroke.to_left)


@cache
def _dot(size: int) -> Image.Image:
    large = Image.new("L", (size * _FINER, size * _FINER), 0)
    ImageDraw.Draw(large).ellipse((0, 0, size * _FINER - 1, size * _FINER - 1), fill=255)
    return large.resize((size, size), Image.Resampling.BOX).point(_steps("level"))


@cache
def _head(to_left: bool) -> Image.Image:
    width, height = HEAD_WIDTH * _FINER, HEAD_HEIGHT * _FINER
    large = Image.new("L", (width, height), 0)
    ImageDraw.Draw(large).polygon([(0, 0), (width, height // 2), (0, height)], fill=255)
    small = large.resize((HEAD_WIDTH, HEAD_HEIGHT), Image.Resampling.BOX).point(_steps("level"))
    return small.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if to_left else small


@cache
def _steps(hue: str) -> list[int]:
    """The colour in the palette for each degree of covering."""
    before = 0
    for name, shades in _SHADES.items():
        if name == hue:
            break
        before += shades
    shades = _SHADES[hue]
    nearest = [round(degree * shades / 255) for degree in range(256)]
    return [before + step if step else 0 for step in nearest]


@cache
def _palette(level: AttributionLevel) -> list[int]:
    """Red, green and blue of every colour, in the order of `_SHADES`, paper first."""
    colours = [PAPER]
    for hue, shades in _SHADES.items():
        full = LEVEL_COLOURS[level] if hue == "level" else COLOURS[hue]
        colours += [_between(step / shades, full) for step in range(1, shades + 1)]
    return [part for colour in colours for part in colour]


def _between(share: float, full: Colour) -> Colour:
    """A colour so far on the way from paper to another."""
    red, green, blue = (
        round(from_ + (to - from_) * share) for from_, to in zip(PAPER, full, strict=True)
    )
    return red, green, blue
