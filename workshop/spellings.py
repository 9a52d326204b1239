"""Names of countries in many languages, as Unicode's CLDR has them, for the gazetteer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

from babel import Locale

from geo.gazetteer.folding import fold
from geo.language.lists import read_lists
from geo.toponyms import load_lexicon
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

# Of the press that reports conflicts most: their names count beside namesakes, in Latin letters
# beside a few small ones alone.
_GREAT = ("ar", "es", "fa", "fr", "pt", "ru", "uk")
_OTHERS = (
    "am", "be", "bg", "ckb", "cs", "de", "el", "ha", "he", "hy", "id", "it", "ka", "ku", "ms",
    "nl", "pl", "ps", "ro", "sd", "so", "sv", "sw", "ti", "tr", "ur", "uz",
)  # fmt: skip
_SHORTEST = 4  # Latin letters; "Ira" and "Cad" are not for countries
_NAMESAKES = 3  # at most, for a name of a great language to count
_PEOPLE = 100_000  # of the largest namesake, at most: "Granada" is a city


class Named(Protocol):
    """A place on its way into the index."""

    kind: Kind
    country: str
    population: int
    names: set[str]


def add_countries(entries: Mapping[str, Named], folder: Path) -> None:
    """
    Give each country its names in other languages, where no greater namesake bears them.

    Parameters
    ----------
    entries : mapping of str to Named
        Every place by its id; countries gain names.
    folder : Path
        The data folder, for the English words, given names and surnames no name may be.
    """
    lexicon = load_lexicon(read_lists(folder))
    words = lexicon.common | lexicon.given | lexicon.surnames
    bearers = _bearers(entries.values())
    countries = {e.country: e for e in entries.values() if e.kind is Kind.COUNTRY}
    for code, name, great in _names():
        country, key = countries.get(code), fold(name)
        if country is None or key in words or (key.isascii() and len(key) < _SHORTEST):
            continue
        rivals = [e for e in bearers.get(key, ()) if e is not country]
        few = len(rivals) <= _NAMESAKES and all(e.population <= _PEOPLE for e in rivals)
        alone = not any(e.kind is Kind.COUNTRY for e in rivals)
        if not rivals or (great and alone and (few or not key.isascii())):
            country.names.add(name)


def _bearers(entries: Iterable[Named]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = defaultdict(list)
    for entry in entries:
        for key in {fold(name) for name in entry.names}:
            found[key].append(entry)
    return found


def _names() -> Iterator[tuple[str, str, bool]]:
    """Yield ISO 3166 code, name, and whether the language is a great one."""
    for language in (*_GREAT, *_OTHERS):
        for code, name in sorted(Locale.parse(language).territories.items()):
            if len(code) == 2 and code.isalpha():  # noqa: PLR2004 - of ISO 3166-1 alpha-2
                yield code, name, language in _GREAT
