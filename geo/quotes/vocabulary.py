"""The words that speech is told by: verbs, titles, roles, and what is none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.lists import read_lists

if TYPE_CHECKING:
    from geo.language.lists import Lists

_TABLES = ("verbs", "titles", "roles", "grammar", "particles", "name_suffixes")
_FILES = (
    *(f"{name}.csv" for name in (*_TABLES, "genders")),
    *(
        "bodies.txt",
        "place_nouns.txt",
        "modifiers.txt",
        "labels.txt",
        "english.txt",
        "speech",
        "speakers",
    ),
)
PRONOUNS = {"he": "m", "she": "f", "they": "p", "we": "p", "it": "o"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words by what they do, in lower case; the files of data/lexicon say it of each."""

    checksum: str  # sha256 (hex) of the files
    reporting: frozenset[str]  # verbs with a clause or a quotation as their object
    gerunds: frozenset[str]
    heard: frozenset[str]  # verbs whose object is who is told
    clausal: frozenset[str]  # verbs that hold a clause without "that"
    plain: frozenset[str]  # the form of "they" and "we"
    cues: frozenset[str]  # every verb of speech
    titles: frozenset[str]
    short_titles: frozenset[str]  # written with a full stop
    title_joins: frozenset[str]  # titles that only join one and are none alone
    military: frozenset[str]
    genders: dict[str, str]  # "m" or "f"
    suffixes: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]  # of Arabic names
    roles: frozenset[str]
    plural_roles: frozenset[str]
    any_office: frozenset[str]
    commands: frozenset[str]
    bodies: frozenset[str]
    place_nouns: frozenset[str]
    no_names: frozenset[str]  # words that begin a sentence with a capital and are no name
    modifiers: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    labels: frozenset[str]
    english: frozenset[str]  # small words that no other language has many of
    speech: Mapping[str, float]  # log-odds of a quotation being speech, by sign
    speakers: Mapping[str, float]  # log-odds of somebody having spoken it, by sign


def load_vocabulary(lists: Lists | None = None) -> Vocabulary:
    """
    Make the quote finder's vocabulary of the word lists.

    Parameters
    ----------
    lists : Lists, optional
        What `read_lists` read; the shipped ones when left out.

    Returns
    -------
    Vocabulary
        The lists and their checksum.

    Raises
    ------
    DataError
        When a list is missing, damaged, or not of the form in `geo.schema`.
    """
    lists = lists or read_lists(None, *_FILES)
    tables = (lists.uses(f"{name}.csv") for name in _TABLES)
    verbs, titles, roles, grammar, particles, suffixes = tables
    return Vocabulary(
        checksum=lists.checksum(*_FILES),
        reporting=verbs["reports"],
        gerunds=verbs["gerund"],
        heard=verbs["hearer"],
        clausal=verbs["clause"],
        plain=verbs["plain"],
        cues=verbs["reports"] | verbs["introduces"] | verbs["gerund"],
        titles=titles["title"],
        short_titles=titles["title"] & titles["short"],
        title_joins=titles["joins"],
        military=titles["military"],
        genders={row["word"]: row["gender"] for row in lists.rows("genders.csv")},
        suffixes=suffixes["suffix"],
        particles=particles["person"],
        articles=particles["article"],
        roles=roles["role"],
        plural_roles=roles["plural"],
        any_office=roles["office"],
        commands=roles["command"],
        bodies=lists.words("bodies.txt"),
        place_nouns=lists.words("place_nouns.txt"),
        no_names=grammar["no-person"],
        modifiers=lists.words("modifiers.txt"),
        determiners=grammar["determiner"],
        prepositions=grammar["preposition"],
        adverbs=grammar["adverb"],
        auxiliaries=grammar["auxiliary"],
        labels=lists.words("labels.txt"),
        english=lists.words("english.txt"),
        speech=lists.weights("speech"),
        speakers=lists.weights("speakers"),
    )
