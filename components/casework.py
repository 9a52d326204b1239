"""The case that the page works on: what is in it, and what is written into it."""

from __future__ import annotations

import pickle
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from components.views import effects, shown, whole
from components.views.correction import Scope
from geo import (
    OWN_TITLE,
    Arrival,
    ArticleError,
    Case,
    CaseBusyError,
    CaseError,
    DataError,
    Kept,
    Memory,
    Queue,
    Settled,
    Span,
    Terms,
    add_article,
    can_look,
    check_own,
    decide_mentions,
    decide_name,
    decide_place,
    decide_quote,
    decide_some,
    decide_story,
    forget_article,
    gather,
    hand_of,
    look_at,
    open_own,
    original_of,
    queue,
    redo,
    settings,
    stamp_of,
    turnable,
    undo,
)
from geo import (
    answer as map_survey,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.views.correction import CorrectionView
    from components.views.effects import Effects
    from components.views.shown import Wanted
    from components.views.speaker import SpeakerView
    from geo import (
        Accept,
        Answer,
        Article,
        Asked,
        Forgotten,
        Gathered,
        Hand,
        Look,
        Outcome,
        Parse,
        Stamp,
        Turned,
    )

_MOST_REMEMBERED = 300  # articles of a case in a child process: some 80 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A case as it is now: its articles, the end of its log, and what can be turned."""

    name: str  # of its file
    title: str
    own: bool = False  # whether it is the user's own: made with the first article, and not before
    entry: int
    head: str
    articles: tuple[Kept, ...]
    can_undo: bool
    can_redo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """An article that comes in: what it is made of, the bytes that came, and their file's name."""

    data: bytes
    original: bytes
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the page keeps articles."""

    path: Path | None = None  # of a case; None where an article stays in its session
    own: bool = False  # whether it is the user's own
    why: str | None = None  # why nothing is kept, where articles were to be


def place() -> Place:
    """Return where the page keeps articles; a case that it was told may still be none."""
    told = settings.case_file()
    if told is not None or not settings.may_keep():
        return Place(path=told)
    try:
        hand_of()  # who keeps is in the log of a case
        path = settings.own_case()
        with suppress(CaseBusyError):  # for a moment
            check_own(path)
    except (CaseError, DataError) as trouble:
        return Place(why=str(trouble))
    return Place(path=path, own=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """An article of a case under review: as decided, what is left to ask, the end of the log."""

    settled: Settled
    queue: Queue
    entry: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Mentions of one name in an article."""

    article: str
    spans: tuple[Span, ...]


def listing(path: Path, *, own: bool = False) -> Listing:
    """
    Return what is in a case.

    Parameters
    ----------
    path
        Of the case.
    own
        Whether it is the user's own, which may not be there yet.

    Raises
    ------
    CaseError
        When it cannot be opened.
    """
    if own and not path.exists():
        return _unmade(path)
    with Case.open(path) as case, case.reading():
        head = case.head
        can_undo, can_redo = turnable(case)
        return Listing(
            name=path.name,
            title=case.title,
            own=own,
            entry=head.entry,
            head=head.hash,
            articles=case.articles(),
            can_undo=can_undo,
            can_redo=can_redo,
        )


def _unmade(path: Path) -> Listing:
    """Return what is in a case that is made with its first article: nothing."""
    return Listing(
        name=path.name,
        title=OWN_TITLE,
        own=True,
        entry=0,
        head="",
        articles=(),
        can_undo=False,
        can_redo=False,
    )


def decide(
    path: Path,
    view: CorrectionView,
    said: Answer | Accept,
    *,
    why: str,
    expect: int,
    scope: Scope = Scope.ONE,
) -> Outcome:
    """
    Write a decision on a name.

    Parameters
    ----------
    path
        Of the case.
    view
        The name, as it was on screen.
    said
        What it stands for.
    why
        In the analyst's words; "" for no words.
    expect
        The last entry that was on screen.
    scope
        For which mentions of the name it holds.

    Raises
    ------
    CaseError
        When it does not fit, another hand decided the name since, or nothing can be written.
    """
    with Case.open(path, write=True) as case:
        return _decided(case, view, said, scope, Terms(hand=hand_of(why=why), expect=expect))


def preview(path: Path, view: CorrectionView, said: Answer | Accept, scope: Scope) -> Effects:
    """
    Say what a decision would change, and write nothing; as `decide` otherwise.

    Raises
    ------
    CaseError
        When it would be refused.
    """
    with Case.open(path) as case, case.reading():
        would = _decided(case, view, said, scope, Terms(hand=hand_of(), preview=True)).would
        return effects.build(would, lambda article: case.settled(article).parse)


def _decided(
    case: Case, view: CorrectionView, said: Answer | Accept, scope: Scope, terms: Terms
) -> Outcome:
    if scope is Scope.ONE:
        return decide_name(case, view.article, view.span, said, terms)
    article = view.article if scope is Scope.ARTICLE else None
    return decide_mentions(case, view.name, article, said, terms, rule=scope is Scope.RULE)


def attribute(path: Path, view: SpeakerView, said: Answer, *, why: str, expect: int) -> None:
    """
    Write whose words a quote is.

    Parameters
    ----------
    path
        Of the case.
    view
        The quote, as it was on screen.
    said
        Whose words it is.
    why, expect
        As `decide` takes them.

    Raises
    ------
    CaseError
        When the quote is no more, another hand decided it since, or nothing can be written.
    """
    with Case.open(path, write=True) as case:
        terms = Terms(hand=hand_of(why=why), expect=expect)
        decide_quote(case, view.article, view.span, said, terms)


def rule(path: Path, place: str, said: Answer, *, why: str, expect: int) -> None:
    """
    Write what a place is, is called, or that it is hidden, in the whole case.

    Parameters
    ----------
    path
        Of the case.
    place
        Its id.
    said
        What is said of it.
    why, expect
        As `decide` takes them.

    Raises
    ------
    CaseError
        When no name stands for it, another hand decided it since, or nothing can be written.
    """
    with Case.open(path, write=True) as case:
        decide_place(case, place, said, Terms(hand=hand_of(why=why), expect=expect))


def preview_rule(path: Path, place: str, said: Answer) -> Effects:
    """
    Say what `rule` would change, and write nothing.

    Raises
    ------
    CaseError
        When it would be refused.
    """
    with Case.open(path) as case, case.reading():
        would = decide_place(case, place, said, Terms(hand=hand_of(), preview=True)).would
        return effects.build(would, lambda article: case.settled(article).parse)


def tell_story(path: Path, article: str, said: Answer, *, why: str, expect: int) -> None:
    """
    Write whether an article tells the story of others; as `rule` otherwise.

    Raises
    ------
    CaseError
        When it is not there, another hand decided it since, or nothing can be written.
    """
    with Case.open(path, write=True) as case:
        decide_story(case, article, said, Terms(hand=hand_of(why=why), expect=expect))


def review(path: Path, article: str, memory: Memory | None = None) -> Reviewed:
    """
    Return how an article of a case stands, and what is left to ask of it.

    Parameters
    ----------
    path
        Of the case.
    article
        Its id.
    memory
        Of the case: what was read for the last question is not read again.

    Raises
    ------
    CaseError
        When the case cannot be opened.
    """
    with Case.open(path, memory=memory) as case, case.reading():
        settled, end = case.settled(article), case.head
    return Reviewed(
        settled=settled,
        queue=queue(settled.parse, settled.decided),
        entry=end.entry,
        head=end.hash,
    )


def answer(
    path: Path,
    mentions: Mentions,
    said: Answer | Accept,
    terms: Terms,
    memory: Memory | None = None,
) -> None:
    """
    Write one decision on mentions of a name.

    Parameters
    ----------
    path, memory
        As `review` takes them.
    mentions
        Of one name in an article.
    said
        What it stands for.
    terms
        By whom, and what was on screen.

    Raises
    ------
    CaseError
        When it does not fit, another hand decided the name since, or nothing can be written.
    """
    with Case.open(path, write=True, memory=memory) as case:
        decide_some(case, mentions.article, mentions.spans, said, terms)


def turn(path: Path, entry: int | None = None, *, back: bool) -> Turned:
    """
    Take a decision back (the last where `entry` is None), or bring the last one back.

    Raises
    ------
    CaseError
        When there is none, or nothing can be written.
    """
    with Case.open(path, write=True) as case:
        return undo(case, entry, hand_of()) if back else redo(case, hand_of())


def forget(path: Path, article: str, *, why: str) -> Forgotten:
    """
    Take an article out of a case for good.

    Raises
    ------
    CaseError
        When it is not there, no reason is given, or nothing can be written.
    """
    with Case.open(path, write=True) as case:
        return forget_article(case, article, hand_of(why=why))


def show_packed(tell: Callable[[str], None], path: Path, article: str) -> bytes:
    """Return, pickled, what the page shows of an article of a case, as decided."""
    tell("views")
    settled, stamp = _stamped(path, article)
    left = len(queue(settled.parse, settled.decided).questions)
    drawn = shown.view(tell, settled.parse, stamp)
    return pickle.dumps(replace(drawn, questions=left, has_original=_has_original(path, article)))


def _has_original(path: Path, article: str) -> bool:
    with Case.open(path) as case:
        return can_look(original_of(case, article))


def look(path: Path, article: str, words: str, page: int | None) -> Look:
    """
    Look at an article of a case as it came.

    Parameters
    ----------
    path
        Of the case.
    article
        Its id.
    words
        A passage to be marked.
    page
        Of a PDF, from 1; the one with the passage where left out.

    Raises
    ------
    ArticleError
        When it cannot be looked at.
    CaseError
        When the case cannot be opened.
    """
    with Case.open(path) as case:
        original = original_of(case, article)
    return look_at(original, words, page)


def show_whole(tell: Callable[[str], None], path: Path) -> bytes:
    """Return, pickled, what the page shows of all articles of a case on one map, as decided."""
    tell("views")
    return pickle.dumps(whole.build(_gathered(path)))


def _gathered(path: Path) -> Gathered:
    """Return all articles of a case; those that nobody decided since are not read again."""
    memory = _memory(path)
    with Case.open(path, memory=memory) as case:
        gathered = gather(case)
    memory.keep_to({each.article for each in gathered.listed})
    return gathered


@lru_cache(maxsize=1)
def _memory(path: Path) -> Memory:  # noqa: ARG001 - whose it is
    """Return what this child process has read of a case."""
    return Memory(most=_MOST_REMEMBERED)


def write_whole(tell: Callable[[str], None], path: Path, asked: Asked, wanted: Wanted) -> bytes:
    """
    Make a file of the map of all articles of a case; as `components.views.shown.write`.

    Raises
    ------
    CaseError
        When the case cannot be opened.
    ExportError
        When the sheet cannot be drawn.
    """
    tell("views")
    gathered = _gathered(path)
    mapped = replace(map_survey(gathered.found, asked), stamp=gathered.stamp)
    return shown.write_map(mapped, wanted)


def bare(path: Path, article: str) -> shown.Bare:
    """Return an article of a case, as decided, without its views."""
    settled, stamp = _stamped(path, article)
    return shown.Bare(parse=pickle.dumps((settled.parse, stamp)), entry=stamp.entry)


def _stamped(path: Path, article: str) -> tuple[Settled, Stamp]:
    with Case.open(path) as case, case.reading():
        if article not in case.ids():
            msg = "it was taken out of the case"
            raise ArticleError(msg)
        settled, end, title = case.settled(article), case.head, case.title
    return settled, stamp_of(title, end, (settled,))


def keep(
    tell: Callable[[str], None], path: Path, brought: Brought, hand: Hand, *, own: bool = False
) -> str | None:
    """
    Make an article and take it into a case, with the bytes that came.

    Parameters
    ----------
    tell
        Told the stage that begins, a key of `STAGES`.
    path
        Of the case.
    brought
        What the article is made of.
    hand
        Who keeps it.
    own
        Whether the case is the user's own, which may not be there yet.

    Returns
    -------
    str or None
        Its id; None, and nothing is kept, where no place is named in it.

    Raises
    ------
    ArticleError
        When the bytes cannot be read as an article, or hold more than a page can show.
    CaseError
        When the case cannot be written.
    """
    parse = shown.read(tell, brought.data)
    if not parse.resolutions:
        return None
    tell("views")
    return _take(path, parse, brought, hand, own=own)


def keep_made(
    tell: Callable[[str], None],
    path: Path,
    parse: bytes,
    brought: Brought,
    hand: Hand,
    *,
    own: bool = False,
) -> str:
    """Take an article that is made already, its parse as `Shown` has it, into a case."""
    tell("views")
    return _take(path, shown.opened(parse)[0], brought, hand, own=own)


def _take(path: Path, parse: Parse, brought: Brought, hand: Hand, *, own: bool) -> str:
    arrival = Arrival(
        input=brought.name or "", name=brought.name, data=brought.original, article=parse.article
    )
    with open_own(path, hand) if own else Case.open(path, write=True) as case:
        return add_article(case, arrival, _Read(parse), hand).article


class _Read:
    """An engine that has read its one article already."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse

    @property
    def id(self) -> str:
        """Name everything that goes into an answer."""
        return self._parse.engine

    def parse(self, article: Article, /) -> Parse:
        """Return what was made of the article."""
        if article.id != self._parse.article.id:
            msg = f"article {article.id[:8]} was not read"
            raise ArticleError(msg)
        return self._parse
