"""Speech verbs in a unit, each with its subject found by templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.quotes.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.quotes.clauses import Token
    from geo.quotes.vocabulary import Vocabulary

_FAR = 30  # tokens searched for a subject
_GENERIC = 6  # words in a noun phrase known only by standing beside the verb
_PASSIVE = frozenset(["was", "were", "been", "is", "are", "be", "being"])
_NOT_SUBJECTS = frozenset({"we", "it"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A speech verb at token `at` with its subject; `first` to `last` holds both."""

    at: int
    verb: str
    subject: Mention
    inverted: bool
    first: int
    last: int
    sure: float  # 0 to 1, by template


def find_cues(lists: Vocabulary, tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Cue]:
    """
    Find each speech verb of a unit that has a subject.

    Parameters
    ----------
    lists : Vocabulary
        The words that speech is told by.
    tokens : sequence of Token
        The unit's tokens.
    mentions : sequence of Mention
        The unit's noun phrases, ordered.

    Returns
    -------
    list of Cue
        In reading order.
    """
    finder = _Finder(lists, tokens, mentions)
    found = []
    for at, token in enumerate(tokens):
        cue = None
        if token.low == "according" and at + 1 < len(tokens) and tokens[at + 1].low == "to":
            cue = finder.after(at, at + 2, sure=0.9)
        elif token.low in lists.cues and token.quotation < 0 and finder.is_verb(at):
            cue = finder.inverted(at) or finder.plain(at)
        if cue is not None:
            found.append(cue)
    return found


class _Finder:
    """Looks for the subject of one verb among one unit's noun phrases."""

    def __init__(
        self, lists: Vocabulary, tokens: Sequence[Token], mentions: Sequence[Mention]
    ) -> None:
        self._lists = lists
        self._tokens = tokens
        self._first = {m.first: m for m in mentions}
        self._last = {m.last: m for m in mentions}
        self._mentions = mentions

    def is_verb(self, at: int) -> bool:
        """Say whether the word is used as a verb in the active voice."""
        token = self._tokens[at]
        before = self._tokens[at - 1] if at else None
        if before is None:
            return token.low in self._lists.reporting and token.low not in self._lists.plain
        if token.is_capital or before.low in self._lists.determiners or before.is_possessive:
            return False
        return self._is_active(at, token, before)

    def _is_active(self, at: int, token: Token, before: Token) -> bool:
        if before.low in self._lists.prepositions:
            return token.low in self._lists.gerunds
        if before.low in _PASSIVE and token.low not in self._lists.gerunds:
            return token.low == "quoted"
        if token.low in self._lists.plain and before.is_word:
            held = self._last.get(at)
            return before.low in self._lists.adverbs or (
                held is not None
                and (held.kind in {"plural", "body"} or held.head in {"they", "we"})
            )
        return True

    def inverted(self, at: int) -> Cue | None:
        """Match `Q, VERB SUBJECT` and `CLAUSE, VERB SUBJECT`."""
        if self._tokens[at].low in self._lists.heard - {"asked", "asks", "urged", "urges"}:
            return None
        if self._tokens[at].low in self._lists.gerunds:
            return None
        before = self._tokens[at - 1] if at else None
        if before is not None and before.quotation < 0 and before.text not in ",\u2014\u2013-:.?!":
            return None
        found = self.after(at, at + 1, sure=0.95)
        if found is None or self._is_after_quotation(at):
            return found
        return (
            found
            if self._closes_clause(found.last) and not self._is_apposed(at, found.subject)
            else None
        )

    def _is_after_quotation(self, at: int) -> bool:
        return any(token.quotation >= 0 for token in self._tokens[max(0, at - 2) : at])

    def _closes_clause(self, at: int) -> bool:
        token = self._tokens[at] if at < len(self._tokens) else None
        return (
            token is None
            or not token.is_word
            or token.low in self._lists.prepositions | self._lists.adverbs | {"who", "and", "but"}
        )

    def _is_apposed(self, at: int, found: Mention) -> bool:
        """Say whether a comma pair before the verb holds a name: "the mayor, X, said"."""
        mention = self._last.get(at - 1)
        beside = (
            mention is not None
            and mention.first > 0
            and self._can_speak(mention)
            and self._tokens[mention.first - 1].text == ","
        )
        if beside or found.kind == "person":
            return beside
        earlier = self._over_commas(at, at)
        return earlier is not None and earlier.kind == "person"

    def after(self, at: int, start: int, *, sure: float) -> Cue | None:
        """Take the noun phrase at `start` as subject."""
        mention = self._first.get(start)
        if mention is not None and mention.head in _NOT_SUBJECTS:
            return None
        if mention is None:
            mention = self._generic_after(start, free=self._tokens[at].low == "according")
            sure *= 0.8
        elif self._is_possessor(mention):
            follow = self._first.get(mention.last)
            mention = follow or mention
        if mention is None:
            return None
        return Cue(at, self._tokens[at].low, mention, True, at, mention.last, sure)  # noqa: FBT003 - a field

    def plain(self, at: int) -> Cue | None:
        """Match `SUBJECT [, apposition ,] [adverb] VERB` and looser orders."""
        end = at
        while end > 0 and self._is_filler(end - 1):
            end -= 1
        for template, sure in (
            (self._adjacent, 1.0),
            (self._over_commas, 0.9),
            (self._generic_before, 0.7),
            (self._over_words, 0.75),
        ):
            mention = template(end, at)
            if mention is not None:
                first = min(mention.first, at)
                return Cue(at, self._tokens[at].low, mention, False, first, at + 1, sure)  # noqa: FBT003 - a field
        return None

    def _is_filler(self, at: int) -> bool:
        token = self._tokens[at]
        low = token.low
        return token.is_word and (
            low in self._lists.adverbs
            or (low.endswith("ly") and not token.is_capital)
            or low == "who"
        )

    def _adjacent(self, end: int, _at: int) -> Mention | None:
        mention = self._last.get(end)
        if mention is None or self._is_possessor(mention) or mention.head == "it":
            return mention if mention is not None and mention.head == "it" else None
        if self._is_prepositional(mention):
            return None
        return mention

    def _over_commas(self, end: int, at: int) -> Mention | None:
        opens = {",", ")", "\u2014", "\u2013"}
        if end == 0 or self._tokens[end - 1].text not in opens:
            return None
        if self._tokens[at].low in self._lists.gerunds:
            return None
        found = None
        for comma in range(end - 1, max(-1, end - _FAR), -1):
            token = self._tokens[comma]
            if token.quotation >= 0 or token.text == ";":
                break
            mention = self._last.get(comma)
            if (
                token.text in {",", "(", "\u2014", "\u2013"}
                and mention is not None
                and self._can_speak(mention)
            ):
                if mention.kind == "person":
                    return mention
                found = found or mention
        return found

    def _over_words(self, end: int, at: int) -> Mention | None:
        start = self._clause_start(end)
        able = [m for m in self._mentions if start <= m.first and m.last <= end]
        able = [m for m in able if self._can_speak(m) and m.head != "it"]
        if not able:
            return None
        before = self._tokens[end - 1].low
        joined = (
            before in {"and", "but", "then", ","} or self._tokens[at].low in self._lists.gerunds
        )
        return self._named_beside(able) if joined else able[-1]

    def _named_beside(self, able: Sequence[Mention]) -> Mention:
        """Return the first mention, or the name that stands in apposition to it."""
        first = able[0]
        beside = self._first.get(first.last + 1)
        apposed = beside is not None and self._tokens[first.last].text == ","
        if beside is not None and apposed and beside.kind == "person" and first.kind == "role":
            return beside
        return first

    def _clause_start(self, end: int) -> int:
        for at in range(end - 1, max(-1, end - _FAR), -1):
            if self._tokens[at].quotation >= 0 or self._tokens[at].text == ";":
                return at + 1
        return max(0, end - _FAR)

    def _generic_before(self, end: int, _at: int) -> Mention | None:
        if end == 0 or not self._is_noun(end - 1) or self._tokens[end - 1].is_possessive:
            return None
        for first in range(end - 2, max(-1, end - _GENERIC), -1):
            token = self._tokens[first]
            if token.low in self._lists.determiners:
                follows_preposition = (
                    first > 0 and self._tokens[first - 1].low in self._lists.prepositions
                )
                return None if follows_preposition else self._generic(first, end)
            if not self._is_noun(first):
                return None
        return None

    def _is_noun(self, at: int) -> bool:
        token = self._tokens[at]
        return (
            token.is_word
            and token.low not in self._lists.prepositions | self._lists.no_names | self._lists.cues
        )

    def _generic_after(self, start: int, *, free: bool) -> Mention | None:
        led = start < len(self._tokens) and self._tokens[start].low in self._lists.determiners
        if not (led or free):
            return None
        end = start + led
        while end < len(self._tokens) and end - start < _GENERIC:
            token = self._tokens[end]
            if (
                not token.is_word
                or token.low
                in self._lists.prepositions | self._lists.adverbs | self._lists.no_names
            ):
                break
            end += 1
        return self._generic(start, end) if end > start + led else None

    def _generic(self, first: int, end: int) -> Mention:
        head = self._tokens[end - 1]
        return Mention(
            first, end, "role", self._tokens[first].start, head.end, (), "", "", head.low
        )

    def _can_speak(self, mention: Mention) -> bool:
        return not (self._is_prepositional(mention) or self._is_possessor(mention))

    def _is_possessor(self, mention: Mention) -> bool:
        return self._tokens[mention.last - 1].is_possessive

    def _is_prepositional(self, mention: Mention) -> bool:
        before = self._tokens[mention.first - 1].low if mention.first else ""
        return before in self._lists.prepositions or before in self._lists.heard
