"""
Geoparsing engine: article in, placed evidence out. Imports no UI.

The names below load on first use, so that a command that only parses never
pays for the drawing libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from geo import seal

seal.silence()  # before anything that reports to its maker can be loaded

if TYPE_CHECKING:
    from geo.articles import read_article
    from geo.boundaries import (
        Area,
        Boundaries,
        Dispute,
        Town,
        course,
        distance_km,
        lakes,
        river,
        rivers,
        towns,
    )
    from geo.case.adding import add as add_article
    from geo.case.arriving import Arrival
    from geo.case.deciding import (
        Accept,
        Outcome,
        Terms,
        decide_mentions,
        decide_name,
        decide_quote,
        decide_some,
    )
    from geo.case.drawing import outline as drawn_outline
    from geo.case.drawing import point as drawn_point
    from geo.case.forgetting import Forgotten
    from geo.case.forgetting import forget as forget_article
    from geo.case.gathering import Gathered, gather, stamp_of
    from geo.case.hands import hand_of
    from geo.case.keeping import Case, Hand, Kept, Memory
    from geo.case.originals import original_of
    from geo.case.owning import OWN_TITLE, check_own, open_own
    from geo.case.ruling import decide_place
    from geo.case.telling import decide_story
    from geo.case.turning import Turned, redo, turnable, undo
    from geo.coordinates import read_coordinate
    from geo.decisions import Answer, Decision, Settled, What, key_of_name
    from geo.engine import Engine, default_engine
    from geo.errors import (
        ArticleError,
        CaseBusyError,
        CaseError,
        DataError,
        ExportError,
        GeoError,
    )
    from geo.exports.contract import to_result
    from geo.exports.geojson import write as to_geojson
    from geo.exports.table import write as to_csv
    from geo.gazetteer import Gazetteer, Near
    from geo.gazetteer.alike import share_a_word
    from geo.gazetteer.install import (
        has_table,
        install_table,
        measure_table,
        read_stage,
        remove_table,
    )
    from geo.gazetteer.install.bounds import size as file_size
    from geo.intake import Document, read_documents
    from geo.intake.address import fetch_documents
    from geo.intake.looking import Look, can_look, look_at
    from geo.integrity import verify
    from geo.mapped import (
        FRAMINGS,
        STEPS,
        WORDS,
        Asked,
        Box,
        Counts,
        EvidenceMap,
        Excerpt,
        Figures,
        Framing,
        Index,
        Lacking,
        Listed,
        Mark,
        Name,
        Row,
        Seen,
        Stamp,
        Survey,
        Voice,
        answer,
        attribution,
        box_of,
        depth,
        folded,
        having,
        holder_of,
        is_read,
        kept,
        key_of,
        lacking,
        map_evidence,
        measure,
        read_extent,
        refuse_unknown,
        shade,
        spoken_of,
        survey,
        to_see,
        why_not,
        wording,
    )
    from geo.mapped.bounds import join as join_boxes
    from geo.naming import file_stem, said_of
    from geo.precision import Grade, scale
    from geo.review import CutOff, Question, Queue, cut_offs, queue
    from geo.settings import VERSION, Settings
    from geo.snapshot import SnapshotOptions
    from geo.snapshot import draw as draw_map
    from geo.types import (
        Around,
        Article,
        By,
        Candidate,
        Decided,
        Evidence,
        Incident,
        Kind,
        Names,
        NotPlace,
        Parse,
        Place,
        Precision,
        Quote,
        Resolution,
        Sentence,
        Span,
        Speaker,
        Status,
        Toponym,
        Use,
    )
    from geo.work import Job, Limits, Pool, Why, WorkError

_HOMES = {
    "read_article": ("geo.articles", "read_article"),
    **{n: ("geo.intake", n) for n in ("Document", "read_documents")},
    "fetch_documents": ("geo.intake.address", "fetch_documents"),
    **{n: ("geo.intake.looking", n) for n in ("Look", "can_look", "look_at")},
    "Area": ("geo.boundaries", "Area"),
    "Boundaries": ("geo.boundaries", "Boundaries"),
    "Dispute": ("geo.boundaries", "Dispute"),
    **{
        n: ("geo.boundaries", n)
        for n in ("Town", "course", "distance_km", "lakes", "river", "rivers", "towns")
    },
    "add_article": ("geo.case.adding", "add"),
    "Arrival": ("geo.case.arriving", "Arrival"),
    **{n: ("geo.case.deciding", n) for n in ("Accept", "Outcome", "Terms")},
    **{
        f"decide_{n}": ("geo.case.deciding", f"decide_{n}")
        for n in ("mentions", "name", "quote", "some")
    },
    **{f"drawn_{n}": ("geo.case.drawing", n) for n in ("outline", "point")},
    "Forgotten": ("geo.case.forgetting", "Forgotten"),
    "forget_article": ("geo.case.forgetting", "forget"),
    **{n: ("geo.case.gathering", n) for n in ("Gathered", "gather", "stamp_of")},
    "decide_place": ("geo.case.ruling", "decide_place"),
    "decide_story": ("geo.case.telling", "decide_story"),
    "hand_of": ("geo.case.hands", "hand_of"),
    "original_of": ("geo.case.originals", "original_of"),
    **{n: ("geo.case.keeping", n) for n in ("Case", "Hand", "Kept", "Memory")},
    **{n: ("geo.case.owning", n) for n in ("OWN_TITLE", "check_own", "open_own")},
    **{n: ("geo.case.turning", n) for n in ("Turned", "redo", "turnable", "undo")},
    "read_coordinate": ("geo.coordinates", "read_coordinate"),
    **{n: ("geo.decisions", n) for n in ("Answer", "Decision", "Settled", "What", "key_of_name")},
    "Engine": ("geo.engine", "Engine"),
    "default_engine": ("geo.engine", "default_engine"),
    "to_csv": ("geo.exports.table", "write"),
    "to_geojson": ("geo.exports.geojson", "write"),
    "to_result": ("geo.exports.contract", "to_result"),
    **{n: ("geo.gazetteer", n) for n in ("Gazetteer", "Near")},
    "share_a_word": ("geo.gazetteer.alike", "share_a_word"),
    **{
        n: ("geo.gazetteer.install", n)
        for n in ("has_table", "install_table", "measure_table", "read_stage", "remove_table")
    },
    "file_size": ("geo.gazetteer.install.bounds", "size"),
    "verify": ("geo.integrity", "verify"),
    **{
        n: ("geo.mapped", n)
        for n in (
            "attribution",
            "holder_of",
            "is_read",
            "key_of",
            "Figures",
            "Index",
            "folded",
            "having",
            "kept",
            "measure",
            "why_not",
            "wording",
            "answer",
            "Asked",
            "Box",
            "Counts",
            "EvidenceMap",
            "Excerpt",
            "Lacking",
            "lacking",
            "Listed",
            "map_evidence",
            "Mark",
            "Name",
            "Row",
            "read_extent",
            "refuse_unknown",
            "STEPS",
            "WORDS",
            "FRAMINGS",
            "Framing",
            "Seen",
            "Stamp",
            "box_of",
            "depth",
            "shade",
            "spoken_of",
            "to_see",
            "survey",
            "Survey",
            "Voice",
        )
    },
    "join_boxes": ("geo.mapped.bounds", "join"),
    **{n: ("geo.naming", n) for n in ("file_stem", "said_of")},
    "SnapshotOptions": ("geo.snapshot", "SnapshotOptions"),
    "draw_map": ("geo.snapshot", "draw"),
    **{n: ("geo.precision", n) for n in ("Grade", "scale")},
    **{n: ("geo.review", n) for n in ("CutOff", "Question", "Queue", "cut_offs", "queue")},
    **{n: ("geo.work", n) for n in ("Job", "Limits", "Pool", "Why", "WorkError")},
    **{n: ("geo.settings", n) for n in ("Settings", "VERSION")},
    **{
        n: ("geo.errors", n)
        for n in (
            "ArticleError",
            "CaseBusyError",
            "CaseError",
            "DataError",
            "ExportError",
            "GeoError",
        )
    },
    **{
        n: ("geo.types", n)
        for n in (
            "Around",
            "Article",
            "By",
            "Candidate",
            "Decided",
            "Evidence",
            "Incident",
            "Kind",
            "Names",
            "NotPlace",
            "Parse",
            "Place",
            "Precision",
            "Quote",
            "Resolution",
            "Sentence",
            "Span",
            "Speaker",
            "Status",
            "Toponym",
            "Use",
        )
    },
}

__all__ = [  # noqa: RUF022 - by room, in the order the records flow
    "VERSION",
    "Settings",
    "GeoError",
    "ArticleError",
    "CaseError",
    "CaseBusyError",
    "DataError",
    "ExportError",
    "Span",
    "Article",
    "Sentence",
    "Speaker",
    "Quote",
    "Use",
    "By",
    "Toponym",
    "NotPlace",
    "Names",
    "Kind",
    "Place",
    "Candidate",
    "Status",
    "Precision",
    "Grade",
    "scale",
    "Around",
    "Resolution",
    "Evidence",
    "Incident",
    "Parse",
    "Decided",
    "Area",
    "Boundaries",
    "Dispute",
    "distance_km",
    "river",
    "course",
    "Town",
    "towns",
    "lakes",
    "rivers",
    "Gazetteer",
    "Near",
    "share_a_word",
    "has_table",
    "measure_table",
    "install_table",
    "remove_table",
    "read_stage",
    "fetch_documents",
    "Look",
    "can_look",
    "look_at",
    "file_size",
    "verify",
    "Engine",
    "read_article",
    "Document",
    "read_documents",
    "default_engine",
    "Voice",
    "Asked",
    "Box",
    "Mark",
    "Excerpt",
    "Name",
    "Listed",
    "Lacking",
    "lacking",
    "Counts",
    "EvidenceMap",
    "Stamp",
    "Survey",
    "survey",
    "answer",
    "map_evidence",
    "refuse_unknown",
    "read_extent",
    "FRAMINGS",
    "Framing",
    "Seen",
    "to_see",
    "box_of",
    "depth",
    "join_boxes",
    "STEPS",
    "WORDS",
    "shade",
    "spoken_of",
    "attribution",
    "is_read",
    "holder_of",
    "key_of",
    "Figures",
    "Index",
    "Row",
    "kept",
    "folded",
    "having",
    "measure",
    "why_not",
    "wording",
    "to_csv",
    "to_geojson",
    "to_result",
    "file_stem",
    "said_of",
    "SnapshotOptions",
    "draw_map",
    "Case",
    "Kept",
    "Memory",
    "Gathered",
    "gather",
    "stamp_of",
    "Hand",
    "hand_of",
    "original_of",
    "Arrival",
    "add_article",
    "Forgotten",
    "forget_article",
    "OWN_TITLE",
    "check_own",
    "open_own",
    "What",
    "Answer",
    "Decision",
    "Accept",
    "Terms",
    "Outcome",
    "drawn_point",
    "drawn_outline",
    "read_coordinate",
    "key_of_name",
    "decide_name",
    "decide_mentions",
    "decide_place",
    "decide_quote",
    "decide_some",
    "decide_story",
    "Turned",
    "undo",
    "redo",
    "turnable",
    "Question",
    "Queue",
    "queue",
    "CutOff",
    "cut_offs",
    "Settled",
    "Limits",
    "Pool",
    "Job",
    "Why",
    "WorkError",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home on first use."""
    if name not in _HOMES:
        msg = f"module 'geo' has no attribute {name!r}"
        raise AttributeError(msg)
    module, attribute = _HOMES[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value
