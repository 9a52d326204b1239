"""
The sheet's typefaces: shipped ones by path, matplotlib's own DejaVu where one is missing.

Families are registered under names of our own, so that a font of the same name
installed on the machine never changes the picture.
"""

from __future__ import annotations

import base64
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from matplotlib.font_manager import FontEntry, FontProperties, fontManager, get_font

from geo.integrity import faults
from geo.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Family = Literal["sans", "serif", "mono"]

OWN = {  # what the shipped families are called in their own files
    "Dateline Sans": "Noto Sans",
    "Dateline Serif": "Noto Serif",
    "Dateline Arabic": "Noto Sans Arabic",
}
_SHIPPED = (
    ("Dateline Sans", "NotoSans-Regular.ttf", 400),
    ("Dateline Sans", "NotoSans-Bold.ttf", 700),
    ("Dateline Serif", "NotoSerif-Regular.ttf", 400),
    ("Dateline Serif", "NotoSerif-Bold.ttf", 700),
    ("Dateline Arabic", "NotoSansArabic-Regular.ttf", 400),
    ("Dateline Arabic", "NotoSansArabic-Bold.ttf", 700),
)
_CHAINS: dict[Family, tuple[str, ...]] = {
    "sans": ("Dateline Sans", "Dateline Arabic", "DejaVu Sans"),
    "serif": ("Dateline Serif", "Dateline Arabic", "DejaVu Serif", "DejaVu Sans"),
    "mono": ("DejaVu Sans Mono", "Dateline Arabic", "DejaVu Sans"),
}
_MEANWHILE = "until then the map is set in DejaVu"
RLM = "\u200f"  # drawn as nothing: makes a line run from right to left whatever it begins with
_MARKS_AT_MOST = 3  # combining marks kept on one letter
_MISSING = "□"
_SPACES = re.compile("[^\\S\u2009]+")  # any run of white space but the thin space of letterspacing
_DROPPED = ("Cc", "Cf", "Cs", "Co")  # controls, direction overrides, surrogates, private use
_KEPT = "\u200c\u200d"  # joiners that Persian and Urdu spelling needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a run of text looks; `size` in points, `colour` as #rrggbb."""

    family: Family = "sans"
    size: float = 7.0
    bold: bool = False
    colour: str = "#1c1c1c"


def folder() -> Path:
    """Return the folder of shipped fonts."""
    return data_folder() / "fonts"


@lru_cache(maxsize=1)
def damaged() -> Mapping[str, str]:
    """Return a sentence for each shipped font that is missing or altered, by its file's name."""
    found = faults(data_folder(), *(f"fonts/{file}" for _, file, _ in _SHIPPED))
    return {path.rpartition("/")[2]: f"{why}; {_MEANWHILE}" for path, why in found.items()}


@lru_cache(maxsize=1)
def chains() -> dict[Family, tuple[str, ...]]:
    """Register the shipped fonts once and return the families to try for each kind of type."""
    root, known = folder(), {entry.fname for entry in fontManager.ttflist}
    there: set[str] = set()
    for name, file, weight in _SHIPPED:
        path = str(root / file)
        if file in damaged():
            continue
        there.add(name)
        entry = FontEntry(
            fname=path,
            name=name,
            style="normal",
            variant="normal",
            weight=weight,
            stretch="normal",
            size="scalable",
        )
        if entry not in fontManager.ttflist or path not in known:
            fontManager.ttflist.append(entry)
    return {
        kind: tuple(n for n in names if n in there or n.startswith("DejaVu"))
        for kind, names in _CHAINS.items()
    }


@lru_cache(maxsize=256)
def properties(style: Style) -> FontProperties:
    """Return matplotlib's properties for a style."""
    return FontProperties(
        family=list(chains()[style.family]),
        size=style.size,
        weight=700 if style.bold else 400,
    )


@lru_cache(maxsize=256)
def typefaces(style: Style) -> tuple[str, ...]:
    """Return the files a style is set in, of the family and of what is tried after it."""
    weight = properties(style).get_weight()
    wanted = (FontProperties(family=name, weight=weight) for name in chains()[style.family])
    return tuple(fontManager.findfont(font, fallback_to_default=False) for font in wanted)


@lru_cache(maxsize=8)
def _covered(family: Family) -> frozenset[int]:
    """Return the code points that a family and its fallbacks can draw."""
    found: set[int] = set()
    for name in chains()[family]:
        path = fontManager.findfont(FontProperties(family=name), fallback_to_default=False)
        found.update(get_font(path).get_charmap())
    return frozenset(found)


def font_faces(text: str) -> str:
    """
    Return CSS that carries the shipped fonts, cut down to the letters of `text`.

    Parameters
    ----------
    text : str
        Everything the file says.

    Returns
    -------
    str
        One `@font-face` rule for each shipped font that draws any of it.
    """
    wanted, rules = _letters(text), []
    for name, file, weight in _SHIPPED:
        path = folder() / file
        if file not in damaged() and (letters := wanted & set(get_font(path).get_charmap())):
            data = base64.b64encode(_cut(path, frozenset(letters))).decode("ascii")
            rules.append(
                f"@font-face{{font-family:'{name}';font-weight:{weight};"
                f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
            )
    return "\n".join(rules)


def _letters(text: str) -> set[int]:
    """Return the code points of a text."""
    return set(map(ord, set(text)))


@lru_cache(maxsize=48)
def _cut(path: Path, letters: frozenset[int]) -> bytes:
    """Return a font file with these letters alone, the same bytes every time."""
    from fontTools.subset import (  # type: ignore[import-untyped]  # noqa: PLC0415 - SVG alone needs it
        Options,
        Subsetter,
    )
    from fontTools.ttLib import (  # type: ignore[import-untyped]  # noqa: PLC0415 - SVG alone needs it
        TTFont,
    )

    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        subsetter = Subsetter(Options(hinting=False, notdef_outline=True))
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        sink = io.BytesIO()
        font.save(sink)
    return sink.getvalue()


def clean(text: str, family: Family = "sans") -> str:
    """
    Return `text` on one line, safe to draw and to write into XML.

    Controls, direction overrides, surrogates and heaped combining marks go;
    letters that no font at hand can draw become a box, so their loss is seen.

    Parameters
    ----------
    text : str
        Any text at all.
    family : {"sans", "serif", "mono"}
        The family it will be set in.
    """
    covered, out, heap = _covered(family), [], 0
    for letter in _SPACES.sub(" ", text).strip():
        category = unicodedata.category(letter)
        heap = heap + 1 if category in ("Mn", "Me") else 0
        if heap > _MARKS_AT_MOST or (category in _DROPPED and letter not in _KEPT):
            continue
        out.append(letter if ord(letter) in covered or letter in _KEPT else _MISSING)
    return "".join(out)


def is_rtl(text: str) -> bool:
    """Return whether `text` holds right-to-left letters."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def direction(text: str) -> str | None:
    """Return the direction of the first letter that has one, "L", "R" or "AL", if any does."""
    ways = map(unicodedata.bidirectional, text)
    return next((way for way in ways if way in ("L", "R", "AL")), None)


def starts_rtl(text: str) -> bool:
    """Return whether the first letter with a direction runs right to left."""
    return direction(text) in ("R", "AL")
