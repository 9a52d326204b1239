"""What holds in the whole case, said by the analyst: of a place, and of an article's story."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

import streamlit as st

from components import cached, dialog, state
from components.views import ruling as view_of
from components.views.effects import to_html
from components.views.words import markdown, unsaved
from geo import Answer, CaseError, What

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.views.ruling import PlaceView, StoryView
    from components.views.whole import Whole

RENAME, MERGE, HIDE, OWN_STORY, SAME_STORY = "rename", "merge", "hide", "own-story", "same-story"
_LONGEST_NAME = 120  # code points
_COMING = "It holds in every article of the case, and in those still to come."


def render(whole: Whole) -> None:
    """
    Draw the dialog, where something is being said of a place or of an article's story.

    Parameters
    ----------
    whole
        The case, as it is on screen.
    """
    if not state.is_asking(state.RULING):
        return
    kind, about = cast("tuple[str, str]", state.asking_about())
    expect = state.asking_since(whole.entry)
    place, story = view_of.place_of(whole, about), view_of.story_of(whole, about)
    if place is not None and kind in _PLACES:
        title, ask = _PLACES[kind]
        dialog.titled(title)(ask)(whole, place, expect)
    elif story is not None and kind in _STORIES:
        title, tell = _STORIES[kind]
        dialog.titled(title)(tell)(story, expect)
    else:
        state.stop_asking()


def _rename(_: Whole, place: PlaceView, expect: int) -> None:
    _about(place)
    name = st.text_input(
        "What it is called", place.name, max_chars=_LONGEST_NAME, key=state.asked_key("ruling-name")
    )
    st.text("The gazetteer\u2019s own name stays beside it in lists and files.")
    called = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    is_new = bool(called) and called != place.name
    _finish(place, Answer(what=What.RENAME, called=called) if is_new else None, expect)


def _merge(whole: Whole, place: PlaceView, expect: int) -> None:
    _about(place)
    answers = {
        key: (words, lambda key=key: view_of.merging(whole, key))
        for key, words in place.others.items()
    }
    chosen = st.selectbox(
        "The same place as",
        list(answers),
        index=None,
        placeholder="A place of the case; type to search",
        format_func=lambda key: answers[key][0],
        key=state.asked_key("ruling-into"),
    )
    found = _looked_up(place)
    said = found if chosen is None else answers[chosen][1]()
    _finish(place, said, expect)


def _looked_up(place: PlaceView) -> Answer | None:
    """Return the place of the gazetteer that is chosen, where the case has not the one meant."""
    name = st.text_input(
        "or a place of the gazetteer, by its name",
        max_chars=_LONGEST_NAME,
        key=state.asked_key("ruling-sought"),
    )
    if not name.strip():
        return None
    found = view_of.sought(cached.look_up(name), place.id)
    if not found:
        st.text("The gazetteer has no other place of that name.")
        return None
    chosen = dialog.one_of(
        "Which one", {at: words for at, (words, _) in found.items()}, "ruling-found"
    )
    return None if chosen is None else found[chosen][1]


def _hide(_: Whole, place: PlaceView, expect: int) -> None:
    _about(place)
    st.text("It is drawn on no map, and listed under \u201cNot on the map\u201d.")
    _finish(place, Answer(what=What.HIDE), expect)


def _about(place: PlaceView) -> None:
    st.html(
        f'<p class="dl-name-asked"><b><bdi>{escape(place.name)}</bdi></b> · '
        f"{escape(place.where)}</p>"
    )


def _finish(place: PlaceView, said: Answer | None, expect: int) -> None:
    """Show what an answer changes, and write it."""
    st.text(_COMING)
    if said is not None:
        try:
            with st.spinner("Looking at what it changes\u2026"):
                st.html(to_html(cached.preview_rule(place.id, said)))
        except CaseError as refused:
            st.error(markdown(unsaved(refused)))
            return
    why = dialog.reason("ruling")
    if why is None:
        return
    if said is None:
        st.error("Say what it is first.")
        return
    _save(lambda: cached.rule(place.id, said, why=why, expect=expect))


def _part(story: StoryView, expect: int) -> None:
    _titles("It is counted as one source with", story)
    st.text("It becomes an independent source of its own.")
    why = dialog.reason("ruling")
    if why is not None:
        own = Answer(what=What.OWN_STORY)
        _save(lambda: cached.tell_story(story.article, own, why=why, expect=expect))


def _join(story: StoryView, expect: int) -> None:
    _titles("", story)
    sought = ""
    if view_of.is_long(story):
        sought = st.text_input(
            "Words of the other title",
            max_chars=_LONGEST_NAME,
            key=state.asked_key("ruling-title"),
        )
    offered = view_of.titled(story, sought)
    chosen = st.selectbox(
        "It tells the story of",
        list(offered),
        index=None,
        placeholder="An article of the case; type to search" if offered else "No such title",
        format_func=offered.__getitem__,
        key=state.asked_key("ruling-story"),
    )
    st.text("All that tell one story count as one independent source.")
    why = dialog.reason("ruling")
    if why is not None and chosen is None:
        st.error("Choose the other article first.")
    elif why is not None:
        same = Answer(what=What.SAME_STORY, story=chosen)
        _save(lambda: cached.tell_story(story.article, same, why=why, expect=expect))


def _titles(words: str, story: StoryView) -> None:
    """Draw the title of an article, and of those that tell its story."""
    rows = "".join(f"<li><bdi>{escape(title)}</bdi></li>" for title in story.alike[:_MOST])
    more = len(story.alike) - _MOST
    rows += f"<li>and {more:,} more</li>" if more > 0 else ""
    alike = f'<p class="dl-name-asked">{words}</p><ul class="dl-alike">{rows}</ul>' if rows else ""
    st.html(f'<p class="dl-name-asked"><b><bdi>{escape(story.title)}</bdi></b></p>{alike}')


_MOST = 6  # titles of one story


def _save(write: Callable[[], None]) -> None:
    try:
        write()
    except CaseError as refused:
        st.error(markdown(unsaved(refused)))
        return
    state.stop_asking()
    st.rerun()


_PLACES = {
    RENAME: ("Rename", _rename),
    MERGE: ("Merge into\u2026", _merge),
    HIDE: ("Hide in this case", _hide),
}
_STORIES = {
    OWN_STORY: ("Not the same story", _part),
    SAME_STORY: ("Same story as\u2026", _join),
}
