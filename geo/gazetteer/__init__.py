"""Names to places, whatever the transliteration."""

from geo.gazetteer.affixes import strip_affix
from geo.gazetteer.embedded import UNPOINTED
from geo.gazetteer.folding import fold, skeleton
from geo.gazetteer.index import Gazetteer, Match, Near

__all__ = ["UNPOINTED", "Gazetteer", "Match", "Near", "fold", "skeleton", "strip_affix"]
