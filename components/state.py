"""What the user has chosen: the only module that touches Streamlit's state and the URL."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from geo import Asked, Box, GeoError, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping


_SELECTION = "dateline-selection"
_HISTORY = "dateline-history"
_ASKING = "dateline-asking"
_MAX_ID = 80  # code points of a place id taken from the URL
_MAX_NAME = 120  # code points of a speaker's name taken from the URL
_KEPT = 10  # articles that can be gone back to
SAMPLE = "sample"
SIGHT = "dateline-sight"  # the component that tells what the map shows
TABS = ("evidence", "article", "places", "unplaced")
SPEECH: tuple[Voice, ...] = ("direct", "reported", "writer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The user's current choices: ids and words, never the engine's objects."""

    place: str | None = None  # id of the chosen Place; None shows every excerpt
    speaker: str | None = None  # only excerpts said by this name
    speech: Voice | None = None  # one of SPEECH, or None for all
    tab: str = "evidence"  # one of TABS
    name: int | None = None  # index of the name whose receipt is open
    rival: str | None = None  # id of the place shown as another choice for that name

    @property
    def asked(self) -> Asked:
        """What the choices ask of the evidence map."""
        return Asked(place=self.place, speaker=self.speaker, voice=self.speech)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """One article the user has opened; `data` is None for the sample."""

    data: bytes | None = None
    selection: Selection = Selection()


@dataclass(slots=True)
class _Cell:
    """Holds what is on screen, so that work done outside a run can look at it."""

    selection: Selection
    sight: Box | None = None  # what the map shows


def get_selection() -> Selection:
    """Return the current selection; on first use, what the URL asks for."""
    return _cell().selection


def follow() -> Callable[[], Selection]:
    """Return a function that gives this session's selection at any time, in any thread."""
    cell = _cell()
    return lambda: cell.selection


def look() -> Callable[[], Box | None]:
    """Return a function that gives what the map shows at any time, in any thread."""
    cell = _cell()
    return lambda: cell.sight


def see(sides: object) -> None:
    """Take over what the map shows, as its frame told it; what is no box is dropped."""
    box = None
    if isinstance(sides, (list, tuple)):
        with suppress(GeoError, TypeError, ValueError):
            box = Asked(extent=cast("Box", tuple(float(side) for side in sides))).extent
    _cell().sight = box


def choose(wanted: Selection) -> None:
    """Take over a whole selection; an unknown tab opens the first, an unknown filter keeps all."""
    _cell().selection = replace(
        wanted,
        tab=wanted.tab if wanted.tab in TABS else TABS[0],
        speech=voice(wanted.speech),
        rival=None if wanted.name is None else wanted.rival,
    )


def toggle(place: str) -> None:
    """Choose a place and open its excerpts, or unchoose it when it is the one chosen."""
    if get_selection().place == place:
        _change(place=None, name=None, rival=None)
    else:
        _change(place=place, name=None, rival=None, tab=TABS[0])


def keep_to(places: Mapping[str, str], speakers: Container[str], names: int) -> None:
    """
    Drop a place, a speaker or a name that the article on screen does not have.

    Parameters
    ----------
    places
        Keys of what can be chosen, by key and by the ids that links may have instead.
    speakers
        Names of who is quoted.
    names
        How many names there are.
    """
    now = get_selection()
    if now.name is not None and now.name >= names:
        _change(name=None, rival=None)
    place = None if now.place is None else places.get(now.place)
    speaker = now.speaker if now.speaker is not None and now.speaker in speakers else None
    _change(place=place, speaker=speaker)


def article_data() -> bytes | None:
    """Return the bytes of the article on screen, or None for the sample."""
    return _history()[-1].data


def can_go_back() -> bool:
    """Return whether an earlier article can be shown again."""
    return len(_history()) > 1


def sample_is_near() -> bool:
    """Return whether the sample is on screen or one step back."""
    return any(opened.data is None for opened in _history()[-2:])


def open_article(data: bytes | None) -> None:
    """Show another article (None: the sample), keeping this one a step back."""
    *older, current = _history()
    kept = replace(current, selection=replace(get_selection(), name=None, rival=None))
    _put_history((*older, kept, _Opened(data=data))[-_KEPT:])


def go_back() -> None:
    """Show the article that was on screen before, as it was left."""
    if can_go_back():
        _put_history(_history()[:-1])


def ask(key: str) -> None:
    """Remember which dialog is asking for a text."""
    st.session_state[_ASKING] = key


def stop_asking() -> None:
    """Forget the dialog: it is not opened again."""
    st.session_state.pop(_ASKING, None)


def is_asking(key: str) -> bool:
    """Return whether this dialog is asking for a text."""
    return bool(st.session_state.get(_ASKING) == key)


def publish() -> None:
    """
    Put the selection, and the sample's name, in the URL; never an article's text.

    Called from the page's body: what a callback sends before a run begins is dropped.
    """
    selection = get_selection()
    tab = None if selection.tab == TABS[0] else selection.tab
    fields = {
        "article": SAMPLE if article_data() is None else None,
        "place": selection.place,
        "speaker": selection.speaker,
        "speech": selection.speech,
        "tab": tab,
    }
    wanted = {name: value for name, value in fields.items() if value}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def component_value(key: str) -> Mapping[str, Any]:
    """Return what the component `key` last sent; empty where it sent nothing."""
    value = st.session_state.get(key)
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _cell() -> _Cell:
    """Return this session's selection, on first use what the URL asks for."""
    if _SELECTION not in st.session_state:
        st.session_state[_SELECTION] = _Cell(_read_url(st.query_params))
    return cast("_Cell", st.session_state[_SELECTION])


def _history() -> tuple[_Opened, ...]:
    """Return the articles opened, the one on screen last."""
    return cast("tuple[_Opened, ...]", st.session_state.setdefault(_HISTORY, (_Opened(),)))


def _put_history(history: tuple[_Opened, ...]) -> None:
    """Store the history and show its last article with its own selection."""
    st.session_state[_HISTORY] = history
    _cell().selection = history[-1].selection


def _change(**fields: str | int | None) -> None:
    """Replace some fields of the selection."""
    cell = _cell()
    cell.selection = replace(cell.selection, **cast("dict[str, Any]", fields))


def _read_url(query: Mapping[str, str]) -> Selection:
    """Read a selection from the URL, bounded; unknown values fall back."""
    speech, tab = query.get("speech"), query.get("tab")
    return Selection(
        place=(query.get("place") or "")[:_MAX_ID] or None,
        speaker=(query.get("speaker") or "")[:_MAX_NAME] or None,
        speech=voice(speech),
        tab=tab if tab in TABS else TABS[0],
    )


def voice(word: str | None) -> Voice | None:
    """Return a kind of speech that there is, or None."""
    return next((voice for voice in SPEECH if voice == word), None)
