"""The `dateline parse` command."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, cast

import typer

from geo import cli_reading
from geo.cli_asked import Filters, filtering, is_asked, none_asked
from geo.cli_case_words import open_case
from geo.cli_engine import Recogniser, engine_of
from geo.cli_statuses import SOME_FAILED
from geo.errors import ArticleError, ExportError, GeoError
from geo.settings import LEARNED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.engine import Engine
    from geo.exports.choosing import Rows
    from geo.intake import Document
    from geo.intake.lines import Line
    from geo.mapped import Asked, EvidenceMap
    from geo.types import Article


class Format(StrEnum):
    """How `parse` writes its answer."""

    JSON = "json"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    CSV = "csv"


Text = Annotated[
    bool,
    typer.Option(
        "--text", help="json, jsonl: with the text, and where each name stood in what was sent."
    ),
]


class _Wanted(NamedTuple):
    """What the caller wants of each article."""

    asked: Asked
    text: bool


@filtering
def parse(
    files: Annotated[list[str], typer.Argument(help="Articles; - reads standard input.")],
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="json: one object an article; jsonl: one a line; geojson, csv: one row a name.",
        ),
    ] = Format.JSON,
    *,
    filters: Filters,
    text: Text = False,
    recogniser: Recogniser = LEARNED,
) -> None:
    """Find the places and quotes of articles or of a case, as JSON, GeoJSON or CSV."""
    asked = filters.asked()
    if text and form in {Format.GEOJSON, Format.CSV}:
        msg = f"--text goes with --format json or jsonl, not with {form.value}"
        raise ExportError(msg)
    case = cli_reading.case_of(files)
    if case is not None:
        _write_case(case, form, _Wanted(asked, text=text))
        return
    engine = engine_of(recogniser)
    if form in {Format.GEOJSON, Format.CSV}:
        _write_rows(engine, files, form, asked)
        return
    if _parse_each(engine, files, form, _Wanted(asked, text=text)):
        raise typer.Exit(SOME_FAILED)


def _write_case(path: Path, form: Format, wanted: _Wanted) -> None:
    """Write what stands in a case, in the form of articles."""
    from geo.case import draw  # noqa: PLC0415 - each command loads what it uses

    with open_case(path) as case:
        drawn = draw(case, wanted.asked)
    if form in {Format.GEOJSON, Format.CSV}:
        _write_table(drawn.shown, form)
        return
    for result in drawn.results(text=wanted.text):
        _write(result, form)


def _parse_each(engine: Engine, files: list[str], form: Format, wanted: _Wanted) -> bool:
    """Write one object an article, and return whether some failed."""
    from geo.intake.reader import Reader  # noqa: PLC0415 - each command loads what it uses

    failed, written = False, 0
    with Reader() as reader:
        for name in files:
            data = cli_reading.read(name)
            if form is Format.JSONL and _is_jsonl(name, data):
                for result in _parse_lines(engine, data, wanted):
                    failed |= "error" in result
                    written += 1
                    _write(result, form)
                continue
            try:
                documents = cli_reading.documents(name, data, reader)
                alone = len(files) == len(documents) == 1
                for document in documents:
                    found = _parse_one(engine, document, name, wanted, alone=alone)
                    written += found is not None
                    if found is not None:
                        _write(found, form)
            except ArticleError as error:
                if len(files) == 1 and form is Format.JSON:
                    raise
                failed = True
                _tell(name, error, form)
    if not (written or failed) and wanted.asked.more:
        raise none_asked(wanted.asked)
    return failed


def _tell(name: str, error: ArticleError, form: Format) -> None:
    """Say in the place of an answer what is wrong with an input."""
    if form is Format.JSONL:
        _write({"id": name, "error": str(error)}, form)
    else:
        typer.echo(f"dateline: {error}", err=True)


def _write_rows(engine: Engine, files: list[str], form: Format, asked: Asked) -> None:
    """Write one table or one collection of every name in the articles."""
    from geo.intake.reader import Reader  # noqa: PLC0415 - each command loads what it uses
    from geo.mapped import answer, refuse_unknown, survey  # noqa: PLC0415 - each loads its own

    with Reader() as reader:
        read = (
            document.article(name=name)
            for name in files
            for document in cli_reading.documents(name, cli_reading.read(name), reader)
        )
        chosen = [article for article in read if is_asked(article, asked)]
    if not chosen:
        raise none_asked(asked)
    found = survey(map(engine.parse, chosen))
    refuse_unknown(found, asked)
    _write_table(answer(found, asked), form)


def _write_table(shown: EvidenceMap, form: Format) -> None:
    from geo.exports import choosing  # noqa: PLC0415 - each command loads what it uses

    words = choosing.write(shown, cast("Rows", form.value))
    sys.stdout.buffer.write(words.encode("utf-8", "replace"))


def _is_jsonl(name: str, data: bytes) -> bool:
    return name.endswith(".jsonl") or (name == cli_reading.STDIN and data.lstrip().startswith(b"{"))


def _parse_one(
    engine: Engine, document: Document, name: str, wanted: _Wanted, *, alone: bool
) -> dict[str, Any] | None:
    """Return one article's result, None where it is not asked for; alone, it must have the rest."""
    from geo.exports.contract import to_result  # noqa: PLC0415 - each command loads what it uses
    from geo.mapped import refuse_unknown, survey  # noqa: PLC0415 - each command loads what it uses

    article = document.article(name="" if name == cli_reading.STDIN else name)
    if not is_asked(article, wanted.asked):
        return None
    parse = engine.parse(article)
    if alone:
        refuse_unknown(survey([parse]), wanted.asked)
    return to_result(parse, wanted.asked, text=wanted.text) | document.source()


def _parse_lines(engine: Engine, data: bytes, wanted: _Wanted) -> Iterator[dict[str, Any]]:
    """Parse one document a line; a bad one gives its id and what is wrong with it."""
    from geo.intake import lines  # noqa: PLC0415 - each command loads what it uses

    for line in lines.read(data.split(b"\n")):
        called = f"line {line.number}"
        if line.wrong:
            yield {"id": None, "error": f"{called} {line.wrong}"}
            continue
        try:
            found = _parse_line(engine, line, called, wanted)
            if found is not None:
                yield found
        except GeoError as error:
            yield {"id": line.held.get("id"), "error": str(error)}


def _parse_line(
    engine: Engine, line: Line[bytes], called: str, wanted: _Wanted
) -> dict[str, Any] | None:
    from geo.exports.contract import to_result  # noqa: PLC0415 - each command loads what it uses

    article = _article(line, called)
    if not is_asked(article, wanted.asked):
        return None
    found = to_result(engine.parse(article), wanted.asked, text=wanted.text)
    return {**found, "id": line.held.get("id", article.id)}


def _article(line: Line[bytes], called: str) -> Article:
    """Return the article of a line, with what the line says of it."""
    from geo.articles import read_article  # noqa: PLC0415 - each command loads what it uses
    from geo.intake import lines  # noqa: PLC0415 - each command loads what it uses

    text, said = line.text("text"), line.held.get("published")
    if text is None:
        msg = f"{called} {lines.NO_TEXT}"
        raise ArticleError(msg)
    article = read_article(text, name=called)
    title = line.text("title")
    try:
        published = lines.day(said)
    except ValueError as error:
        msg = f"{called}: published {said!r} {lines.NO_DAY}"
        raise ArticleError(msg) from error
    return replace(
        article,
        title=article.title if title is None else title,
        url=line.text("url"),
        published=published,
    )


def _write(result: dict[str, Any], form: Format) -> None:
    indent = 2 if form is Format.JSON else None
    words = json.dumps(result, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(words.encode("utf-8", "replace") + b"\n")
