"""One question of the review: the sentence, the answers that can be given, what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from components.views import correction, receipt
from components.views.agenda import Standing, cut
from components.views.header import plural, source_of
from components.views.words import label
from geo import Span, Status, key_of_name, why_not, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.views.correction import Option
    from geo import Decided, Parse, Question, Queue, Resolution, Settled

_DIGITS = 12  # of an article's id in a question's key
_ANSWERS = 5  # places that are offered by a number
_MENTIONS = 5  # that are shown beside the one in question
_LONGEST_NAME = 80  # code points
_LONGEST_TITLE = 160
_LONGEST_SENTENCE = 360  # on either side of the name
_LONGEST_CONTEXT = 200
_LONGEST_SIDE = 40  # on either side of a mention
_REASONS = 3  # of an answer
_FEW_MENTIONS = {1: "its one mention", 2: "both mentions"}
_FEW_NAMES = {0: "No name scores", 1: "1 name scores"}
_FEW = 0.05  # excerpts, below which none is expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the analyst asked of the order: what was put off, and what is to come first."""

    later: Sequence[str] = ()
    first: str | None = None


def build(settled: Settled, queue: Queue, order: Order) -> dict[str, Any]:
    """
    Gather what the page asks next; none of its words escaped.

    Parameters
    ----------
    settled
        The article as decided.
    queue
        What is left to ask of it.
    order
        What the analyst put off, and what is to come first.

    Returns
    -------
    dict
        `question`, None where nothing is left; `progress`; `last`, the decision made last.
    """
    parse = settled.parse
    question = pick(parse, queue, order)
    return {
        "title": " ".join(parse.article.title.split())[:_LONGEST_TITLE] or "Untitled article",
        "source": source_of(parse.article),
        "question": None if question is None else _asked(parse, question),
        "progress": progress(standing(parse, queue, order.later)),
        "last": last(settled),
    }


def pick(parse: Parse, queue: Queue, order: Order) -> Question | None:
    """Return the question that comes next; None where nothing is left."""
    keys = {key_of(parse, question): question for question in queue.questions}
    for question in queue.questions:
        if order.first in _keys(parse, question):
            return question
    fresh = (question for key, question in keys.items() if key not in order.later)
    put_off = (keys[key] for key in order.later if key in keys)
    return next(fresh, None) or next(put_off, None)


def key_of(parse: Parse, question: Question) -> str:
    """Return what tells a question from any other: the article, and where its name first stands."""
    return _keys(parse, question)[0]


def find(parse: Parse, queue: Queue, key: str) -> Question | None:
    """Return the question of a key; None where it is answered."""
    return next((each for each in queue.questions if key_of(parse, each) == key), None)


def spans_of(parse: Parse, question: Question) -> tuple[Span, ...]:
    """Return where the mentions of a question stand."""
    return tuple(parse.toponyms[index].span for index in question.names)


def options(parse: Parse, question: Question) -> dict[str, Option]:
    """Return the answers that can be given to a question, by key."""
    view = correction.build(parse, None, question.names[0])
    return {} if view is None else {option.key: option for option in view.options}


def first_of(settled: Settled, entry: int) -> str | None:
    """Return the key of the first name that an entry of the log decides; None where it has none."""
    spans = _spans_of(settled, entry)
    return key_at(settled.parse, spans[0]) if spans else None


def key_at(parse: Parse, span: Span) -> str:
    """Return the key of a question about the name at a span."""
    return f"{parse.article.id[:_DIGITS]}:{span.start}"


def is_of(article: str, key: str) -> bool:
    """Return whether a question of this key is about an article."""
    return key.partition(":")[0] == article[:_DIGITS]


def _keys(parse: Parse, question: Question) -> tuple[str, ...]:
    return tuple(key_at(parse, span) for span in spans_of(parse, question))


def _asked(parse: Parse, question: Question) -> dict[str, Any]:
    held = parse.resolutions[question.names[0]]
    toponym = held.toponym
    sentence = parse.sentences[toponym.sentence]
    answers = list(_answers(held, options(parse, question)))
    name = " ".join(toponym.surface.split())[:_LONGEST_NAME]
    return {
        "key": key_of(parse, question),
        "index": question.names[0],
        "name": name,
        "asks": _asks(len(answers)),
        "paragraph": sentence.paragraph + 1,
        "sentence": _around(parse, sentence.span, toponym.span, _LONGEST_SENTENCE),
        "before": _beside(parse, toponym.sentence, -1),
        "after": _beside(parse, toponym.sentence, 1),
        "answers": answers,
        "accepts": held.place is not None,
        "covers": _covers(parse, question),
        "hangs": _hangs(held, question),
        "mentions": list(_mentions(parse, question)),
    }


def _asks(answers: int) -> tuple[str, str]:
    """Return the words before and after the name in the question."""
    if answers == 0:
        return "What is ", "?"
    return ("Is ", " read rightly?") if answers == 1 else ("Which ", " is meant?")


def _around(parse: Parse, outer: Span, inner: Span, most: int) -> tuple[str, str, str]:
    """Return the words before a name, the name and the words after it, within a wider span."""
    text = parse.article.text
    before, after = text[outer.start : inner.start], text[inner.end : outer.end]
    if len(before) > most:
        before = f"…{before[-most:].partition(' ')[2] or before[-most:]}"
    if len(after) > most:
        after = f"{after[:most].rpartition(' ')[0] or after[:most]}…"
    name = _tidy(text[inner.start : inner.end])[:_LONGEST_NAME]
    return _tidy(before).lstrip(), name, _tidy(after).rstrip()


def _tidy(words: str) -> str:
    """Make one blank of every run of them, those at the ends too."""
    tidy = " ".join(words.split())
    start, end = (" " if words[at : at + 1].isspace() else "" for at in (0, max(0, len(words) - 1)))
    return f"{start}{tidy}{end}" if tidy else start


def _beside(parse: Parse, at: int, step: int) -> str:
    """Return the sentence before or after one, of the same paragraph; "" where there is none."""
    other = at + step
    if not 0 <= other < len(parse.sentences):
        return ""
    own, found = parse.sentences[at], parse.sentences[other]
    if own.paragraph != found.paragraph:
        return ""
    words = " ".join(parse.article.slice(found.span).split())
    if len(words) <= _LONGEST_CONTEXT:
        return words
    return f"{words[:_LONGEST_CONTEXT]}…" if step > 0 else f"…{words[-_LONGEST_CONTEXT:]}"


def _answers(held: Resolution, known: dict[str, Option]) -> Iterator[dict[str, Any]]:
    """Yield the places that can be answered, the engine's own first."""
    given = 0
    for rank, reading in enumerate(receipt.build(held)["readings"]):
        own = rank == 0 and held.place is not None
        key = "accept" if own else reading["place"]["id"]
        if key in known and given < _ANSWERS:
            given += 1
            yield {
                "key": key,
                "engine": own,
                "name": reading["place"]["name"],
                "where": reading["place"]["where"],
                "away": f"{reading['away']} from the first" if reading["away"] else "",
                "called": reading["called"],
                "why": "; ".join(reading["reasons"][:_REASONS]),
                "score": reading["score"],
                "odds": _odds(reading["score"]) if own else "",
            }


def _odds(score: float) -> str:
    """Say what a score is worth: it is a chance."""
    sure = score >= 0.995  # noqa: PLR2004 - what two digits of a share can tell
    said = "more than 99" if sure else f"about {round(100 * score)}"
    return f"{said} in 100 of such answers are right"


def _covers(parse: Parse, question: Question) -> str:
    """Say for which mentions an answer holds."""
    count = len(question.names)
    every = sum(key_of_name(t.surface) == question.name for t in parse.toponyms)
    if count == every:
        return _FEW_MENTIONS.get(count, f"all {count:,} mentions")
    return f"{count:,} of {every:,} mentions, those that are read so"


def _hangs(held: Resolution, question: Question) -> str:
    """Say what hangs on an answer."""
    reason = why_not(held)
    where = "1 mark on the map" if reason is None else f"not on the map: {wording(reason)}"
    return f"{plural(question.excerpts, 'excerpt')}, {where}"


def _mentions(parse: Parse, question: Question) -> Iterator[dict[str, Any]]:
    """Yield the other mentions that an answer holds for, the first of them."""
    for index in question.names[1 : 1 + _MENTIONS]:
        toponym = parse.toponyms[index]
        sentence = parse.sentences[toponym.sentence]
        words = _around(parse, sentence.span, toponym.span, _LONGEST_SIDE)
        yield {"words": words, "paragraph": sentence.paragraph + 1}
    left = len(question.names) - 1 - _MENTIONS
    if left > 0:
        yield {"words": (f"and {left:,} more", "", ""), "paragraph": None}


def standing(parse: Parse, queue: Queue, later: Sequence[str] = ()) -> Standing:
    """Return how far the review of an article is; `later` has the keys that were put off."""
    keys = {key_of(parse, question): question for question in queue.questions}
    fresh = [question.stake for key, question in keys.items() if key not in later]
    least = cut().least
    return Standing(
        answered=queue.answered,
        left=len(queue.questions),
        later=len(keys) - len(fresh),
        excerpts=sum(question.excerpts for question in queue.questions),
        stake=queue.stake,
        under=sum(0 < question.score < least for question in queue.questions),
        most=max(fresh, default=None),
    )


def progress(now: Standing) -> dict[str, Any]:
    """Return what the bar says of how far a review is."""
    return {
        "answered": now.answered,
        "total": now.answered + now.left,
        "later": now.later,
        "left": _left(now.stake, now.excerpts),
        "under": _under(now),
    }


def _left(stake: float, excerpts: int) -> str:
    """Say what is left to gain."""
    if not excerpts:
        return ""
    found = "none" if stake < _FEW else f"about {stake:.1f}"
    return f"Left to gain: {found} of {plural(excerpts, 'open excerpt')} expected to be wrong"


def _under(now: Standing) -> str:
    """Say how many names score where, as was found, nearly half of all wrong answers do."""
    if not now.left:
        return ""
    names = _FEW_NAMES.get(now.under, f"{now.under:,} names score")
    share = 100 * cut().wrong_left_out
    return f"{names} under {cut().least:.2f}, as {share:.0f} in 100 wrong answers do"


def last(settled: Settled) -> dict[str, Any] | None:
    """Return the last decision in force on a name of the article, and what it says."""
    names = (each.entry for each in settled.decided.values() if not each.of_place)
    entry = max(names, default=None)
    spans = [] if entry is None else _spans_of(settled, entry)
    if not spans:
        return None
    held = next(r for r in settled.parse.resolutions if r.toponym.span == spans[0])
    name = " ".join(held.toponym.surface.split())[:_LONGEST_NAME]
    said = _said(held, settled.decided[spans[0]])
    return {"entry": entry, "name": name, "said": said, "mentions": len(spans)}


def _spans_of(settled: Settled, entry: int) -> list[Span]:
    return sorted(span for span, held in settled.decided.items() if held.entry == entry)


def _said(held: Resolution, decided: Decided) -> str:
    if held.place is None:
        return "not a place" if held.status is Status.REJECTED else "undecided"
    engine = decided.engine
    own = engine is not None and engine.place is not None and engine.place.id == held.place.id
    return "accepted" if own else label(held.place)[:_LONGEST_NAME]
