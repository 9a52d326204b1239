"""Decisions written into a case: on a name, on every mention of one, on a quote; and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from geo.case import chain
from geo.case.deriving import derive, stirred
from geo.case.keeping import Hand, decision_of
from geo.decisions import (
    SOURCE,
    Answer,
    Decision,
    Disc,
    OnMentions,
    OnName,
    OnPlace,
    OnQuote,
    Settled,
    Target,
    What,
    key_of_name,
    settle_one,
    span_of,
    to_plain,
)
from geo.errors import CaseError, UnseenError
from geo.exports.contract import brief
from geo.types import Precision, Resolution, Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from geo.case.chain import Entry
    from geo.case.keeping import Case
    from geo.types import Article

_WRITTEN = "text"  # source of a coordinate, whose name is words of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """That the engine is right; what it says is then looked up."""

    precision: Precision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a decision did, or would do."""

    entry: int | None  # None of a preview
    hash: str | None
    what: str
    article: str | None
    span: tuple[int, int] | None
    before: Any  # JSON values
    after: Any
    would: tuple[tuple[str, int, int], ...]  # names that it changes: article and span

    def to_plain(self, *, preview: bool) -> dict[str, Any]:
        """Return what the command prints."""
        plain = {
            "entry": self.entry,
            "hash": self.hash,
            "what": self.what,
            "article": self.article,
            "span": None if self.span is None else list(self.span),
            "before": self.before,
            "after": self.after,
            "changes": len(self.would),
        }
        return {**plain, "would": [list(at) for at in self.would]} if preview else plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms a decision is written."""

    hand: Hand
    expect: int | None = None  # the last entry on the name that its maker saw
    preview: bool = False  # say what it would do, and write nothing


def decide_name(
    case: Case, article: str, span: Span, said: Answer | Accept, terms: Terms
) -> Outcome:
    """
    Decide one name, found by the engine or missed.

    Parameters
    ----------
    case : Case
        Open to write, unless it is a preview.
    article : str
        Id of an article in it.
    span : Span
        Code points of its text.
    said : Answer or Accept
        What the name stands for.
    terms : Terms
        By whom; what its maker saw; whether to write.

    Returns
    -------
    Outcome
        Of the decision; where the very same stands already, of that one, with no changes.

    Raises
    ------
    CaseError
        When no name can be there, the answer does not fit it, or another hand decided it since.
    """

    def propose() -> Proposal:
        settled = case.settled(article)
        held = settled.names
        if span.end > len(settled.parse.article.text):
            msg = f"{span.start}:{span.end} lies outside the text of article {article[:8]}"
            raise CaseError(msg)
        before = held.get(span)
        answer = _looked_up(said, [settled.engine.get(span)], settled.parse.article)
        under = [s for s in held if s.overlaps(span) and s != span]
        target = OnName(article=article, span=span, takes=tuple(sorted(under)))
        return Proposal(
            target=target,
            answer=answer,
            before={"name": None if before is None else _told(before)},
            states={article: settled},
            fits=True,
        )

    return carry_out(case, propose, terms)


def decide_quote(case: Case, article: str, span: Span, said: Answer, terms: Terms) -> Outcome:
    """
    Say whose words a quote is, by the span of any of its parts; as `decide_name` otherwise.

    Raises
    ------
    CaseError
        When no quote has such a part, or another hand decided it since.
    """

    def propose() -> Proposal:
        settled = case.settled(article)
        quote = next((q for q in settled.parse.quotes if span in q.spans), None)
        if quote is None:
            msg = f"no quote of article {article[:8]} stands at {span.start}:{span.end}"
            raise CaseError(msg)
        # the engine's words for a speaker are the article's: where they stand is enough
        where = quote.speaker.span if quote.speaker else None
        return Proposal(
            target=OnQuote(article=article, span=span),
            answer=said,
            before={"speaker": None if where is None else [where.start, where.end]},
            states={article: settled},
            fits=True,
        )

    return carry_out(case, propose, terms)


def decide_mentions(
    case: Case,
    name: str,
    article: str | None,
    said: Answer | Accept,
    terms: Terms,
    *,
    rule: bool = False,
) -> Outcome:
    """
    Decide every mention of a name, in an article or the whole case.

    Parameters
    ----------
    case, said, terms
        As `decide_name` takes them.
    name : str
        As the articles write it; case and blanks do not count.
    article : str or None
        Id of the article; every article where None.
    rule : bool
        Whether it holds for mentions still to come.

    Raises
    ------
    CaseError
        When there is no such mention, the engine's answers differ that were to be accepted, or
        another hand decided one since.
    """
    key = key_of_name(name)

    def propose() -> Proposal:
        found = mentions(case, key, article)
        if not found and not rule:
            msg = f"no name {name[:80]!r} is found in {'the article' if article else 'the case'}"
            raise CaseError(msg)
        target = OnMentions(name=key, rule=rule, article=article, spans=_flat(found))
        return _of_mentions(case, target, said)

    return carry_out(case, propose, terms)


def decide_some(
    case: Case, article: str, spans: Sequence[Span], said: Answer | Accept, terms: Terms
) -> Outcome:
    """
    Decide some mentions of one name in an article, in one entry.

    Parameters
    ----------
    case, article, said, terms
        As `decide_name` takes them.
    spans : sequence of Span
        Where the mentions stand.

    Raises
    ------
    CaseError
        As `decide_mentions`.
    """
    if len(spans) == 1:
        return decide_name(case, article, spans[0], said, terms)

    def propose() -> Proposal:
        held = case.settled(article).names
        names = {key_of_name(held[span].toponym.surface) for span in spans if span in held}
        if len(names) != 1 or not held.keys() >= set(spans):
            msg = f"these are no mentions of one name in article {article[:8]} any more"
            raise CaseError(msg)
        at = tuple((article, span) for span in sorted(spans))
        target = OnMentions(name=names.pop(), rule=False, article=article, spans=at)
        return _of_mentions(case, target, said)

    return carry_out(case, propose, terms)


def _of_mentions(case: Case, target: OnMentions, said: Answer | Accept) -> Proposal:
    articles = tuple(dict.fromkeys(article for article, _ in target.spans))
    states = {held: case.settled(held) for held in articles}
    counted = Counter(in_short(states[held].names[span]) for held, span in target.spans)
    one = states[articles[0]].parse.article if len(articles) == 1 else None
    return Proposal(
        target=target,
        answer=_looked_up(
            said, [states[held].engine.get(span) for held, span in target.spans], one
        ),
        before={"names": dict(sorted(counted.items()))},
        states=states,
        fits=False,
    )


def _flat(found: dict[str, list[Span]]) -> tuple[tuple[str, Span], ...]:
    return tuple((held, span) for held, spans in found.items() for span in spans)


def mentions(case: Case, key: str, article: str | None) -> dict[str, list[Span]]:
    """Return where a name stands, by article, in reading order; `key` is of `key_of_name`."""
    with case.reading() as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT DISTINCT name FROM evidence")
            if key_of_name(name) == key
        ]
        marks = ", ".join("?" * len(names))
        rows = connection.execute(
            f'SELECT article, "start", "end" FROM evidence WHERE name IN ({marks})'  # noqa: S608
            ' ORDER BY number, "start"',
            names,
        )
        found: dict[str, list[Span]] = {}
        for held, start, end in rows:
            if article in {None, held}:
                found.setdefault(held, []).append(Span(start, end))
        return found


def _looked_up(
    said: Answer | Accept, engines: Sequence[Resolution | None], article: Article | None
) -> Answer:
    """Return an answer; of what is accepted, the engine's own, so that it outlasts the engine."""
    if isinstance(said, Answer):
        return said
    found = {None if r is None else _accepted(r, None, said.precision) for r in engines}
    if len(found) > 1:
        msg = f"the engine gives {len(found)} different answers: decide the mentions one by one"
        raise CaseError(msg)
    first = engines[0] if engines else None
    words = {r.around.words for r in engines if r is not None and r.around is not None}
    where = article if len(words) == 1 else None  # words that place all of them, or none at all
    answer = None if first is None else _accepted(first, where, said.precision)
    if answer is None:
        msg = "the engine gives no place here that could be accepted; say which, or --undecided"
        raise CaseError(msg)
    return answer


def _accepted(
    engine: Resolution, article: Article | None, precision: Precision | None
) -> Answer | None:
    place, around = engine.place, engine.around
    if place is None:
        return None
    disc = None
    if around is not None:
        words = None if article is None else _words_at(article, around.words, engine.toponym.span)
        disc = Disc(
            lon=around.lon,
            lat=around.lat,
            km=around.radius_km,
            nominal=around.nominal,
            words=words,
        )
    return Answer(
        what=What.ACCEPT,
        place=replace(place, name="") if place.source == _WRITTEN else place,
        disc=disc,
        somewhere=engine.within is not None,
        precision=precision or engine.precision,
    )


def _words_at(article: Article, words: str, name: Span) -> Span | None:
    """Return where words that place a name stand: the log keeps none of an article's own."""
    at = article.text.find(words, max(0, name.start - len(words)), name.end + len(words))
    return None if at < 0 or not words else Span(at, at + len(words))


def _told(resolution: Resolution) -> dict[str, Any]:
    """Return an answer as the log keeps it: without a name that is words of the text."""
    told, place = brief(resolution), resolution.place
    if place is not None and place.source in {_WRITTEN, SOURCE}:
        told["place"]["name"] = ""
    return told


def in_short(resolution: Resolution) -> str:
    """Return an answer in a word, for the log: its place's id, or its status."""
    return resolution.status.value if resolution.place is None else resolution.place.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision before it is written."""

    target: Target
    answer: Answer
    before: dict[str, Any]
    states: Mapping[str, Settled]  # by the id of each article whose names it may change
    fits: bool  # whether it is refused where it does not fit


def carry_out(case: Case, propose: Callable[[], Proposal], terms: Terms) -> Outcome:
    """Write what is proposed, or say what it would do."""
    terms = replace(terms, hand=terms.hand.stopped())
    if terms.preview:
        with case.reading() as connection:
            return _tried(connection, propose(), terms)[0]
    with case.writing() as connection:
        proposal = propose()
        outcome, states = _tried(connection, proposal, terms)
        _check_expected(case, proposal, terms)
        standing = None if outcome.would else _standing(connection, outcome)
        if standing is not None:
            return replace(outcome, entry=standing.entry, hash=standing.hash)
        outcome = write(connection, outcome, terms.hand)
        head = chain.head(connection)
        for article, (_, after) in states.items():
            case.remember(article, after, head)
        derive(case, states)
        return outcome


def write(connection: sqlite3.Connection, outcome: Outcome, hand: Hand) -> Outcome:
    """Put a decision into the log, in force, inside a transaction; return it with its entry."""
    entry = chain.append(
        connection,
        {
            **hand.signed(outcome.what),
            "article": outcome.article,
            "span": None if outcome.span is None else list(outcome.span),
            "before": outcome.before,
            "after": outcome.after,
        },
    )
    connection.execute(
        "INSERT INTO decisions VALUES (?, ?, 1, ?)", (entry.entry, entry.article, entry.entry)
    )
    return replace(outcome, entry=entry.entry, hash=entry.hash)


def _tried(
    connection: sqlite3.Connection, proposal: Proposal, terms: Terms
) -> tuple[Outcome, dict[str, tuple[Settled, Settled]]]:
    """Return what a decision would do, and each article as it stands and then would."""
    decision = Decision(
        entry=chain.head(connection).entry + 1,
        who=terms.hand.who,
        when=terms.hand.time(),
        why=terms.hand.why,
        answer=proposal.answer,
        target=proposal.target,
    )
    would: list[tuple[str, int, int]] = []
    states: dict[str, tuple[Settled, Settled]] = {}
    for article, before in proposal.states.items():
        after = settle_one(before, decision)
        unfit = next((u for u in after.unfit if u.entry == decision.entry), None)
        if proposal.fits and unfit is not None:
            msg = f"{unfit.span.start}:{unfit.span.end} of article {article[:8]}: {unfit.why}"
            raise CaseError(msg)
        would += [(article, span.start, span.end) for span in _differ(before, after)]
        states[article] = (before, after)
    target, at = proposal.target, span_of(proposal.target)
    outcome = Outcome(
        entry=None,
        hash=None,
        what=proposal.answer.what.value,
        article=target.article,
        span=None if at is None else (at.start, at.end),
        before=proposal.before,
        after=to_plain(proposal.answer, target),
        would=tuple(would),
    )
    return outcome, states


def _differ(before: Settled, after: Settled) -> list[Span]:
    """Return the spans of names and quotes that are answered otherwise, in reading order."""
    spans = answered_otherwise(before, after)
    for was, now in zip(before.parse.quotes, after.parse.quotes, strict=True):
        if was.speaker != now.speaker or was.probability != now.probability:
            spans.add(now.spans[0])
    return sorted(spans)


def answered_otherwise(before: Settled, after: Settled) -> set[Span]:
    """Return where a name is answered otherwise, is new, or is gone."""
    return {s for s in stirred(before, after) if before.names.get(s) != after.names.get(s)}


def _standing(connection: sqlite3.Connection, outcome: Outcome) -> Entry | None:
    """Return the last decision on the same target, where it says the very same; else None."""
    same = [
        entry
        for entry in chain.in_force(connection, outcome.article or "")
        if (entry.article, entry.span) == (outcome.article, outcome.span)
        and _target_of(entry.after) == _target_of(outcome.after)
    ]
    last = same[-1] if same else None
    return last if last and (last.what, last.after) == (outcome.what, outcome.after) else None


def _target_of(after: dict[str, Any]) -> tuple[object, ...]:
    return tuple(after.get(key) for key in ("name", "quote", "of", "story"))


def _check_expected(case: Case, proposal: Proposal, terms: Terms) -> None:
    """Refuse to decide a name, a quote or a place over what the caller has not seen of it."""
    if terms.expect is None:
        return
    target = proposal.target
    for article in proposal.states if not isinstance(target, OnPlace) else ("",):
        text = proposal.states[article].read.article.text if article else ""
        check_unseen(case, article, terms, partial(_meet, target, text=text))


def check_unseen(
    case: Case, article: str, terms: Terms, is_about: Callable[[Target], bool]
) -> None:
    """
    Refuse to decide over another hand's decision that the caller has not seen.

    Parameters
    ----------
    case, terms
        As `decide_name` takes them.
    article : str
        Decisions on it, and on the whole case, are looked at; "" for the latter alone.
    is_about : callable
        Whether what was decided is about the same thing.

    Raises
    ------
    UnseenError
        When there is such a decision.
    """
    if terms.expect is None:
        return
    for entry, changed in chain.concerning(case.connection, article, terms.expect):
        if changed.who != terms.hand.who and is_about(decision_of(entry).target):
            msg = (
                f"{changed.who} decided this since: entry {changed.entry}, {changed.what} "
                f"({changed.when}); look at it, then decide again"
            )
            raise UnseenError(msg, changed.entry)


def _meet(target: Target, other: Target, *, text: str) -> bool:
    """Return whether two decisions on an article are about one name, one quote or one place."""
    if not isinstance(target, (OnName, OnMentions)) or not isinstance(other, (OnName, OnMentions)):
        return target == other
    if isinstance(target, OnMentions):
        if isinstance(other, OnMentions):
            return target.name == other.name
        return (other.article, other.span) in target.spans
    if isinstance(other, OnMentions):
        surface = text[target.span.start : target.span.end]
        ruled = other.rule and other.name == key_of_name(surface)
        return ruled or (target.article, target.span) in other.spans
    return target.span == other.span
