"""A sentence made ready for the rules: its words, and what its capitals tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.toponyms.lexicon import Lexicon
from geo.toponyms.tokens import Token, joined, split_proclitics, tokenise

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.types import Article, Sentence

_LONGEST_RUN = 24  # words; a longer run is no name
_MIN_WORDS = 3  # fewer words tell nothing about the case of a line
_MOSTLY = 0.7  # share of words with a capital that makes a headline
_NEARLY_ALL = 0.8  # the same for one that ends as a sentence does
_STOPS = frozenset('.!?\u201d"')  # a line that ends so is hardly a headline
_FEWEST_SMALL = 2  # words of grammar with a capital: Every Single Word Of The Line Has One
_LONG = 4  # letters of a word that a headline capitalises
_OPENING = frozenset("\"'\u201c\u2018\u00ab:\u2022([")
_APOSTROPHES = frozenset({"'", "\u2019", "\u2018", "\u02bc", "\u02bb", "`"})


class Case(StrEnum):
    """What the capitals of a line are worth."""

    PLAIN = "plain"  # a capital marks a name
    TITLE = "title"  # a headline: Every Word Has One
    CAPS = "caps"  # EVERYTHING IS IN CAPITALS
    LOWER = "lower"  # nothing is


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, its words and its case."""

    sentence: int
    end: int  # code point after the sentence's last
    tokens: tuple[Token, ...]
    case: Case
    lexicon: Lexicon = field(repr=False, compare=False)  # says which small words join a name

    def named(self, index: int) -> bool:
        """Return whether the word at `index` looks like a part of a name."""
        token = self.tokens[index]
        if token.capital:
            return True
        if not token.cased:
            return token.text[0].isalpha()
        return self.case is Case.LOWER or (self.goes_on(index) and self.tokens[index - 1].capital)

    def goes_on(self, index: int) -> bool:
        """Return whether a word is the rest of one cut at an apostrophe: "rib" of "Ma'rib"."""
        token = self.tokens[index]
        return index > 0 and token.gap in _APOSTROPHES and token.low not in self.lexicon.endings

    def opens(self, index: int) -> bool:
        """Return whether a capital at `index` is owed to its position alone."""
        if index == 0:
            return True
        return any(mark in _OPENING for mark in self.tokens[index].gap)

    def starts_name(self, index: int) -> bool:
        """Return whether a name may start at `index`: a capital, or "al-" before one."""
        if self.named(index):
            return True
        after = index + 1
        return (
            self.tokens[index].low in self.lexicon.articles
            and after < len(self.tokens)
            and self.tokens[after].gap in {"-", "'", "\u2019"}
            and self.tokens[after].capital
        )

    def run_end(self, start: int) -> int:
        """Return where the unbroken run of name-like words that starts at `start` ends."""
        end = start + 1
        if not self.named(start):  # "al-" leans on the capital after it
            end += 1
        while end < min(len(self.tokens), start + _LONGEST_RUN):
            reach = self._reach(end)
            if reach == end:
                break
            end = reach
        return end

    def _reach(self, end: int) -> int:
        """Return the end of the run when the word at `end`, or a particle and a name, join it."""
        at = end
        while at < len(self.tokens) and joined(self.tokens, at):
            if self.named(at):
                return at + 1
            if self.tokens[at].low not in self.lexicon.inside or at - end > 1:
                break
            at += 1
        return end


def read_line(
    article: Article,
    sentence: Sentence,
    lexicon: Lexicon,
    known: Callable[[str], bool],
    recase: Callable[[tuple[Token, ...]], tuple[Token, ...]] | None = None,
) -> Line:
    """
    Split a sentence into words and judge its case.

    Parameters
    ----------
    article : Article
        The article that holds it.
    sentence : Sentence
        The sentence to read.
    lexicon : Lexicon
        Its ordinary words tell a headline from a line full of names.
    known : callable
        Whether some place has a name; parts Arabic names from the "and" written with them.
    recase : callable, optional
        Gives the words of a line whose capitals tell nothing those of a sentence; the line is
        a plain one then. They stay as they are when left out.

    Returns
    -------
    Line
        The words, and the case.
    """
    words = tokenise(article.text, sentence.span, lexicon.dotted)
    tokens = split_proclitics(words, known, lexicon.unparted)
    case = _case(tokens, lexicon, stopped=article.text[sentence.span.end - 1] in _STOPS)
    if recase is not None and case is not Case.PLAIN:
        tokens, case = recase(tokens), Case.PLAIN
    return Line(sentence.index, sentence.span.end, tokens, case, lexicon)


def _case(tokens: tuple[Token, ...], lexicon: Lexicon, *, stopped: bool) -> Case:
    words = [t for t in tokens if t.cased and t.text.isalpha()]
    if len(words) < _MIN_WORDS:
        two = len(words) == _MIN_WORDS - 1
        return Case.LOWER if two and not any(t.capital for t in tokens) else Case.PLAIN
    caps = sum(t.text.isupper() for t in words)
    if caps > _MOSTLY * len(words):
        return Case.CAPS
    if not any(t.capital for t in words):
        return Case.LOWER
    small = [t for t in words[1:] if t.low in lexicon.grammar]
    if len(small) >= _FEWEST_SMALL and all(t.capital for t in small):
        return Case.TITLE
    ordinary = [t for t in words[1:] if len(t.text) >= _LONG and t.low in lexicon.common]
    raised = sum(t.capital for t in ordinary)
    enough, share = (2 * _MIN_WORDS, _NEARLY_ALL) if stopped else (_MIN_WORDS - 1, _MOSTLY)
    if len(ordinary) >= enough and raised > share * len(ordinary):
        return Case.TITLE
    return Case.PLAIN
