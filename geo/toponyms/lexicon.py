"""Word lists the rules read, loaded once from `data/lexicon`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import DataError
from geo.integrity import REMEDY, require
from geo.language.tokeniser import words_of
from geo.schema import read_table
from geo.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path

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
    surnames: frozenset[str]
    uncased: frozenset[str]  # everyday words of scripts without capitals
    unparted: frozenset[str]  # words that no proclitic is parted from
    grammar: frozenset[str]  # words of grammar, never names
    titles: frozenset[str]
    heads: Mapping[str, str]  # word of kind -> reason
    heads_of: Mapping[str, str]  # "Bank" in "Bank of X" -> reason
    affixes: frozenset[tuple[str, str]]  # (word, side)
    locatives: frozenset[str]
    speech: frozenset[str]
    personal: frozenset[str]
    short: Mapping[str, bool]  # short form as written -> only after "City,"


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """
    Read the word lists.

    Parameters
    ----------
    folder : Path, optional
        Folder of data that holds `lexicon/`; the shipped one when left out.

    Returns
    -------
    Lexicon
        All lists, and the checksum of their bytes.

    Raises
    ------
    DataError
        When a list is missing, damaged, or not of the form in `geo.schema`.
    """
    data = folder or data_folder()
    home, files = data / "lexicon", _read_all(data)
    phrases = _phrases(files)
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    uncased = _words(files, "uncased_common.txt") | _words(files, "uncased_never.txt")
    return Lexicon(
        checksum=_checksum(files),
        phrases=phrases,
        longest=longest,
        common=_words(files, "common_words.txt"),
        given=_words(files, "first_names.txt") | _words(files, "given_names_world.txt"),
        surnames=_words(files, "surnames.txt"),
        uncased=uncased,
        unparted=uncased | _words(files, "locatives.txt"),
        grammar=_words(files, "function_words.txt"),
        titles=_words(files, "titles.txt"),
        heads={row["word"]: row["reason"] for row in read_table(home / "heads.csv")},
        heads_of={row["word"]: row["reason"] for row in read_table(home / "heads_of.csv")},
        affixes=frozenset((row["word"], row["side"]) for row in read_table(home / "affixes.csv")),
        locatives=_words(files, "locatives.txt"),
        speech=_words(files, "speech.txt"),
        personal=_words(files, "personal.txt"),
        short={
            row["short"]: row["after"] == "yes" for row in read_table(home / "abbreviations.csv")
        },
    )


def _read_all(folder: Path) -> dict[str, str]:
    paths = [folder / name for name in require(folder, "lexicon/")]
    try:
        return {path.name: path.read_text(encoding="utf-8") for path in paths}
    except (OSError, UnicodeDecodeError) as error:
        msg = f"the word lists in {folder / 'lexicon'} cannot be read ({error}); {REMEDY}"
        raise DataError(msg) from error


def _checksum(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    return digest.hexdigest()


def _lines(files: Mapping[str, str], name: str) -> list[str]:
    if name not in files:
        msg = f"the word list lexicon/{name} is missing; {REMEDY}"
        raise DataError(msg)
    lines = [line for line in files[name].splitlines() if line and not line.startswith("#")]
    if not lines:
        msg = f"the word list lexicon/{name} holds no words; {REMEDY}"
        raise DataError(msg)
    return lines


def _words(files: Mapping[str, str], name: str) -> frozenset[str]:
    return frozenset(_lines(files, name))


def _phrases(
    files: Mapping[str, str],
) -> dict[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]] = {}
    for name, reason in _REASONS.items():
        for line in _lines(files, name):
            words = tuple(words_of(line))
            key = tuple(word.lower() for word in words)
            found[key] = (*found.get(key, ()), (words, reason))
    return found
