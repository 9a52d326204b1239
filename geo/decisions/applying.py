"""A parse and decisions to the parse as decided: pure, and the only maker of Status.REJECTED."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.decisions.answers import (
    OF_QUOTES,
    PLACING,
    Answer,
    OnMentions,
    OnName,
    OnPlace,
    OnStory,
    What,
    key_of_name,
)
from geo.decisions.places import Places, class_of_kind, hidden
from geo.evidence import gather_evidence
from geo.quoted import with_quotes
from geo.types import (
    Around,
    By,
    Candidate,
    Decided,
    Evidence,
    Parse,
    Place,
    Precision,
    Quote,
    Resolution,
    Span,
    Speaker,
    Status,
    Toponym,
    Use,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.decisions.answers import Decision, OnQuote

SOURCE = "analyst"  # of a place that no gazetteer has
_NAME = "analyst"  # the resolver's, for a name that the engine did not find
_CHOSEN = "decided by the analyst"
_NEAR_KM = 50.0  # a larger ring is no place nearby (P2) but a fuzzy area (P5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """A decision that cannot be carried over to a parse, and why: for the analyst to look at."""

    entry: int
    article: str
    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """How a name stands by what was decided of names alone."""

    held: Resolution
    decided: Decided | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A parse as decided, with what was decided of it."""

    parse: Parse
    read: Parse  # what the engine made of the article
    names: Mapping[Span, Resolution]  # of that parse, by their spans, in reading order
    engine: Mapping[Span, Resolution]  # of what the engine made
    decided: Mapping[Span, Decided]  # by the span of a name
    quotes: Mapping[int, Decided]  # by the index of a quote
    unfit: tuple[Unfit, ...]  # in order of entry
    places: Places = field(default_factory=Places)  # what was said of places
    under: Mapping[Span, Under] = field(default_factory=dict)  # names that this changed, before it


def apply(parse: Parse, decisions: Iterable[Decision]) -> Parse:
    """
    Return a parse as an analyst decided it.

    Parameters
    ----------
    parse : Parse
        The engine's.
    decisions : iterable of Decision
        Those in force; of two on one name the later entry holds, and those on other articles
        change nothing.

    Returns
    -------
    Parse
        The same where nothing was decided. `By.ANALYST` says which names an analyst found and
        placed; what an analyst rejected is of `Status.REJECTED`, with the engine's candidates.
    """
    return settle(parse, decisions).parse


def settle(parse: Parse, decisions: Iterable[Decision]) -> Settled:
    """
    Return a parse as decided, who decided what, and which decisions do not fit it.

    Parameters
    ----------
    parse, decisions
        As `apply` takes them.

    Returns
    -------
    Settled
        A decision fits a name by the exact span; one that gives a place also fits words over
        which no other name lies than those it was made over. Nothing is guessed: the others are
        in `unfit`. What was said of places holds over what was said of names, whichever came
        first: it is about what a place is.
    """
    desk = _Desk(parse)
    for decision in sorted(decisions, key=lambda decision: decision.entry):
        desk.take(decision)
    return desk.settled()


def settle_one(settled: Settled, decision: Decision) -> Settled:
    """
    Return what `settle` returns of a parse with one decision more.

    Parameters
    ----------
    settled : Settled
        As `settle` returned it.
    decision : Decision
        With a later entry than any that it was settled with.
    """
    desk = _Desk(settled.read, settled)
    desk.take(decision)
    return desk.settled()


class _Desk:
    """A parse under decision: what stands of each name, by span."""

    def __init__(self, parse: Parse, so_far: Settled | None = None) -> None:
        self._parse = parse
        self._base = parse if so_far is None else so_far.parse
        self._engine = _by_span(parse) if so_far is None else so_far.engine
        self._names = dict(self._engine if so_far is None else so_far.names)
        self._quotes = list(self._base.quotes)
        self._decided: dict[Span, Decided] = dict(so_far.decided) if so_far else {}
        self._of_quotes: dict[int, Decided] = dict(so_far.quotes) if so_far else {}
        self._unfit: list[Unfit] = list(so_far.unfit) if so_far else []
        self._places = so_far.places if so_far else Places()
        self._so_far = so_far
        self._last = self._engine if so_far is None else so_far.names
        self._is_missed = False  # whether a name was added out of reading order
        self._touched: set[Span] = set()  # where a name may stand otherwise than in the base
        for span, under in (so_far.under if so_far else {}).items():
            self._put_name(span, under.held)
            self._put_decided(span, under.decided)

    def take(self, decision: Decision) -> None:
        """Let one decision hold."""
        target = decision.target
        if isinstance(target, OnPlace):
            self._places = self._places.taking(decision)
        elif isinstance(target, OnMentions):
            self._take_mentions(decision, target)
        elif isinstance(target, OnStory):
            return  # the same words, whoever tells them too
        elif target.article != self._parse.article.id:
            return
        elif isinstance(target, OnName):
            self._take_name(decision, target)
        else:
            self._take_quote(decision, target)

    def settled(self) -> Settled:
        """Return the parse as it stands now."""
        under = self._lay_places()
        if self._is_missed:
            self._names = dict(sorted(self._names.items(), key=lambda name: name[0]))
        return Settled(
            parse=self._made() if self._decided or self._of_quotes else self._parse,
            read=self._parse,
            names=self._names,
            engine=self._engine,
            decided=self._decided,
            quotes=self._of_quotes,
            unfit=tuple(self._unfit),
            places=self._places,
            under=under,
        )

    def _lay_places(self) -> dict[Span, Under]:
        """Let names stand as what was said of their places has it; return how they stood."""
        under: dict[Span, Under] = {}
        for span, held in self._names.items() if self._places else ():
            now, by = self._seen(span, held)
            if by:
                own = self._decided.get(span)
                under[span] = Under(held=held, decided=own)
                self._put_name(span, now)
                self._put_decided(span, _stamped(by, own, self._engine.get(span)))
        return under

    def _seen(self, span: Span, held: Resolution) -> tuple[Resolution, tuple[Decision, ...]]:
        """Return a name as its place has it: the very same as before where nothing is new."""
        now, by = self._places.seen(held)
        former = self._so_far.under.get(span) if self._so_far else None
        return self._last[span] if former and self._last[span] == now else now, by

    def _put_name(self, span: Span, now: Resolution) -> None:
        self._names[span] = now
        self._touched.add(span)

    def _put_decided(self, span: Span, decided: Decided | None) -> None:
        self._decided.pop(span, None)
        if decided is not None:
            self._decided[span] = decided

    def _take_mentions(self, decision: Decision, target: OnMentions) -> None:
        own = self._parse.article.id
        if target.article not in {None, own}:
            return
        named = [s for s, r in self._names.items() if key_of_name(r.toponym.surface) == target.name]
        then = [span for article, span in target.spans if article == own]
        for span in sorted({*named, *then} if target.rule else then):
            if span in self._names:
                self._hold(decision, span)
            elif not target.rule:
                self._refuse(decision, span, "no name is found there any more")

    def _take_name(self, decision: Decision, target: OnName) -> None:
        span = target.span
        if span in self._names:
            self._hold(decision, span)
            return
        under = [held for held in self._names if held.overlaps(span)]
        if decision.answer.what not in PLACING:
            self._refuse(decision, span, "no name is found there any more")
        elif not set(under) <= set(target.takes):
            self._refuse(decision, span, "another name is found over these words now")
        elif (sentence := self._sentence(span)) is None:
            self._refuse(decision, span, "no sentence holds these words")
        else:
            for held in under:
                del self._names[held]
                self._decided.pop(held, None)
            self._put_name(span, self._missed(span, sentence))
            self._touched.update(under)
            self._is_missed = True
            self._hold(decision, span)

    def _take_quote(self, decision: Decision, target: OnQuote) -> None:
        index = next((i for i, q in enumerate(self._quotes) if target.span in q.spans), None)
        if index is None or decision.answer.what not in OF_QUOTES:
            self._refuse(decision, target.span, "no such quote is found there any more")
            return
        quote, name = self._quotes[index], decision.answer.speaker
        speaker = None if name is None else self._speaker(name, quote)
        self._quotes[index] = replace(quote, speaker=speaker, probability=1.0)
        engine = self._parse.quotes[index].speaker
        self._of_quotes[quote.index] = replace(_decided(decision, None), speaker=engine)

    def _hold(self, decision: Decision, span: Span) -> None:
        before = self._names[span]
        after = _answered(before, decision.answer, self._parse)
        if after is None:
            self._refuse(decision, span, "the name has no place that could be of a class")
            return
        self._put_name(span, after)
        self._decided[span] = _decided(decision, self._engine.get(span))

    def _refuse(self, decision: Decision, span: Span, why: str) -> None:
        article = self._parse.article.id
        self._unfit.append(Unfit(entry=decision.entry, article=article, span=span, why=why))

    def _sentence(self, span: Span) -> int | None:
        return next((s.index for s in self._parse.sentences if s.span.covers(span)), None)

    def _missed(self, span: Span, sentence: int) -> Resolution:
        toponym = Toponym(
            span=span,
            surface=self._parse.article.slice(span),
            sentence=sentence,
            found_by=By.ANALYST,
        )
        (toponym,) = with_quotes((toponym,), self._parse.quotes)
        return Resolution(
            toponym=toponym,
            status=Status.UNKNOWN,
            candidates=(),
            precision=Precision.P0,
            reasons=(),
            resolver=_NAME,
            placed_by=By.ANALYST,
        )

    def _speaker(self, name: str, quote: Quote) -> Speaker:
        """Return a speaker told of before, else one where the text has the name nearest."""
        same = (q.speaker for q in self._parse.quotes if q.speaker and q.speaker.name == name)
        known = next(same, None)
        title, role = (known.title, known.role) if known else (None, None)
        span = _nearest(self._parse.article.text, name, quote.spans[0])
        if span is None:
            span = quote.speaker.span if quote.speaker else quote.spans[0]
        return Speaker(name=name, span=span, title=title, role=role)

    def _made(self) -> Parse:
        """Return the base with what stands otherwise in it now."""
        parse, base = self._parse, self._base
        resolutions, quotes = tuple(self._names.values()), tuple(self._quotes)
        spans = {s for s in self._touched if self._names.get(s) is not self._last.get(s)}
        changed = (self._names[s] for s in sorted(spans) if s in self._names)
        kept = [e for e in base.evidence if e.resolution.toponym.span not in spans]
        if any(now is not was for now, was in zip(quotes, base.quotes, strict=True)):
            own = {quote.index: quote for quote in quotes}
            kept = [e if e.quote is None else _quoted(e, own[e.quote.index]) for e in kept]
        made = gather_evidence(parse.article, parse.sentences, quotes, tuple(changed))
        found = [s for s, r in self._names.items() if r.toponym.found_by is By.ANALYST]
        return replace(
            parse,
            quotes=quotes,
            toponyms=tuple(r.toponym for r in resolutions),
            resolutions=resolutions,
            not_places=tuple(
                n for n in parse.not_places if not any(n.span.overlaps(s) for s in found)
            ),
            evidence=tuple(sorted((*kept, *made), key=lambda e: e.resolution.toponym.span)),
        )


def _by_span(parse: Parse) -> dict[Span, Resolution]:
    return {r.toponym.span: r for r in sorted(parse.resolutions, key=lambda r: r.toponym.span)}


def _quoted(evidence: Evidence, quote: Quote) -> Evidence:
    """Return an excerpt with its quote as it is now, the very same where that is."""
    return evidence if quote is evidence.quote else replace(evidence, quote=quote)


def _decided(decision: Decision, engine: Resolution | None) -> Decided:
    return Decided(
        entry=decision.entry,
        who=decision.who,
        when=decision.when,
        why=decision.why,
        engine=engine,
    )


def _stamped(by: tuple[Decision, ...], own: Decided | None, engine: Resolution | None) -> Decided:
    """Return who decided a name, of those who decided its place and who decided the name itself."""
    last = max(by, key=lambda decision: decision.entry)
    if own is None:
        return replace(_decided(last, engine), of_place=True)
    is_name_only = last.answer.what is What.RENAME
    return own if is_name_only or last.entry < own.entry else _decided(last, engine)


def _answered(before: Resolution, answer: Answer, parse: Parse) -> Resolution | None:
    """Return what stands of a name once it is answered; None where there is nothing to class."""
    if answer.what is What.CLASS:
        if before.place is None or answer.precision is None:
            return None
        return replace(before, precision=answer.precision)
    if answer.what is What.HIDE:
        return hidden(before)
    if answer.what in {What.NOT_A_PLACE, What.UNDECIDED}:
        open_ = Status.AMBIGUOUS if before.candidates else Status.UNKNOWN
        return _without_place(before, Status.REJECTED if answer.what is What.NOT_A_PLACE else open_)
    if answer.place is None:
        return None
    return _placed(before, answer, answer.place, parse)


def _without_place(before: Resolution, status: Status) -> Resolution:
    return replace(
        before,
        status=status,
        precision=Precision.P0,
        around=None,
        within=None,
        placed_by=By.ANALYST,
        reasons=(_CHOSEN,),
    )


def _placed(before: Resolution, answer: Answer, place: Place, parse: Parse) -> Resolution:
    surface = " ".join(before.toponym.surface.split())
    own = place if place.name else replace(place, name=surface)
    form = next((c.form for c in before.candidates if c.place.id == own.id), "")
    chosen = Candidate(place=own, score=1.0, reasons=(_CHOSEN,), form=form)
    rest = tuple(c for c in before.candidates if c.place.id != own.id)
    toponym = before.toponym
    if answer.what is not What.ACCEPT:  # who says where a name is means the place itself
        toponym = replace(toponym, use=Use.LITERAL)
    return replace(
        before,
        toponym=toponym,
        status=Status.RESOLVED,
        candidates=(chosen, *rest),
        precision=answer.precision or _class_of(answer, own),
        reasons=(_CHOSEN,),
        around=_around(answer, surface, parse),
        placed_by=By.ANALYST,
        within=surface if answer.somewhere else None,
    )


def _class_of(answer: Answer, place: Place) -> Precision:
    if answer.what is What.AREA:
        return Precision.P5
    if answer.disc is None:
        return class_of_kind(place.kind)
    return Precision.P2 if answer.disc.km <= _NEAR_KM else Precision.P5


def _around(answer: Answer, surface: str, parse: Parse) -> Around | None:
    disc = answer.disc
    if disc is None:
        return None
    words = surface if disc.words is None else parse.article.slice(disc.words)
    return Around(
        lon=disc.lon, lat=disc.lat, radius_km=disc.km, words=words or surface, nominal=disc.nominal
    )


def _nearest(text: str, name: str, span: Span) -> Span | None:
    """Return where a text has a name, nearest to a span."""
    before, after = text.rfind(name, 0, span.start), text.find(name, span.end)
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda at: abs(at - span.start))
    return Span(at, at + len(name))
