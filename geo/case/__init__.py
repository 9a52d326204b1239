"""A case: articles, decisions and their log in one file, an OGC GeoPackage."""

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
from geo.case.keeping import Case, Hand, Kept, Source
from geo.case.likeness import near
from geo.case.opening import looks_like_case
from geo.case.reparsing import Reparsed, reparse
from geo.case.turning import Turned, redo, undo
from geo.case.verifying import Fault, Report, verify

__all__ = [
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
    "day",
    "decide_mentions",
    "decide_name",
    "decide_quote",
    "draw",
    "drawn_area",
    "drawn_point",
    "forget",
    "hash_of",
    "looks_like_case",
    "mentions",
    "near",
    "one_line",
    "redo",
    "reparse",
    "undo",
    "verify",
    "write_geopackage",
    "write_json",
]
