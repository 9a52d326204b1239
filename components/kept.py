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
    "kept.js",
)  # the panel's is kept here too: its own element sends a start
_DIGITS = 16  # of a version


def render(parts: Mapping[str, bytes]) -> str:
    """
    Hand parts to the browser, which keeps them in the page's memory and nowhere else.

    Called outside every fragment: a click then sends none of it again.

    Parameters
    ----------
    parts
        JSON by name; the panel and the map's frame take them up by the version.

    Returns
    -------
    str
        The version: the same for the same parts.
    """
    words = b",".join(b'"%s":%s' % (name.encode(), part) for name, part in parts.items())
    version = hashlib.sha256(words).hexdigest()[:_DIGITS]
    with st.container(key="dl-kept"):
        _element()(key="kept", data=version.encode() + b"\n{" + words + b"}")
    return version


@cache
def _element() -> Callable[..., object]:
    """Register the component once."""
    script = "\n".join((_FRONTEND / name).read_text("utf-8") for name in _SCRIPTS)
    return st.components.v2.component("dateline_kept", js=script)
