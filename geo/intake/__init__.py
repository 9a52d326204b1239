"""Files of many kinds to documents: words, and who published them when and where."""

from geo.intake.document import Document
from geo.intake.kinds import Kind
from geo.intake.read import read_documents

__all__ = ["Document", "Kind", "read_documents"]
