"""The `dateline case` commands."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from geo.cli_asked import Filters, filtering
from geo.cli_case_decide import COMMANDS
from geo.cli_case_words import SHORT, CasePath, Json, Who, hand_of, open_case, say
from geo.cli_engine import Recogniser, engine_of
from geo.cli_statuses import SOME_FAILED
from geo.settings import LEARNED

if TYPE_CHECKING:
    from geo.case import Added, Case, Entry, Failed, Head, Kept
    from geo.decisions import Decision
    from geo.exports.choosing import Rows
    from geo.mapped import Asked

OutFile = Annotated[Path, typer.Option(help="Where to write.")]
OneArticle = Annotated[
    str | None, typer.Argument(metavar="ARTICLE", help="Its id, or its first 8 digits and more.")
]

case_app = typer.Typer(
    help="Keep articles and decisions in one file, a GeoPackage.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@case_app.command("new")
def new(
    path: CasePath,
    *,
    title: Annotated[
        str | None, typer.Option(help="What it is called; the file's name if none.")
    ] = None,
    who: Who = None,
    as_json: Json = False,
) -> None:
    """Make a case; a file that is there is never written over."""
    from geo.case import Case, one_line  # noqa: PLC0415 - each command loads what it uses

    called = one_line(title or "") or path.stem
    with Case.new(path, called, hand_of(who)) as case:
        head = case.head
    plain = {"case": str(path), "title": called, "entry": head.entry, "head": head.hash}
    say(plain, f"{path}: {called}", as_json=as_json)


@case_app.command("add")
def add(  # noqa: PLR0913 - one argument an option of the command
    path: CasePath,
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, addresses, or -.")
    ],
    *,
    title: Annotated[str | None, typer.Option(help="Headline; the article's own if none.")] = None,
    url: Annotated[str | None, typer.Option(help="Address it was found at.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="When: 2021-02-28.")] = None,
    recogniser: Recogniser = LEARNED,
    who: Who = None,
    as_json: Json = False,
) -> None:
    """Take articles into a case: each text once, with every place it came from."""
    from geo.case import Facts, Failed, add, arrivals, day  # noqa: PLC0415 - loads what it uses

    facts = Facts(title=title, url=url, publisher=publisher, published=day(published))
    hand = hand_of(who)
    failed = False
    with open_case(path, write=True) as case:
        engine = engine_of(recogniser)
        for arrival in arrivals(inputs, facts, sys.stdin.buffer.read):
            done = arrival if isinstance(arrival, Failed) else add(case, arrival, engine, hand)
            failed |= isinstance(done, Failed)
            _say_arrival(done, as_json=as_json)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _say_arrival(done: Added | Failed, *, as_json: bool) -> None:
    plain = asdict(done)
    if "error" in plain:
        typer.echo(f"dateline: {plain['error']}", err=True)
        if as_json:
            say(plain, "", as_json=True)
        return
    note = "" if plain["new"] else ", there already"
    note += f", the text of {plain['same_as']}" if plain["same_as"] else ""
    words = (
        f"{plain['source']}  {plain['article'][:SHORT]}  {plain['names']} names, "
        f"{plain['listed']} listed{note}  {plain['input']}"
    )
    say(plain, words, as_json=as_json)


@case_app.command("list")
def list_articles(path: CasePath, *, as_json: Json = False) -> None:
    """List the articles of a case and where each came from."""
    from geo.case import near, stories  # noqa: PLC0415 - each command loads what it uses

    with open_case(path) as case, case.reading() as connection:
        title, head, articles, alike = case.title, case.head, case.articles(), near(case)
        said = stories(connection)
    plain = {
        "case": str(path),
        "title": title,
        "entry": head.entry,
        "head": head.hash,
        "articles": [
            {**asdict(a), "near": list(alike[a.article]), "story": _story(said.get(a.article))}
            for a in articles
        ],
    }
    words = [f"{title}: {len(articles)} articles, entry {head.entry}, head {head.hash}"]
    words += [_line(article, len(alike[article.article])) for article in articles]
    say(plain, words, as_json=as_json)


def _story(said: Decision | None) -> dict[str, object] | None:
    """Tell what an analyst said of an article's story."""
    if said is None:
        return None
    return {
        "entry": said.entry, "who": said.who, "when": said.when, "why": said.why,
        "what": said.answer.what.value, "of": said.answer.story,
    }  # fmt: skip


def _line(article: Kept, near: int) -> str:
    where = ", ".join(s.publisher or s.url or s.source for s in article.sources)
    return (
        f"{article.article[:SHORT]}  {article.on_map} of {article.names} names on the map, "
        f"{article.listed} listed, {article.decided} decided  {article.title}  [{where}]"
        f"{f'  (near-duplicates: {near})' if near else ''}"
    )


@case_app.command("show")
def show(path: CasePath, article: OneArticle = None, *, as_json: Json = False) -> None:
    """Show a case, or what stands of each name of one article and who decided it."""
    from geo.exports.contract import to_result  # noqa: PLC0415 - each command loads what it uses

    with open_case(path) as case, case.reading():
        if article is None:
            title, head, kept = case.title, case.head, case.articles()
            plain = {
                "case": str(path),
                "title": title,
                "entry": head.entry,
                "head": head.hash,
                "articles": len(kept),
                "sources": sum(len(a.sources) for a in kept),
                **{n: sum(getattr(a, n) for a in kept) for n in ("names", "on_map", "listed")},
                "decided": sum(a.decided for a in kept),
            }
            say(plain, (f"{name}: {value}" for name, value in plain.items()), as_json=as_json)
            return
        settled = case.settled(case.find(article))
    plain = to_result(settled.parse, settled=settled)
    say(plain, _names(plain), as_json=as_json)


def _names(plain: dict[str, object]) -> list[str]:
    """Return a line a name: where it stands, what it means, how exactly, and by whom."""
    words = [f"{plain['title']}"]
    toponyms = plain["toponyms"]
    for name in toponyms if isinstance(toponyms, list) else []:
        place = name["place"]
        what = f"{place['name']} ({place['id']}), {name['precision']}" if place else name["status"]
        decided = name["decided"]
        by = f"{decided['who']}, entry {decided['entry']}" if decided else name["placed_by"]
        words.append(f"{name['start']}:{name['end']}  {name['name']}  {what}  {by}")
    return words


@case_app.command("log")
def log(
    path: CasePath,
    *,
    since: Annotated[int, typer.Option(min=0, help="Only the entries after this one.")] = 0,
    as_json: Json = False,
) -> None:
    """Print the log: who did what, when, and why."""
    with open_case(path) as case:
        entries = case.log(since)
    for entry in entries:
        say(entry.to_plain(), _entry(entry), as_json=as_json)


def _entry(entry: Entry) -> str:
    article = "" if entry.article is None else f"  {entry.article[:SHORT]}"
    span = "" if entry.span is None else f" {entry.span[0]}:{entry.span[1]}"
    undoes = "" if entry.undoes is None else f" {entry.undoes}"
    of = f"  {entry.after['of']}" if "of" in (entry.after or {}) else ""
    why = "" if entry.why is None else f"  {entry.why}"
    return f"{entry.entry}  {entry.when}  {entry.who}  {entry.what}{undoes}{article}{of}{span}{why}"


@case_app.command("verify")
def verify(
    path: CasePath,
    *,
    head: Annotated[
        str | None, typer.Option(help="A head printed before: whether the chain still has it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check every byte of a case against its log; name each thing that is not as it says."""
    from geo.case import verify as run  # noqa: PLC0415 - each command loads what it uses

    with open_case(path) as case:
        report = run(case, head)
    plain = {"ok": report.ok, **asdict(report)}
    words = f"{path} is whole: {report.entries} entries, head {report.head}"
    for fault in report.faults:
        typer.echo(f"dateline: {fault.check}: {fault.where}: {fault.sentence}", err=True)
    if as_json or report.ok:
        say(plain, words, as_json=as_json)
    if not report.ok:
        raise typer.Exit(SOME_FAILED)


class Given(StrEnum):
    """How a case is given away."""

    GEOJSON = "geojson"
    CSV = "csv"
    JSON = "json"
    GPKG = "gpkg"


@case_app.command("export")
@filtering
def export(
    path: CasePath,
    form: Annotated[Given, typer.Option("--format", help="gpkg without a filter: the whole case.")],
    out: OutFile,
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    filters: Filters,
    as_json: Json = False,
) -> None:
    """Write what stands in a case as a file; each names the end of its log."""
    from geo.case import check_free, write_geopackage  # noqa: PLC0415 - each loads what it uses
    from geo.writing import told  # noqa: PLC0415 - each command loads what it uses

    asked = filters.asked()
    check_free(out, force=force)
    with open_case(path) as case:
        write = write_geopackage if form is Given.GPKG else partial(_write_words, form)
        with told(out, "choose another with --out"):
            head = write(case, asked, out)
    plain = {"out": str(out), "format": form.value, "entry": head.entry, "head": head.hash}
    say(plain, f"{out}: entry {head.entry}, head {head.hash}", as_json=as_json)


def _write_words(form: Given, case: Case, asked: Asked, out: Path) -> Head:
    from geo.case import draw, write_json  # noqa: PLC0415 - each command loads what it uses
    from geo.exports import choosing  # noqa: PLC0415 - each command loads what it uses
    from geo.writing import write_text  # noqa: PLC0415 - each command loads what it uses

    drawn = draw(case, asked)
    if form is Given.JSON:
        words = write_json(drawn)
    else:
        words = choosing.write(drawn.shown, cast("Rows", form.value))
    write_text(out, words)
    return drawn.head


for command in COMMANDS:
    case_app.command()(command)
