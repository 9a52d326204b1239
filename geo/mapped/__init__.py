"""
The evidence map, decided once: which marks stand on it, how large, under what name.

Parses and a question in, an `EvidenceMap` out; screen, paper and files only print it. Pure: no
drawing, no page, no geometry. docs/map-record.md explains every field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.mapped.asked import VOICES, Asked, Box, Voice, read_extent
from geo.mapped.attribution import Attribution, attribution
from geo.mapped.choosing import is_chosen
from geo.mapped.filtering import Figures, Index, answer, bare, kept, measure, passes, refuse_unknown
from geo.mapped.framing import FRAMINGS, Framing, Seen, box_of, fitted, to_see
from geo.mapped.labels import is_read
from geo.mapped.lacking import Lacking, lacking
from geo.mapped.marks import holder_of, key_of
from geo.mapped.narrowing import folded, having, of_names, said_of_more
from geo.mapped.reasons import why_not, wording
from geo.mapped.record import (
    Counts,
    EvidenceMap,
    Excerpt,
    Figure,
    Listed,
    Mark,
    Name,
    Spoken,
    Stamp,
)
from geo.mapped.shades import STEPS, WORDS, shade
from geo.mapped.shapes import depth
from geo.mapped.spoken import spoken_of
from geo.mapped.surveying import Row, Survey, name_of, survey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.types import Parse

__all__ = [
    "FRAMINGS",
    "STEPS",
    "VOICES",
    "WORDS",
    "Asked",
    "Attribution",
    "Box",
    "Counts",
    "EvidenceMap",
    "Excerpt",
    "Figure",
    "Figures",
    "Framing",
    "Index",
    "Lacking",
    "Listed",
    "Mark",
    "Name",
    "Row",
    "Seen",
    "Spoken",
    "Stamp",
    "Survey",
    "Voice",
    "answer",
    "attribution",
    "bare",
    "box_of",
    "depth",
    "fitted",
    "folded",
    "having",
    "holder_of",
    "is_chosen",
    "is_read",
    "kept",
    "key_of",
    "lacking",
    "map_evidence",
    "measure",
    "name_of",
    "of_names",
    "passes",
    "read_extent",
    "refuse_unknown",
    "said_of_more",
    "shade",
    "spoken_of",
    "survey",
    "to_see",
    "why_not",
    "wording",
]


def map_evidence(parses: Iterable[Parse], asked: Asked | None = None) -> EvidenceMap:
    """
    Return the evidence map of one or more articles.

    Parameters
    ----------
    parses : iterable of Parse
        In the order they are to be read.
    asked : Asked, optional
        A selection and filters; everything is shown when left out.

    Returns
    -------
    EvidenceMap
        The same for the same parses and question.

    Raises
    ------
    ExportError
        When excerpts are not their article's words.
    """
    return answer(survey(parses), asked or Asked())
