"""Word lists the rules read, loaded once from `data/lexicon`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.lists import read_lists
from geo.language.tokeniser import words_of

if TYPE_CHECKING:
    from geo.language.lists import Lists

# File of names that are not places -> the reason a reader is told.
_REASONS = {
    "armed_groups.txt": "armed group",
    "security_forces.txt": "security force",
    "operations.txt": "military operation",
    "media.txt": "newspaper or media",
    "organisations.txt": "organisation",
    "calendar.txt": "date or time",
    "never.txt": "not a place name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything the rules know about words; keys are lower case unless said otherwise."""

    checksum: str  # sha256 (hex) of the files' bytes, in name order
    phrases: Mapping[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]  # folded words ->
    # (words as written, reason)
    longest: Mapping[str, int]  # first word of a phrase -> words of the longest one
    common: frozenset[str]
    given: frozenset[str]
    abroad: frozenset[str]  # given names that the network was not told of: "Basim", "Hala"
    surnames: frozenset[str]
    uncased: frozenset[str]  # everyday words of scripts without capitals
    unparted: frozenset[str]  # words that no proclitic is parted from
    grammar: frozenset[str]  # words of grammar, never names
    titles: frozenset[str]  # of people, written with a capital or without
    dotted: frozenset[str]  # short forms written with a full stop: "gen", "st", "jr"
    suffixes: frozenset[str]  # what follows a person's name: "jr", "iii"
    articles: frozenset[str]  # of Arabic names
    inside: frozenset[str]  # small words between the words of a name in running text
    joins: frozenset[str]  # those of them after which a name goes on, and no other one begins
    listed: frozenset[str]  # the same in a name that the gazetteer has
    joining: frozenset[str]  # "and" in the languages that are read
    directions: frozenset[str]  # words that say which part of a place
    endings: frozenset[str]  # what follows an apostrophe and is no part of a name
    helpers: frozenset[str]  # words between a government and its verb
    heads: Mapping[str, str]  # word of kind -> reason
    heads_of: Mapping[str, str]  # "Bank" in "Bank of X" -> reason
    things: Mapping[tuple[str, str], str]  # (word, side) of streets, houses, ships -> reason
    affixes: frozenset[tuple[str, str]]  # (word, side)
    kinds: frozenset[str]  # plural words for what the names of a list are: "villages"
    locatives: frozenset[str]
    kin: frozenset[str]  # words for one of a family
    nicknames: frozenset[str]  # of teams, after the town's name
    hears: frozenset[str]  # what is done "to" somebody: "talked"
    speech: frozenset[str]
    personal: frozenset[str]
    befalls: frozenset[str]  # what is done to a place: "shelled"
    leading: frozenset[str]  # words that begin a name and are none
    with_names: Mapping[str, frozenset[str]]  # words of kind by where they stand: after, before, of
    asking: frozenset[str]  # words before an "us" that is nobody's country
    routes: frozenset[str]  # what runs between two places: "road", "border"
    determiners: frozenset[str]
    roles: frozenset[str]  # nouns for people by what they do: "nurse", "farmers"
    short: Mapping[str, bool]  # short form as written -> only after "City,"
    weights: Mapping[str, float]  # log-odds of a name being a place, by sign


def load_lexicon(lists: Lists | None = None) -> Lexicon:
    """
    Make the rules' lexicon of the word lists.

    Parameters
    ----------
    lists : Lists, optional
        What `read_lists` read; the shipped ones when left out.

    Returns
    -------
    Lexicon
        All lists, and the checksum of their bytes.

    Raises
    ------
    DataError
        When a list is missing, damaged, or not of the form in `geo.schema`.
    """
    lists = lists or read_lists()
    phrases = _phrases(lists)
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    uncased = lists.words("uncased_common.txt") | lists.words("uncased_never.txt")
    titles, verbs, grammar = (lists.uses(f"{n}.csv") for n in ("titles", "verbs", "grammar"))
    name_words, people = lists.uses("name_words.csv"), lists.uses("people.csv")
    roles = lists.uses("roles.csv")
    particles, suffixes = lists.uses("particles.csv"), lists.uses("name_suffixes.csv")
    return Lexicon(
        checksum=lists.checksum(),
        phrases=phrases,
        longest=longest,
        common=lists.words("common_words.txt"),
        given=lists.words("first_names.txt") | lists.words("given_names_world.txt"),
        abroad=lists.words("given_names_arabic.txt"),
        surnames=lists.words("surnames.txt"),
        uncased=uncased,
        unparted=uncased | lists.words("locatives.txt"),
        grammar=grammar["no-place"],
        titles=titles["title"] - titles["joins"] - titles["capital"],
        dotted=titles["short"] | suffixes["short"],
        suffixes=suffixes["suffix"],
        articles=particles["article"],
        inside=particles["inside"],
        joins=particles["joins"],
        listed=particles["listed"],
        joining=grammar["and"],
        directions=lists.words("directions.txt"),
        endings=lists.words("endings.txt"),
        helpers=grammar["helper"],
        heads={row["word"]: row["reason"] for row in lists.rows("heads.csv")},
        heads_of={row["word"]: row["reason"] for row in lists.rows("heads_of.csv")},
        things={(r["word"], r["side"]): r["reason"] for r in lists.rows("things.csv")},
        affixes=frozenset(
            (row["word"], row["side"]) for row in lists.rows("affixes.csv") if row["kind"]
        ),
        kinds=frozenset(row["word"] for row in lists.rows("kinds.csv")),
        locatives=lists.words("locatives.txt"),
        kin=people["kin"],
        nicknames=people["nickname"],
        hears=people["hears"],
        speech=verbs["acts"],
        befalls=verbs["befalls"],
        personal=verbs["personal"] | suffixes["short"],  # "II" follows wars too
        short={row["short"]: row["after"] == "yes" for row in lists.rows("abbreviations.csv")},
        leading=name_words["leads"],
        with_names={side: name_words[side] for side in ("after", "before", "of")},
        asking=name_words["asks"],
        routes=name_words["route"],
        determiners=grammar["determiner"],
        roles=roles["role"] | roles["plural"],
        weights=lists.weights("names"),
    )


def _phrases(lists: Lists) -> dict[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]] = {}
    for name, reason in _REASONS.items():
        for line in lists.lines(name):
            words = tuple(words_of(line))
            key = tuple(word.lower() for word in words)
            found[key] = (*found.get(key, ()), (words, reason))
    return found
