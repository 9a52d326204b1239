"""Run the server; `dateline serve` starts this with its choices made and checked."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import threading
import webbrowser
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from components.door import app, case, options
from components.door.guard import Rules
from components.door.key import NAME, Key
from geo import serve

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    import streamlit as st

_INTERRUPTED = 130


def main(words: Sequence[str]) -> None:
    """Serve until stopped."""
    asked = _read(words)
    given = os.environ.pop(serve.TOKEN, None)
    token = given or (secrets.token_urlsafe(24) if asked.token else None)
    key = Key(token=token, port=asked.port) if token else None
    rules = Rules(
        origins=frozenset([*asked.show, *asked.origin]), by_address=asked.by_address, key=key
    )

    @asynccontextmanager
    async def open_door(_app: st.App) -> AsyncGenerator[None]:
        _announce(asked, key, made=given is None)
        yield

    sys.argv = [asked.page]  # what Streamlit takes for the script, as `streamlit run` does
    server = app.build(Path(asked.page), rules, lifespan=open_door, routes=case.routes())
    server.run(config=options.listening(asked.host, asked.port))


def _read(words: Sequence[str]) -> argparse.Namespace:
    """Return the choices that `geo.serve.command` wrote down."""
    parser = argparse.ArgumentParser(prog="dateline serve")
    parser.add_argument("page")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--show", action="append", required=True)
    parser.add_argument("--origin", action="append", default=[])
    parser.add_argument("--by-address", action="store_true")
    parser.add_argument("--token", action="store_true")
    parser.add_argument("--browser", action="store_true")
    return parser.parse_args(words)


def _announce(asked: argparse.Namespace, key: Key | None, *, made: bool) -> None:
    """Say where the page is, and open it; a token of the user's own is never repeated."""
    end = f"?{NAME}={key.token}" if key and made else ""
    lines = [f"Dateline is open at {asked.show[0]}/{end}"]
    lines += [f"and at {origin}/{end}" for origin in asked.show[1:]]
    if asked.by_address:
        lines.append("and, the rest as above, at every address that this machine has")
    if key and not made:
        lines.append(f"Put ?{NAME}= and your token after the address.")
    sys.stdout.write("".join(f"  {line}\n" for line in ["", *lines, "Ctrl+C ends it.", ""]))
    sys.stdout.flush()
    # A token stays out of the browser's command line, which other users can read.
    if asked.browser and not key:
        threading.Thread(target=webbrowser.open, args=(f"{asked.show[0]}/",), daemon=True).start()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
