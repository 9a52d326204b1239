"""What the user has chosen: the only module that touches Streamlit's state and the URL."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl

import streamlit as st

from geo import Asked, Box, GeoError, Precision, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence


_SELECTION = "dateline-selection"
_HISTORY = "dateline-history"
_ASKING = "dateline-asking"
_SINCE = "dateline-asking-since"
_ABOUT = "dateline-asking-about"
_ASKED = "dateline-asked"  # how many dialogs were opened
_IN_CASE = "dateline-in-case"
_REVIEW = "review"  # the mode in the URL
SAMPLE = "sample"
WHOLE = "case"  # in the URL, where an article's id stands: all articles of the case on one map
FILTERS = ("article", "publisher", "country", "class", "score", "by", "words", "since", "until")
_MAX_ID = 80  # code points of a place id taken from the URL
_LONGEST_QUERY = 2_000  # code points of an address that is looked at
_MAX_NAME = 120  # code points of a speaker's name taken from the URL
_MAX_SORT = 10  # code points of the order of a list, and of the number of its page
_KEPT = 10  # articles that can be gone back to
_OWN = "own-"  # ids of pasted articles begin with it
_NOT_KEPT = "The article of this link was not kept. This is the first one in the case."
_TAKEN_OUT = "The article that was here was taken out of the case."
_GONE = (
    "The article of this link is not here: a pasted text is never put in a link. "
    "This is the sample article."
)
_DROPPED = "The article that this step leads to is no longer kept."
_ELSEWHERE = "The article of this link is not in this case. This is the first one in it."
CORRECTION = "correction"  # the dialog that asks what a name stands for
MISSED = "missed"  # the dialog that asks for a name that the engine missed
SPEAKER = "speaker"  # the dialog that asks whose words a quote is
ORIGINAL = "original"  # the dialog that shows an article of the case as it came
RULING = "ruling"  # the dialog on a place or an article's story, in the whole case
FORGET = "forget"  # the dialog that asks whether an article is taken out of the case
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
    more: tuple[tuple[str, str], ...] = ()  # of the whole case: filters by a key of FILTERS
    sort: str = ""  # of its list; "" is the first
    page: int = 1  # of its list

    @property
    def asked(self) -> Asked:
        """What the choices ask of the evidence map."""
        return Asked(place=self.place, speaker=self.speaker, voice=self.speech, more=self.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """One article the user has opened; `data` is None for the sample and for one of the case."""

    data: bytes | None = None
    selection: Selection = Selection()
    id: str = SAMPLE  # in the URL; of the case, that of the text; else says nothing of it
    kept: bool = False  # whether it is one of the case


@dataclass(frozen=True, slots=True, kw_only=True)
class _History:
    """The articles opened, as a browser has its pages: those after `at` are gone forward to."""

    opened: tuple[_Opened, ...] = (_Opened(),)
    at: int = 0

    @property
    def now(self) -> _Opened:
        return self.opened[self.at]

    def left_with(self, selection: Selection) -> _History:
        """Return the same with what was chosen in the article on screen, to find it so again."""
        left = replace(self.now, selection=replace(selection, name=None, rival=None))
        return replace(self, opened=(*self.opened[: self.at], left, *self.opened[self.at + 1 :]))


@dataclass(slots=True)
class _Cell:
    """Holds what is on screen, so that work done outside a run can look at it."""

    selection: Selection
    address: dict[str, str]  # the query of the browser's address, as far as is known here
    sight: Box | None = None  # what the map shows
    notes: list[str] = field(default_factory=list)  # sentences for the reader of the article
    review: bool = False  # whether the names of the article are reviewed, one after the other
    later: tuple[str, ...] = ()  # keys of questions that were left for later, in that order
    first: str | None = None  # key of the name that is asked about before all others
    moved: bool = False  # whether another article came on screen and the page has not drawn it
    drawn: object = None  # what the page shows, as `_chosen` tells it; None while it is being drawn


def begin_case(articles: Sequence[str], *, has_sample: bool = False) -> None:
    """
    Take up the case that the page works on: its article in the URL is shown, else the first one.

    Parameters
    ----------
    articles
        Ids of what is in it now.
    has_sample
        Whether the sample can be shown beside it, and is while there is nothing in it.
    """
    is_first_run = _SELECTION not in st.session_state
    whole = (WHOLE,) if len(articles) > 1 else ()
    known = frozenset((*articles, *whole, SAMPLE) if has_sample else (*articles, *whole))
    st.session_state[_IN_CASE] = known
    first = _Opened(id=articles[0], kept=True) if articles else _Opened()
    if is_first_run:
        _begin_at(known, first)
    else:
        _drop_gone(known, first)


def _begin_at(known: Container[str], first: _Opened) -> None:
    """Show the article that the URL asks for, where it is here, else the first one."""
    asked = st.query_params.to_dict()
    wanted = asked.get("article")
    is_here = wanted is not None and wanted in known
    shown = first if not is_here or wanted is None else _of_case(wanted)
    strange = not is_here and wanted not in {None, SAMPLE}
    here = _GONE if SAMPLE in known else ""
    if shown.kept:
        here = _NOT_KEPT if str(wanted).startswith(_OWN) else _ELSEWHERE
    st.session_state[_HISTORY] = _History(opened=(shown,))
    st.session_state[_SELECTION] = _Cell(
        selection=Selection() if strange else _read_url(asked),
        address=asked,
        notes=[here] if strange and here else [],
        review=asked.get("mode") == _REVIEW and (shown.kept or shown.id == WHOLE) and not strange,
    )


def _of_case(article: str) -> _Opened:
    """Return what an id in the URL opens where the page works on a case."""
    return _Opened(id=article, kept=article not in {SAMPLE, WHOLE})


def _drop_gone(known: Container[str], first: _Opened) -> None:
    """Drop what is in the case no more; the first one stands for it where it was on screen."""
    history = _history()
    now = history.now
    opened = [each for each in history.opened if not each.kept or each.id in known or each is now]
    at = next(index for index, each in enumerate(opened) if each is now)
    is_gone = now.kept and now.id not in known
    is_nothing = now.id in {SAMPLE, WHOLE} and now.id not in known and first.kept
    if is_gone or is_nothing:
        notes = _cell().notes or ([_TAKEN_OUT] if is_gone else [])
        opened[at] = first
        _put_history(_History(opened=tuple(opened), at=at))
        _cell().notes = notes
    elif len(opened) < len(history.opened):
        st.session_state[_HISTORY] = _History(opened=tuple(opened), at=at)


def leave_case() -> None:
    """Show the sample where an article was on screen of a case that can be opened no more."""
    if kept_article() is not None:
        _put_history(_History())


def kept_article() -> str | None:
    """Return the id of the article of the case that is on screen, None where it is none of it."""
    now = _history().now
    return now.id if now.kept else None


def open_kept(article: str) -> None:
    """Show an article of the case, keeping the one on screen a step back."""
    if article == kept_article():
        return
    known = cast("frozenset[str]", st.session_state.get(_IN_CASE, frozenset()))
    st.session_state[_IN_CASE] = known | {article}
    _open(_Opened(id=article, kept=True))


def is_whole() -> bool:
    """Return whether all articles of the case are on screen, on one map."""
    return _history().now.id == WHOLE


def open_whole() -> None:
    """Show all articles of the case on one map, keeping what is on screen a step back."""
    if not is_whole():
        _open(_of_case(WHOLE))


def narrow(wanted: Selection) -> None:
    """Take over what is asked of the whole case; what no case can be asked is dropped."""
    choose(replace(wanted, more=_more(dict(wanted.more)), sort=wanted.sort[:_MAX_SORT]))


def open_at(article: str, place: str | None, speaker: str | None, speech: Voice | None) -> None:
    """Show an article of the case with what was asked of the whole case."""
    known = cast("frozenset[str]", st.session_state.get(_IN_CASE, frozenset()))
    if article in known - {SAMPLE, WHOLE}:
        open_kept(article)
        choose(Selection(place=place, speaker=speaker, speech=speech))


def put_kept(article: str) -> None:
    """Put an article of the case in the place of the one on screen, which is no step back then."""
    known = cast("frozenset[str]", st.session_state.get(_IN_CASE, frozenset()))
    st.session_state[_IN_CASE] = known | {article}
    history = _history()
    opened = list(history.opened)
    opened[history.at] = _Opened(id=article, kept=True)
    _put_history(replace(history, opened=tuple(opened)))


def look_again(note: str | None = None) -> None:
    """
    Have the whole page drawn again: what it shows was decided otherwise.

    Parameters
    ----------
    note
        A sentence for the reader; it stands until the next one.
    """
    say(note)
    _cell().moved = True


def say(note: str | None) -> None:
    """Leave a sentence for the reader, which stands until the next one; None: no more."""
    _cell().notes = [] if note is None else [note]


def is_reviewing() -> bool:
    """Return whether the names of the article on screen are reviewed, one after the other."""
    return _cell().review


def review(*, wanted: bool = True) -> None:
    """Begin to review the names of the article on screen, or leave that."""
    cell = _cell()
    cell.review, cell.moved, cell.notes = wanted, True, []


def put_off(question: str) -> None:
    """Ask a question of the review after all others."""
    cell = _cell()
    cell.later = (*(each for each in cell.later if each != question), question)
    cell.first = None


def later() -> tuple[str, ...]:
    """Return the questions of the review that were put off, in that order."""
    return _cell().later


def put_first(question: str | None) -> None:
    """Ask a question of the review before all others; None lets them come in their order."""
    _cell().first = question


def first() -> str | None:
    """Return the question of the review that comes before all others."""
    return _cell().first


def correct(name: int | None) -> None:
    """Choose a name without its place: what it stands for is about to change."""
    _change(place=None, name=name, rival=None)


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
    """
    Choose a place and open its excerpts, or unchoose it when it is the one chosen.

    Whoever reads the article stays in it, at the line where they are.
    """
    now = get_selection()
    if now.place == place:
        _change(place=None, name=None, rival=None, page=1)
    else:
        tab = now.tab if now.tab == "article" and not is_whole() else TABS[0]
        _change(place=place, name=None, rival=None, tab=tab, page=1)


def arrive_at(address: str) -> None:
    """Go where Back or Forward has led, by the query of the address there; as `arrive`."""
    asked = dict(parse_qsl(address.removeprefix("?")[:_LONGEST_QUERY]))
    arrive(asked.get("article", SAMPLE), _read_url(asked), review=asked.get("mode") == _REVIEW)


def arrive(article: str, wanted: Selection, *, review: bool = False) -> None:
    """
    Go where Back or Forward has led; the address is that of the step and stays as it is.

    Parameters
    ----------
    article
        The article's id in the address.
    wanted
        What the address asks for in it.
    review
        Whether it asks to review its names.
    """
    cell = _cell()
    if review is not cell.review:
        cell.review, cell.moved = review, True
    history = _history()
    at = next((i for i, opened in enumerate(history.opened) if opened.id == article), None)
    in_case = st.session_state.get(_IN_CASE)
    if at is None and article == SAMPLE and in_case is not None and SAMPLE not in in_case:
        at = 0  # the address before the first article was in it
    if at is None and article in (in_case or ()):
        _open(_of_case(article))
        choose(wanted)
        _cell().address = _query()
        return
    if at is None:
        _cell().notes = [_DROPPED]
        _cell().moved = True
        return
    if at != history.at:
        _put_history(replace(history.left_with(get_selection()), at=at))
    choose(wanted)
    _cell().address = _query()


def catch_up() -> bool:
    """
    Return whether another article is on screen than the page has drawn, and take it as drawn.

    The page is being drawn from here until `publish`, and is behind nothing meanwhile.
    """
    cell = _cell()
    moved, cell.moved, cell.drawn = cell.moved, False, None
    return moved


def is_behind() -> bool:
    """
    Return whether the page shows another article, choice or dialog than was asked for last.

    A browser sends a click together with what another part tells at that moment, and the server
    then draws that part alone.
    """
    cell = _cell()
    return cell.drawn is not None and (cell.moved or cell.drawn != _chosen())


def _chosen() -> tuple[str, Selection, object, bool]:
    return article_id(), get_selection(), st.session_state.get(_ASKING), _cell().review


def notes() -> tuple[str, ...]:
    """Return what is to be told about the article on screen, a sentence each."""
    return tuple(_cell().notes)


def keep_to(
    places: Mapping[str, str],
    speakers: Container[str],
    names: int,
    keys: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """
    Drop a place, a speaker or a name that the article on screen does not have.

    An address that asks for it stays as it is: another one would be a step of its own, and Back
    would lead to where it was dropped again.

    Parameters
    ----------
    places
        Keys of what can be chosen, by key and by the ids that links may have instead.
    speakers
        Names of who is quoted.
    names
        How many names there are.
    keys
        By the index of a name, what is chosen with it.
    """
    cell = _cell()
    is_told = cell.address == _query()
    now = get_selection()
    if now.name is not None and now.name >= names:
        _change(name=None, rival=None)
        now = get_selection()
    place = None if now.place is None else places.get(now.place)
    if now.name is not None and place is None:
        place = keys.get(now.name)
    speaker = now.speaker if now.speaker is not None and now.speaker in speakers else None
    _change(place=place, speaker=speaker)
    if is_told:
        cell.address = _query()


def article_data() -> bytes | None:
    """Return the bytes of the article on screen, or None for the sample."""
    return _history().now.data


def article_id() -> str:
    """Return the id of the article on screen, by which this session's URLs tell it."""
    return _history().now.id


def can_go_back() -> bool:
    """Return whether an earlier article can be shown again."""
    return _history().at > 0


def sample_is_near() -> bool:
    """Return whether the sample is on screen or one step back, or has no place in the case."""
    if SAMPLE not in st.session_state.get(_IN_CASE, (SAMPLE,)):
        return True
    history = _history()
    return any(o.id == SAMPLE for o in history.opened[max(0, history.at - 1) : history.at + 1])


def open_article(data: bytes | None) -> None:
    """Show another article (None: the sample), keeping this one a step back."""
    _open(_Opened(data=data, id=SAMPLE if data is None else f"{_OWN}{secrets.token_hex(4)}"))


def _open(fresh: _Opened) -> None:
    history = _history().left_with(get_selection())
    opened = (*history.opened[: history.at + 1], fresh)[-_KEPT:]
    _put_history(_History(opened=opened, at=len(opened) - 1))


def go_back() -> None:
    """Show the article that was on screen before, as it was left."""
    if can_go_back():
        history = _history().left_with(get_selection())
        _put_history(replace(history, at=history.at - 1))


def ask(key: str, about: object = None) -> None:
    """Remember which dialog is asking, and what it asks about."""
    st.session_state[_ASKED] = st.session_state.get(_ASKED, 0) + 1
    st.session_state[_ASKING] = key
    st.session_state[_ABOUT] = about


def stop_asking() -> None:
    """Forget the dialog: it is not opened again."""
    st.session_state.pop(_ASKING, None)
    st.session_state.pop(_SINCE, None)
    st.session_state.pop(_ABOUT, None)


def closing() -> Callable[[], None]:
    """Return what forgets the dialog on screen, and none that was opened since."""
    asked = st.session_state.get(_ASKED)

    def close() -> None:
        if st.session_state.get(_ASKED) == asked:
            stop_asking()

    return close


def is_asking(key: str) -> bool:
    """Return whether this dialog is asking."""
    return bool(st.session_state.get(_ASKING) == key)


def asked_key(name: str) -> str:
    """
    Return the key of a field in the dialog on screen, another one each time a dialog is opened.

    One that is opened at once after another closed would hold what was chosen in that.
    """
    return f"{name}-{st.session_state.get(_ASKED, 0)}"


def asking_about() -> object:
    """Return what the dialog asks about."""
    return st.session_state.get(_ABOUT)


def asking_since(entry: int) -> int:
    """Return the last entry of the case when the dialog was opened: `entry` where it opens now."""
    return cast("int", st.session_state.setdefault(_SINCE, entry))


def publish() -> None:
    """
    Put the selection, and the article's id, in the URL; never an article's text.

    Called from the page's body: what a callback sends before a run begins is dropped. What a
    browser says of its own address is not asked: it may be a step behind.
    """
    cell, wanted = _cell(), _query()
    cell.drawn = _chosen()
    if cell.address != wanted:
        st.query_params.from_dict(wanted)
        cell.address = wanted


def widget_value(key: str) -> Any:  # noqa: ANN401 - whatever the widget holds
    """Return what the widget `key` holds; None where there is none."""
    return st.session_state.get(key)


def put_widget_value(key: str, value: object) -> None:
    """Have the widget `key`, drawn later in this run, hold a value."""
    st.session_state[key] = value


def turned_to(key: str) -> int | None:
    """Return the number in the field `key`; None where it is not there yet."""
    value = st.session_state.get(key)
    return value if isinstance(value, int) else None


def component_value(key: str) -> Mapping[str, Any]:
    """Return what the component `key` last sent; empty where it sent nothing."""
    value = st.session_state.get(key)
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _cell() -> _Cell:
    """Return this session's selection, on first use what the URL asks for."""
    if _SELECTION not in st.session_state:
        query = st.query_params.to_dict()
        strange = query.get("article", SAMPLE) != SAMPLE
        st.session_state[_SELECTION] = _Cell(
            selection=Selection() if strange else _read_url(query),
            address=query,
            notes=[_GONE] if strange else [],
        )
    return cast("_Cell", st.session_state[_SELECTION])


def _query() -> dict[str, str]:
    """Return the query of the URL that tells what is on screen."""
    selection = get_selection()
    fields = {
        **dict(selection.more),
        "sort": selection.sort,
        "page": None if selection.page == 1 else str(selection.page),
        "in": dict(selection.more).get("article"),
        "article": article_id(),
        "mode": _REVIEW if _cell().review else None,
        "place": selection.place,
        "speaker": selection.speaker,
        "speech": selection.speech,
        "tab": None if selection.tab == TABS[0] else selection.tab,
    }
    return {name: value for name, value in fields.items() if value}


def _history() -> _History:
    """Return the articles opened, and which of them is on screen."""
    return cast("_History", st.session_state.setdefault(_HISTORY, _History()))


def _put_history(history: _History) -> None:
    """Store the history and show its article with its own selection."""
    st.session_state[_HISTORY] = history
    cell = _cell()
    cell.selection, cell.notes, cell.moved = history.now.selection, [], True


def _change(**fields: str | int | None) -> None:
    """Replace some fields of the selection."""
    cell = _cell()
    cell.selection = replace(cell.selection, **cast("dict[str, Any]", fields))


def _read_url(query: Mapping[str, str]) -> Selection:
    """Read a selection from the URL, bounded; unknown values fall back."""
    speech, tab, page = query.get("speech"), query.get("tab"), query.get("page", "")
    is_whole = query.get("article") == WHOLE
    return Selection(
        more=_more({**query, "article": query.get("in", "")}) if is_whole else (),
        sort=(query.get("sort") or "")[:_MAX_SORT] if is_whole else "",
        page=int(page)
        if is_whole and page.isascii() and page.isdigit() and len(page) < _MAX_SORT
        else 1,
        place=(query.get("place") or "")[:_MAX_ID] or None,
        speaker=(query.get("speaker") or "")[:_MAX_NAME] or None,
        speech=voice(speech),
        tab=tab if tab in TABS else TABS[0],
    )


def _more(said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return filters of the whole case that can be asked, bounded; others are dropped."""
    found = {key: (said.get(key) or "")[:_MAX_NAME] for key in FILTERS}
    return tuple(sorted((key, value) for key, value in found.items() if _can_be(key, value)))


def _can_be(key: str, value: str) -> bool:
    """Return whether a filter has a value that it can have."""
    try:
        match key:
            case "since" | "until":
                date.fromisoformat(value)
            case "score":
                return 0 < float(value) <= 1
            case "class":
                Precision(value)
            case "by":
                return value in {"analyst", "engine"}
    except ValueError:
        return False
    return bool(value.strip())


def voice(word: str | None) -> Voice | None:
    """Return a kind of speech that there is, or None."""
    return next((voice for voice in SPEECH if voice == word), None)
