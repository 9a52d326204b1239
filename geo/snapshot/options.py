"""How the sheet is made; what is on it is the evidence map's to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from geo.errors import ExportError
from geo.mapped import FRAMINGS, Framing

if TYPE_CHECKING:
    from collections.abc import Sequence

Format = Literal["png", "svg", "pdf"]

_FORMATS = ("png", "svg", "pdf")
_DPI = (50, 600)


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotOptions:
    """
    What the sheet says about itself.

    Parameters
    ----------
    made : datetime
        When the sheet is made, with a time zone of UTC; the engine reads no clock.
    format : {"png", "svg", "pdf"}
        What `draw` returns.
    title : str, optional
        Headline; the article's own where None.
    author : str, optional
        Who answers for the map.
    dpi : int
        Dots per inch of a PNG, 50 to 600.
    framing : {"marks", "countries"}
        What the frame is fitted to, where the reader asked for no box.
    paper : str
        Only "a4", landscape (297 by 210 mm).

    Raises
    ------
    ExportError
        When a value is not one of these.
    """

    made: datetime
    format: Format = "png"
    title: str | None = None
    author: str | None = None
    dpi: int = 300
    framing: Framing = "marks"
    paper: Literal["a4"] = "a4"

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        _one_of("format", self.format, _FORMATS)
        _one_of("framing", self.framing, FRAMINGS)
        _one_of("paper", self.paper, ("a4",))
        if not _DPI[0] <= self.dpi <= _DPI[1]:
            msg = f"a map cannot be drawn at {self.dpi} dpi: give {_DPI[0]} to {_DPI[1]}"
            raise ExportError(msg)
        if self.made.utcoffset() != timedelta(0):
            msg = f"the time made, {self.made.isoformat()}, is not in UTC: give it with its zone"
            raise ExportError(msg)


def _one_of(what: str, value: str, known: Sequence[str]) -> None:
    """Refuse a value that is not in the list."""
    if value not in known:
        msg = f"{what} {value!r} is not known: choose {', '.join(known)}"
        raise ExportError(msg)
