"""What the steps share that go over the finds of an article, each after the one before."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer import Gazetteer
from geo.toponyms.assemble import Found
from geo.toponyms.lexicon import Lexicon
from geo.toponyms.lines import Line
from geo.types import Names


class Reading(NamedTuple):
    """What a step looks at beside the finds."""

    text: str  # the article's
    lines: Sequence[Line]  # its sentences' words
    ruled: Names  # what the rules found, and what they know not to be places
    chances: NDArray[np.float32]  # by the network, of each word of the lines to be of a place


class Step:
    """
    One step over the finds.

    Parameters
    ----------
    gazetteer : Gazetteer
        Asked whether a name exists, and what bears it.
    lexicon : Lexicon
        The word lists.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    def __call__(self, reading: Reading, found: Sequence[Found]) -> list[Found]:
        """
        Return the finds as this step leaves them.

        Parameters
        ----------
        reading : Reading
            The article.
        found : sequence of Found
            In reading order, none across two lines, none overlapping.

        Returns
        -------
        list of Found
            Likewise.
        """
        raise NotImplementedError
