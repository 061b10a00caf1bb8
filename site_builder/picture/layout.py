"""What stands where on a claim's social image, as values: texts, lines, dots and arrow heads.

From top to bottom: the site's title and the attribution level; the statement, with the level's line
in its margin; the site's verdict on it, if there is one; the chain, from the speaker on, whose arrows
are drawn in the same style.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from site_builder.language.captions import Captions
from site_builder.picture.bidi import base_level
from site_builder.picture.breaks import clean
from site_builder.picture.lines import Column, Run, Type, set_lines, set_runs, shorten
from site_builder.picture.strokes import HEAD_HEIGHT, HEAD_WIDTH, Bar, Dot, Head, line
from site_builder.sealing import Outline

WIDTH, HEIGHT = 1200, 630

MARGIN = 72
INNER = WIDTH - 2 * MARGIN
STATEMENT = Column(
    width=INNER - 40,
    height=330,
    sizes=(96, 84, 76, 69, 63, 57, 52, 47, 43, 39, 36, 33, 30),
)

_TITLE_BASELINE, _TITLE_SIZE, _TITLE_ROOM = 86, 31, 690
_LEVEL_SIZE, _SAMPLE = 29, 76
_TOP_RULE, _BOTTOM_RULE = 112, 488
_STATEMENT_TOP = 136
_VERDICT_SIZE, _VERDICT_BASELINE, _VERDICT_ROOM = 35, 459, 62
_ASCENT, _DESCENT = 0.74, 0.24
"""How far letters reach above and below their baseline, in em."""

_SPEAKER_SIZE, _HAND_SIZE = 33, 29
_NAME_ROOM = 660
_ARROW, _ARROW_GAP = 56, 18
_ROW_BASELINES = {1: (568,), 2: (543, 597)}
_MOST_ROWS = 2


class Text(Struct, frozen=True, kw_only=True):
    """A run of text of one family: its left end and baseline in pixels."""

    x: int
    baseline: int
    size: int
    style: str  # "statement", "strong" or "label"
    hue: str  # "ink", "soft" or "level"
    run: Run


class Layout(Struct, frozen=True, kw_only=True):
    """An image before it is drawn; `cut` says that not all of the statement is shown."""

    texts: tuple[Text, ...]
    strokes: tuple[Bar | Dot | Head, ...]
    cut: bool


class Words(Struct, frozen=True, kw_only=True):
    """A line of words with how it looks; `dashed`: underlined so, as what is not named."""

    text: str
    style: str
    size: int
    hue: str = "ink"
    dashed: bool = False
    arrow: bool = False
    """Whether an arrow leads to it."""

    def width(self, of: Type) -> int:
        """The width in pixels."""
        return round(of.advance(self.text, self.style) * self.size)


Shown = Text | Bar | Dot | Head


def layout(
    title: str, outline: Outline, rtl: bool, of: Type, captions: Captions | None = None
) -> Layout:
    """A claim's image; `rtl`: the site's own words run from right to left."""
    captions = captions or Captions(level=outline.attribution.capitalize())
    verdict = _verdict(outline, captions)
    statement, cut = _statement(outline, of, _VERDICT_ROOM if verdict else 0)
    shown = [*_masthead(title, outline, captions, rtl, of), *statement]
    if verdict:
        text = shorten(clean(verdict), STATEMENT.width / _VERDICT_SIZE, "strong", of)
        said = Words(text=text, style="strong", size=_VERDICT_SIZE)
        shown += _words(said, WIDTH - MARGIN - STATEMENT.width, _VERDICT_BASELINE, rtl, of)
    shown += _chain(outline, captions, rtl, of)
    return Layout(
        texts=tuple(each for each in shown if isinstance(each, Text)),
        strokes=tuple(each for each in shown if not isinstance(each, Text)),
        cut=cut,
    )


def _masthead(
    title: str, outline: Outline, captions: Captions, rtl: bool, of: Type
) -> Iterator[Shown]:
    """The site's title at one side, the level's line and word at the other, a rule below."""
    room = _TITLE_ROOM / _TITLE_SIZE
    text = shorten(clean(title), room, "statement", of)
    name = Words(text=text, style="statement", size=_TITLE_SIZE)
    level = Words(text=captions.level, style="strong", size=_LEVEL_SIZE, hue="level")
    yield from _words(name, MARGIN, _TITLE_BASELINE, rtl, of)
    left = WIDTH - MARGIN - level.width(of)
    yield from _words(level, left, _TITLE_BASELINE, rtl, of)
    start = _flipped(left - _ARROW_GAP - _SAMPLE, _SAMPLE, rtl)
    yield from line(outline.attribution, (start, _TITLE_BASELINE - 10), _SAMPLE)
    yield Bar(MARGIN, _TOP_RULE, WIDTH - MARGIN, _TOP_RULE + 2, "ink")


def _verdict(outline: Outline, captions: Captions) -> str | None:
    """What the site says of the statement, if it says anything."""
    if outline.retracted:
        return captions.retracted
    return captions.rated.format(verdict=outline.rating) if outline.rating else None


def _statement(outline: Outline, of: Type, taken: int) -> tuple[list[Shown], bool]:
    """The statement, in the middle of its room, and the level's line along it.

    So many pixels of the room, at its end, are `taken` by something else.
    """
    text = clean(outline.statement)
    column = replace(STATEMENT, height=STATEMENT.height - taken)
    setting = set_lines(text, column, "statement", of)
    rtl = base_level(text) == 1
    height = len(setting.lines) * setting.leading
    top = _STATEMENT_TOP + (column.height - height) / 2
    first = top + setting.leading / 2 + setting.size * (_ASCENT - _DESCENT) / 2
    baselines = [round(first + at * setting.leading) for at in range(len(setting.lines))]
    shown: list[Shown] = []
    for runs, baseline in zip(set_runs(setting.lines, "statement", of), baselines, strict=True):
        width = round(sum(run.width for run in runs) * setting.size)
        look = Words(text="", style="statement", size=setting.size)
        shown += _runs(runs, _flipped(WIDTH - MARGIN - STATEMENT.width, width, rtl), baseline, look)
    above = round(baselines[0] - setting.size * _ASCENT)
    below = round(baselines[-1] + setting.size * _DESCENT)
    mark = (WIDTH - MARGIN - 5 if rtl else MARGIN + 4, above)
    return [*shown, *line(outline.attribution, mark, below - above, upright=True)], setting.cut


def _chain(outline: Outline, captions: Captions, rtl: bool, of: Type) -> Iterator[Shown]:
    """Who handed the statement on, in one row or two, and a rule above."""
    yield Bar(MARGIN, _BOTTOM_RULE, WIDTH - MARGIN, _BOTTOM_RULE + 2, "rule")
    rows = _rows(outline, captions, of)
    for row, baseline in zip(rows, _ROW_BASELINES[len(rows)], strict=True):
        left = MARGIN
        for words in row:
            if words.arrow:
                yield from _arrow(outline, left, baseline, rtl)
                left += _ARROW + _ARROW_GAP
            yield from _words(words, left, baseline, rtl, of)
            left += words.width(of) + _ARROW_GAP


def _rows(outline: Outline, captions: Captions, of: Type) -> list[list[Words]]:
    """The chain in two rows at most; hands in its middle are counted where there is no room."""
    names = [_name(name, kind, of) for name, kind in outline.hands]
    if outline.attribution == "unattributed":
        names.append(Words(text=captions.own_voice, style="label", size=_HAND_SIZE, hue="soft"))
    else:
        names[1:] = [_led_to(words) for words in names[1:]]
    if outline.spoken or outline.attribution == "unattributed":
        names[0] = _name(*outline.hands[0], of, speaker=True)
    shown = names
    for count in range(2, len(names)):
        rows = _wrapped(shown, of)
        if len(rows) <= _MOST_ROWS:
            return rows
        others = captions.others.format(count=count)
        more = Words(text=others, style="label", size=_HAND_SIZE, hue="soft", arrow=True)
        shown = [*names[: -1 - count], more, names[-1]]
    return _wrapped(shown, of)


def _name(name: str, kind: str, of: Type, *, speaker: bool = False) -> Words:
    style, size = ("strong", _SPEAKER_SIZE) if speaker else ("label", _HAND_SIZE)
    text = shorten(clean(name), _NAME_ROOM / size, style, of)
    return Words(text=text, style=style, size=size, dashed=kind == "unnamed")


def _led_to(words: Words) -> Words:
    return Words(
        text=words.text,
        style=words.style,
        size=words.size,
        hue=words.hue,
        dashed=words.dashed,
        arrow=True,
    )


def _wrapped(names: Sequence[Words], of: Type) -> list[list[Words]]:
    """Names in rows, each filled as far as it goes."""
    rows: list[list[Words]] = []
    used = 0
    for words in names:
        need = words.width(of) + (_ARROW + _ARROW_GAP if words.arrow else 0)
        if not rows or used + need > INNER:
            rows.append([])
            used = 0
        rows[-1].append(words)
        used += need + _ARROW_GAP
    return rows


def _arrow(outline: Outline, left: int, baseline: int, rtl: bool) -> Iterator[Shown]:
    middle = baseline - 10
    shaft = _ARROW - HEAD_WIDTH + 2
    yield from line(outline.attribution, (_flipped(left, shaft, rtl), middle), shaft)
    tip = _flipped(left + _ARROW - HEAD_WIDTH, HEAD_WIDTH, rtl)
    yield Head(tip, middle - HEAD_HEIGHT // 2, rtl)


def _words(words: Words, left: int, baseline: int, rtl: bool, of: Type) -> Iterator[Shown]:
    """A line of words whose place is counted from the side where the site's own words begin."""
    width = words.width(of)
    left = _flipped(left, width, rtl)
    (runs,) = set_runs([words.text], words.style, of)
    yield from _runs(runs, left, baseline, words)
    if words.dashed:
        top = baseline + 8
        yield from (
            Bar(at, top, min(at + 9, left + width), top + 2, words.hue)
            for at in range(left, left + width, 14)
        )


def _runs(runs: Sequence[Run], left: int, baseline: int, look: Words) -> Iterator[Text]:
    ends = accumulate((run.width for run in runs), initial=0.0)
    for run, before in zip(runs, ends, strict=False):
        yield Text(
            x=left + round(before * look.size),
            baseline=baseline,
            size=look.size,
            style=look.style,
            hue=look.hue,
            run=run,
        )


def _flipped(left: int, width: int, rtl: bool) -> int:
    """The left end of what begins so far from the side where reading begins."""
    return WIDTH - left - width if rtl else left
