"""
The PDF, set by typst: the sheet as its first page, and what follows from a record.

What is said reaches typst as data, never as markup; it reads no file but the template beside
this module and the fonts, and has no package to look for.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import typst

from geo.errors import ExportError
from geo.snapshot import fonts
from geo.snapshot.lifting import lift
from geo.snapshot.ligatures import as_drawn, has_rtl

if TYPE_CHECKING:
    from datetime import datetime

ROOT = Path(__file__).parent / "pages"  # all that typst may read
_TEMPLATE = ROOT / "pages.typ"
_NOWHERE = ROOT / "no-packages"  # does not exist
_STANDARDS: list[Any] = ["a-3a", "ua-1"]


def assemble(sheet: bytes, following: dict[str, Any], made: datetime) -> bytes:
    """
    Set a PDF that is tagged (PDF/UA-1) and can be kept (PDF/A-3a).

    Parameters
    ----------
    sheet : bytes
        The first page, an SVG of A4 landscape.
    following : dict
        What `geo.snapshot.paper.record` gives.
    made : datetime
        When it is made, in UTC.

    Returns
    -------
    bytes
        The same for the same input.

    Raises
    ------
    ExportError
        When it cannot be set, or would not keep to the two standards.
    """
    svg, lifted = lift(sheet.decode())
    record = json.dumps({**following, "lifted": lifted}, ensure_ascii=False)
    turned = has_rtl(record)
    compiler = typst.Compiler(
        root=str(ROOT),
        font_paths=_typefaces(),
        ignore_system_fonts=True,
        sys_inputs={
            "sheet": svg,
            "record": record,
        },
        package_path=str(_NOWHERE),
        package_cache_path=str(_NOWHERE),
    )
    try:
        pdf = compiler.compile(
            input=str(_TEMPLATE),
            format="pdf",
            pdf_standards=_STANDARDS,
            timestamp=made.replace(microsecond=0),
            pretty=turned,  # nothing is packed, so that the maps can be read
        )
    except typst.TypstError as cause:
        msg = f"the PDF cannot be set: {cause.message}; take the SVG or the PNG"
        raise ExportError(msg) from cause
    if not isinstance(pdf, bytes):
        msg = "the PDF cannot be set: there is nothing in it; take the SVG or the PNG"
        raise ExportError(msg)
    return as_drawn(pdf) if turned else pdf


@lru_cache(maxsize=1)
def _typefaces() -> typst.Fonts:
    """Return the shipped fonts, if all are there, and matplotlib's; none of the machine's own."""
    folders = [str(Path(mpl.get_data_path()) / "fonts" / "ttf")]
    if not fonts.damaged():
        folders.insert(0, str(fonts.folder()))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
