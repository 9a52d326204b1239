"""The sheet to bytes: PNG, SVG and PDF, with their metadata, the same every time."""

from __future__ import annotations

import io
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.settings import VERSION
from geo.snapshot import paper
from geo.snapshot.attributes import describe, root
from geo.snapshot.bidi import letter
from geo.snapshot.fonts import clean, font_faces
from geo.snapshot.page import HEIGHT, MM, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.mapped import EvidenceMap
    from geo.snapshot.options import SnapshotOptions
    from geo.snapshot.sheet import Drawn

_PACKED = 3  # of 9: as small as 6, and quicker
_LOCK = RLock()  # matplotlib takes how it sets and writes type from settings that threads share
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "dateline",
    "text.hinting": "none",  # so that words are as wide at every resolution
}


@contextmanager
def drawing() -> Iterator[None]:
    """Hold matplotlib's shared settings as the sheet needs them, for measuring and writing."""
    with _LOCK, rc_context(_SETTINGS):
        yield


def render(drawn: Drawn, shown: EvidenceMap, options: SnapshotOptions) -> bytes:
    """Write the sheet in the format asked for."""
    writers = {"png": _png, "svg": _svg, "pdf": _pdf}
    return writers[options.format](drawn, shown, options)


def _png(drawn: Drawn, shown: EvidenceMap, options: SnapshotOptions) -> bytes:
    """Write the sheet as pixels."""
    figure = drawn.page.figure
    # Whole pixels, a hair over: matplotlib would cut 3507.9 to 3507.
    across, down = (round(side / MM * options.dpi) + 0.01 for side in (WIDTH, HEIGHT))
    figure.set_size_inches(across / options.dpi, down / options.dpi)
    figure.set_dpi(options.dpi)
    canvas: Any = FigureCanvasAgg(figure)  # matplotlib does not say what it takes
    canvas.draw()
    said = PngInfo()
    for name, words in (
        ("Title", clean(drawn.sheet.title)),
        ("Description", clean(drawn.sheet.alt)),
        ("Author", clean(options.author or "")),
        ("Software", f"Dateline {VERSION}"),
        ("Creation Time", options.made.isoformat()),
        ("Source", shown.origin),
    ):
        said.add_text(name, words)
    # Without the layer of transparency, which no sheet has, it is packed in half the time.
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    sink = io.BytesIO()
    dots = (options.dpi, options.dpi)
    picture.save(sink, format="png", dpi=dots, pnginfo=said, compress_level=_PACKED)
    return sink.getvalue()


def _svg(drawn: Drawn, shown: EvidenceMap, options: SnapshotOptions) -> bytes:
    """Write the sheet as SVG whose words are text, titled and described."""
    sink = io.BytesIO()
    title, alt = clean(drawn.sheet.title), clean(drawn.sheet.alt)
    drawn.page.figure.savefig(
        sink,
        format="svg",
        metadata={
            "Title": title,
            "Description": alt,
            "Creator": f"Dateline {VERSION}",
            "Date": options.made.isoformat(),
            "Identifier": _identifier(shown),
        },
    )
    text = letter(sink.getvalue().decode(), shown.parses[0].article)
    text = describe(text, shown, drawn)
    at = text.index("<svg")
    end = text.index(">", at)
    head = ' role="img" aria-labelledby="sheet-title sheet-desc"'
    faces = font_faces(text)
    said = (
        f"\n <style>{faces}</style>"
        f'\n <title id="sheet-title">{escape(title)}</title>'
        f'\n <desc id="sheet-desc">{escape(alt)}</desc>'
    )
    head += root(shown, drawn.chart)
    return (text[:end] + head + ">" + said + text[end + 1 :]).encode()


def _identifier(shown: EvidenceMap) -> str:
    if shown.stamp is not None:
        return f"case-head:{shown.stamp.head}"
    return f"sha256:{' '.join(shown.articles)}"


def _pdf(drawn: Drawn, shown: EvidenceMap, options: SnapshotOptions) -> bytes:
    """Write the very SVG as the first page, and behind it all that the sheet has no room for."""
    from geo.snapshot.typesetting import assemble  # noqa: PLC0415 - no other format pays for it

    following = paper.record(drawn, shown, options)
    return assemble(_svg(drawn, shown, options), following, options.made)
