"""The `dateline` command."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from geo import seal
from geo.answering import ReaderGoneError, answering
from geo.cli_case import case_app
from geo.cli_check import check, evaluate
from geo.cli_gazetteer import gazetteer_app
from geo.cli_map import draw_map
from geo.cli_parse import parse
from geo.cli_statuses import BUSY, READER_GONE, REFUSED
from geo.errors import CaseBusyError, GeoError
from geo.settings import VERSION

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(case_app, name="case")


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
CaseFile = Annotated[
    Path | None,
    typer.Option(metavar="CASE", help="The case whose articles are shown, kept and corrected."),
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

Fetch = Annotated[
    bool,
    typer.Option(
        "--allow-fetch",
        help="Let readers of the page have this machine ask the web for an article's address.",
    ),
]
Keep = Annotated[
    bool,
    typer.Option(
        " /--no-keep",
        show_default=False,
        help="Keep no article: each session has its own, gone when it ends. So it is wherever "
        "others reach the page; else articles are kept in a case in your data folder.",
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
    fetch: Fetch = False,
    keep: Keep = True,
    case: CaseFile = None,
) -> None:
    """Open the dashboard: on the articles kept before, or on a case; the sample at first."""
    from geo.serve import serve as run  # noqa: PLC0415 - the server is not needed to parse

    if case is not None:
        from geo.cli_case_words import open_case  # noqa: PLC0415 - only where a case is asked for

        open_case(case).close()  # what is no case is refused here, not on the page
    run(
        host=host,
        port=port,
        allowed=allow_host,
        token=token,
        browser=browser,
        install=install,
        fetch=fetch,
        keep=keep,
        case=case,
    )


app.command()(parse)
app.command("map")(draw_map)
app.command()(evaluate)
app.command()(check)


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
        sys.exit(BUSY if isinstance(error, CaseBusyError) else REFUSED)
    except ReaderGoneError:
        sys.exit(READER_GONE)


if __name__ == "__main__":
    main()
