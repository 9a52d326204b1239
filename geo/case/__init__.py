"""A case: articles, decisions and their log in one file, an OGC GeoPackage."""

from geo.case.adding import Added, add
from geo.case.arriving import Arrival, Facts, Failed, arrivals, day, one_line
from geo.case.chain import Entry, Head, hash_of
from geo.case.keeping import Case, Hand, Kept, Source
from geo.case.opening import looks_like_case
from geo.case.verifying import Fault, Report, verify

__all__ = [
    "Added",
    "Arrival",
    "Case",
    "Entry",
    "Facts",
    "Failed",
    "Fault",
    "Hand",
    "Head",
    "Kept",
    "Report",
    "Source",
    "add",
    "arrivals",
    "day",
    "hash_of",
    "looks_like_case",
    "one_line",
    "verify",
]
