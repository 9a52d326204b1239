"""The page's front end: its scripts as the build bundled them, its style sheets and its markup."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

_HERE = Path(__file__).parent
_SOURCE = _HERE / "frontend"
_WHEEL = _HERE / "_app"  # the page's own folder in a wheel; in a clone it is the clone
_BUILT = (_WHEEL if _WHEEL.is_dir() else _HERE.parent) / "static" / "page"


@cache
def script(name: str) -> str:
    """
    Return a script with all that it imports.

    Parameters
    ----------
    name
        Its path in `components/frontend`. One of `frame/` is an expression, the function that it
        exports; any other a module that exports its function.
    """
    return (_BUILT / name).read_text(encoding="utf-8")


@cache
def text(name: str) -> str:
    """Return a style sheet or markup as it stands in `components/frontend`."""
    return (_SOURCE / name).read_text(encoding="utf-8")


@cache
def element(name: str, start: str | None = None) -> Callable[..., object]:
    """
    Return the component with the markup and the style of a name; it is registered once.

    Parameters
    ----------
    name
        Of its files.
    start
        Its script, where that is not of the same name.
    """
    return st.components.v2.component(
        f"dateline_{name}",
        html=text(f"{name}.html"),
        css=text(f"{name}.css"),
        js=script(start or f"{name}.js"),
    )


@cache
def unseen(name: str) -> Callable[..., object]:
    """Return the component that is the script of a name and nothing to be seen; as `element`."""
    return st.components.v2.component(f"dateline_{name}", js=script(f"{name}.js"))
