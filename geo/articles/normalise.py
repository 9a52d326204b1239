"""The one rewriting of an article, before any offset exists; docs/reading.md says the rules."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.entities import html5

from geo.articles.draft import Draft
from geo.articles.wrapping import unwrap

VERSION = "2"  # of the rules: grows when they give another text for some input
_ROUNDS = 6  # one mend may uncover another; hardly any text needs three
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_MISREAD = re.compile("[\x80-\x84\x86-\x9f]")
# What a page of Windows meant by them; the HTML standard, section 13.2.5.80, reads them so too.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
# Also one written twice over: "&amp;nbsp;".
_ENTITY = re.compile(
    r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", re.ASCII
)
MOST_MARKS = 30  # combining marks on one letter, as in the stream-safe text of Unicode's UAX #15
_HEAP = re.compile(r"[^\w\s\x00-\u02ff]{9,}")  # marks that may be too many: some stand for three
# A character with what may compose with it, or one that may be another's double.
_COMPOSED = re.compile(r"(?s:.)(?:[^\w\s\x00-\u02ff]|[\u1160-\u11ff])+|[^\x00-\u02ff]")
_SOFT_BREAK = re.compile(r"\xad[^\S\n]*\n[^\S\n]*(?=[^\W\d_])")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u2060-\u2064\ufeff]+")
_JOINERS = re.compile("[\u200b-\u200d]+")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u060b\u060d-\u061a\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)
# Letters that are written apart and joined to none: Latin, Greek, Cyrillic; and digits.
_PLAIN = re.compile("[0-9A-Za-z\xb5-\u024f\u0300-\u036f\u0370-\u052f\u1e00-\u1fff]")
_WIDE = 4  # blanks and more are a gap between columns
_BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n \t]|^[^\S\n]+|[^\S\n]+$", re.MULTILINE)
_TWO = re.compile(r"(?<!')''(?!')|(?<!`)``(?!`)")


def normalise(text: str) -> str:
    r"""
    Return `text` as every other part of the program reads it.

    Parameters
    ----------
    text : str
        Characters as decoded.

    Returns
    -------
    str
        The text that every offset counts in: NFC, ``\n`` line ends, no control characters, and
        what else `docs/reading.md` says. Doing it twice changes nothing more.
    """
    return mend(text).text


def mend(text: str) -> Draft:
    """
    Normalise a text, remembering where each code point came from.

    Parameters
    ----------
    text : str
        Characters as decoded.

    Returns
    -------
    Draft
        With the normalised text. Takes time linear in `text`.
    """
    draft = Draft(text)
    if not _settle(draft):
        # References within references, deeper than any page has them: the text is no page's.
        draft.replace(re.compile("&"), "")
        _settle(draft)
    return draft


def _settle(draft: Draft) -> bool:
    """Mend until nothing is left to mend; return False where that takes too many rounds."""
    for _ in range(_ROUNDS):
        before = draft.text
        _mend_once(draft)
        if draft.text == before:
            return True
    return False


def _mend_once(draft: Draft) -> None:
    _mend_characters(draft)
    draft.replace(_SOFT_BREAK, "")
    _drop_unseen(draft)
    _compose(draft)
    draft.replace(_TWO, '"')
    draft.apply(unwrap(draft.text))
    draft.replace(_BLANKS, _blank)


def _mend_characters(draft: Draft) -> None:
    draft.replace(_PAIRS, _joined)
    draft.replace(_LONE, "\N{REPLACEMENT CHARACTER}")
    if _MISREAD.search(draft.text):
        draft.translate(_WINDOWS)
    if "&" in draft.text:
        draft.replace(_ENTITY, _meant)
    draft.replace(_LINE_ENDS, "\n")


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _meant(entity: re.Match[str]) -> str:
    """Return what a character reference stands for; one of no standard stays as it is."""
    name = entity[1] + ";"
    return unescape("&" + name) if name[0] == "#" or name in html5 else entity[0]


def _drop_unseen(draft: Draft) -> None:
    draft.replace(_HEAP, _thinned)
    draft.replace(_UNSEEN, "")
    draft.replace(_JOINERS, _needed)
    if not _DIRECTIONS.search(draft.text):
        return
    draft.replace(_DIRECTIONS, _needed if _RIGHT_TO_LEFT.search(draft.text) else "")


def _needed(run: re.Match[str]) -> str:
    """Return a run of invisible characters, or nothing where no script has a use for them."""
    before = run.string[run.start() - 1 : run.start()] or " "
    after = run.string[run.end() : run.end() + 1] or " "
    plain = [_PLAIN.match(ch) is not None for ch in (before, after)]
    if run[0][0] in "\u200b\u200c\u200d":
        idle = all(ch.isascii() or ch.isspace() for ch in (before, after))
        return "" if any(plain) or idle else run[0]
    return "" if all(plain) else run[0]


def _compose(draft: Draft) -> None:
    if not unicodedata.is_normalized("NFC", draft.text):
        draft.replace(_COMPOSED, lambda m: unicodedata.normalize("NFC", m[0]))


def _blank(run: re.Match[str]) -> str:
    """Return a tab for a gap between columns, one space for any other, none at a line's edge."""
    text, start, end = run.string, run.start(), run.end()
    if start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n":
        return ""
    return "\t" if "\t" in run[0] or len(run[0]) >= _WIDE else " "


def _thinned(heap: re.Match[str]) -> str:
    """Return a run of marks without those that are too many for their letter."""
    letter = heap.string[max(0, heap.start() - 1) : heap.start()]
    borne = _marks_after(unicodedata.normalize("NFD", letter), 0)
    kept = []
    for ch in heap[0]:
        borne = _marks_after(unicodedata.normalize("NFD", ch), borne)
        if borne <= MOST_MARKS:
            kept.append(ch)
    return "".join(kept)


def _marks_after(decomposed: str, borne: int) -> int:
    """Return how many marks the last letter bears, when `borne` were there before."""
    for ch in decomposed:
        borne = borne + 1 if unicodedata.combining(ch) else 0
    return borne
