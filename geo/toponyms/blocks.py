"""Names that are certainly not places: groups, forces, bodies, operations, people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.toponyms.lines import Case
from geo.toponyms.tokens import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.toponyms.known import Known
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.lines import Line

_INITIAL = 1  # letters of an initial
_BIG_ENOUGH = 5_000  # people; a smaller town with a body's word in its name is the body
_SHIP = "ship"
_TOLD = "the"  # the mayor who named Paris is no mayor of that name
_ARTICLE = 2  # words before one for a person in which "a" or a number stands
_A_PAIR = 2  # words that make a full name


@dataclass(frozen=True, slots=True)
class Block:
    """Words `start` to `end` of one line that are not a place, and why."""

    start: int
    end: int
    reason: str


def find_blocks(line: Line, lexicon: Lexicon, known: Known) -> tuple[Block, ...]:
    """
    Find what the words alone show not to be places.

    Parameters
    ----------
    line : Line
        The sentence's words.
    lexicon : Lexicon
        The word lists.
    known : Known
        The gazetteer, asked whether a whole run is a place after all.

    Returns
    -------
    tuple of Block
        In reading order, never overlapping.
    """
    blocks: list[Block] = []
    at = 0
    while at < len(line.tokens):
        may_name = line.starts_name(at)
        block = (_named if may_name else _phrase)(line, at, lexicon, known)
        if block is None:  # a block never cuts a longer place name
            at += (known.longest(line, at) if may_name else 0) or 1
            continue
        blocks.append(block)
        at = block.end
    return tuple(blocks)


def _named(line: Line, at: int, lexicon: Lexicon, known: Known) -> Block | None:
    """Match what a name may begin."""
    return (
        _thing(line, at, lexicon, known)
        or _called(line, at, lexicon)
        or _phrase(line, at, lexicon, known)
        or _operation(line, at)
        or _body(line, at, lexicon, known)
        or _person(line, at, lexicon, known)
    )


def surnames(line: Line, blocks: tuple[Block, ...]) -> Iterator[str]:
    """
    Yield the surnames of the people among `blocks`.

    Parameters
    ----------
    line : Line
        The sentence the blocks are of.
    blocks : tuple of Block
        What `find_blocks` found in it.

    Yields
    ------
    str
        The last word of each person's name in lower case, "II" and "Jr" left out.
    """
    for block in blocks:
        if block.reason != "person":
            continue
        words = [t.low for t in line.tokens[block.start : block.end]]
        words = [word for word in words if word not in line.lexicon.suffixes]
        if words:
            yield words[-1]


def _thing(line: Line, at: int, lexicon: Lexicon, known: Known) -> Block | None:
    """Match a street, a house or a ship with a place's name in it."""
    token = line.tokens[at]
    if line.case is not Case.PLAIN or not token.capital:
        return None
    reason = lexicon.things.get((token.low, "before"))
    is_inside = at > 0 and line.starts_name(at - 1) and joined(line.tokens, at)
    if is_inside and reason is None:
        return None  # its run was looked at from the start
    end = line.run_end(at)
    if reason is not None and end - at > 1 and (reason != _SHIP or token.text.isupper()):
        return Block(at, end, reason)
    if is_inside:
        return None
    first = _skip_opener(line, at, lexicon)
    for last in range(end - 1, first, -1):
        reason = lexicon.things.get((line.tokens[last].low, "after"))
        if reason is not None:
            return (
                None
                if known.longest(line, first) > last - first
                else Block(first, last + 1, reason)
            )
    return _vessel(line, first, end, lexicon, known)


def _called(line: Line, at: int, lexicon: Lexicon) -> Block | None:
    """Match the name that a person is said to have: "surnamed Paris", "a nurse named Jordan"."""
    token = line.tokens[at]
    if at == 0 or token.gap != " " or not line.starts_name(at):
        return None
    says = line.tokens[at - 1].low
    reason = lexicon.things.get((says, "calls"))
    if reason is None and at > 1 and line.tokens[at - 2].low in lexicon.roles:
        reason = lexicon.things.get((says, "names")) if _is_one(line, at - 2) else None
    return None if reason is None else Block(at, line.run_end(at), reason)


def _is_one(line: Line, at: int) -> bool:
    """Say whether somebody not told of before stands at `at`: "a nurse", "two farmers"."""
    before = line.tokens[max(0, at - _ARTICLE) : at]
    return any(t.low in line.lexicon.determiners and t.low != _TOLD for t in before)


def _vessel(line: Line, first: int, end: int, lexicon: Lexicon, known: Known) -> Block | None:
    """Match the name of a ship by what it does: "the Moskva sank"."""
    if first == 0 or end >= len(line.tokens) or line.tokens[first - 1].low != "the":
        return None
    does = line.tokens[end]
    reason = lexicon.things.get((does.low, "does")) if does.gap == " " else None
    if reason is None or known.country(line, first, end):
        return None
    return Block(first, end, reason)


def _phrase(line: Line, at: int, lexicon: Lexicon, known: Known) -> Block | None:
    """Match the longest listed phrase at `at`, unless a longer place name starts there."""
    most = lexicon.longest.get(line.tokens[at].low, 0)
    for end in range(min(len(line.tokens), at + most), at, -1):
        key = tuple(t.low for t in line.tokens[at:end])
        if key not in lexicon.phrases or not _unbroken(line, at, end):
            continue
        if known.longest(line, at) > end - at:
            return None
        for words, reason in lexicon.phrases[key]:
            if _same(line, at, end, words):
                return Block(at, end, reason)
    return None


def _unbroken(line: Line, at: int, end: int) -> bool:
    return all(
        joined(line.tokens, i) or line.tokens[i].gap == "." for i in range(at + 1, end)
    ) and not (line.case is Case.LOWER and end - at == 1)


def _same(line: Line, at: int, end: int, words: tuple[str, ...]) -> bool:
    """Compare as written, first letters free in headlines; short capitals must be capitals."""
    for token, word in zip(line.tokens[at:end], words, strict=True):
        if token.text == word:
            continue
        if word.isupper() and len(word) > 1:
            return False
        if word[0].isupper() and not token.capital and line.case is not Case.LOWER:
            return False
    return True


def _operation(line: Line, at: int) -> Block | None:
    token = line.tokens[at]
    if token.text not in {"Operation", "OPERATION"} or line.case is not Case.PLAIN:
        return None
    end = line.run_end(at)
    return Block(at, end, "military operation") if end - at > 1 else None


def _body(line: Line, at: int, lexicon: Lexicon, known: Known) -> Block | None:
    """Match a name with a word of its kind in it: "Baghdad Operations Command"."""
    if not line.starts_name(at) or line.case in {Case.LOWER, Case.CAPS}:
        return None
    if at > 0 and line.starts_name(at - 1) and joined(line.tokens, at):
        return None  # inside a run that was looked at from its start
    of = _of(line, at, lexicon)
    if of is not None or line.case is Case.TITLE:
        return of
    first, end = _skip_opener(line, at, lexicon), line.run_end(at)
    for last in range(end - 1, first, -1):
        reason = lexicon.heads.get(line.tokens[last].low)
        if reason is not None:
            if known.population(line, first, last + 1) >= _BIG_ENOUGH:
                break
            return Block(first, _tail(line, last + 1, lexicon), reason)
    return None


def _skip_opener(line: Line, at: int, lexicon: Lexicon) -> int:
    """Step over a word whose capital its position explains: "The", "Meanwhile"."""
    opens = line.opens(at) and line.tokens[at].low in lexicon.common
    return at + 1 if opens and line.tokens[at].low not in lexicon.heads_of else at


def _of(line: Line, at: int, lexicon: Lexicon) -> Block | None:
    """Match "University of Mosul" and "Bank of America" whole, wherever the run starts."""
    end = line.run_end(at)
    reason = lexicon.heads_of.get(line.tokens[end - 1].low)
    if reason is None:
        return None
    far = _tail(line, end, lexicon)
    return Block(_skip_opener(line, at, lexicon), far, reason) if far > end else None


def _tail(line: Line, end: int, lexicon: Lexicon) -> int:
    """Return the end of the name with its "of ..." or "for ..." part."""
    at = end
    if line.tokens[end - 1].low not in lexicon.heads_of:
        return end
    if (
        at < len(line.tokens)
        and line.tokens[at].low in {"of", "for"}
        and line.tokens[at].gap == " "
    ):
        at += 1
        if at < len(line.tokens) and line.tokens[at].low == "the":
            at += 1
        if at < len(line.tokens) and line.named(at) and joined(line.tokens, at):
            return line.run_end(at)
    return end


def _person(line: Line, at: int, lexicon: Lexicon, known: Known) -> Block | None:
    """Match a person: after a title, or a given name followed by another name."""
    if line.case is not Case.PLAIN or not line.tokens[at].capital:
        return None
    titled = _after_title(line, at, lexicon)
    if not titled and not _is_given(line, at, lexicon):
        return None
    end = line.run_end(at)
    if any((token.low, "after") in lexicon.affixes for token in line.tokens[at + 1 : end]):
        return None
    is_person = _titled if titled else _full_name
    return Block(at, end, "person") if is_person(line, at, end, lexicon, known) else None


def _titled(line: Line, at: int, end: int, lexicon: Lexicon, known: Known) -> bool:
    """Say whether the run after a title is a person, not a place or a further title."""
    token = line.tokens[at]
    if token.low in lexicon.titles or token.low in lexicon.heads:
        return False
    return end - at > 1 or line.tokens[at - 1].capital or not known.big(line, at, end)


def _full_name(line: Line, at: int, end: int, lexicon: Lexicon, known: Known) -> bool:
    """Say whether the run that begins with a given name has a surname too, and is no place."""
    if end - at < _A_PAIR or not _looks_like_name(line, at, end, lexicon):
        return False
    longest = known.longest(line, at)
    return longest < end - at or not _is_place_after_all(line, at, at + longest, lexicon, known)


def _is_given(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Say whether a given name stands at `at`, and no name goes on there."""
    return line.tokens[at].low in lexicon.given and not (at > 0 and _continues(line, at))


def _continues(line: Line, at: int) -> bool:
    return line.named(at - 1) and joined(line.tokens, at) and not line.opens(at - 1)


def _after_title(line: Line, at: int, lexicon: Lexicon) -> bool:
    if at == 0 or not joined(line.tokens, at):
        before = line.tokens[at - 1] if at else None
        return before is not None and before.low in lexicon.titles and line.tokens[at].gap == ". "
    return line.tokens[at - 1].low in lexicon.titles and line.tokens[at].gap != "-"


def _looks_like_name(line: Line, at: int, end: int, lexicon: Lexicon) -> bool:
    words = line.tokens[at + 1 : end]
    if any(w.low in lexicon.heads for w in words):
        return False
    last = words[-1].low
    odd = last in lexicon.common and last not in lexicon.surnames and last not in lexicon.given
    return not odd


def _is_place_after_all(line: Line, at: int, end: int, lexicon: Lexicon, known: Known) -> bool:
    if at > 0 and line.tokens[at - 1].low in lexicon.locatives:
        return True
    last = line.tokens[end - 1].low
    if last in lexicon.surnames and line.tokens[at].low in lexicon.given:
        return known.population(line, at, end) >= 10 * _BIG_ENOUGH
    return True
