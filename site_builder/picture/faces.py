"""The fonts that images are set in, and which of them has a picture for which character.

They come as files with packages of their own, so that an image is the same on every machine.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

import fontpkg_source_serif_4
import manimgx_fonts
import manimgx_fonts_cjk
from msgspec import Struct
from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

from site_builder.picture.breaks import clusters
from site_builder.picture.coverage import Coverage, coverage

_SCRIPTS = [
    "Hebrew",
    "Arabic",
    "Devanagari",
    "Bengali",
    "Gujarati",
    "Gurmukhi",
    "Oriya",
    "Tamil",
    "Telugu",
    "Kannada",
    "Malayalam",
    "Sinhala",
    "Thai",
    "Lao",
    "Khmer",
    "Myanmar",
    "Ethiopic",
    "Georgian",
    "Armenian",
    "Symbols",
]
_SERIF, _SANS, _EMOJI, _CJK = "SourceSerif4", "NotoSans", "NotoEmoji", "NotoSansCJK"
_PRIMARY = {"statement": _SERIF, "strong": _SANS, "label": _SANS}
_WEIGHTS = {"statement": 600, "strong": 600, "label": 400}
_HEAVIEST = {_CJK: 900, _SERIF: 900}

_CJK_KINDS = ("ja", "ko", "zh", "zh-hant", "zh-hk")
"""The fonts of the collection, in order, by the language that each is drawn for."""

_LEADING = {_SERIF: 1.2, _EMOJI: 1.2, _CJK: 1.35}
_TALL = 1.5
"""The height of a line, in em, in scripts with marks above and below their letters."""

_EMOJI_SIGNS = frozenset("\ufe0f\u20e3")
_WITHOUT_PICTURE = frozenset("\u200b\u200c\u200d\u200e\u200f\ufe0e\ufe0f")
_REPLACEMENT = "\ufffd"

_MEASURED_AT = 100
_MOST_REMEMBERED = 20_000
_MOST_OPEN = 100


class _Files(Struct, frozen=True):
    """A family's file, and which font of it (for a collection)."""

    path: Path
    index: int = 0


@cache
def _files(family: str, kind: str) -> _Files:
    name = f"{family}[wght].ttf"
    if family == _SERIF:
        return _Files(_beside(fontpkg_source_serif_4) / "files" / "SourceSerif4[opsz,wght].ttf")
    if family == _CJK:
        path = _beside(manimgx_fonts_cjk) / "NotoSansCJK-VF.otf.ttc"
        return _Files(path, _CJK_KINDS.index(kind))
    return _Files(_beside(manimgx_fonts) / name)


def _beside(package: object) -> Path:
    return Path(str(getattr(package, "__file__", ""))).parent


@cache
def _coverage(family: str) -> Coverage:
    return coverage(_files(family, _CJK_KINDS[0]).path.read_bytes())


@lru_cache(_MOST_OPEN)
def font(family: str, style: str, size: int, kind: str) -> FreeTypeFont:
    """A font, ready to draw with; `kind` says for which language Chinese characters are drawn."""
    files = _files(family, kind)
    raqm = ImageFont.Layout.RAQM
    opened = ImageFont.truetype(files.path, size, files.index, layout_engine=raqm)
    weight = min(_WEIGHTS[style], _HEAVIEST.get(family, 700))
    opened.set_variation_by_axes([weight, 36] if family == _SERIF else [weight])
    return opened


@lru_cache(_MOST_REMEMBERED)
def _family(cluster: str, primary: str) -> str | None:
    """The first family that has pictures for all of a cluster, or at least for what it begins with."""
    shown = [char for char in cluster if char not in _WITHOUT_PICTURE] or [" "]
    families = list(dict.fromkeys([primary, _SANS, _SERIF, *_scripts(), _EMOJI, _CJK]))
    if not _EMOJI_SIGNS.isdisjoint(cluster):
        families.insert(0, _EMOJI)
    for chars in (shown, shown[:1]):
        for family in families:
            if _has(family, chars):
                return family
    return None


def _has(family: str, chars: Iterable[str]) -> bool:
    covered = _coverage(family)
    return all(char in covered for char in chars)


@cache
def _scripts() -> list[str]:
    return [f"NotoSans{script}" for script in _SCRIPTS]


def cjk_kind(text: str, language: str) -> str:
    """For which language Chinese characters are to be drawn: the text's own, else the site's."""
    names = {unicodedata.name(char, "").partition(" ")[0] for char in text if char >= "\u1100"}
    for script, kind in (("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko")):
        if script in names:
            return kind
    tag = language.lower()
    if tag.startswith(("zh-hant-hk", "zh-hk")):
        return "zh-hk"
    if tag.startswith(("zh-hant", "zh-tw")):
        return "zh-hant"
    return tag[:2] if tag[:2] in _CJK_KINDS else "zh"


class Faces:
    """The fonts of an image, as `lines.Type` asks for them; widths once measured are remembered."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._advances: dict[tuple[str, str], float] = {}

    def runs(self, text: str, style: str) -> Sequence[tuple[str, str]]:
        """A text cut into runs of one family each, as (family, text)."""
        primary = _PRIMARY[style]
        if text.isascii():
            return [(primary, text)] if text else []
        found: list[tuple[str, str]] = []
        for family, cluster in _by_word(text, primary):
            if found and found[-1][0] == family:
                found[-1] = (family, found[-1][1] + cluster)
            else:
                found.append((family, cluster))
        return found

    def advance(self, text: str, style: str) -> float:
        """The width of a text, in em."""
        known = self._advances.get((text, style))
        if known is None:
            if len(self._advances) >= _MOST_REMEMBERED:
                self._advances.clear()
            known = self._advances[text, style] = sum(
                font(family, style, _MEASURED_AT, self.kind).getlength(run) / _MEASURED_AT
                for family, run in self.runs(text, style)
            )
        return known

    def leading(self, text: str, style: str) -> float:
        """The height that a line of a text needs, in em."""
        families = {family for family, _ in self.runs(text, style)}
        return max((_LEADING.get(family, _TALL) for family in families), default=1.2)


@cache
def faces(kind: str) -> Faces:
    """The fonts of images in which Chinese characters are drawn for one language."""
    return Faces(kind)


def _by_word(text: str, primary: str) -> Iterator[tuple[str, str]]:
    """The family of each cluster; a word of which one has only a part is set in another's."""
    family = primary
    for word in re.findall(r"[^ ]+ *| +", text):
        whole = _SANS if not _has(primary, word) and _has(_SANS, word) else primary
        for chosen, cluster in _assigned(word, whole, family):
            family = chosen
            yield family, cluster


def _assigned(text: str, primary: str, family: str) -> Iterator[tuple[str, str]]:
    """The family of each cluster; signs and spaces stay in that of the letters before them."""
    for cluster in clusters(text):
        letter = any(map(str.isalnum, cluster)) or not _EMOJI_SIGNS.isdisjoint(cluster)
        if letter or family == _EMOJI or not _has(family, cluster):
            wanted = _family(cluster, primary)
            if wanted is None:
                yield from _substitute(cluster, primary)
                continue
            family = wanted
        yield family, "".join(char for char in cluster if char not in "\u200b\u200e\u200f")


def _substitute(cluster: str, primary: str) -> Iterator[tuple[str, str]]:
    """What is drawn for characters without a picture: plainer ones, or the sign for none."""
    plain = unicodedata.normalize("NFKC", cluster)
    families = [_family(char, primary) for char in plain]
    if plain != cluster and None not in families:
        yield from zip(filter(None, families), plain, strict=True)
    else:
        yield _SANS, _REPLACEMENT
