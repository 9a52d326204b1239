"""Where a paper is at home, by its name and its address: a reason among others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.gazetteer import fold
from geo.language.tokeniser import words_of
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.gazetteer import Gazetteer
    from geo.resolve.candidates import Option
    from geo.types import Article, Place

_LONGEST = 3  # words of a place's name in a paper's
_MOST_WORDS = 12  # of a paper's name that are read
_KNOWN = 50_000  # people of a town that a paper is known by
_AREAS = frozenset({Kind.COUNTRY, Kind.PROVINCE})
_LETTERS = 2  # of a country's domain


def at_home(
    article: Article,
    options: Sequence[tuple[Option, ...]],
    gazetteer: Gazetteer,
    domains: Mapping[str, str],
) -> list[tuple[Option, ...]]:
    """
    Mark the options that lie where the article's paper is at home.

    Parameters
    ----------
    article : Article
        Its publisher and address say where.
    options : sequence of tuple of Option
        What each name may mean.
    gazetteer : Gazetteer
        Knows the places in a paper's name.
    domains : mapping of str to str
        Country of the domains that are not its own letters; "" where a domain is sold to anyone.

    Returns
    -------
    list of tuple of Option
        The same, those in the paper's country or division marked; as given where nothing is known.
    """
    countries, divisions = _homes(article, gazetteer, domains)
    if not countries:
        return list(options)
    return [tuple(_marked(o, countries, divisions) for o in group) for group in options]


def _marked(option: Option, countries: frozenset[str], divisions: frozenset[str]) -> Option:
    place = option.place
    if place.kind is Kind.COUNTRY or place.country not in countries:
        return option
    near = {place.id, place.admin1} & divisions
    own = (("home country", 1.0), *((("home division", 1.0),) if near else ()))
    return replace(option, own=(*option.own, *own))


def _homes(
    article: Article, gazetteer: Gazetteer, domains: Mapping[str, str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the countries and the divisions that a paper's name and address tell."""
    named = list(_named(article.publisher or "", gazetteer))
    countries = {place.country for place in named if place.country}
    divisions = {p.admin1 or p.id for p in named if p.kind is not Kind.COUNTRY}
    domain = _domain(article.url or "", domains)
    return frozenset({*countries, *((domain,) if domain else ())}), frozenset(divisions)


def _domain(url: str, domains: Mapping[str, str]) -> str:
    """Return the country of an address, "" where its domain is nobody's own."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    last = host.rpartition(".")[2].lower()
    if last in domains:
        return domains[last]
    return last.upper() if len(last) == _LETTERS and last.isalpha() else ""


def _named(publisher: str, gazetteer: Gazetteer) -> Iterator[Place]:
    """Yield the places in a paper's name, the longest first at each word."""
    words = words_of(publisher)[:_MOST_WORDS]
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            place = _place(" ".join(words[at : at + size]), gazetteer)
            if place is not None:
                yield place
                break
        else:
            size = 1
        at += size


def _place(name: str, gazetteer: Gazetteer) -> Place | None:
    people = gazetteer.demonym(name)
    if people is not None:
        return people
    every = gazetteer.lookup(name, limit=3, alike=False)
    found = [m.place for m in every if m.how == "exact" and fold(m.place.name) == fold(name)]
    known = [p for p in found if p.kind in _AREAS or p.population >= _KNOWN]
    return known[0] if known and name[:1].isupper() else None
