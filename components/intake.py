"""New article: paste it or bring files of any kind; the one before stays a step back."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components import cached, state
from components.making import NOTHING
from components.views.words import file_words, markdown
from geo import GeoError

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.delta_generator import DeltaGenerator

    from components.views.choices import Brought

_STOPPED = "Stopped. The article before is still on the page."
# that the browser offers; what a file is, is told by what is in it
_ENDINGS = ["txt", "md", "html", "htm", "mhtml", "mht", "pdf", "docx", "odt", "rtf", "eml", "jsonl",
            "csv", "xml", "rss", "atom"]  # fmt: skip
_BUSY = {False: "Mapping this article…", True: "Reading the files…"}
_ASKING = "Asking the address…"
_STAYS = "It stays in this session and is gone when it ends."
_SENT = "Nothing is sent anywhere."
_SENT_BUT = "Nothing is sent anywhere unless you have the address below asked."
_UNKEPT = "intake-unkept"  # the box that keeps an article out of the case
_ASKS = (
    "This one asks the network: this machine asks the server of the address for the one page, and "
    "the server learns that it did. Nothing is asked before you press the button."
)
_LONGEST_URL = 2_000  # characters
_MOMENT = 2.0  # seconds that a page waits before it says how far the work has come
_FIRST_DAY, _LAST_DAY = date(1600, 1, 1), date(2999, 12, 31)  # of a newspaper, and of no year 9999
_LOOK_SECONDS = 1.0  # between two looks at it


def render(*, key: str) -> None:
    """
    Draw the button that opens the dialog; a text that could not be mapped opens it again.

    Parameters
    ----------
    key
        Tells two of these apart.
    """
    st.button("New article", key=f"{key}-open", on_click=state.ask, args=(key,))
    if state.is_asking(key):
        _dialog(key)


def render_way_back(*, key: str) -> None:
    """Draw the ways back to the article before and to the sample, where there are any."""
    if state.can_go_back():
        st.button("Previous article", key=f"{key}-back", on_click=state.go_back)
    if not state.sample_is_near():
        st.button("Sample article", key=f"{key}-sample", on_click=state.open_article, args=(None,))


def render_wait(data: bytes) -> None:
    """
    Have an article that was mapped before mapped again, in place of the page; else step back.

    Parameters
    ----------
    data
        The article's bytes.
    """
    with st.container(key="dl-trouble"):
        st.title("Reading the article again", anchor=False)
        below = st.empty()
        if _begin(data, kept=False) is None and _is_slow(below):
            with below.container():
                _watch(_settle_again, "again")
        else:
            _settle_again()


def _settle_again() -> None:
    """Show the article that is done, or the one before it."""
    if _finish() is not None:
        state.go_back()
    cached.leave_note(None)
    st.rerun()


def _close() -> None:
    """Give up what the dialog was doing when it is closed."""
    state.stop_asking()
    _put_away()


@st.dialog("New article", width="medium", on_dismiss=_close)
def _dialog(key: str) -> None:
    """Show the form over the page, and have a child process ready by the time it is sent."""
    cached.warm()
    form(key=key)


def form(*, key: str) -> None:
    """
    Ask for a text, and open it when a place is found in it.

    The work is done by a child process: it is shown how far it has come, and can be stopped.

    Parameters
    ----------
    key
        Tells two of these apart.
    """
    _say_where()
    brought = cached.brought()
    if brought is None:
        _ask(key)
        if cached.may_fetch():
            _ask_address(key)
    else:
        _choose(brought, key)
    below = st.empty()
    if not cached.is_making():
        if cached.note() is not None:
            below.error(cached.note())
    else:
        if not _is_slow(below):
            _settle()
        with below.container():
            _watch(_settle, key)


def _say_where() -> None:
    """Say where the article will be kept, and offer to keep it nowhere."""
    place = cached.place()
    sent = _SENT_BUT if cached.may_fetch() else _SENT
    if place.path is None or not _is_kept():
        why = f" Articles are not kept: {place.why}." if place.why else ""
        st.text(f"{_STAYS}{why} {sent}")
    else:
        name = file_words(place.path) if place.own else place.path.name
        st.text(f"It is kept in the case {name}, with the bytes as they came. {sent}")
    if place.path is not None:
        st.checkbox("Do not keep this one", key=_UNKEPT)


def _is_kept() -> bool:
    """Return whether the article goes into the case, where there is one."""
    return not state.widget_value(_UNKEPT)


def _ask(key: str) -> None:
    """Ask for a text or for files."""
    files = f"{key}-file-{cached.times_brought()}"  # empty again once they were sent
    with st.form(f"{key}-form", border=False):
        st.text_area(
            "Text of the article",
            key=f"{key}-words",
            height=260,
            placeholder="Paste the article here, its headline on the first line",
        )
        st.file_uploader(
            "or files: text, web pages, PDF, Word, OpenDocument, RTF, mail, feeds, tables",
            type=_ENDINGS,
            accept_multiple_files=True,
            key=files,
        )
        # begun by `_start` before this is drawn: it is said at once
        busy = cached.is_making() and not cached.is_asking()
        st.form_submit_button(
            _BUSY[cached.is_reading()] if busy else "Map this article",
            type="primary",
            key=f"{key}-send",
            on_click=_start,
            args=(f"{key}-words", files),
        )


def _ask_address(key: str) -> None:
    """Ask for an address of the web, and say what the button does that no other does."""
    with st.form(f"{key}-address", border=False):
        st.text_input(
            "or the address of an article",
            key=f"{key}-url",
            placeholder="https://",
            max_chars=_LONGEST_URL,
        )
        st.text(_ASKS)
        st.form_submit_button(
            _ASKING if cached.is_asking() else "Ask this address",
            key=f"{key}-fetch",
            on_click=_start_address,
            args=(f"{key}-url",),
        )


def _start_address(url_key: str) -> None:
    """Have the address in the form asked."""
    cached.leave_note(_refusal(cached.fetch, str(state.widget_value(url_key) or "")))


def _start(words_key: str, files_key: str) -> None:
    """Have what stands in the form's two widgets read, and made into an article."""
    files = [(file.name, file.getvalue()) for file in state.widget_value(files_key) or ()]
    words = str(state.widget_value(words_key) or "")
    if files:
        cached.leave_note(_refusal(cached.bring, files))
    else:
        cached.leave_note(_begin(words.encode("utf-8", "surrogatepass"), kept=_is_kept()))


def _choose(brought: Brought, key: str) -> None:
    """Show the articles of the files that were brought, and what the files say of each."""
    st.button("Bring something else", key=f"{key}-else", on_click=_put_away)
    for trouble in brought.troubles:
        st.text(_plain(trouble))
    choices = brought.choices
    number = 0
    if len(choices) > 1:
        number = st.selectbox(
            f"One of {len(choices):,} articles",
            range(len(choices)),
            format_func=lambda number: f"{number + 1}. {choices[number].label}",
            key=f"{key}-choice",
        )
    choice = choices[number]
    for note in choice.notes:
        st.text(_plain(note))
    with st.form(f"{key}-told-{number}", border=False):
        title = st.text_input("Title", choice.title or "", key=f"{key}-title-{number}")
        publisher = st.text_input("Publisher", choice.publisher or "", key=f"{key}-by-{number}")
        published = st.date_input(
            "Published",
            choice.published,
            min_value=_FIRST_DAY,
            max_value=_LAST_DAY,
            key=f"{key}-day-{number}",
        )
        sent = st.form_submit_button("Map the article chosen", type="primary")
    if sent:
        told = choice.told(title, publisher, published)
        cached.leave_note(_begin(told, choice.original, choice.file, kept=_is_kept()))


def _put_away() -> None:
    """Ask for a text or for files again."""
    cached.stop()
    cached.put_away()
    cached.leave_note(None)


def _settle() -> None:
    """Open the article that is done, or leave a sentence in the dialog; else it is being made."""
    if cached.is_reading():
        cached.leave_note(_refusal(_take))
        if cached.is_making():
            return  # a run of the page would open the dialog again that is closed meanwhile
        st.rerun()
    trouble = _finish()
    cached.leave_note(trouble)
    if trouble is None:
        state.stop_asking()
        cached.put_away()
    st.rerun()


def _begin(
    data: bytes, original: bytes | None = None, name: str | None = None, *, kept: bool
) -> str | None:
    """Have a text made into an article; return what is wrong where it cannot be."""
    return _refusal(partial(cached.begin, kept=kept), data, original, name)


def _refusal(call: Callable[..., object], *args: object) -> str | None:
    """Call something; return what is wrong, for the reader, where it refuses."""
    try:
        call(*args)
    except GeoError as refused:
        return _sentence(str(refused))
    return None


def _take() -> None:
    """Take up the files that were read; one that is words alone is made into an article."""
    brought = cached.take()
    choices = () if brought is None else brought.choices
    if len(choices) == 1 and choices[0].words is not None:
        cached.put_away()
        cached.begin(choices[0].words, choices[0].original, choices[0].file, kept=_is_kept())


def _is_slow(below: DeltaGenerator) -> bool:
    """Wait a moment, since most articles are done in one; return whether it goes on."""
    now = cached.progress()
    if now is not None:
        below.progress(now.share, now.words)
    return not cached.wait(_MOMENT)


def _watch(settle: Callable[[], None], key: str) -> None:
    """Show how far the work has come until it is done, with a button that ends it."""
    st.fragment(_look, run_every=_LOOK_SECONDS)(settle, key)


def _look(settle: Callable[[], None], key: str) -> None:
    now = cached.progress()
    if now is not None:
        st.progress(now.share, now.words)
    if st.button("Stop", key=f"{key}-stop"):
        cached.stop()
        cached.leave_note(_STOPPED)
    if cached.wait(0):
        settle()


def _finish() -> str | None:
    """Open the article that is done; return what is wrong, for the reader, where it cannot be."""
    try:
        done = cached.finish()
    except GeoError as refused:
        return _sentence(str(refused))
    if done is None:
        return cached.note()
    if isinstance(done, str):
        state.open_kept(done)
        return None
    data, shown = done
    if not shown.header.found:
        return _sentence(NOTHING)
    if data != state.article_data():
        state.open_article(data)
    return None


def _sentence(words: str) -> str:
    """Return a message with a capital and a full stop, safe as Markdown."""
    return markdown(_plain(words))


def _plain(words: str) -> str:
    """Return a message with a capital, but for an address, and a full stop."""
    first = words[:1] if "://" in words.partition(" ")[0] else words[:1].upper()
    return first + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")
