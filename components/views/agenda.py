"""How far the review of a case is, article by article, and which one is asked about next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo import CutOff, cut_offs

if TYPE_CHECKING:
    from collections.abc import Mapping

_HALF = 0.5  # of all wrong answers


@cache
def cut() -> CutOff:
    """Return the highest published cut-off under which no more than half of what is wrong lies."""
    return [each for each in cut_offs() if each.wrong_left_out <= _HALF][-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the review of one or more articles is."""

    answered: int = 0  # questions
    left: int = 0
    later: int = 0  # of those left, put off
    excerpts: int = 0  # of those left
    stake: float = 0.0  # excerpts of those left that are expected to be wrong
    under: int = 0  # of those left, names that score under the cut-off
    most: float | None = None  # at stake in one question that is not put off; None: there is none


class Agenda:
    """
    How far the review of each article of a case is, as it was seen last.

    Parameters
    ----------
    standings : mapping of str to Standing
        By the article's id, in the order of the case.
    entry : int
        The last one of the log that they know.
    """

    def __init__(self, standings: Mapping[str, Standing], entry: int) -> None:
        self.entry = entry
        self._standings = dict(standings)
        self.last: str | None = None  # the article that was decided on last

    def note(self, article: str, standing: Standing) -> None:
        """Take over how far an article is now."""
        self._standings[article] = standing

    def heaviest(self) -> str | None:
        """Return the article with the most at stake in one question; None where none is open."""
        held = {each: s.most for each, s in self._standings.items() if s.most is not None}
        return max(held, key=held.__getitem__, default=None)

    def total(self) -> Standing:
        """Return how far the whole case is."""
        every = self._standings.values()
        return Standing(
            answered=sum(each.answered for each in every),
            left=sum(each.left for each in every),
            later=sum(each.later for each in every),
            excerpts=sum(each.excerpts for each in every),
            stake=sum(each.stake for each in every),
            under=sum(each.under for each in every),
        )
