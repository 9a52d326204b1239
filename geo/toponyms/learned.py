"""The learned recogniser: what the rules found, read again by a small language model."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from geo.toponyms.assemble import Assembler, Found
from geo.toponyms.company import Barred, Company
from geo.toponyms.ends import Ends
from geo.toponyms.features import FEATURES, Describer
from geo.toponyms.lines import Case
from geo.toponyms.recognise import RuleRecognizer
from geo.toponyms.refuse import Refusal
from geo.toponyms.revising import Reading
from geo.toponyms.tokens import is_foreign, joined
from geo.toponyms.told import Told
from geo.toponyms.whole import Whole
from geo.types import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.gazetteer import Gazetteer
    from geo.toponyms.features import Words
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.lines import Line
    from geo.toponyms.tagger import Tagger
    from geo.toponyms.tokens import Token
    from geo.types import Article, Names, Quote, Sentence

_LONGEST = 12  # words; a longer run is no name
_RULED = FEATURES.index("rules chance")
_RULES_SHARE = 0.3  # of a word's chance: helps on news unlike what was trained on (choose parts)
_KNOWN = FEATURES.index("name begins")
_FIRST = FEATURES.index("first word")
_PEOPLE = [FEATURES.index(name) for name in ("common", "given name", "surname", "other person")]
_LISTED = [
    i
    for i, name in enumerate(FEATURES)
    if name in {"name begins", "name goes on", "rules chance"} or name.startswith("other ")
]
_NEAR = 2  # words between capitals that one name may hold: "Ile de la Cite"
_FINDS = [_KNOWN, FEATURES.index("rules begin")]


class LearnedRecognizer:
    """
    Find names with the learned model, which reads what the rules found among its features.

    Parameters
    ----------
    gazetteer : Gazetteer
        Asked whether a name exists.
    lexicon : Lexicon
        The word lists.
    tagger : Tagger
        The model.

    Attributes
    ----------
    id : str
        Made from the rules' id and the model's.

    Notes
    -----
    The model has learned the Latin alphabet; words of other scripts are left to the rules.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, tagger: Tagger) -> None:
        self._common = lexicon.common
        self._rules = RuleRecognizer(gazetteer, lexicon)
        self._describe = Describer(gazetteer, lexicon)
        self._tagger = tagger
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._steps = [step(gazetteer, lexicon) for step in (Whole, Ends, Company, Told, Refusal)]
        self._assemble = Assembler(gazetteer, lexicon)
        self.id = f"{tagger.id}+{self._rules.id}"

    def __call__(
        self, article: Article, sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...], /
    ) -> Names:
        """
        Find the names in an article.

        Parameters
        ----------
        article : Article
            As read.
        sentences : tuple of Sentence
            Its sentences.
        quotes : tuple of Quote
            Its quotes.

        Returns
        -------
        Names
            Toponyms and names that are not places, each in reading order; no two overlap.
        """
        lines = self._rules.read(article, sentences)
        ruled = self._rules.find(article, lines, quotes)
        words = self._describe(lines, ruled)
        repeats = _repeats(words.lines)
        asked = self._may_be_named(words) & ~np.isin(words.homes, list(repeats))
        chances = self._tagger(article.text, words, asked)
        _repeat(words.lines, repeats, chances)
        found = list(
            _without_things(
                decode(words, chances, self._tagger.threshold),
                words,
                ruled,
                self._lexicon.things,
                self._gazetteer,
            )
        )
        reading = Reading(article.text, lines, ruled, 1 - chances[:, 0])
        for step in self._steps:
            found = step(reading, found)
        return self._assemble(article, lines, found, ruled, quotes)

    def _may_be_named(self, words: Words) -> NDArray[np.bool_]:
        """Say of each word whether it may be of a name: a telling capital, a find, or near one."""
        telling = words.rows[:, _FINDS].any(axis=1)
        shapes = [self._tells(line, i) for line in words.lines for i in range(len(line.tokens))]
        telling |= np.array(shapes, dtype=np.bool_)
        telling &= ~_foreign(words)
        return _with_neighbours(telling, words.homes)

    def _tells(self, line: Line, at: int) -> bool:
        """Say whether a word's shape lets it be of a name: a capital not owed to its position."""
        if line.case is not Case.PLAIN:
            return True
        token = line.tokens[at]
        return token.capital and not (line.opens(at) and token.low in self._common)


def _foreign(words: Words) -> NDArray[np.bool_]:
    """Say of each word whether it is not in the alphabet that the model has learned."""
    return np.array([is_foreign(token.text) for token in words.tokens], dtype=np.bool_)


def _with_neighbours(telling: NDArray[np.bool_], homes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return the words near a telling one of their sentence too, which its name may hold."""
    near = telling.copy()
    for steps in range(1, _NEAR + 1):
        same = homes[steps:] == homes[:-steps]
        near[steps:] |= telling[:-steps] & same
        near[:-steps] |= telling[steps:] & same
    return near


def _without_things(
    found: Iterable[Found],
    words: Words,
    ruled: Names,
    things: Mapping[tuple[str, str], str],
    gazetteer: Gazetteer,
) -> Iterator[Found]:
    """Yield the finds that are no part of the name of a street, a house or a ship."""
    reasons = frozenset(things.values())
    leading = {word for word, side in things if side == "before"}
    held = [n for n in ruled.not_places if n.reason in reasons]
    barred = Barred(held)
    ends = {n.span.end for n in held if n.surface.split(maxsplit=1)[0].lower() not in leading}
    for name in found:
        span = Span(words.tokens[name.start].start, words.tokens[name.end - 1].end)
        held_by = words.tokens[name.start : name.end - 1]
        whole = span.end in ends and held_by and not _is_country(gazetteer, held_by)
        if whole or not barred(span):
            yield name


def _is_country(gazetteer: Gazetteer, tokens: Sequence[Token]) -> bool:
    """Say whether words name a country: "Sudan Street" is a street of another."""
    matches = gazetteer.lookup(" ".join(t.text for t in tokens), limit=3, alike=False)
    return any(m.place.kind is Kind.COUNTRY and m.how == "exact" for m in matches)


def _repeats(lines: Sequence[Line]) -> dict[int, int]:
    """Return the sentences that say again what an earlier one says, numbers aside, and which."""
    first: dict[tuple[tuple[str, str], ...], int] = {}
    found: dict[int, int] = {}
    for i, line in enumerate(lines):
        key = tuple((t.gap, "0" if t.text.isdigit() else t.text) for t in line.tokens)
        home = first.setdefault(key, i)
        if home != i:
            found[i] = home
    return found


def _repeat(lines: Sequence[Line], repeats: dict[int, int], chances: NDArray[np.float32]) -> None:
    """Give sentences that say the same the same chances."""
    starts = [0, *accumulate(len(line.tokens) for line in lines)]
    for again, home in repeats.items():
        size = len(lines[home].tokens)
        chances[starts[again] : starts[again] + size] = chances[starts[home] : starts[home] + size]


def decode(words: Words, chances: NDArray[np.float32], threshold: float) -> Iterator[Found]:
    """
    Join words taken for places into names; the rules have a say in each.

    Parameters
    ----------
    words : Words
        An article's.
    chances : ndarray of float32, shape (words, tags)
        From the tagger.
    threshold : float
        Chance from which a word is of a name.

    Yields
    ------
    Found
        In reading order; a name never crosses a sentence, nor what no name holds (a comma).
    """
    alone = 1 - chances[:, 0]
    named = (1 - _RULES_SHARE) * alone + _RULES_SHARE * words.rows[:, _RULED]
    # The rules know nothing of a word that opens a sentence, nor of one that no list has: the
    # network has the say.
    opening = (words.rows[:, _FIRST] > 0) & (words.rows[:, _KNOWN] > 0)
    unlisted = ~words.rows[:, _LISTED].any(axis=1)
    silent = (opening | unlisted) & (words.rows[:, _PEOPLE].sum(axis=1) == 0)
    named[silent] = np.maximum(named[silent], alone[silent])
    named[_foreign(words)] = 0
    begins = chances[:, 1] + chances[:, 3] > chances[:, 2] + chances[:, 4]
    known = words.rows[:, _KNOWN] > 0
    demonym = chances[:, 3] + chances[:, 4] > chances[:, 1] + chances[:, 2]
    offset = 0
    for line in words.lines:
        at, last = offset, offset + len(line.tokens)
        while at < last:
            if named[at] < threshold:
                at += 1
                continue
            end = at + 1
            while end < min(last, at + _LONGEST) and (
                line.goes_on(end - offset)
                or (
                    named[end] >= threshold
                    and not begins[end]
                    and demonym[end] == demonym[at]
                    and joined(line.tokens, end - offset)
                    and words.tokens[end].low != words.tokens[end - 1].low
                )
            ):
                end += 1
            if known[at] or _looks_named(line, at - offset, end - offset):
                yield Found(at, end, bool(demonym[at]), float(named[at:end].mean()))
            at = end
        offset = last


def _looks_named(line: Line, start: int, end: int) -> bool:
    """Return whether words have a capital, or a line in which that tells nothing."""
    return line.case is not Case.PLAIN or any(token.capital for token in line.tokens[start:end])
