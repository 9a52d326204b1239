"""Noun phrases that can speak: named people, bodies, roles and pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.quotes.vocabulary import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.quotes.clauses import Token
    from geo.quotes.vocabulary import Vocabulary

_LONGEST = 14  # tokens in one noun phrase


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase: tokens `first` up to `last`, with its name, title and role words apart."""

    first: int
    last: int
    kind: str  # "person", "body", "role", "plural" or "pronoun"
    start: int  # offset of the shown mention: title and name, or the whole phrase
    end: int
    name: tuple[str, ...] = ()
    title: str = ""
    role: str = ""  # "spokesman for the International Coalition"
    head: str = ""  # "spokesman"
    definite: bool = True


def find_mentions(lists: Vocabulary, tokens: Sequence[Token], text: str) -> list[Mention]:
    """
    Find the noun phrases of one unit that could speak.

    Parameters
    ----------
    lists : Vocabulary
        The words that speech is told by.
    tokens : sequence of Token
        The unit's tokens.
    text : str
        The article's text.

    Returns
    -------
    list of Mention
        Ordered and disjoint.
    """
    found = []
    at = 0
    while at < len(tokens):
        mention = _read(lists, tokens, at, text)
        if mention is not None:
            found.append(mention)
            at = mention.last
        else:
            at += 1
    return found


def _read(lists: Vocabulary, tokens: Sequence[Token], at: int, text: str) -> Mention | None:
    token = tokens[at]
    if not token.is_word:
        return None
    if token.low in PRONOUNS and token.text != "IT":
        return Mention(at, at + 1, "pronoun", token.start, token.end, head=token.low)
    first = at + (token.low in lists.determiners)
    run = _run(lists, tokens, first)
    if run == first:
        return None
    split = _name_start(lists, tokens, first, run)
    return _person(lists, tokens, (at, split, run), text) or _common(
        lists, tokens, (at, first, run), text
    )


def _run(lists: Vocabulary, tokens: Sequence[Token], first: int) -> int:
    """Return the end of the words from `first` that can belong to one noun phrase."""
    at = first
    end = first
    while at < len(tokens) and at - first < _LONGEST:
        token = tokens[at]
        if _is_dot_inside(lists, tokens, at, first):
            at += 1
            continue
        if not token.is_word or _breaks(lists, tokens, at, first):
            break
        at += 1
        end = at
        if token.is_possessive:
            break
    return end


def _is_dot_inside(lists: Vocabulary, tokens: Sequence[Token], at: int, first: int) -> bool:
    """Say whether the token is the full stop of an initial or a short title."""
    if tokens[at].text != "." or at == first or at + 1 >= len(tokens):
        return False
    word = tokens[at - 1]
    if word.end != tokens[at].start or not tokens[at + 1].is_capital:
        return False
    return (len(word.text) == 1 and word.text.isupper()) or (word.low in lists.short_titles)


def _breaks(lists: Vocabulary, tokens: Sequence[Token], at: int, first: int) -> bool:
    token = tokens[at]
    low = token.low
    if token.is_capital:
        return at == first and low in lists.no_names and not _is_name_after_all(tokens, at)
    if _is_role(lists, low) or low in lists.particles:
        return False
    if _joins(lists, tokens, at, first):
        return False
    if _leads_away(lists, low):
        return True
    # an unknown lower-case word may lead to a role noun, but never follows one or a name
    before = tokens[at - 1] if at > first else None
    led = at > 0 and tokens[first - 1].low in lists.determiners
    if before is not None and (before.is_capital or _is_role(lists, before.low)):
        return low not in lists.modifiers or not _role_follows(lists, tokens, at)
    return not (led or _role_follows(lists, tokens, at))


def _is_name_after_all(tokens: Sequence[Token], at: int) -> bool:
    """Say whether `May` or `April` is a first name: a capital follows and no number."""
    names = {"may", "april", "june", "august"}
    return tokens[at].low in names and at + 1 < len(tokens) and tokens[at + 1].is_capital


def _role_follows(lists: Vocabulary, tokens: Sequence[Token], at: int) -> bool:
    for token in tokens[at + 1 : at + 4]:
        if not token.is_word or _leads_away(lists, token.low):
            return False
        if _is_role(lists, token.low):
            return True
    return False


def _is_role(lists: Vocabulary, low: str) -> bool:
    return low in lists.roles or low in lists.plural_roles


def _leads_away(lists: Vocabulary, low: str) -> bool:
    """Say whether a word in lower case belongs to no noun phrase that it stands in or before."""
    return (
        low in lists.prepositions
        or low in lists.no_names
        or low in lists.cues
        or low in lists.adverbs
    )


def _joins(lists: Vocabulary, tokens: Sequence[Token], at: int, first: int) -> bool:
    """Say whether `of`, `for` or `and` joins two parts of a body's name."""
    if tokens[at].low not in {"of", "for", "and", "the"} or at == first:
        return False
    following = next((t for t in tokens[at + 1 : at + 3] if t.low != "the"), None)
    if following is None or not following.is_capital:
        return False
    return any(t.is_capital and t.low in lists.bodies for t in tokens[first:at])


def _name_start(lists: Vocabulary, tokens: Sequence[Token], first: int, run: int) -> int:
    """Return where the capitalised tail of a run begins."""
    at = run
    while at > first:
        token = tokens[at - 1]
        if token.is_capital or token.text == "." or token.low in lists.particles:
            at -= 1
        else:
            break
    while at < run and tokens[at].low in lists.particles and not tokens[at].is_capital:
        at += 1
    return at


def _person(
    lists: Vocabulary, tokens: Sequence[Token], bounds: tuple[int, int, int], text: str
) -> Mention | None:
    at, split, run = bounds
    name_at = _after_title(lists, tokens, split, run)
    names = [t for t in tokens[name_at:run] if t.text != "."]
    parts = tuple(_plain(t) + _dot(tokens, t, text) for t in names)
    core = [t for t in names if t.low not in lists.suffixes]
    title_at = _title_start(lists, tokens, split, name_at)
    role_words = tokens[at:title_at]
    role = _role_before(lists, role_words)
    if _names_body(lists, role_words) and not role and title_at == name_at:
        return None
    if not core or not _is_personal(lists, core, titled=title_at < name_at, role=role):
        return None
    title = (
        text[tokens[title_at].start : tokens[name_at].start].strip() if title_at < name_at else ""
    )
    return Mention(
        at,
        run,
        "person",
        tokens[title_at].start,
        _end(names[-1]),
        parts,
        title,
        text[role_words[0].start : role_words[-1].end] if role else "",
        role,
    )


def _names_body(lists: Vocabulary, before: Sequence[Token]) -> bool:
    return any(t.is_capital and t.low in lists.bodies for t in before)


def _after_title(lists: Vocabulary, tokens: Sequence[Token], split: int, run: int) -> int:
    """Return where the name begins after the last title of a capitalised run."""
    last = split
    for at in range(split, run - 1):
        token = tokens[at]
        if _is_title(lists, token) and token.low not in lists.title_joins and at - split <= 6:  # noqa: PLR2004 - titles come first
            last = at + 1
    while last < run and tokens[last].text == ".":
        last += 1
    return last if last < run else split


def _is_title(lists: Vocabulary, token: Token) -> bool:
    """Say whether a capitalised word goes before a name: "Colonel", "Lawyer"."""
    return token.low in lists.titles or token.low in lists.roles


def _title_start(lists: Vocabulary, tokens: Sequence[Token], split: int, name_at: int) -> int:
    at = name_at
    while at > split and (_is_title(lists, tokens[at - 1]) or tokens[at - 1].text == "."):
        at -= 1
    return at


def _role_before(lists: Vocabulary, before: Sequence[Token]) -> str:
    heads = [t.low for t in before if t.low in lists.roles or t.low in lists.titles]
    return heads[-1] if heads else ""


def _is_personal(lists: Vocabulary, core: Sequence[Token], *, titled: bool, role: str) -> bool:
    if any(t.low in lists.bodies or t.low in lists.roles for t in core):
        return False
    if titled or role:
        return True
    if core[-1].low in lists.place_nouns and len(core) > 1:
        return False
    if all(len(t.text) > 1 and t.text.isupper() for t in core):
        return False
    return core[0].low not in lists.no_names


def _common(
    lists: Vocabulary, tokens: Sequence[Token], bounds: tuple[int, int, int], text: str
) -> Mention | None:
    """Read a body ("the SDF", "the Interior Ministry") or a role ("a local resident")."""
    at, first, run = bounds
    heads = [i for i in range(first, run) if _is_head(lists, tokens, i, first)]
    capital = any(t.is_capital and t.low not in lists.no_names for t in tokens[first:run])
    if heads:
        last = heads[-1] + 1
        head = tokens[heads[-1]]
        kind = "plural" if head.low in lists.plural_roles else "role"
        if kind == "role" and at == first and not (capital or _is_introduced(tokens, at)):
            return None
        definite = tokens[at].low in {"the", "this", "that", "his", "her", "its", "their", "our"}
        role = text[tokens[first].start : _end(head)]
        return Mention(
            at, last, kind, tokens[at].start, _end(head), (), "", role, head.low, definite
        )
    words = [t for t in tokens[first:run] if t.is_capital and t.low not in lists.no_names]
    if not words or not (_is_body(lists, words) or at < first):
        return None
    last_word = tokens[run - 1]
    name = text[tokens[first].start : _end(last_word)]
    return Mention(at, run, "body", tokens[first].start, _end(last_word), (name,))


def _is_head(lists: Vocabulary, tokens: Sequence[Token], at: int, first: int) -> bool:
    """Say whether a word is a role noun and no part of a body's name ("Democratic Forces")."""
    token = tokens[at]
    if token.low not in lists.roles and token.low not in lists.plural_roles:
        return False
    in_name = token.is_capital and token.low in lists.bodies
    return not (in_name and at > first and tokens[at - 1].is_capital)


def _is_introduced(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a bare role follows a comma or a possessor: "Saleh, spokesman for ..."."""
    return at > 0 and (tokens[at - 1].text == "," or tokens[at - 1].is_possessive)


def _is_body(lists: Vocabulary, capitals: Sequence[Token]) -> bool:
    return any(t.low in lists.bodies or (len(t.text) > 1 and t.text.isupper()) for t in capitals)


def _plain(token: Token) -> str:
    return token.text[: _end(token) - token.start]


def _end(token: Token) -> int:
    return token.end - (2 if token.is_possessive else 0)


def _dot(tokens: Sequence[Token], token: Token, text: str) -> str:
    initial = len(token.text) == 1 or token.low in {"jr", "sr"}
    return "." if initial and text[token.end : token.end + 1] == "." and tokens else ""
