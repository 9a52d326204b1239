"""Build data/lexicon/uncased_common.txt: everyday words of scripts that have no capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wordfreq import top_n_list, zipf_frequency

from geo.gazetteer import Gazetteer
from geo.types import Kind
from geo.writing import write_text

if TYPE_CHECKING:
    from pathlib import Path

_NEAR = frozenset({
    "AE", "AF", "BH", "DJ", "DZ", "EG", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA",
    "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TJ", "TN", "TR", "YE",
})  # fmt: skip
_HOMES = {"ar": _NEAR, "fa": _NEAR, "he": _NEAR, "ur": frozenset({"PK", "IN", "BD", "AF"})}
_LOOKED_AT = 25_000  # words of a language, the most frequent
_OFTEN = 4.3  # decimal logarithm of times in a thousand million words
_SELDOM = 3.2
_TOWN = 20_000  # people of a town that is in the news
_CITY = 500_000  # of one that is meant more often than the word
_METROPOLIS = 1_000_000  # the same, for one abroad
_ABROAD = 100_000
_SHORT = 4  # letters; a longer word is seldom a foreign town by accident
_AREAS = frozenset({Kind.COUNTRY, Kind.PROVINCE, Kind.REGION, Kind.CONTINENT, Kind.SEA})
_MEANT = frozenset(
    {"\u0623\u0631\u064a\u062d\u0627", "\u062a\u06a9\u0631\u06cc\u062a"}
)  # Jericho, Tikrit
_HEAD = (
    "# Frequent words of Arabic, Persian, Hebrew and Urdu that small or foreign towns are spelled"
    " like."
)


def build(folder: Path) -> None:
    """
    Write the list; uncased_never.txt beside it is kept by hand and adds to it.

    Parameters
    ----------
    folder : Path
        The data folder; its gazetteer is asked, wordfreq tells how frequent a word is.
    """
    gazetteer = Gazetteer.open(folder, layered=False)
    words = {
        word
        for language in _HOMES
        for word in top_n_list(language, _LOOKED_AT)
        if "\u0590" <= word[0] <= "\u06ff" and _is_ordinary(word, language, gazetteer)
    }
    target = folder / "lexicon" / "uncased_common.txt"
    text = "\n".join([_HEAD, *sorted(words)])
    write_text(target, text + "\n")


def _is_ordinary(word: str, language: str, gazetteer: Gazetteer) -> bool:
    """Say whether a word that some place has for a name is hardly ever meant as it."""
    places = [m.place for m in gazetteer.lookup(word) if m.how != "tolerant"]
    if not places or any(place.kind in _AREAS for place in places):
        return False
    most = max(place.population for place in places)
    near = max((p.population for p in places if p.country in _HOMES[language]), default=0)
    often = zipf_frequency(word, language)
    if most >= _METROPOLIS or word in _MEANT:
        return False
    if near >= _TOWN:
        return often >= _OFTEN and near < _CITY
    return often >= _SELDOM and (bool(near) or len(word) <= _SHORT or most < _ABROAD)
