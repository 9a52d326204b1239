"""The small map of a correction: where the answers lie, numbered as in their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import cached
from components.views.correction import spots
from components.views.spots import Look

if TYPE_CHECKING:
    from components.views.correction import CorrectionView, Option

_ANSWERS = "Small map of the answers, numbered as in the list above"
_NAMED = "Small map of what else the article names"


def render(view: CorrectionView, option: Option | None, *, pointing: bool = False) -> None:
    """
    Draw the map, where there is something to see on it.

    Parameters
    ----------
    view
        The name.
    option
        What is answered; None while nothing is.
    pointing
        Whether a point is to be clicked on it.
    """
    seen = spots(view, option, pointing=pointing)
    drawn = cached.small_map(seen)
    if drawn:
        words = _NAMED if all(spot.look is Look.NAMED for spot in seen) else _ANSWERS
        st.html(f'<div class="dl-spots" role="img" aria-label="{words}">{drawn}</div>')
