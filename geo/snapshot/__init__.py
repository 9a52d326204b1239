"""The publishable map: one article's places, words and sources on a sheet of A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.snapshot import library
from geo.snapshot.options import SnapshotOptions

if TYPE_CHECKING:
    from geo.boundaries import Boundaries
    from geo.types import Parse

__all__ = ["SnapshotOptions", "draw"]


def draw(parse: Parse, *, boundaries: Boundaries, options: SnapshotOptions) -> bytes:
    """
    Draw the map of one article.

    Parameters
    ----------
    parse : Parse
        What the engine made of the article.
    boundaries : Boundaries
        Countries and divisions to draw on, WGS 84 degrees.
    options : SnapshotOptions
        Format, title, selection, filters and time; the sheet states each that hides something.

    Returns
    -------
    bytes
        A PNG, an SVG or a PDF: A4 landscape. The same input gives the same bytes.

    Raises
    ------
    ExportError
        When the excerpts are not the article's words, or the selection or speaker is not in it.
    """
    # Drawing libraries load on first use: a parse alone never pays for them.
    library.load()
    from geo.snapshot.files import drawing, render  # noqa: PLC0415
    from geo.snapshot.sheet import build  # noqa: PLC0415

    with drawing():
        return render(build(parse, boundaries, options), parse, options)
