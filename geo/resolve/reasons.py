"""Signs to sentences: why a candidate, in words a reader can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.resolve.ties import How
from geo.types import Kind, Use

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.resolve.context import Context
    from geo.resolve.ties import Tie
    from geo.types import Place, Toponym

_MOST_OF_THEM = 0.5  # share of the names of a list from which all are said to be in a country
_WORTH_SAYING = 0.25  # log-odds below which a sign is left unsaid
_MOST = 4
_MOST_NAMED = 4
_MILLION = 1_000_000
_PLURAL = {
    Kind.COUNTRY: "countries",
    Kind.PROVINCE: "provinces",
    Kind.DISTRICT: "districts",
    Kind.TOWN: "towns",
    Kind.SITE: "sites",
    Kind.RIVER: "rivers",
    Kind.LAKE: "lakes",
    Kind.REGION: "regions",
    Kind.ISLAND: "islands",
    Kind.SEA: "seas",
    Kind.CONTINENT: "continents",
    Kind.MOUNTAINS: "mountains",
    Kind.DESERT: "deserts",
}


def say_reasons(
    place: Place,
    features: Mapping[str, float],
    context: Context,
    toponyms: Sequence[Toponym],
    rivals: int,
    weights: Mapping[str, float],
) -> tuple[str, ...]:
    """
    Say what speaks for a place.

    Parameters
    ----------
    place : Place
        The candidate.
    features : mapping of str to float
        Its signs and their strength.
    context : Context
        What stands around the name; of its list, the names that are of the candidate's kind.
    toponyms : sequence of Toponym
        The article's names, for those the context points to.
    rivals : int
        How many other places bear the name.
    weights : mapping of str to float
        Log-odds for each unit of a sign.

    Returns
    -------
    tuple of str
        At most four, the weightiest first.
    """
    said = [
        (weights[name] * strength, text)
        for name, strength in features.items()
        if weights[name] * strength >= _WORTH_SAYING
        and (name != "company country" or strength > _MOST_OF_THEM)
        and (text := _say(name, place, context, toponyms))
    ]
    said.sort(key=lambda row: -row[0])
    texts = list(dict.fromkeys(text for _, text in said))
    if rivals == 0:
        texts.insert(0, "the only place of that name in the gazetteer")
    if features.get("tolerant"):
        texts.append(f"spelt {place.name} in the gazetteer")
    return tuple(texts[:_MOST]) or (f"the gazetteer has a {place.kind.value} of that name",)


def _say(name: str, place: Place, context: Context, toponyms: Sequence[Toponym]) -> str | None:
    if name in {"kind said", "holder", "beside", "held", "company kind"}:
        return _say_beside(name, place, context, toponyms)
    country = place.name if place.kind is Kind.COUNTRY else (*place.admin, place.country)[0]
    division = place.admin[1] if len(place.admin) > 1 else "its province"
    texts = {
        "country": "a country" if place.kind is Kind.COUNTRY else None,
        "people": _people(place),
        "capital": f"the capital of {country}",
        "company country": f"the names listed with it are in {country}",
        "same country": f"other names in the article are in {country}",
        "same division": "other names in the article are in the same province",
        "holder named": f"the article names {division}, which holds it",
        "the before": "\u201cthe\u201d before it makes it no town or country",
        "county named": "the article names its county",
        "holds named": "the article names a town in it",
        "next": "another name in the article lies within 30 km",
        "close": "other names in the article are within 200 km",
        "home country": f"the paper is at home in {country}",
        "home division": f"the paper is at home in {division}",
        "in its time": "the text tells of a year in which it had that name",
        "of its age": "named with other places of its time",
        "in a town": "named with what stands in a town",
        "one sense": "the same name means this elsewhere in the article",
    }
    return texts.get(name)


def _say_beside(
    name: str, place: Place, context: Context, toponyms: Sequence[Toponym]
) -> str | None:
    if name == "kind said" and context.cue is not None:
        return f"\u201c{context.cue[1]}\u201d beside it makes it a {place.kind.value}"
    if name == "holder" and (tie := context.tie or context.scope) is not None:
        return _say_tie(tie, toponyms[tie.holder])
    if name == "beside" and context.tie is not None:
        return _say_near(context.tie, toponyms[context.tie.holder])
    if name == "heads" and context.heads:
        return f"heads a line that names {toponyms[context.heads[0]].surface}, which lies in it"
    if name == "held" and context.contained is not None:
        return f"follows {toponyms[context.contained].surface}, which lies in it"
    return _say_company(name, place, context, toponyms)


def _say_company(
    name: str, place: Place, context: Context, toponyms: Sequence[Toponym]
) -> str | None:
    if name == "company kind" and context.list_mates:
        mates = list(dict.fromkeys(toponyms[j].surface for j in context.list_mates))
        kinds = _PLURAL[place.kind]
        if len(mates) == 1:
            return f"named together with {mates[0]}, which is a {place.kind.value}"
        return f"listed with {_join(mates[:_MOST_NAMED])}, which are {kinds}"
    return None


def _say_tie(tie: Tie, holder: Toponym) -> str:
    if tie.how is How.SCOPE:
        return f"stands under {holder.surface}, which holds it"
    if tie.how is How.PEOPLE:
        return f"in one sentence with {holder.surface}, whose country holds it"
    if tie.elsewhere:
        return f"named elsewhere in the article with {holder.surface}, which holds it"
    where = "follows" if tie.how is How.OWNER else "followed by"
    if holder.use is Use.DEMONYM:
        return f"{where} {holder.surface}, whose country holds it"
    return f"{where} {holder.surface}, which holds it"


def _say_near(tie: Tie, holder: Toponym) -> str:
    where = "told elsewhere in the article" if tie.elsewhere else "told right after it"
    return f"{where} to lie near {holder.surface}"


def _join(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _people(place: Place) -> str | None:
    if not place.population:
        return None
    if place.population >= _MILLION:
        return f"{place.population / _MILLION:.1f} million people live there"
    return f"{place.population:,} people live there"
