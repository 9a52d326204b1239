"""The publishable map: one article's places, words and sources on a sheet of A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.snapshot import library
from geo.snapshot.options import SnapshotOptions

if TYPE_CHECKING:
    from geo.boundaries import Boundaries
    from geo.mapped import EvidenceMap

__all__ = ["SnapshotOptions", "draw"]


def draw(shown: EvidenceMap, *, boundaries: Boundaries, options: SnapshotOptions) -> bytes:
    """
    Draw the map of one article.

    Parameters
    ----------
    shown : EvidenceMap
        The article, as asked; the sheet states what that hides.
    boundaries : Boundaries
        Countries and divisions to draw on, WGS 84 degrees.
    options : SnapshotOptions
        Format, title, author and time.

    Returns
    -------
    bytes
        A PNG, an SVG or a PDF: A4 landscape. The same input gives the same bytes.
    """
    # Drawing libraries load on first use: a parse alone never pays for them.
    library.load()
    from geo.snapshot.files import drawing, render  # noqa: PLC0415
    from geo.snapshot.sheet import build  # noqa: PLC0415

    with drawing():
        return render(build(shown, boundaries, options), shown, options)
