"""
A case: articles, decisions and their log in one file, an OGC GeoPackage.

The names below load on first use: whoever only asks what a file is pays for nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.case.adding import Added, Parser, add
    from geo.case.arriving import Arrival, Facts, Failed, arrivals, day, one_line
    from geo.case.chain import Entry, Head, hash_of
    from geo.case.deciding import (
        Accept,
        Outcome,
        Terms,
        decide_mentions,
        decide_name,
        decide_quote,
        mentions,
    )
    from geo.case.drawing import area as drawn_area
    from geo.case.drawing import point as drawn_point
    from geo.case.exporting import Drawn, check_free, draw, write_geopackage, write_json
    from geo.case.forgetting import Forgotten, forget
    from geo.case.gathering import Gathered, gather
    from geo.case.hands import hand_of
    from geo.case.header import looks_like_case
    from geo.case.keeping import Case, Hand, Kept, Source
    from geo.case.likeness import near, stories
    from geo.case.originals import original_of
    from geo.case.owning import OWN_TITLE, check_own, open_own
    from geo.case.reparsing import Reparsed, reparse
    from geo.case.ruling import decide_place
    from geo.case.telling import decide_story
    from geo.case.turning import Turned, redo, turnable, undo
    from geo.case.verifying import Fault, Report, verify

_HOMES = {
    "Accept": ("geo.case.deciding", "Accept"),
    "Added": ("geo.case.adding", "Added"),
    "Arrival": ("geo.case.arriving", "Arrival"),
    "Case": ("geo.case.keeping", "Case"),
    "Drawn": ("geo.case.exporting", "Drawn"),
    "Entry": ("geo.case.chain", "Entry"),
    "Facts": ("geo.case.arriving", "Facts"),
    "Failed": ("geo.case.arriving", "Failed"),
    "Fault": ("geo.case.verifying", "Fault"),
    "Forgotten": ("geo.case.forgetting", "Forgotten"),
    "Gathered": ("geo.case.gathering", "Gathered"),
    "Hand": ("geo.case.keeping", "Hand"),
    "Head": ("geo.case.chain", "Head"),
    "Kept": ("geo.case.keeping", "Kept"),
    "OWN_TITLE": ("geo.case.owning", "OWN_TITLE"),
    "Outcome": ("geo.case.deciding", "Outcome"),
    "Parser": ("geo.case.adding", "Parser"),
    "Reparsed": ("geo.case.reparsing", "Reparsed"),
    "Report": ("geo.case.verifying", "Report"),
    "Source": ("geo.case.keeping", "Source"),
    "Terms": ("geo.case.deciding", "Terms"),
    "Turned": ("geo.case.turning", "Turned"),
    "add": ("geo.case.adding", "add"),
    "arrivals": ("geo.case.arriving", "arrivals"),
    "check_free": ("geo.case.exporting", "check_free"),
    "check_own": ("geo.case.owning", "check_own"),
    "day": ("geo.case.arriving", "day"),
    "decide_mentions": ("geo.case.deciding", "decide_mentions"),
    "decide_name": ("geo.case.deciding", "decide_name"),
    "decide_place": ("geo.case.ruling", "decide_place"),
    "decide_quote": ("geo.case.deciding", "decide_quote"),
    "decide_story": ("geo.case.telling", "decide_story"),
    "draw": ("geo.case.exporting", "draw"),
    "drawn_area": ("geo.case.drawing", "area"),
    "drawn_point": ("geo.case.drawing", "point"),
    "forget": ("geo.case.forgetting", "forget"),
    "gather": ("geo.case.gathering", "gather"),
    "hand_of": ("geo.case.hands", "hand_of"),
    "hash_of": ("geo.case.chain", "hash_of"),
    "looks_like_case": ("geo.case.header", "looks_like_case"),
    "mentions": ("geo.case.deciding", "mentions"),
    "near": ("geo.case.likeness", "near"),
    "one_line": ("geo.case.arriving", "one_line"),
    "open_own": ("geo.case.owning", "open_own"),
    "original_of": ("geo.case.originals", "original_of"),
    "redo": ("geo.case.turning", "redo"),
    "reparse": ("geo.case.reparsing", "reparse"),
    "stories": ("geo.case.likeness", "stories"),
    "turnable": ("geo.case.turning", "turnable"),
    "undo": ("geo.case.turning", "undo"),
    "verify": ("geo.case.verifying", "verify"),
    "write_geopackage": ("geo.case.exporting", "write_geopackage"),
    "write_json": ("geo.case.exporting", "write_json"),
}

__all__ = [
    "OWN_TITLE",
    "Accept",
    "Added",
    "Arrival",
    "Case",
    "Drawn",
    "Entry",
    "Facts",
    "Failed",
    "Fault",
    "Forgotten",
    "Gathered",
    "Hand",
    "Head",
    "Kept",
    "Outcome",
    "Parser",
    "Reparsed",
    "Report",
    "Source",
    "Terms",
    "Turned",
    "add",
    "arrivals",
    "check_free",
    "check_own",
    "day",
    "decide_mentions",
    "decide_name",
    "decide_place",
    "decide_quote",
    "decide_story",
    "draw",
    "drawn_area",
    "drawn_point",
    "forget",
    "gather",
    "hand_of",
    "hash_of",
    "looks_like_case",
    "mentions",
    "near",
    "one_line",
    "open_own",
    "original_of",
    "redo",
    "reparse",
    "stories",
    "turnable",
    "undo",
    "verify",
    "write_geopackage",
    "write_json",
]


def __getattr__(name: str) -> object:
    """Load a name from its home on first use."""
    if name not in _HOMES:
        msg = f"module 'geo.case' has no attribute {name!r}"
        raise AttributeError(msg)
    module, attribute = _HOMES[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value
