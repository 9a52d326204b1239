"""What does not change while one version of an article is on screen: sent once, kept there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from components import front

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        front.unseen("scripts")(key="kept-scripts")  # the panel's own element sends a start
        for name, part in parts.items():
            front.unseen("part")(key=f"kept-{name}", data=digests[name].encode() + b"\n" + part)
        front.unseen("kept")(key="kept", data={"version": version, "parts": digests})
    return version


def _digest(part: bytes) -> str:
    return hashlib.sha256(part).hexdigest()[:_DIGITS]
