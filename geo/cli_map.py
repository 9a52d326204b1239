"""The `dateline map` command."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads it
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from geo import cli_reading
from geo.cli_asked import Filters, filtering, is_asked, none_asked
from geo.cli_case_words import open_case
from geo.cli_engine import Recogniser, engine_of
from geo.errors import ExportError
from geo.settings import LEARNED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.mapped import Asked, EvidenceMap
    from geo.snapshot import SnapshotOptions

_PICTURES: Mapping[str, Literal["png", "svg", "pdf"]] = {
    ".png": "png",
    ".svg": "svg",
    ".pdf": "pdf",
}


class Picture(StrEnum):
    """How `map` draws into a folder."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


@filtering
def draw_map(  # noqa: PLR0913 - one argument an option of the command
    file: Annotated[str, typer.Argument(help="The article; - reads standard input.")],
    out: Annotated[
        Path, typer.Option(help="Where to write: a .png, .svg or .pdf; or a folder that is there.")
    ],
    *,
    form: Annotated[
        Picture, typer.Option("--format", help="What to write into a folder, named by what it is.")
    ] = Picture.PDF,
    title: Annotated[str | None, typer.Option(help="Headline; the article's own if none.")] = None,
    author: Annotated[str | None, typer.Option(help="Who made the map.")] = None,
    filters: Filters,
    dpi: Annotated[int, typer.Option(help="Dots per inch of a PNG, 50 to 600.")] = 300,
    recogniser: Recogniser = LEARNED,
) -> None:
    """Draw the publishable map of an article or of a case."""
    folder = out.is_dir()
    picture = form.value if folder else _PICTURES.get(out.suffix.lower())
    if picture is None:
        msg = f"cannot tell the format of {str(out)!r}; end the name in .png, .svg or .pdf"
        raise ExportError(msg)
    asked = filters.asked()
    case = cli_reading.case_of([file])
    shown = _mapped(file, asked, recogniser) if case is None else _mapped_case(case, asked)
    from geo.boundaries import Boundaries  # noqa: PLC0415 - heavy; parse does without
    from geo.snapshot import SnapshotOptions, draw  # noqa: PLC0415 - heavy; parse does without

    options = SnapshotOptions(
        made=datetime.now(UTC),
        format=picture,
        title=title,
        author=author,
        dpi=dpi,
        framing=filters.framing,
    )
    drawn = draw(shown, boundaries=Boundaries.open(), options=options)
    from geo.snapshot.fonts import damaged  # noqa: PLC0415 - only once `draw` has loaded matplotlib

    for why in damaged().values():
        typer.echo(f"dateline: {why}", err=True)
    from geo.writing import told, write  # noqa: PLC0415 - each command loads what it uses

    named = out / _name(shown, options) if folder else out
    with told(named, "choose another place with --out"):
        write(named, drawn)


def _mapped(file: str, asked: Asked, recogniser: str) -> EvidenceMap:
    """Return the map of one article."""
    from geo.mapped import answer, refuse_unknown, survey  # noqa: PLC0415 - each loads its own

    article = cli_reading.one_document(file).article(name=file)
    if not is_asked(article, asked):
        raise none_asked(asked)
    found = survey([engine_of(recogniser).parse(article)])
    refuse_unknown(found, asked)
    return answer(found, asked)


def _mapped_case(path: Path, asked: Asked) -> EvidenceMap:
    """Return the map of a case."""
    from geo.case import draw  # noqa: PLC0415 - each command loads what it uses

    with open_case(path) as case:
        return draw(case, asked).shown


def _name(shown: EvidenceMap, options: SnapshotOptions) -> str:
    """Name a file by the article, what is shown of it, and the day."""
    from geo.naming import file_stem, said_of  # noqa: PLC0415 - each command loads what it uses

    place = None if shown.asked.place is None else shown.name_of(shown.asked.place)
    title = options.title or shown.title
    stem = file_stem(title, said=said_of(shown.asked, place), made=options.made.date())
    return f"{stem}.{options.format}"
