"""The `dateline` command."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from geo import cli_reading, seal
from geo.answering import ReaderGoneError, answering
from geo.cli_asked import (
    Articles,
    Extent,
    OfArticle,
    Publisher,
    Select,
    Since,
    Speaker,
    Until,
    VoiceOption,
    Voices,
    asked_of,
    framing_of,
)
from geo.cli_case import case_app
from geo.cli_case_words import open_case
from geo.cli_engine import Recogniser, engine_of
from geo.cli_gazetteer import gazetteer_app
from geo.errors import ArticleError, CaseBusyError, CaseError, ExportError, GeoError
from geo.settings import LEARNED, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.engine import Engine
    from geo.intake import Document
    from geo.mapped import Asked, EvidenceMap
    from geo.snapshot import SnapshotOptions
    from geo.types import Article

_SOME_FAILED, _REFUSED, _BUSY = 1, 2, 3
_READER_GONE = 141  # 128 and SIGPIPE's number, as shells say it of a program that wrote on
_PICTURES: Mapping[str, Literal["png", "svg", "pdf"]] = {
    ".png": "png",
    ".svg": "svg",
    ".pdf": "pdf",
}

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(case_app, name="case")


class Format(StrEnum):
    """How `parse` writes its answer."""

    JSON = "json"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    CSV = "csv"


class Picture(StrEnum):
    """How `map` draws into a folder."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


Port = Annotated[int | None, typer.Option(help="Port; the first free from 8501 when left out.")]
Host = Annotated[str, typer.Option(help="Address to listen on; this machine alone by default.")]
AllowHost = Annotated[
    list[str],
    typer.Option(help="Another name to answer to: NAME, NAME:PORT or https://NAME; repeatable."),
]
Token = Annotated[
    str | None,
    typer.Option(
        help="What the address must carry; better set as DATELINE_TOKEN, which no list of "
        "processes shows. Made by itself where other machines can reach the server."
    ),
]
Text = Annotated[
    bool,
    typer.Option(
        "--text", help="json, jsonl: with the text, and where each name stood in what was sent."
    ),
]
CaseFile = Annotated[
    Path | None, typer.Option(metavar="CASE", help="A case to keep articles in; not yet.")
]
Browser = Annotated[bool, typer.Option(help="Open the browser on the page.")]
Install = Annotated[
    bool | None,
    typer.Option(
        "--allow-install/--no-install",
        help="Whether readers of the page may install GeoNames' tables on this machine; by"
        " default where this machine alone reaches the page.",
    ),
]


def _version(value: bool) -> None:  # noqa: FBT001 - typer passes the flag by position
    if value:
        typer.echo(f"dateline {VERSION}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - typer needs the name; the callback reads it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Turn a news article into an evidence map. Without a command: open the dashboard."""
    if context.invoked_subcommand is None:
        serve()


@app.command()
def serve(  # noqa: PLR0913 - one argument an option of the command
    *,
    port: Port = None,
    host: Host = "127.0.0.1",
    allow_host: AllowHost = [],  # noqa: B006 - typer's way to say none; never changed
    token: Token = None,
    browser: Browser = True,
    install: Install = None,
    case: CaseFile = None,
) -> None:
    """Open the dashboard on the sample article."""
    if case is not None:
        msg = f"the dashboard does not open cases yet ({str(case)!r}); use `dateline case`"
        raise CaseError(msg)
    from geo.serve import serve as run  # noqa: PLC0415 - the server is not needed to parse

    run(host=host, port=port, allowed=allow_host, token=token, browser=browser, install=install)


@app.command()
def parse(  # noqa: PLR0913 - one argument an option of the command
    files: Annotated[list[str], typer.Argument(help="Articles; - reads standard input.")],
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="json: one object an article; jsonl: one a line; geojson, csv: one row a name.",
        ),
    ] = Format.JSON,
    *,
    select: Select = None,
    speaker: Speaker = None,
    voice: VoiceOption = Voices.ALL,
    article: OfArticle = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    extent: Extent = None,
    text: Text = False,
    recogniser: Recogniser = LEARNED,
) -> None:
    """Find the places and quotes of articles or of a case, as JSON, GeoJSON or CSV."""
    asked = asked_of(select, speaker, voice, extent, Articles(article, publisher, since, until))
    if text and form in {Format.GEOJSON, Format.CSV}:
        msg = f"--text goes with --format json or jsonl, not with {form.value}"
        raise ExportError(msg)
    case = _case_of(files)
    if case is not None:
        _write_case(case, form, _Wanted(asked, text=text))
        return
    engine = engine_of(recogniser)
    if form in {Format.GEOJSON, Format.CSV}:
        _write_rows(engine, files, form, asked)
        return
    if _parse_each(engine, files, form, _Wanted(asked, text=text)):
        raise typer.Exit(_SOME_FAILED)


def _case_of(files: list[str]) -> Path | None:
    """Return the case that is given, None where articles are."""
    from geo.case.header import looks_like_case  # noqa: PLC0415 - each command loads what it uses

    cases = [name for name in files if name != cli_reading.STDIN and looks_like_case(name)]
    if cases and len(files) > 1:
        msg = f"{cases[0]!r} is a case: give it alone, its articles are in it"
        raise CaseError(msg)
    return Path(cases[0]) if cases else None


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


class _Wanted(NamedTuple):
    """What the caller wants of each article."""

    asked: Asked
    text: bool


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
        raise _none_asked(wanted.asked)
    return failed


def _tell(name: str, error: ArticleError, form: Format) -> None:
    """Say in the place of an answer what is wrong with an input."""
    if form is Format.JSONL:
        _write({"id": name, "error": str(error)}, form)
    else:
        typer.echo(f"dateline: {error}", err=True)


@app.command("map")
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
    select: Select = None,
    speaker: Speaker = None,
    voice: VoiceOption = Voices.ALL,
    article: OfArticle = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    extent: Extent = None,
    dpi: Annotated[int, typer.Option(help="Dots per inch of a PNG, 50 to 600.")] = 300,
    recogniser: Recogniser = LEARNED,
) -> None:
    """Draw the publishable map of an article or of a case."""
    folder = out.is_dir()
    picture = form.value if folder else _PICTURES.get(out.suffix.lower())
    if picture is None:
        msg = f"cannot tell the format of {str(out)!r}; end the name in .png, .svg or .pdf"
        raise ExportError(msg)
    asked = asked_of(select, speaker, voice, extent, Articles(article, publisher, since, until))
    case = _case_of([file])
    shown = _mapped(file, asked, recogniser) if case is None else _mapped_case(case, asked)
    from geo.boundaries import Boundaries  # noqa: PLC0415 - heavy; parse does without
    from geo.snapshot import SnapshotOptions, draw  # noqa: PLC0415 - heavy; parse does without

    options = SnapshotOptions(
        made=datetime.now(UTC),
        format=picture,
        title=title,
        author=author,
        dpi=dpi,
        framing=framing_of(extent),
    )
    drawn = draw(shown, boundaries=Boundaries.open(), options=options)
    from geo.snapshot.fonts import damaged  # noqa: PLC0415 - only once `draw` has loaded matplotlib

    for why in damaged().values():
        typer.echo(f"dateline: {why}", err=True)
    _save(out / _name(shown, options) if folder else out, drawn)


def _mapped(file: str, asked: Asked, recogniser: str) -> EvidenceMap:
    """Return the map of one article."""
    from geo.mapped import answer, refuse_unknown, survey  # noqa: PLC0415 - each loads its own

    article = cli_reading.one_document(file).article(name=file)
    if not _is_asked(article, asked):
        raise _none_asked(asked)
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


class Part(StrEnum):
    """Which documents of a corpus `evaluate` takes."""

    TRAIN = "train"
    CHOOSE = "choose"
    REPORT = "report"
    ALL = "all"


@app.command()
def evaluate(
    corpus: Annotated[Path, typer.Argument(help="JSON lines of id, text and toponyms.")],
    *,
    part: Annotated[Part, typer.Option(help="By the hash of the id: 7, 1 and 2 of 10.")] = Part.ALL,
    demonyms: Annotated[bool, typer.Option(help="Whether 'Iraqi' counts as a name.")] = True,
    errors: Annotated[int, typer.Option(min=0, help="Mistakes of each sort to list.")] = 0,
    given: Annotated[bool, typer.Option(help="Tell it where the names are.")] = False,
    recogniser: Recogniser = LEARNED,
) -> None:
    """Measure the engine on annotated documents."""
    from geo.evaluation import evaluate as run  # noqa: PLC0415 - parse does without
    from geo.evaluation import read_corpus, render  # noqa: PLC0415 - parse does without

    documents = read_corpus(corpus, part.value)
    report = run(engine_of(recogniser), documents, demonyms=demonyms, given=given)
    typer.echo(render(report, errors=errors), nl=False)


@app.command()
def check(
    *,
    network: Annotated[
        bool,
        typer.Option("--network", help="Watch, from outside, that nothing is sent or left behind."),
    ] = False,
) -> None:
    """Check every byte of what is shipped and installed; say what is wrong and how to mend it."""
    if network:
        _watch()
        return
    from geo.gazetteer.install import bar, damaged_layers  # noqa: PLC0415 - parse does without
    from geo.integrity import verify  # noqa: PLC0415 - parse does without

    problems = [problem.sentence for problem in verify()]
    with bar(sys.stderr) as report:
        problems += damaged_layers(report)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(_SOME_FAILED)
    typer.echo("All data files are present and unaltered.")


def _watch() -> None:
    """Show what a parse, a snapshot and the dashboard's start do to network and disk."""
    from geo.proof.check import Seen, tool, watch  # noqa: PLC0415 - parse does without

    def report(seen: Seen) -> None:
        for sentence in seen.sentences():
            typer.echo(sentence, err=bool(seen.faults))

    typer.echo(f"Watching from outside with {tool()}; this takes a minute.")
    if not watch(report):
        raise typer.Exit(_SOME_FAILED)
    typer.echo("Nothing left this machine.")


def _save(out: Path, drawn: bytes) -> None:
    """Write a picture: whole, or the old one stays as it was."""
    from geo.writing import write  # noqa: PLC0415 - each command loads what it uses

    try:
        write(out, drawn)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        msg = f"cannot write {str(out)!r} ({why}); choose another place with --out"
        raise ExportError(msg) from error


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
        chosen = [article for article in read if _is_asked(article, asked)]
    if not chosen:
        raise _none_asked(asked)
    found = survey(map(engine.parse, chosen))
    refuse_unknown(found, asked)
    _write_table(answer(found, asked), form)


def _is_asked(article: Article, asked: Asked) -> bool:
    """Return whether an article is one of those that are asked for."""
    from geo.mapped import is_chosen  # noqa: PLC0415 - each command loads what it uses

    day = None if article.published is None else article.published.isoformat()
    return is_chosen(asked, article.id, [(article.publisher, day)])


def _none_asked(asked: Asked) -> ExportError:
    words = ", ".join(f"{name} {value}" for name, value in asked.more)
    return ExportError(f"none of the articles is of {words}")


def _write_table(shown: EvidenceMap, form: Format) -> None:
    from geo.exports import geojson, table  # noqa: PLC0415 - each command loads what it uses

    words = (geojson if form is Format.GEOJSON else table).write(shown)
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
    if not _is_asked(article, wanted.asked):
        return None
    parse = engine.parse(article)
    if alone:
        refuse_unknown(survey([parse]), wanted.asked)
    return to_result(parse, wanted.asked, text=wanted.text) | document.source()


def _parse_lines(engine: Engine, data: bytes, wanted: _Wanted) -> Iterator[dict[str, Any]]:
    """Parse one document a line; a bad one gives its id and what is wrong with it."""
    for number, line in enumerate(_lines(data), start=1):
        try:
            document = json.loads(line)
        except (ValueError, RecursionError):
            yield {"id": None, "error": f"line {number} is not JSON; give one object a line"}
            continue
        if not isinstance(document, dict):
            yield {"id": None, "error": f"line {number} is not an object with id and text"}
            continue
        try:
            found = _parse_document(engine, document, number, wanted)
            if found is not None:
                yield found
        except GeoError as error:
            yield {"id": document.get("id"), "error": str(error)}


def _lines(data: bytes) -> Iterable[bytes]:
    return (line for line in data.split(b"\n") if line.strip())


def _parse_document(
    engine: Engine, document: dict[str, Any], number: int, wanted: _Wanted
) -> dict[str, Any] | None:
    from geo.articles import read_article  # noqa: PLC0415 - each command loads what it uses
    from geo.exports.contract import to_result  # noqa: PLC0415 - each command loads what it uses

    text = document.get("text")
    if not isinstance(text, str):
        msg = f"line {number} has no text; give an object with id and text"
        raise ArticleError(msg)
    article = read_article(text, name=f"line {number}")
    title, url = document.get("title"), document.get("url")
    article = replace(
        article,
        title=title if isinstance(title, str) else article.title,
        url=url if isinstance(url, str) else None,
        published=_date(document.get("published"), number),
    )
    if not _is_asked(article, wanted.asked):
        return None
    found = to_result(engine.parse(article), wanted.asked, text=wanted.text)
    return {**found, "id": document.get("id", article.id)}


def _date(value: object, number: int) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        msg = f"line {number}: published {value!r} is not a date; give it as 2021-02-28"
        raise ArticleError(msg) from error


def _write(result: dict[str, Any], form: Format) -> None:
    indent = 2 if form is Format.JSON else None
    words = json.dumps(result, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(words.encode("utf-8", "replace") + b"\n")


def main() -> None:
    """
    Run the command.

    Raises
    ------
    SystemExit
        With one of the statuses of `docs/command.md`, and one sentence on standard error when
        nothing could be done.
    """
    seal.close()
    try:
        with answering():
            app()
    except GeoError as error:
        with suppress(OSError):  # standard error may be full too
            typer.echo(f"dateline: {error}", err=True)
        sys.exit(_BUSY if isinstance(error, CaseBusyError) else _REFUSED)
    except ReaderGoneError:
        sys.exit(_READER_GONE)


if __name__ == "__main__":
    main()
