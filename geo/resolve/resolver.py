"""Toponyms to resolutions: exactly one each, with reasons and runners-up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer import fold
from geo.identity import constants_in, digest
from geo.precision import precision_of, scale
from geo.resolve.blurred import as_known
from geo.resolve.candidates import find_options
from geo.resolve.confidence import confidence, signs
from geo.resolve.context import Context, read_contexts
from geo.resolve.divisions import admit
from geo.resolve.former import call_up
from geo.resolve.newsroom import at_home
from geo.resolve.overruling import overruled, untied
from geo.resolve.reasons import say_reasons
from geo.resolve.relative import place_beside
from geo.resolve.weigh import Weighing
from geo.resolve.within import place_within
from geo.resolve.words import Words, load_words
from geo.settings import Settings
from geo.types import By, Candidate, Kind, Resolution, Status, Use

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.gazetteer import Gazetteer
    from geo.resolve.candidates import Option
    from geo.types import Article, Toponym

    Row = tuple[Option, float, Mapping[str, float]]  # chance among its rivals, and its signs

_NAME = "weights-2"
_TIE = 0.02  # two best nearer than this are a tie, unless the best is likely all the same
_LIKELY = 0.4
_DOUBTFUL = 0.1  # score below which the likeliest is no answer either
_LONE = 0.03  # the same, of the one place of a name in an article that names no other
_FAR_FETCHED = 0.4  # score below which another spelling is no answer
_MOST_WEIGHED = 200_000  # options of one article: a page of names alone must not stall the engine
_FEWEST = 2
_MOST_REASONS = 4
_A_KIND = {  # what is never drawn as the town of its name
    Kind.RIVER: "river",
    Kind.LAKE: "lake",
    Kind.MOUNTAINS: "mountains",
    Kind.DESERT: "desert",
    Kind.SEA: "sea",
}
_SHAPES = frozenset({"valley", "peninsula"})  # no country: "the Jordan Valley"


class RuleResolver:
    """
    Decide which place each toponym means by weighed signs, all names together.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where candidates come from.
    settings : Settings, optional
        How many candidates to keep.
    words : Words, optional
        The word lists; the shipped ones when left out.

    Attributes
    ----------
    id : str
        Made from the name, the constants of the rules, the table of precision, the settings,
        the checksum of word lists and weights and the gazetteer's id.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        settings: Settings | None = None,
        words: Words | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._settings = settings or Settings()
        self._words = words or load_words()
        made_of = (
            f"{constants_in('geo.resolve')}{list(scale().values())}{self._settings.max_candidates}"
            f"{self._words.checksum}{gazetteer.id}"
        )
        self.id = f"{_NAME}:{digest(made_of)}"

    def __call__(
        self, article: Article, toponyms: tuple[Toponym, ...], /
    ) -> tuple[Resolution, ...]:
        """
        Resolve the toponyms of one article.

        Parameters
        ----------
        article : Article
            The article they are in.
        toponyms : tuple of Toponym
            In reading order.

        Returns
        -------
        tuple of Resolution
            One for each toponym, in the same order; places in WGS 84 degrees.
        """
        read = read_contexts(article, toponyms, self._words)
        memo: dict[tuple[str, str, str], tuple[Option, ...]] = {}
        today = [
            self._options(toponym, _word_of_kind(context), memo)
            for toponym, context in zip(toponyms, read, strict=True)
        ]
        options = call_up(article, toponyms, today, self._gazetteer, self._words)
        options = at_home(article, options, self._gazetteer, self._words.domains)
        options, contexts = admit(toponyms, options, read)
        most = max(_FEWEST, _MOST_WEIGHED // max(1, len(toponyms)))
        options = [group[:most] for group in options]
        weighing = self._weigh(toponyms, options, contexts)
        contexts = weighing.contexts
        decided = [
            self._decide(
                toponyms,
                i,
                contexts[i],
                list(zip(options[i], weighing.chances[i], weighing.features[i], strict=True)),
                weighing,
            )
            for i in range(len(toponyms))
        ]
        beside = place_beside(article, decided, contexts)
        within = place_within(article, beside, contexts, self._words.capitals, self._gazetteer)
        return as_known(within, self._gazetteer)

    def _weigh(
        self,
        toponyms: tuple[Toponym, ...],
        options: list[tuple[Option, ...]],
        contexts: tuple[Context, ...],
    ) -> Weighing:
        weights = self._words.weights
        first = Weighing(toponyms, options, contexts, weights)
        parted = untied(toponyms, options, contexts, first.chances)
        told = overruled(options, parted, first.chances)
        if parted == contexts and not told:
            return first
        return Weighing(toponyms, options, parted, weights, told)

    def _options(
        self, toponym: Toponym, beside: str, memo: dict[tuple[str, str, str], tuple[Option, ...]]
    ) -> tuple[Option, ...]:
        key = (toponym.surface, toponym.use.value, beside)
        if key not in memo:
            memo[key] = find_options(toponym, self._gazetteer, self._words, beside)
        return memo[key]

    def _decide(
        self,
        toponyms: tuple[Toponym, ...],
        i: int,
        context: Context,
        rows: list[Row],
        weighing: Weighing,
    ) -> Resolution:
        rows.sort(key=lambda row: (-row[1], row[0].place.id))
        scores, most = _scores(rows, self._words.confidence), self._settings.max_candidates
        kept = tuple(
            Candidate(
                place=option.place,
                score=score,
                reasons=_with_note(
                    option.note,
                    say_reasons(
                        option.place,
                        features,
                        _of_its_kind(context, weighing, option.place.kind),
                        toponyms,
                        len(rows) - 1,
                        self._words.weights,
                    ),
                ),
                form=self._gazetteer.form(toponyms[i].surface, option.place),
            )
            for (option, _, features), score in zip(rows[:most], scores, strict=False)
        )
        strange = weighing.strangers.least(i, kept[0].place, rows[0][2], context) if kept else None
        status, reasons, by = _status(toponyms[i], kept, rows, context, strange)
        place = kept[0].place if status is Status.RESOLVED else None
        return Resolution(
            toponym=toponyms[i],
            status=status,
            candidates=kept,
            precision=precision_of(place),
            reasons=reasons,
            resolver=self.id,
            placed_by=by,
        )


def _word_of_kind(context: Context) -> str:
    """Return the word that makes a name a site or a natural feature, "" for none."""
    said = context.cue
    if said is None or said[0] not in {Kind.SITE, Kind.ISLAND, *_A_KIND}:
        return ""
    return said[1] if context.told else said[0].value  # "rivers", of a list


def _with_note(note: str, reasons: tuple[str, ...]) -> tuple[str, ...]:
    return (note, *reasons[: _MOST_REASONS - 1]) if note else reasons


def _scores(rows: Sequence[Row], weights: Mapping[str, float]) -> list[float]:
    """Return how often the best is right, and its rivals' chances in what is left, in order."""
    if not rows:
        return []
    option, best, features = rows[0]
    right = confidence(weights, signs(option.place, features, best, len(rows) - 1))
    left = min(right / best, (1 - right) / (1 - best)) if 0 < best < 1 else 0.0
    return [right, *(chance * left for _, chance, _ in rows[1:])]


def _of_its_kind(context: Context, weighing: Weighing, kind: Kind) -> Context:
    """Return a context whose list has only names of a kind: the others are no reason for it."""
    mates = tuple(j for j in context.list_mates if weighing.is_of(j, kind))
    return context if mates == context.list_mates else replace(context, list_mates=mates)


def _status(
    toponym: Toponym,
    kept: tuple[Candidate, ...],
    rows: Sequence[Row],
    context: Context,
    strange: float | None,
) -> tuple[Status, tuple[str, ...], By]:
    if not kept:
        return Status.UNKNOWN, (f"the gazetteer has no place called {toponym.surface}",), By.RULE
    best = kept[0]
    told = context.cue if context.told and toponym.use is not Use.DEMONYM else None
    if told is not None and _is_other(toponym, best, told):
        what = _A_KIND.get(told[0], told[1].lower())
        said = (f"the gazetteer has no {what} called {toponym.surface}",)
        return Status.UNKNOWN, said, By.RULE
    if best.score < _FAR_FETCHED and rows[0][0].how == "tolerant":
        where = " in ".join((best.place.name, _where(best)))
        nearest = f"the nearest spelling, {where}, fits nothing else in the article"
        missing = f"the gazetteer has no place called {toponym.surface}"
        return Status.UNKNOWN, (missing, nearest), By.MODEL
    if best.score < _least(rows[0], context, strange):
        likeliest = " in ".join((best.place.name, _where(best)))
        lone = f"{likeliest} is the likeliest, but nothing else in the article speaks for it"
        return Status.AMBIGUOUS, (lone,), By.MODEL
    if len(kept) > 1 and rows[0][1] < _LIKELY and rows[0][1] - rows[1][1] < _TIE:
        first, second = (" in ".join((c.place.name, _where(c))) for c in kept[:2])
        return Status.AMBIGUOUS, (f"{first} and {second} are as likely as each other",), By.MODEL
    return Status.RESOLVED, best.reasons, By.MODEL if len(rows) > 1 else By.RULE


def _least(row: Row, context: Context, strange: float | None) -> float:
    """Return the score below which the likeliest place is no answer."""
    option, chance, _ = row
    if not context.others and chance == 1.0 and option.how == "exact":
        return _LONE
    return _DOUBTFUL if strange is None else strange


def _is_other(toponym: Toponym, best: Candidate, cue: tuple[Kind, str]) -> bool:
    """Return whether the text names a natural feature, and only a place of its name answers."""
    said, word = cue
    if best.place.kind is Kind.COUNTRY:
        return said in _A_KIND or word.lower() in _SHAPES
    if said not in _A_KIND or best.place.kind not in {Kind.TOWN, Kind.SITE}:
        return False
    own = fold(toponym.surface)
    return own != fold(best.place.name) or fold(word) not in own.split()  # towns: "Mount Hagen"


def _where(candidate: Candidate) -> str:
    return ", ".join(reversed(candidate.place.admin)) or candidate.place.country or "the world"
