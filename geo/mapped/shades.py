"""The classes of how much is said of a place: the same under every filter, on screen and paper."""

from __future__ import annotations

from bisect import bisect_right

STEPS = (1, 2, 5, 10)  # excerpts from which a class begins; never stretched to what a map holds
WORDS = ("1 excerpt", "2 to 4 excerpts", "5 to 9 excerpts", "10 excerpts or more")


def shade(excerpts: int) -> int:
    """
    Return the class of a count of excerpts.

    Parameters
    ----------
    excerpts : int
        On a mark, or on an area and in it.

    Returns
    -------
    int
        0 to 3, an index into `WORDS`; no excerpt at all is drawn with the least class.
    """
    return max(0, bisect_right(STEPS, excerpts) - 1)
