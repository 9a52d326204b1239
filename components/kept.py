"""What does not change while one version of an article is on screen: sent once, kept there."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FRONTEND = Path(__file__).parent / "frontend"
_SCRIPTS = (
    "panel.js",
    "popovers.js",
    "copying.js",
    "scripts.js",
)  # the panel's own element sends a start
_DIGITS = 16  # of the version and of each part


def render(parts: Mapping[str, bytes]) -> str:
    """
    Hand parts to the browser, which keeps them in the page's memory and nowhere else.

    Called outside every fragment: a click then sends none of it again, and what changes the
    article sends those parts that are others.

    Parameters
    ----------
    parts
        JSON by name; the panel and the map's frame take them up by the version.

    Returns
    -------
    str
        The version: the same for the same parts.
    """
    digests = {name: _digest(part) for name, part in parts.items()}
    version = _digest(repr(digests).encode())
    with st.container(key="dl-kept"):
        _element("scripts", *_SCRIPTS)(key="kept-scripts")
        for name, part in parts.items():
            _element("part", "part.js")(
                key=f"kept-{name}", data=digests[name].encode() + b"\n" + part
            )
        _element("kept", "kept.js")(key="kept", data={"version": version, "parts": digests})
    return version


def _digest(part: bytes) -> str:
    return hashlib.sha256(part).hexdigest()[:_DIGITS]


@cache
def _element(name: str, *scripts: str) -> Callable[..., object]:
    """Register a component once; each of its elements carries its script, at every change."""
    script = "\n".join((_FRONTEND / file).read_text("utf-8") for file in scripts)
    return st.components.v2.component(f"dateline_{name}", js=script)
