"""Words of a sentence, with what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.language.tokeniser import find_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.types import Span

# What names a page, a box or an account, and no place: an address, an e-mail address, a handle.
_ADDRESS = re.compile(
    r"""(?:https?://|www\.)\S+ | (?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)* | (?<![\w@])@\w+
      | (?<![\w.-])(?:[\w-]++\.)++[a-z]{2,}/\S+""",
    re.VERBOSE,
)
_JOINTS = frozenset(
    {" ", "\u00a0", "-", "'", "\u2019", "\u2018", "\u02bc", "`", "\u2010", "\u2011", "\n"}
    | {"-" + ain for ain in "'\u2018\u2019\u02bb\u02bf`"}  # "al-\u2018Ayn"
)
_NONE: frozenset[str] = frozenset()
_MAX_GAP = 2
_LATIN_ENDS = "\u024f"
_LATIN_MORE = ("\u1e00", "\u1eff")
_PROCLITICS = frozenset("\u0648\u0641\u0628\u0644\u0643")  # waw, feh, beh, lam, kaf
_SHORTEST_NAME = 3  # letters left after a proclitic


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the text; `start` and `end` index the article's code points."""

    start: int
    end: int
    text: str
    gap: str  # what stands between the word before and this one, "" at the start
    tied: bool = False  # the full stop before it is a short form's: "Gen. Smith"
    low: str = field(init=False, repr=False, compare=False)  # in lower case
    capital: bool = field(init=False, repr=False, compare=False)  # starts with a capital letter
    cased: bool = field(init=False, repr=False, compare=False)  # its script knows capitals at all

    def __post_init__(self) -> None:
        """Say once what every rule asks of a word."""
        first = self.text[0]
        put = object.__setattr__
        put(self, "low", self.text.lower())
        put(self, "capital", first.isupper())
        put(self, "cased", first.lower() != first.upper())


def tokenise(text: str, span: Span, short: frozenset[str] = _NONE) -> tuple[Token, ...]:
    """
    Return the words of `text` under `span`.

    Parameters
    ----------
    text : str
        The article's text.
    span : Span
        The sentence, in code points of `text`.
    short : frozenset of str, optional
        Words in lower case that are written with a full stop and end nothing: "gen", "st".

    Returns
    -------
    tuple of Token
        In reading order; a possessive "s" is a word of its own, after an apostrophe. The words
        of addresses and handles are left out.
    """
    found: list[Token] = []
    at = span.start
    hidden = _addresses(text, span)
    last = next(hidden, None)
    for match in find_words(text, span.start, span.end):
        while last is not None and last[1] <= match.start():
            last = next(hidden, None)
        if last is not None and last[0] <= match.start():
            continue
        gap = text[at : match.start()]
        tied = gap[:1] == "." and bool(found) and found[-1].low in short
        found.append(Token(match.start(), match.end(), match.group(), gap, tied))
        at = match.end()
    return tuple(found)


def _addresses(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield where addresses and handles stand in a sentence."""
    if any(text.find(sign, span.start, span.end) >= 0 for sign in ("@", "/", "www.")):
        for match in _ADDRESS.finditer(text, span.start, span.end):
            yield match.span()


def is_foreign(text: str) -> bool:
    """Return whether a word is not in the Latin alphabet, which the shipped model alone reads."""
    return text[0] > _LATIN_ENDS and not _LATIN_MORE[0] <= text[0] <= _LATIN_MORE[1]


def split_proclitics(
    tokens: tuple[Token, ...], known: Callable[[str], bool], whole: frozenset[str]
) -> tuple[Token, ...]:
    """
    Part the Arabic words "and", "in", "to" and "like" from the names they are written with.

    Parameters
    ----------
    tokens : tuple of Token
        A sentence's words.
    known : callable
        Whether some place has a name.
    whole : frozenset of str
        Words never parted, such as "state", which begins like "and".

    Returns
    -------
    tuple of Token
        The words; one that is no name whole, but is one without such a beginning, becomes two,
        with nothing between them.
    """
    found: list[Token] = []
    for i, token in enumerate(tokens):
        size = _proclitic(tokens, i, known) if _may_lean(token.text, whole) else 0
        if size:
            middle = token.start + size
            found.append(Token(token.start, middle, token.text[:size], token.gap, token.tied))
            found.append(Token(middle, token.end, token.text[size:], ""))
        else:
            found.append(token)
    return tuple(found)


def _may_lean(text: str, whole: frozenset[str]) -> bool:
    return text[0] in _PROCLITICS and text not in whole


def _proclitic(tokens: tuple[Token, ...], index: int, known: Callable[[str], bool]) -> int:
    """Return how many letters lead a known name in a word that is none itself; 0 for none."""
    text = tokens[index].text
    if known(text):
        return 0
    after = tokens[index + 1 : index + 2]
    for size in (1, 2):
        if text[size - 1] not in _PROCLITICS or len(text) - size < _SHORTEST_NAME:
            break
        rest = text[size:]
        if known(rest) or (after and after[0].gap == " " and known(f"{rest} {after[0].text}")):
            return size
    return 0


def joined(tokens: Sequence[Token], index: int) -> bool:
    """
    Return whether the word at `index` may belong to one name with the word before it.

    Parameters
    ----------
    tokens : sequence of Token
        A sentence's words.
    index : int
        Position of the later word; at least 1.

    Returns
    -------
    bool
        True for a space, hyphen or apostrophe between them, a full stop after an initial or
        an abbreviation; False for a possessive, a comma, or anything else.
    """
    token, before = tokens[index], tokens[index - 1]
    gap = token.gap
    if gap in {"'", "\u2019"} and token.text in {"s", "S"}:
        return False
    if gap in _JOINTS:
        return True
    if gap.startswith(".") and len(gap) <= _MAX_GAP and gap.strip(" .") == "":
        return len(before.text) == 1 or token.tied
    return False
