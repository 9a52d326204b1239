"""The review queue: which names of an article to ask an analyst about, and which first; pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.decisions import key_of_name
from geo.integrity import require
from geo.mapped import key_of, why_not
from geo.schema import read_table
from geo.settings import data_folder
from geo.types import Status

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from pathlib import Path

    from geo.types import Decided, Evidence, Parse, Resolution, Span

LISTED = 0.5  # what a wrong excerpt weighs that is on no map: it misleads less than a wrong mark
_TABLE = "cutoffs.csv"
_DIGITS = 9  # of what is at stake: sums of the same scores in another order are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One name with one answer of the engine, at every mention that nobody decided."""

    name: str  # as `geo.decisions.key_of_name` has it
    names: tuple[int, ...]  # indices of its resolutions, in reading order
    excerpts: int  # distinct ones that the mentions stand in
    mark: str | None  # key of the mark they stand on; None where they are on no map
    score: float  # the least of its mentions', 0 to 1; 0 where the engine gives no place
    stake: float  # excerpts expected to be wrong: see `queue`


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What is left to ask of an article, the most at stake first, and how much was answered."""

    questions: tuple[Question, ...]
    answered: int

    @property
    def total(self) -> int:
        """How many questions the article has, answered ones among them."""
        return self.answered + len(self.questions)

    @property
    def stake(self) -> float:
        """Excerpts expected to be wrong among what is left."""
        return round(sum(question.stake for question in self.questions), _DIGITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """What keeping only the answers of some score would do, as the evaluation found; shares."""

    least: float  # the score
    kept: float  # of all answers
    right: float  # of those kept
    wrong_left_out: float  # of all wrong answers


@lru_cache(maxsize=4)
def cut_offs(folder: Path | None = None) -> tuple[CutOff, ...]:
    """
    Return the published table of cut-offs, the lowest first.

    Parameters
    ----------
    folder : Path, optional
        The data; those shipped where left out.

    Raises
    ------
    DataError
        When the table is missing or altered.
    """
    data = folder or data_folder()
    require(data, _TABLE)
    return tuple(
        CutOff(
            least=float(row["cut_off"]),
            kept=float(row["kept"]),
            right=float(row["right"]),
            wrong_left_out=float(row["wrong_left_out"]),
        )
        for row in read_table(data / _TABLE)
    )


def queue(parse: Parse, decided: Mapping[Span, Decided]) -> Queue:
    """
    Return what to ask of an article: one question for each name with one answer of the engine.

    Parameters
    ----------
    parse : Parse
        As decided.
    decided : mapping of Span to Decided
        What was decided of it, by the span of a name.

    Returns
    -------
    Queue
        What is at stake in a question is the number of excerpts expected to be wrong: the sum,
        over the excerpts that its mentions stand in, of 1 - score, since a score is the chance to
        be right. Excerpts that are on no map count half (`LISTED`); where the engine gives no
        place its chance is 0. Of two with the same at stake the earlier in the text comes first.
    """
    open_: dict[Hashable, list[int]] = {}
    done: set[Hashable] = set()
    for index, resolution in enumerate(parse.resolutions):
        held = decided.get(resolution.toponym.span)
        if _is_open(held, resolution):
            open_.setdefault(_answer(resolution), []).append(index)
        elif held is not None and held.engine is not None:
            done.add(_answer(held.engine))
    excerpts = {e.resolution.toponym.span: (e.span, _quote(e)) for e in parse.evidence}
    questions = [_question(parse, names, excerpts) for names in open_.values()]
    questions.sort(key=lambda question: (-question.stake, question.names[0]))
    return Queue(questions=tuple(questions), answered=len(done - open_.keys()))


def _is_open(held: Decided | None, resolution: Resolution) -> bool:
    """Return whether a name is to be asked: who says what a place is says not that it is meant."""
    return held is None or (held.of_place and resolution.status is not Status.HIDDEN)


def _quote(evidence: Evidence) -> int | None:
    return None if evidence.quote is None else evidence.quote.index


def _answer(resolution: Resolution) -> Hashable:
    """Return what makes two mentions one question: the name, and what the engine says of it."""
    place, toponym = resolution.place, resolution.toponym
    return (
        key_of_name(toponym.surface),
        toponym.use,
        resolution.status,
        why_not(resolution),
        None if place is None else place.id,
        resolution.precision,
        resolution.around,
        resolution.within is not None,
    )


def _question(
    parse: Parse, names: Sequence[int], excerpts: Mapping[Span, tuple[Span, int | None]]
) -> Question:
    first = parse.resolutions[names[0]]
    placed, drawn = first.place is not None, why_not(first) is None
    chances: dict[Hashable, float] = {}  # to be right, by excerpt
    for index in names:
        resolution = parse.resolutions[index]
        span = resolution.toponym.span
        key = excerpts.get(span, span)
        score = resolution.score if placed else 0.0
        chances[key] = min(score, chances.get(key, score))
    weight = 1.0 if drawn else LISTED
    return Question(
        name=key_of_name(first.toponym.surface),
        names=tuple(names),
        excerpts=len(chances),
        mark=key_of(first) if drawn else None,
        score=min(chances.values()),
        stake=round(weight * sum(1.0 - chance for chance in chances.values()), _DIGITS),
    )
