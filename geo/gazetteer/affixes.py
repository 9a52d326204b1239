"""Words that say what kind of place a name means: "Diyala Governorate", "Lake Tharthar"."""

from __future__ import annotations

from geo.types import Kind

_PROVINCE = frozenset({Kind.PROVINCE})
_DISTRICT = frozenset({Kind.DISTRICT, Kind.TOWN})
_TOWN = frozenset({Kind.TOWN})
_AREA = frozenset({Kind.COUNTRY, Kind.PROVINCE, Kind.REGION, Kind.CONTINENT, Kind.ISLAND})
_AFTER = {
    "governorate": _PROVINCE,
    "governorates": _PROVINCE,
    "province": _PROVINCE,
    "state": _PROVINCE,
    "oblast": _PROVINCE,
    "region": _PROVINCE | {Kind.REGION},
    "prefecture": _PROVINCE,
    "department": _PROVINCE,
    "county": _DISTRICT | _PROVINCE,
    "district": _DISTRICT | _PROVINCE,
    "subdistrict": _DISTRICT,
    "city": _TOWN,
    "town": _TOWN,
    "village": _TOWN,
    "island": frozenset({Kind.ISLAND}),
    "river": frozenset({Kind.RIVER}),
    "lake": frozenset({Kind.LAKE}),
    "mountains": frozenset({Kind.MOUNTAINS}),
    "mountain": frozenset({Kind.MOUNTAINS}),
    "hills": frozenset({Kind.MOUNTAINS}),
    "desert": frozenset({Kind.DESERT}),
    "sea": frozenset({Kind.SEA}),
}
_BEFORE = {
    "lake": frozenset({Kind.LAKE}),
    "river": frozenset({Kind.RIVER}),
    "mount": frozenset({Kind.MOUNTAINS}),
    "jabal": frozenset({Kind.MOUNTAINS}),
    "jebel": frozenset({Kind.MOUNTAINS}),
    "wilayat": _PROVINCE,
    "muhafazat": _PROVINCE,
    "greater": _TOWN,
    "central": _TOWN | _AREA,
    "downtown": _TOWN,
    **dict.fromkeys(
        (
            *("northern", "southern", "eastern", "western"),
            *("northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern"),
            *("southeastern", "southwestern", "upstate"),
        ),
        _AREA,
    ),
}


def strip_affix(folded: str) -> tuple[str, frozenset[Kind]]:
    """
    Return a folded name without its affix, and the kinds of place the affix admits.

    Parameters
    ----------
    folded : str
        What `fold` returned.

    Returns
    -------
    bare : str
        The name alone, or `folded` itself when it has no affix.
    kinds : frozenset of Kind
        Empty when it has no affix.
    """
    words = folded.split(" ")
    if len(words) > 1 and words[-1] in _AFTER:
        return " ".join(words[:-1]), _AFTER[words[-1]]
    if len(words) > 1 and words[0] in _BEFORE:
        return " ".join(words[1:]), _BEFORE[words[0]]
    return folded, frozenset()
