"""The yardstick: how well the engine does on annotated documents, and where it goes wrong."""

from geo.evaluation.corpus import PARTS, Document, Gold, part_of, read_corpus
from geo.evaluation.run import Report, evaluate
from geo.evaluation.text import render

__all__ = [
    "PARTS",
    "Document",
    "Gold",
    "Report",
    "evaluate",
    "part_of",
    "read_corpus",
    "render",
]
