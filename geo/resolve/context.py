"""What the words around each toponym say: lists, containers, words of kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.tokeniser import WORD, whole_words_of
from geo.resolve.phrases import between
from geo.resolve.scopes import read_scopes
from geo.resolve.ties import How, Tie, read_ties
from geo.types import Kind, Use

if TYPE_CHECKING:
    from geo.resolve.words import Words
    from geo.types import Article, Toponym

_LOOK = 60  # code points read on either side of a name
_LONGEST_LIST = 12  # names; what follows starts another list
_LISTING = re.compile(
    r"(?:,|,? and|,? or|, as well as|/|;)\s(?:the\s|in\s|from\s|to\s)?", re.IGNORECASE
)
_OF_LIST = re.compile(rf"({WORD})(?: like| such as| of| including|:|,)?(?: the)? $", re.IGNORECASE)
_AFTER_LIST = re.compile(
    r"(?:,? (?:and|or)(?: (?:in|from))?(?: (?:some|several|many|all|the|two|three|four))?"
    rf"(?: other| neighbou?ring| nearby| surrounding)?)? ({WORD})",
    re.IGNORECASE,
)
_AFTER_ONE = re.compile(
    rf" and (?:(?:some|several|many|all|the|two|three|four) )?(?:other|neighbou?ring) ({WORD})"
)
_RIGHT_AFTER = re.compile(rf"[ -]({WORD}(?: {WORD}){{0,2}})")
_AFTER_BLANK = re.compile(rf" ({WORD})")
# "The district of Lubero", not "the Karrada district of Baghdad", which is a part of the town.
_THE_OR_CAPITAL = re.compile(rf"\b[Tt]he {WORD}$|(?:^|\s)(?=[A-Z]){WORD}$")
_STANDS_IN = re.compile(rf"({WORD}) (?:in|inside|at) (?:central |downtown )?$", re.IGNORECASE)
_AT = re.compile(r"\bat $", re.IGNORECASE)
_WORD_BEFORE = re.compile(rf"({WORD}) $")
_WORDS_BESIDE = re.compile(rf"(?:{WORD} )?({WORD}) $")
_WORD_OF = re.compile(rf"({WORD}) of $", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands around one toponym."""

    list_mates: tuple[int, ...] = ()  # indices of the other names of its list
    cue: tuple[Kind, str] | None = None  # the kind a word beside it names, and that word
    told: bool = False  # the word of kind stands right beside this very name
    container: int | None = None  # index of the name that may hold it: "Paris, Texas"
    tie: Tie | None = None  # the words that say so
    contained: int | None = None  # index of the name it may hold
    scope: Tie | None = None  # what it stands under, where nothing nearer ties it
    heads: tuple[int, ...] = ()  # indices of the names that stand under it, the heading of a line
    others: int = 0  # distinct names in the article besides this one, demonyms left out
    the: bool | None = None  # False: no "the" before it; None: one that a noun after may claim
    in_town: bool = False  # what stands in towns is said to be in it: "a bakery in Hama"
    between: bool = False  # one of the two ends of "between A and B"


def read_contexts(
    article: Article, toponyms: tuple[Toponym, ...], words: Words
) -> tuple[Context, ...]:
    """
    Read what stands around each toponym.

    Parameters
    ----------
    article : Article
        The article.
    toponyms : tuple of Toponym
        In reading order.
    words : Words
        The word lists.

    Returns
    -------
    tuple of Context
        One for each toponym, in order.
    """
    names = {t.surface for t in toponyms if t.use is not Use.DEMONYM}
    lists = _lists(article, toponyms)
    ties = read_ties(article, toponyms, lists, words)
    scopes = read_scopes(article, toponyms, lists, words)
    contained = {
        tie.holder: held
        for held, tie in ties.items()
        if tie.how is not How.PEOPLE and not tie.elsewhere
    }
    found: list[Context | None] = [None] * len(toponyms)
    for members in lists:
        cue = _list_cue(article, toponyms, members, words)
        between = _is_between(article, toponyms, members, words)
        in_town = _is_in_town(article, toponyms[members[0]], words)
        for i in members:
            own = _own_cue(article, toponyms[i], words)
            found[i] = Context(
                list_mates=tuple(j for j in members if j != i),
                cue=own or cue,
                told=own is not None,
                container=ties[i].holder if i in ties and not ties[i].late else None,
                tie=ties.get(i),
                contained=contained.get(i),
                scope=scopes.ties.get(i),
                heads=tuple(scopes.headings.get(i, ())),
                the=_has_article(article, toponyms[i], words),
                others=len(names) - (toponyms[i].surface in names),
                in_town=in_town,
                between=between,
            )
    return tuple(context or Context() for context in found)


def _gap(article: Article, toponyms: tuple[Toponym, ...], i: int) -> str:
    """Return the text between toponym `i` and the next, when it is short enough to matter."""
    start, end = toponyms[i].span.end, toponyms[i + 1].span.start
    return article.text[start:end] if 0 <= end - start <= _LOOK else "\n\n"


def _lists(article: Article, toponyms: tuple[Toponym, ...]) -> list[list[int]]:
    lists: list[list[int]] = []
    for i, toponym in enumerate(toponyms):
        linked = (
            i > 0
            and len(lists[-1]) < _LONGEST_LIST
            and toponym.use is not Use.DEMONYM
            and toponyms[i - 1].use is not Use.DEMONYM
            and _LISTING.fullmatch(_gap(article, toponyms, i - 1)) is not None
        )
        if linked:
            lists[-1].append(i)
        else:
            lists.append([i])
    return lists


def _list_cue(
    article: Article, toponyms: tuple[Toponym, ...], members: list[int], words: Words
) -> tuple[Kind, str] | None:
    first, last = toponyms[members[0]].span, toponyms[members[-1]].span
    if len(members) == 1:
        after = _AFTER_ONE.match(article.text[last.end : last.end + _LOOK])
        known = after is not None and after[1].lower() in words.plurals
        return (words.plurals[after[1].lower()], after[0].strip()) if after and known else None
    before = _OF_LIST.search(article.text[max(0, first.start - _LOOK) : first.start])
    if before is not None and before[1].lower() in words.plurals:
        return words.plurals[before[1].lower()], before[0].strip()
    after = _AFTER_LIST.match(article.text[last.end : last.end + _LOOK])
    if after is not None and after[1].lower() in words.plurals:
        return words.plurals[after[1].lower()], after[0].strip(" ,")
    return None


def _own_cue(article: Article, toponym: Toponym, words: Words) -> tuple[Kind, str] | None:
    """Read a word of kind inside the name, right after it, or before it with "of"."""
    parts = [w.lower() for w in whole_words_of(toponym.surface)]
    if len(parts) > 1:
        for at in range(1, len(parts)):
            if (last := " ".join(parts[at:]), "after") in words.affixes:
                return words.affixes[last, "after"], last
        if (parts[0], "before") in words.affixes:
            return words.affixes[parts[0], "before"], parts[0]
    after = article.text[toponym.span.end : toponym.span.end + _LOOK]
    match = _RIGHT_AFTER.match(after)
    cue = _longest_after(match[1], words) if match is not None else None
    if cue is not None:
        return cue
    before = article.text[max(0, toponym.span.start - _LOOK) : toponym.span.start]
    return _cue_before(before, words)


def _cue_before(before: str, words: Words) -> tuple[Kind, str] | None:
    """Read a word of kind right before a name, or before it with "of"."""
    match = _WORD_BEFORE.search(before)
    for said in (match[1], match[1][1:]) if match is not None else ():  # with an Arabic "in"
        if (said.lower(), "before") in words.affixes:
            return words.affixes[said.lower(), "before"], said
    match = _WORDS_BESIDE.search(before)
    for said in (match[0], match[1]) if match is not None else ():
        if (said.strip().lower(), "beside") in words.affixes:
            return words.affixes[said.strip().lower(), "beside"], said.strip()
    match = _WORD_OF.search(before)
    kind = words.affixes.get((match[1].lower(), "of")) if match is not None else None
    if match is None or kind is None:
        return None
    if kind is Kind.DISTRICT and not _THE_OR_CAPITAL.search(before[: match.end(1)]):
        return None
    return kind, f"the {match[1]} of"


def _longest_after(text: str, words: Words) -> tuple[Kind, str] | None:
    """Return the kind that the first words after a name say: "local government area"."""
    parts = text.split(" ")
    for end in range(len(parts), 0, -1):
        said = " ".join(parts[:end])
        if (said.lower(), "after") in words.affixes:
            return words.affixes[said.lower(), "after"], said
    return None


def _has_article(article: Article, toponym: Toponym, words: Words) -> bool | None:
    """Return whether a name has an article: "the Niger"; None in "the Niger junta"."""
    before = article.text[max(0, toponym.span.start - len(" the ")) : toponym.span.start]
    if re.search(r"\bthe $", before, re.IGNORECASE) is None:
        return False
    after = _AFTER_BLANK.match(article.text[toponym.span.end : toponym.span.end + _LOOK])
    return True if after is None or after[1].lower() in words.no_nouns else None


def _is_in_town(article: Article, toponym: Toponym, words: Words) -> bool:
    """Return whether something that stands in towns is said to be in a name: "a bakery in"."""
    start = toponym.span.start
    before = article.text[max(0, start - _LOOK) : start]
    if _AT.search(before) is not None:
        return True
    match = _STANDS_IN.search(before)
    return match is not None and match[1].lower() in words.ties["in-town"]


def _is_between(
    article: Article, toponyms: tuple[Toponym, ...], members: list[int], words: Words
) -> bool:
    first = toponyms[members[0]].span.start
    before = article.text[max(0, first - _LOOK) : first]
    return len(members) > 1 and between(before, words.talk)
