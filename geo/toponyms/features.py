"""What is known of each word before the network reads it: shape, lists, gazetteer, rules."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.toponyms.lines import Case, Line
from geo.toponyms.tokens import Token, joined
from geo.types import Kind, NotPlace, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer import Gazetteer
    from geo.toponyms.lexicon import Lexicon
    from geo.types import Names, Toponym

FEATURES = (
    "capital", "all capitals", "one capital", "digit", "mixed", "uncased script",
    "after space", "after newline", "after comma", "after stop", "after hyphen",
    "after apostrophe", "after bracket", "first word",
    "line in capitals", "line in lower case", "line in title case",
    "common", "given name", "surname", "grammar", "title", "kind of body", "kind of body of",
    "affix", "locative", "speech", "personal", "short form",
    "name begins", "name goes on", "name ends", "name length", "population",
    "country", "province", "district", "town", "natural", "demonym",
    "rules begin", "rules go on", "rules chance", "rules demonym",
    "other begins", "other goes on", "other person", "other body", "other force",
    "other media", "other part", "other unused",
    "lower elsewhere", "capital elsewhere", "rules elsewhere", "other elsewhere",
)  # fmt: skip
_AT = {name: i for i, name in enumerate(FEATURES)}
RULES_FROM = _AT["rules begin"]  # columns from here on repeat what the rules decided
_GAPS = (
    ("\n", "after newline"), (",", "after comma"), (".", "after stop"), ("-", "after hyphen"),
    ("'", "after apostrophe"), ("\u2019", "after apostrophe"), ("(", "after bracket"),
)  # fmt: skip
_CASES = {
    Case.CAPS: "line in capitals",
    Case.LOWER: "line in lower case",
    Case.TITLE: "line in title case",
}
_KINDS = {
    Kind.COUNTRY: "country",
    Kind.PROVINCE: "province",
    Kind.DISTRICT: "district",
    Kind.TOWN: "town",
}
_REASONS = {
    "person": "other person",
    "organisation": "other body",
    "armed group": "other force",
    "security force": "other force",
    "military operation": "other force",
    "newspaper or media": "other media",
    "part of a longer name": "other part",
}
_LONGEST = 4  # words of a gazetteer name looked for
_GREATEST = 8.0  # decimal logarithm of a great country's people
_MANY = 8.0  # times elsewhere from which more tell nothing new
_KEPT = 16_384  # words whose answers are remembered
_SHORTEST = 2  # letters; a shorter word in lower case is no name


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of an article's sentences, and a row of features for each."""

    tokens: tuple[Token, ...]
    lines: tuple[Line, ...]  # the sentences they stand in
    homes: NDArray[np.int32]  # position in `lines` of each word's
    rows: NDArray[np.float32]  # words by FEATURES


class Describer:
    """
    Describe each word of an article in numbers.

    Parameters
    ----------
    gazetteer : Gazetteer
        Says which runs of words are names, and of what.
    lexicon : Lexicon
        The word lists.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._about: dict[str, tuple[tuple[int, float], ...]] = {}
        self._listed: dict[str, tuple[int, ...]] = {}

    def __call__(self, lines: Sequence[Line], names: Names) -> Words:
        """
        Describe the words of an article.

        Parameters
        ----------
        lines : sequence of Line
            Its sentences.
        names : Names
            What the rules found in it.

        Returns
        -------
        Words
            Every word of every sentence, in reading order.
        """
        tokens = tuple(token for line in lines for token in line.tokens)
        rows = np.zeros((len(tokens), len(FEATURES)), dtype=np.float32)
        at = 0
        for line in lines:
            self._describe(line, rows[at : at + len(line.tokens)])
            at += len(line.tokens)
        _mark_rules(tokens, names, rows)
        _mark_elsewhere(tokens, rows)
        counts = [len(line.tokens) for line in lines]
        homes = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        return Words(tokens=tokens, lines=tuple(lines), homes=homes, rows=rows)

    def _describe(self, line: Line, rows: NDArray[np.float32]) -> None:
        case = _CASES.get(line.case)
        if case is not None:
            rows[:, _AT[case]] = 1
        held = [
            i * len(FEATURES) + column
            for i, token in enumerate(line.tokens)
            for column in (*_shape(token, first=i == 0), *self._lists(token.text))
        ]
        rows.reshape(-1)[held] = 1
        self._mark_names(line, rows)

    def _lists(self, text: str) -> tuple[int, ...]:
        found = self._listed.get(text)
        if found is None:
            if len(self._listed) > _KEPT:
                self._listed.clear()
            found = self._listed[text] = self._list(text)
        return found

    def _list(self, text: str) -> tuple[int, ...]:
        low, lists = text.lower(), self._lexicon
        held = {
            "common": low in lists.common,
            "given name": low in lists.given,
            "surname": low in lists.surnames,
            "grammar": low in lists.grammar,
            "title": low in lists.titles,
            "kind of body": low in lists.heads,
            "kind of body of": low in lists.heads_of,
            "affix": (low, "after") in lists.affixes or (low, "before") in lists.affixes,
            "locative": low in lists.locatives,
            "speech": low in lists.speech,
            "personal": low in lists.personal,
            "short form": text in lists.short,
            "demonym": self._gazetteer.demonym(text) is not None,
        }
        return tuple(_AT[name] for name, yes in held.items() if yes)

    def _mark_names(self, line: Line, rows: NDArray[np.float32]) -> None:
        tokens, at = line.tokens, 0
        while at < len(tokens):
            end = self._longest(tokens, at, any_case=line.case is Case.LOWER)
            if end == at:
                at += 1
                continue
            name = " ".join(t.text for t in tokens[at:end])
            rows[at, _AT["name begins"]] = 1
            rows[at + 1 : end, _AT["name goes on"]] = 1
            rows[end - 1, _AT["name ends"]] = 1
            rows[at:end, _AT["name length"]] = (end - at) / _LONGEST
            for column, value in self._tell(name):
                rows[at:end, column] = value
            at = end

    def _longest(self, tokens: Sequence[Token], at: int, *, any_case: bool) -> int:
        """Return the end of the longest gazetteer name that begins at a word."""
        token = tokens[at]
        if token.cased and not token.capital and not (any_case and len(token.text) > _SHORTEST):
            return at
        last = at + 1
        while last < min(at + _LONGEST, len(tokens)) and joined(tokens, last):
            last += 1
        for end in range(last, at, -1):
            if self._gazetteer.knows(" ".join(t.text for t in tokens[at:end])):
                return end
        return at

    def _tell(self, name: str) -> tuple[tuple[int, float], ...]:
        found = self._about.get(name)
        if found is None:
            if len(self._about) > _KEPT:
                self._about.clear()
            found = self._about[name] = self._ask(name)
        return found

    def _ask(self, name: str) -> tuple[tuple[int, float], ...]:
        matches = self._gazetteer.lookup(name, limit=3)
        if not matches:
            return ()
        people = max(m.place.population for m in matches)
        kinds = {_AT[_KINDS.get(m.place.kind, "natural")] for m in matches}
        told = {_AT["population"]: log10(1 + people) / _GREATEST, **dict.fromkeys(kinds, 1.0)}
        return tuple(sorted(told.items()))


def _shape(token: Token, *, first: bool) -> list[int]:
    text = token.text
    held = []
    if not token.cased:
        held.append("digit" if text[0].isdigit() else "uncased script")
    if token.capital:
        held.append("capital")
        if len(text) == 1:
            held.append("one capital")
        elif text.isupper():
            held.append("all capitals")
    if not text.isupper() and text[1:] != text[1:].lower():
        held.append("mixed")
    if first:
        held.append("first word")
    if token.gap == " ":
        held.append("after space")
    else:
        held += [name for mark, name in _GAPS if mark in token.gap]
    return [_AT[name] for name in held]


def _mark_rules(tokens: Sequence[Token], names: Names, rows: NDArray[np.float32]) -> None:
    found: list[Toponym | NotPlace] = sorted(
        [*names.toponyms, *names.not_places], key=lambda n: n.span
    )
    at = 0
    for name in found:
        while at < len(tokens) and tokens[at].end <= name.span.start:
            at += 1
        end = at
        while end < len(tokens) and tokens[end].start < name.span.end:
            end += 1
        if end > at:
            _mark(name, rows[at:end])


def _mark(name: Toponym | NotPlace, rows: NDArray[np.float32]) -> None:
    if isinstance(name, NotPlace):
        rows[0, _AT["other begins"]] = 1
        rows[1:, _AT["other goes on"]] = 1
        rows[:, _AT[_REASONS.get(name.reason, "other unused")]] = 1
        return
    rows[0, _AT["rules begin"]] = 1
    rows[1:, _AT["rules go on"]] = 1
    rows[:, _AT["rules chance"]] = name.probability
    rows[:, _AT["rules demonym"]] = name.use is Use.DEMONYM


def _mark_elsewhere(tokens: Sequence[Token], rows: NDArray[np.float32]) -> None:
    """Say of each word how the article writes it, and how often the rules take it for what."""
    numbers: dict[str, int] = {}
    words = np.array([numbers.setdefault(token.low, len(numbers)) for token in tokens], dtype=int)
    upper = np.array([not token.cased or token.capital for token in tokens], dtype=float)
    placed = rows[:, _AT["rules begin"]] + rows[:, _AT["rules go on"]]
    other = rows[:, _AT["other begins"]] + rows[:, _AT["other goes on"]]
    every, capital, taken, refused = (
        np.bincount(words, weights, len(numbers)) for weights in (None, upper, placed, other)
    )
    first = _AT["lower elsewhere"]
    shares = (
        np.minimum((every - capital) / _MANY, 1.0), np.minimum(capital / _MANY, 1.0),
        taken / every, refused / every,
    )  # fmt: skip
    for column, share in enumerate(shares, start=first):
        rows[:, column] = share[words]
