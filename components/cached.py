"""Streamlit's caches around geo: the only module that uses them."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

import streamlit as st

from components import casework, getting
from components.making import Desk
from components.views import correction, listing, speaker
from components.views import ghost as ghost_view
from components.views import ground as ground_view
from components.views import missed as missed_view
from components.views import passages as passages_view
from components.views import shown as shown_view
from components.views import spots as spots_view
from components.views.agenda import Agenda
from components.views.correction import Scope
from components.views.json import to_json
from components.views.whole import Whole
from geo import (
    ArticleError,
    Asked,
    CaseError,
    DataError,
    Gazetteer,
    Limits,
    Pool,
    Terms,
    default_engine,
    hand_of,
    has_table,
    measure,
    settings,
    verify,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from components.making import Progress
    from components.state import Selection
    from components.views.choices import Brought
    from components.views.correction import CorrectionView
    from components.views.effects import Effects
    from components.views.listing import Found as FoundIn
    from components.views.missed import Found
    from components.views.passages import Passage
    from components.views.shown import Bare, Shown, Wanted
    from components.views.speaker import SpeakerView
    from components.views.spots import Spot
    from geo import (
        Accept,
        Answer,
        Engine,
        Figures,
        Forgotten,
        Look,
        Near,
        Outcome,
        Place,
        Span,
        Turned,
    )

_SAMPLE = "articles/inherent-resolve.txt"
_FETCHING = Limits(seconds=120)  # of one address, what is there read too
_LOOK_SECONDS = 6.0  # that a page waits for an article of the case before it says so
_SOUGHT = 8  # places that a name looked up may mean
_LONGEST_SOUGHT = 120  # code points of it
_MODELS = "models/"  # of the data, what the engine can do without


def show(data: bytes | None) -> Shown | None:
    """
    Return what the page shows of an article; None where it must be made first.

    Parameters
    ----------
    data
        The article's bytes as pasted or uploaded; None is the sample, which is always there.

    Returns
    -------
    Shown or None
        The same for the same bytes; one user's text is never another's.

    Raises
    ------
    DataError
        When the engine's data are missing or altered.
    """
    engine = _engine()
    return _sample(engine.id) if data is None else _desk().made(data, engine.id)


def case() -> casework.Listing | None:
    """
    Return what is in the case that the page works on, as it is now; None where it has none.

    Raises
    ------
    CaseError
        When it cannot be opened.
    """
    where = place()
    return None if where.path is None else casework.listing(where.path, own=where.own)


def place() -> casework.Place:
    """Return where the page keeps articles, as it is now."""
    return casework.place()


def show_kept(article: str, head: str) -> Shown | None:
    """
    Return what the page shows of an article of the case; None where it takes longer.

    Parameters
    ----------
    article
        Its id.
    head
        The hash of the last entry of the case: what was decided since is in another one.

    Raises
    ------
    GeoError
        When it cannot be shown.
    """
    _engine()
    return _desk().see(_case(), article, head, _LOOK_SECONDS)


def show_whole(head: str) -> Whole | None:
    """Return what the page shows of all articles of the case; as `show_kept` otherwise."""
    _check()
    key, views = (_case(), head), _wholes()
    held = views.get(key)
    if held is None:
        held = _desk().see_whole(*key, _LOOK_SECONDS)
        if held is not None:
            views.clear()  # of one case, as it is now: the next one asks for the next head
            views[key] = held
            _settle(held)
    return held


def _settle(view: Whole) -> None:
    """Count what is there where nothing is asked, before anybody does."""
    listing.find(view, Asked())
    listing.find(view, Asked(place=""))  # makes the index that a click or a filter asks
    _freeze()


def whole_seen() -> Whole | None:
    """Return what was shown of all articles of the case last; None where nothing was."""
    path = _case()
    return next((view for (of, _), view in list(_wholes().items()) if of == path), None)


def find_in(whole: Whole, asked: Asked) -> FoundIn:
    """Look up what is asked of all articles of the case; as `components.views.listing.find`."""
    desk = _desk()
    if desk.found is None or desk.found[0] is not whole or desk.found[1].asked != asked:
        desk.found = whole, listing.find(whole, asked)
    return desk.found[1]


def seen(article: str) -> Shown | None:
    """Return what the page showed of an article of the case last; None where it showed none."""
    return _desk().seen(article)


def is_kept_ready() -> bool:
    """Return whether the article of the case that was being viewed can be shown, or cannot."""
    return _desk().has_seen()


def name_of(shown: Shown | Bare, index: int | None) -> CorrectionView | None:
    """Return what can be said of a name by its index; None where there is no such name."""
    parse, stamp = shown_view.opened(shown.parse)
    return None if index is None else correction.build(parse, stamp, index)


def passages(shown: Shown) -> tuple[Passage, ...]:
    """Return the excerpts of an article of the case, to choose one from."""
    return passages_view.passages(shown_view.opened(shown.parse)[0])


def look(article: str, words: str, page: int | None) -> Look:
    """
    Look at an article of the case as it came; as `components.casework.look`.

    What was looked at last is held: the dialog is drawn again for whatever is pressed in it.
    """
    desk, asked = _desk(), (article, words, page)
    if desk.look is None or desk.look[0] != asked:
        desk.look = asked, casework.look(_case(), *asked)
    return desk.look[1]


def look_up(name: str) -> tuple[Place, ...]:
    """Return the places that a name may mean, the likeliest first."""
    matches = Gazetteer.open().lookup(name[:_LONGEST_SOUGHT], limit=_SOUGHT)
    return tuple(match.place for match in matches)


def small_map(spots: tuple[Spot, ...]) -> str:
    """
    Return answers on a small map, as HTML.

    Raises
    ------
    DataError
        When the boundaries cannot be read.
    """
    return _small_map(spots) if spots else ""


def nearest(lon: float, lat: float) -> tuple[Near, ...]:
    """Return the towns and sites nearest to a point, WGS 84 degrees."""
    return Gazetteer.open().nearest(lon, lat, limit=_SOUGHT)


def decide(
    view: CorrectionView,
    said: Answer | Accept,
    *,
    why: str,
    expect: int,
    scope: Scope = Scope.ONE,
) -> Outcome:
    """
    Write a decision into the case; as `components.casework.decide`.

    Raises
    ------
    CaseError
        When it does not fit, another hand decided the name since, or nothing can be written.
    """
    return casework.decide(_case(), view, said, why=why, expect=expect, scope=scope)


def preview(view: CorrectionView, said: Answer | Accept, scope: Scope) -> Effects:
    """
    Say what a decision would change; as `components.casework.preview`.

    Raises
    ------
    CaseError
        When it would be refused.
    """
    return casework.preview(_case(), view, said, scope)


def find(shown: Shown, words: str, sentence: int | None) -> tuple[Found, ...]:
    """Return where words stand in the article that are no name yet; as `views.missed.find`."""
    return missed_view.find(shown_view.opened(shown.parse)[0], words, sentence)


def missed(shown: Shown, span: Span) -> CorrectionView:
    """Return what can be said of words that the engine took for no name."""
    parse = shown_view.opened(shown.parse)[0]
    return missed_view.build(parse, span, look_up(parse.article.slice(span)))


def quote_of(shown: Shown, index: int | None) -> SpeakerView | None:
    """Return what can be said of a quote by its index; None where there is no such quote."""
    parse, stamp = shown_view.opened(shown.parse)
    return None if index is None else speaker.build(parse, stamp, index)


def attribute(view: SpeakerView, said: Answer, *, why: str, expect: int) -> None:
    """
    Write whose words a quote is; as `components.casework.attribute`.

    Raises
    ------
    CaseError
        When the quote is no more, another hand decided it since, or nothing can be written.
    """
    casework.attribute(_case(), view, said, why=why, expect=expect)


def rule(place: str, said: Answer, *, why: str, expect: int) -> None:
    """
    Write what is said of a place into the case; as `components.casework.rule`.

    Raises
    ------
    CaseError
        When it cannot be written.
    """
    casework.rule(_case(), place, said, why=why, expect=expect)


def preview_rule(place: str, said: Answer) -> Effects:
    """
    Say what `rule` would change; as `components.casework.preview_rule`.

    Raises
    ------
    CaseError
        When it would be refused.
    """
    return casework.preview_rule(_case(), place, said)


def tell_story(article: str, said: Answer, *, why: str, expect: int) -> None:
    """
    Write whether an article tells the story of others; as `components.casework.tell_story`.

    Raises
    ------
    CaseError
        When it cannot be written.
    """
    casework.tell_story(_case(), article, said, why=why, expect=expect)


def review(article: str) -> casework.Reviewed:
    """
    Return how an article of the case stands, and what is left to ask of it, as it is now.

    Raises
    ------
    CaseError
        When the case cannot be opened.
    """
    return casework.review(_case(), article, _desk().memory)


def agenda(case: casework.Listing) -> Agenda | None:
    """Return how far the review of the whole case is; None while its articles are being read."""
    desk, path = _desk(), str(_case())
    held = agenda_seen()
    if held is None or held.entry != case.entry:
        whole = show_whole(case.head)
        if whole is None:
            return None
        last = None if held is None else held.last
        held = Agenda(whole.standings, case.entry)
        held.last = last
        desk.agenda = (path, held)
    return held


def agenda_seen() -> Agenda | None:
    """Return how far the review of the whole case was when it was looked at last."""
    held = _desk().agenda
    return None if held is None or held[0] != str(_case()) else held[1]


def bare(article: str) -> shown_view.Bare:
    """
    Return an article of the case without its views, as it is now: enough to correct a name.

    Raises
    ------
    CaseError
        When the case cannot be opened.
    """
    return casework.bare(_case(), article)


def answer(mentions: casework.Mentions, said: Answer | Accept, *, why: str, expect: int) -> None:
    """
    Write one decision on mentions of a name into the case; as `components.casework.answer`.

    Raises
    ------
    CaseError
        When it does not fit, another hand decided the name since, or nothing can be written.
    """
    terms = Terms(hand=hand_of(why=why), expect=expect)
    casework.answer(_case(), mentions, said, terms, _desk().memory)


def turn(entry: int | None = None, *, back: bool) -> Turned:
    """
    Take a decision of the case back, or bring the last one back.

    Raises
    ------
    CaseError
        When there is none, or nothing can be written.
    """
    return casework.turn(_case(), entry, back=back)


def keep(shown: Shown, data: bytes) -> str:
    """
    Have a child process take an article that is not kept into the case; return its id.

    Parameters
    ----------
    shown
        The article, as it is on screen.
    data
        Its bytes.

    Raises
    ------
    CaseError
        When nothing can be written.
    WorkError
        When too many are waiting.
    """
    take = partial(casework.keep_made, own=place().own)
    job = _pool().submit(take, _case(), shown.parse, _desk().came(data), hand_of())
    return cast("str", job.result())


def forget(article: str, *, why: str) -> Forgotten:
    """
    Take an article out of the case for good.

    Raises
    ------
    CaseError
        When it is not there, no reason is given, or nothing can be written.
    """
    done = casework.forget(_case(), article, why=why)
    _desk().let_go(article)
    return done


def _case() -> Path:
    path = place().path
    if path is None:
        msg = "the page works on no case; start it with `dateline serve --case CASE`"
        raise CaseError(msg)
    return path


def warm() -> None:
    """Have a child process ready for a text that is likely to come."""
    _pool().warm()


def begin(
    data: bytes, original: bytes | None = None, name: str | None = None, *, kept: bool = True
) -> None:
    """
    Have a child process make an article of a text, and take it into the case where there is one.

    Parameters
    ----------
    data
        The article's bytes.
    original
        What it was read from, as it came; `data` where None.
    name
        Of the file that it was read from.
    kept
        Whether it goes into the case; else it stays in this session.

    Raises
    ------
    DataError
        When the engine's data are missing or altered.
    WorkError
        When too many are waiting.
    """
    engine = _engine()
    brought = casework.Brought(data=data, original=original or data, name=name)
    where = place() if kept else casework.Place()
    if where.path is not None:
        _desk().keep(where.path, brought, hand_of(), own=where.own)
    else:
        _desk().begin(data, engine.id, brought)


def bring(files: Sequence[tuple[str, bytes]]) -> None:
    """
    Have a child process read files.

    Parameters
    ----------
    files
        Their names and contents.

    Raises
    ------
    WorkError
        When too many are waiting.
    """
    _desk().bring(files)


def fetch(url: str) -> None:
    """
    Have a child process ask an address of the web and read what is there.

    Parameters
    ----------
    url
        As the reader gave it.

    Raises
    ------
    ArticleError
        When this server asks for no address.
    WorkError
        When too many are waiting.
    """
    if not may_fetch():
        msg = "this page asks for no address; save the article and bring its file"
        raise ArticleError(msg)
    _desk().fetch(url, _fetching_pool())


def take() -> Brought | None:
    """
    Return the files under way as they were read; None where there are none.

    Raises
    ------
    GeoError
        When they could not be read.
    """
    return _desk().take()


def brought() -> Brought | None:
    """Return the files read last, to choose an article from."""
    return _desk().brought


def times_brought() -> int:
    """Return how often files were brought in this session."""
    return _desk().times_brought


def put_away() -> None:
    """Forget the files read last."""
    _desk().brought = None


def is_reading() -> bool:
    """Return whether files, or an address, are being read."""
    return _desk().is_reading


def is_asking() -> bool:
    """Return whether an address is being asked."""
    return _desk().is_asking


def is_making() -> bool:
    """Return whether work was begun and not finished."""
    return _desk().is_busy


def wait(seconds: float) -> bool:
    """Wait for the text under way, so long at most; return whether it is done."""
    return _desk().wait(seconds)


def progress() -> Progress | None:
    """Return how far the text under way has come, None where there is none."""
    return _desk().progress()


def finish() -> tuple[bytes, Shown] | str | None:
    """
    Return the text under way and what was made of it; None where there is none.

    Of a text that went into the case, the id of its article is returned.

    Raises
    ------
    GeoError
        When it could not be made.
    """
    return _desk().finish()


def stop() -> None:
    """Give up the text under way."""
    _desk().stop()


def leave_note(note: str | None) -> None:
    """Keep a sentence about the text made last for the next run of the page."""
    _desk().note = note


def note() -> str | None:
    """Return the sentence left about the text made last."""
    return _desk().note


def ghost(shown: Shown, selection: Selection) -> str:
    """
    Return the other choice that the reader wants to see on the map.

    Parameters
    ----------
    shown
        The article on screen.
    selection
        The name whose receipt is open, and the rival asked for.

    Returns
    -------
    str
        JSON of `components.views.ghost.draw`, or "null".

    Raises
    ------
    DataError
        When the boundaries cannot be read.
    """
    asked = ghost_view.build(shown.readings, selection.name, selection.rival)
    return "null" if asked is None else _ghost(asked, ground_view.extent(shown.map))


@st.cache_resource(show_spinner=False, scope="session", on_release=getting.Getter.stop)
def getter() -> getting.Getter:
    """Return what this session has asked about a country's table; it ends with the session."""
    return getting.Getter(_getting_pool())


def may_install() -> bool:
    """Return whether readers of this page may install gazetteers on the server's machine."""
    return settings.may_install()


def may_fetch() -> bool:
    """Return whether readers of this page may have the server ask for an article's address."""
    return settings.may_fetch()


def lacks_table(country: str) -> bool:
    """Return whether neither a country's table nor the world's is installed, now."""
    return not has_table(country)


def warnings() -> tuple[str, ...]:
    """Return what the page has to do without, one sentence each."""
    why = place().why
    return (*_engine().warnings, *(() if why is None else (f"articles are not kept: {why}",)))


def write(shown: Shown | Whole, asked: Asked, wanted: Wanted) -> bytes:
    """
    Have a child process make a file of what is on screen.

    Parameters
    ----------
    shown
        The article on screen.
    asked
        The place and the filters on screen, and the box of a sheet's map.
    wanted
        What the sheet is to be, or the format of the names as rows.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    ExportError
        When the sheet cannot be drawn.
    WorkError
        When too many are waiting, or it takes too long or too much memory.
    """
    if isinstance(shown, Whole):
        job = _pool().submit(casework.write_whole, _case(), asked, wanted)
    else:
        job = _pool().submit(shown_view.write, shown.parse, asked, wanted)
    return cast("bytes", job.result())


def figures(shown: Shown, selection: Selection) -> tuple[Figures, Figures]:
    """
    Return the marks and counts as chosen, and as filtered whatever place is chosen.

    Parameters
    ----------
    shown
        The article on screen.
    selection
        The place and the filters on screen.
    """
    asked = selection.asked
    return measure(shown.facets, asked), measure(shown.facets, replace(asked, place=None))


def is_needed(path: str) -> bool:
    """Return whether the engine cannot do without a data file, by its path among the data."""
    return not path.startswith(_MODELS)


@st.cache_resource(show_spinner=False, on_release=Pool.close)
def _pool() -> Pool:
    """Return the child processes that all sessions share; none is started before it is needed."""
    return Pool(shown_view.ready, limits=Limits.from_environment())


@st.cache_resource(show_spinner=False, on_release=Pool.close)
def _getting_pool() -> Pool:
    """Return the one child that installs, apart from those that read texts: a download is slow."""
    return Pool(getting.ready, limits=getting.LIMITS, children=1, places=5)


@st.cache_resource(show_spinner=False, on_release=Pool.close)
def _fetching_pool() -> Pool:
    """Return the children that ask for addresses, apart from those that read: servers are slow."""
    return Pool(getting.ready, limits=_FETCHING, places=10)


@st.cache_resource(show_spinner=False)
def _wholes() -> dict[tuple[Path, str], Whole]:
    """Return the view of all articles of the case: every session works on the same one."""
    return {}


@st.cache_resource(show_spinner=False, scope="session", on_release=Desk.close)
def _desk() -> Desk:
    """Return this session's own articles; what it has under way ends with it."""
    return Desk(_pool())


def _engine() -> Engine:
    """
    Return the engine, made anew only where a gazetteer was installed or removed meanwhile.

    It can do without its models, and then says so itself; nothing else may be missing.
    """
    _check()
    return default_engine()


@st.cache_resource(show_spinner=False)
def _check() -> None:
    """Compare the data with their checksums, and the bounds with what they may be, once."""
    Limits.from_environment()
    problems = [problem for problem in verify() if is_needed(problem.path)]
    if problems:
        raise DataError("\n".join(problem.sentence for problem in problems))


@st.cache_data(max_entries=64, show_spinner=False)
def _ghost(asked: ghost_view.Ghost, about: ground_view.Extent) -> str:
    """Return another choice as JSON; of places' names, ids and degrees alone, so shared."""
    return to_json(ghost_view.draw(asked, about, shown_view.boundaries()))


@st.cache_data(max_entries=64, show_spinner=False)
def _small_map(spots: tuple[Spot, ...]) -> str:
    """Draw answers; of degrees and numbers alone, so shared."""
    return spots_view.draw(spots, shown_view.boundaries())


@st.cache_resource(max_entries=4, show_spinner=False)
def _sample(engine: str) -> Shown:  # noqa: ARG001 - a key of the cache
    """Show the sample article, made once for everybody, at once and in this very process."""
    path = settings.data_folder() / _SAMPLE
    made = shown_view.make(shown_view.untold, path.read_bytes(), path.name)
    _freeze()
    return made


def _freeze() -> None:
    """Let Streamlit, which collects after every run, not look through all there is each time."""
    gc.collect()
    gc.freeze()
