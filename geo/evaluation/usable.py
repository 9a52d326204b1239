"""What a score is worth: how many answers are right above it, by class, kind and region."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.evaluation.regions import region_of
from geo.evaluation.scores import LIMIT_KM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo.evaluation.scores import Pair

CUT_OFFS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a name whose true point is known."""

    score: float  # 0 to 1
    right: bool  # within `LIMIT_KM` of that point
    precision: str  # P1 to P7
    kind: str  # of the place answered
    region: str  # the part of the world that the answer lies in


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What answers of one sort are worth."""

    name: str
    answers: int
    score: float  # mean, 0 to 1
    right: float  # share, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """What is left when only answers of at least a score are kept."""

    least: float
    kept: float  # share of all answers
    right: float  # share of those kept
    wrong_left_out: float  # share of all wrong answers


GROUPS: Mapping[str, Callable[[Answer], str]] = {
    "class": lambda answer: answer.precision,
    "kind of place": lambda answer: answer.kind,
    "part of the world": lambda answer: answer.region,
}


def answers_of(pairs: Iterable[Pair]) -> tuple[Answer, ...]:
    """
    Return the answers among matched names.

    Parameters
    ----------
    pairs : iterable of Pair
        Gold names with what overlapped each; those whose gold or guess has no point are passed
        over.
    """
    return tuple(
        Answer(
            score=pair.guess.score,
            right=pair.km <= LIMIT_KM,
            precision=pair.guess.precision,
            kind=pair.guess.kind,
            region=region_of(pair.guess.country),
        )
        for pair in pairs
        if pair.gold.placed and pair.guess is not None and pair.guess.lon is not None
    )


def grouped(answers: Iterable[Answer], key: Callable[[Answer], str]) -> tuple[Group, ...]:
    """
    Return what answers are worth, by what `key` says of each; the largest group first.

    Parameters
    ----------
    answers : iterable of Answer
        Of any number of documents.
    key : callable
        The name of an answer's group.
    """
    groups: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[key(answer)].append(answer)
    found = [
        Group(
            name=name,
            answers=len(group),
            score=sum(answer.score for answer in group) / len(group),
            right=sum(answer.right for answer in group) / len(group),
        )
        for name, group in groups.items()
    ]
    return tuple(sorted(found, key=lambda group: (-group.answers, group.name)))


def cut(answers: Sequence[Answer], least: Iterable[float] = CUT_OFFS) -> tuple[CutOff, ...]:
    """
    Return what is kept and what is right at each cut-off that keeps any answer.

    Parameters
    ----------
    answers : sequence of Answer
        Of any number of documents.
    least : iterable of float, optional
        Scores, 0 to 1.
    """
    wrong = sum(not answer.right for answer in answers)
    found = []
    for score in least:
        kept = [answer for answer in answers if answer.score >= score]
        if kept:
            right = sum(answer.right for answer in kept)
            found.append(
                CutOff(
                    least=score,
                    kept=len(kept) / len(answers),
                    right=right / len(kept),
                    wrong_left_out=1 - (len(kept) - right) / wrong if wrong else 0.0,
                )
            )
    return tuple(found)
