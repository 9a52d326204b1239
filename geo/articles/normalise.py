"""The one rewriting of an article, done before any offset exists."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_MISREAD = re.compile("[\x80-\x84\x86-\x9f]")
# What a page of Windows meant by them; the HTML standard, section 13.2.5.80, reads them so too.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
MOST_MARKS = 30  # combining marks on one letter, as in the stream-safe text of Unicode's UAX #15
_HEAP = re.compile(r"[^\w\s\x00-\u02ff]{9,}")  # marks that may be too many: some stand for three
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")


def normalise(text: str) -> str:
    r"""
    Return `text` as NFC with ``\n`` line ends and no control characters.

    Surrogate pairs are joined and lone surrogates become U+FFFD. The dashes and quotation marks
    of a page in Windows' alphabet that was read as Latin 1 are put right. Of more than
    `MOST_MARKS` combining marks on one letter the rest is dropped: no language has so many, and
    putting them in order would take time that grows with their square. Doing it twice changes
    nothing more.

    Parameters
    ----------
    text : str
        Characters as decoded.

    Returns
    -------
    str
        The text that every offset counts in.
    """
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    seen = paired.translate(_WINDOWS) if _MISREAD.search(paired) else paired
    lines = _LINE_ENDS.sub("\n", seen)
    return unicodedata.normalize("NFC", _HEAP.sub(_thinned, _UNSEEN.sub("", lines)))


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
