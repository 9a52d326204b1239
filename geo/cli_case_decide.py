"""The `dateline case` commands by which an analyst has the last word."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from geo.cli_case_words import SHORT, CasePath, Json, Who, Why, hand_of, open_case, say
from geo.cli_engine import Recogniser, engine_of
from geo.cli_statuses import SOME_FAILED
from geo.errors import CaseError, DataError, GeoError, UnseenError
from geo.settings import LEARNED
from geo.types import Precision, Span

if TYPE_CHECKING:
    from geo.case import Accept, Case, Outcome, Reparsed, Terms, Turned
    from geo.decisions import Answer
    from geo.types import Place

_PLAIN = {  # answers that say no more than their kind
    "--not-a-place": "not-a-place",
    "--undecided": "undecided",
    "--no-speaker": "no-speaker",
    "--hide": "hide",
    "--own-story": "own-story",
}
_SPAN = re.compile(r"(\d{1,9}):(\d{1,9})")
OneOf = Annotated[str | None, typer.Option("--article", help="Its id, or 8 digits and more.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _On:
    """What is decided, as the options say."""

    article: str | None
    span: str | None
    name: str | None
    quote: str | None
    place: str | None
    story: bool
    rule: bool

    def __post_init__(self) -> None:
        """Refuse what is no target, or more than one."""
        given = [w is not None for w in (self.span, self.name, self.quote, self.place)]
        if sum(given) + self.story != 1:
            _refuse("say what is decided: one of --span, --name, --quote and --of")
        if self.name is None and self.place is None and self.article is None:
            _refuse("say which article it stands in: --article")
        if self.place is not None and self.article is not None:
            _refuse("--of holds in every article of the case: leave --article out")
        if self.rule and self.name is None:
            _refuse("--rule goes with --name")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What is answered, as the options say."""

    place: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    area: Path | None
    within: str | None
    not_a_place: bool
    accept: bool
    undecided: bool
    grade: str | None
    speaker: str | None
    no_speaker: bool
    rename: str | None
    merge: str | None
    hide: bool
    own_story: bool
    same_story: str | None

    def __post_init__(self) -> None:
        """Refuse what is no answer, or more than one."""
        if (self.lat is None) is not (self.lon is None):
            _refuse("--lat and --lon go together")
        if self.radius_km is not None and self.lat is None:
            _refuse("--radius-km goes with --lat and --lon")
        if len(self.given) > 1:
            _refuse(f"{' and '.join(self.given)} are more than one answer")
        if not self.given and self.grade is None:
            _refuse("say what the answer is; `dateline case decide --help` has them all")

    @property
    def given(self) -> list[str]:
        """The options that answer, beside the class."""
        options = {
            "--place": self.place is not None,
            "--lat": self.lat is not None,
            "--area": self.area is not None,
            "--within": self.within is not None,
            "--not-a-place": self.not_a_place,
            "--accept": self.accept,
            "--undecided": self.undecided,
            "--speaker": self.speaker is not None,
            "--no-speaker": self.no_speaker,
            "--rename": self.rename is not None,
            "--merge": self.merge is not None,
            "--hide": self.hide,
            "--own-story": self.own_story,
            "--same-story": self.same_story is not None,
        }
        return [name for name, said in options.items() if said]

    @property
    def of_quote(self) -> bool:
        """Whether it answers whose words a quote is."""
        return self.speaker is not None or self.no_speaker

    @property
    def of_place(self) -> bool:
        """Whether it answers what a place is, or is called."""
        return self.rename is not None or self.merge is not None

    @property
    def of_story(self) -> bool:
        """Whether it answers if an article tells the story of others."""
        return self.own_story or self.same_story is not None


def decide(  # noqa: PLR0913 - one argument an option of the command
    path: CasePath,
    *,
    article: OneOf = None,
    span: Annotated[str | None, typer.Option(help="START:END of one name.")] = None,
    name: Annotated[str | None, typer.Option(help="Every mention of this name.")] = None,
    quote: Annotated[str | None, typer.Option(help="START:END of a quote.")] = None,
    of: Annotated[str | None, typer.Option(help="Every name that stands for this place.")] = None,
    place: Annotated[str | None, typer.Option(help="It is this place: geonames:99072.")] = None,
    lat: Annotated[float | None, typer.Option(help="It is this point: latitude, WGS 84.")] = None,
    lon: Annotated[float | None, typer.Option(help="It is this point: longitude, WGS 84.")] = None,
    radius_km: Annotated[float | None, typer.Option(help="Within so many km of it.")] = None,
    area: Annotated[Path | None, typer.Option(help="It is in this outline, GeoJSON.")] = None,
    within: Annotated[str | None, typer.Option(help="It lies somewhere in this place.")] = None,
    not_a_place: Annotated[bool, typer.Option("--not-a-place", help="It is none.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="The engine is right.")] = False,
    undecided: Annotated[bool, typer.Option("--undecided", help="It cannot be told.")] = False,
    grade: Annotated[str | None, typer.Option("--class", help="Its class: P1 to P7.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Whose words a quote is.")] = None,
    no_speaker: Annotated[bool, typer.Option("--no-speaker", help="Nobody is named.")] = False,
    rename: Annotated[str | None, typer.Option(help="What the place is called.")] = None,
    merge: Annotated[str | None, typer.Option(help="The place is this one.")] = None,
    hide: Annotated[bool, typer.Option("--hide", help="It is drawn on no map.")] = False,
    own_story: Annotated[bool, typer.Option("--own-story", help="The article's own.")] = False,
    same_story: Annotated[str | None, typer.Option(help="It tells this article's story.")] = None,
    rule: Annotated[bool, typer.Option("--rule", help="Also for mentions to come.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Say what it would change.")] = False,
    expect: Annotated[
        int | None, typer.Option(min=0, help="The last entry on it that you have seen.")
    ] = None,
    why: Why = None,
    who: Who = None,
    as_json: Json = False,
) -> None:
    """Decide a name, every mention of one, a place, whose words a quote is, or one's story."""
    from geo.case import Terms  # noqa: PLC0415 - each command loads what it uses

    said = _Said(
        place=place, lat=lat, lon=lon, radius_km=radius_km, area=area, within=within,
        not_a_place=not_a_place, accept=accept, undecided=undecided, grade=grade,
        speaker=speaker, no_speaker=no_speaker, rename=rename, merge=merge, hide=hide,
        own_story=own_story, same_story=same_story,
    )  # fmt: skip
    on = _On(
        article=article, span=span, name=name, quote=quote, place=of, story=said.of_story,
        rule=rule,
    )  # fmt: skip
    if said.of_place and of is None:
        _refuse("--rename and --merge go with --of")
    if of is not None and not (said.of_place or hide):
        _refuse("--of takes --rename, --merge or --hide")
    if said.of_quote is not (quote is not None):
        _refuse("--quote takes --speaker or --no-speaker, and they take it")
    terms = Terms(hand=hand_of(who, why), expect=expect, preview=preview)
    with open_case(path, write=not preview) as case:
        try:
            outcome = _decided(case, on, _of_case(case, said) or _answer(said), terms)
        except UnseenError as refused:
            msg = f"{refused} with --expect {refused.entry}"
            raise CaseError(msg) from refused
    say(outcome.to_plain(preview=preview), _words(outcome), as_json=as_json)


def _decided(case: Case, on: _On, answer: Answer | Accept, terms: Terms) -> Outcome:
    from geo import case as room  # noqa: PLC0415 - each command loads what it uses

    article = None if on.article is None else case.find(on.article)
    if on.name is not None:
        return room.decide_mentions(case, on.name, article, answer, terms, rule=on.rule)
    if on.place is not None and not isinstance(answer, room.Accept):
        return room.decide_place(case, on.place, answer, terms)
    if on.story and article is not None and not isinstance(answer, room.Accept):
        return room.decide_story(case, article, answer, terms)
    span = _span(on.span or on.quote or "")
    if article is None:
        _refuse("say which article it stands in: --article")
    if on.quote is not None and not isinstance(answer, room.Accept):
        return room.decide_quote(case, article, span, answer, terms)
    return room.decide_name(case, article, span, answer, terms)


def _answer(said: _Said) -> Answer | Accept:
    from geo.case import Accept, drawn_area, drawn_point, one_line  # noqa: PLC0415 - as it is used
    from geo.decisions import Answer, What  # noqa: PLC0415 - each command loads what it uses

    precision = _class(said.grade)
    if said.accept:
        return Accept(precision=precision)
    if said.lat is not None and said.lon is not None:
        return drawn_point(said.lon, said.lat, said.radius_km, precision)
    if said.area is not None:
        return drawn_area(said.area, precision)
    if (held := said.place or said.within) is not None:
        what = What.PLACE if said.within is None else What.WITHIN
        place, somewhere = _place(held), what is What.WITHIN
        return Answer(what=what, place=place, somewhere=somewhere, precision=precision)
    if precision is not None and said.given:
        _refuse(f"--class goes with a place, not with {said.given[0]}")
    if said.speaker is not None:
        speaker = one_line(said.speaker)
        if not speaker:
            _refuse("--speaker needs a letter")
        return Answer(what=What.SPEAKER, speaker=speaker)
    kind = _PLAIN[said.given[0]] if said.given else What.CLASS
    return Answer(what=What(kind), precision=precision)


def _of_case(case: Case, said: _Said) -> Answer | None:
    """Return an answer on a place, or on an article's story, of the whole case."""
    from geo.case import one_line  # noqa: PLC0415 - each command loads what it uses
    from geo.decisions import Answer, What  # noqa: PLC0415 - each command loads what it uses

    if said.rename is not None:
        called = one_line(said.rename)
        if not called:
            _refuse("--rename needs a letter")
        return Answer(what=What.RENAME, called=called)
    if said.merge is not None:
        return Answer(what=What.MERGE, place=_place(said.merge))
    if said.same_story is not None:
        return Answer(what=What.SAME_STORY, story=case.find(said.same_story))
    return None


def _class(words: str | None) -> Precision | None:
    if words is None:
        return None
    known = [grade.value for grade in Precision if grade is not Precision.P0]
    if words.upper() not in known:
        _refuse(f"--class {words[:20]!r} is none of {', '.join(known)}")
    return Precision(words.upper())


def _place(place: str) -> Place:
    from geo.gazetteer import Gazetteer  # noqa: PLC0415 - each command loads what it uses

    try:
        return Gazetteer.open().place(place)
    except DataError as cause:
        msg = f"no place has the id {place[:80]!r}; `dateline gazetteer lookup NAME` gives ids"
        raise CaseError(msg) from cause


def _span(words: str) -> Span:
    found = _SPAN.fullmatch(words)
    if found is None or int(found[1]) >= int(found[2]):
        _refuse(f"{words[:40]!r} is no START:END in code points of the text, START before END")
    return Span(int(found[1]), int(found[2]))


def _refuse(msg: str) -> NoReturn:
    raise CaseError(msg)


def _words(outcome: Outcome) -> list[str]:
    entry = "preview" if outcome.entry is None else f"entry {outcome.entry}"
    count = len(outcome.would)
    what = "article" if "story" in outcome.after else "name"
    names = f"1 {what}" if count == 1 else f"{count} {what}s"
    lines = [f"{entry}: {outcome.what}, {names} changed"]
    if outcome.entry is None:
        lines += [f"{article[:SHORT]} {start}:{end}" for article, start, end in outcome.would]
    return lines


def undo(
    path: CasePath,
    entry: Annotated[
        int | None, typer.Argument(metavar="ENTRY", help="Of the decision; the last if none.")
    ] = None,
    *,
    why: Why = None,
    who: Who = None,
    as_json: Json = False,
) -> None:
    """Take a decision back; the log keeps both."""
    from geo.case import undo as run  # noqa: PLC0415 - each command loads what it uses

    hand = hand_of(who, why)
    with open_case(path, write=True) as case:
        _say_turned(run(case, entry, hand), as_json=as_json)


def redo(path: CasePath, *, why: Why = None, who: Who = None, as_json: Json = False) -> None:
    """Bring back what was taken back last."""
    from geo.case import redo as run  # noqa: PLC0415 - each command loads what it uses

    hand = hand_of(who, why)
    with open_case(path, write=True) as case:
        _say_turned(run(case, hand), as_json=as_json)


def _say_turned(done: Turned, *, as_json: bool) -> None:
    words = f"entry {done.entry}: {done.what} of entry {done.decision}, {done.changes} changed"
    say(asdict(done), words, as_json=as_json)


def reparse(
    path: CasePath,
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="ARTICLE...", help="All of them if none.")
    ] = None,
    *,
    recogniser: Recogniser = LEARNED,
    who: Who = None,
    as_json: Json = False,
) -> None:
    """Read articles with the engine at hand; say what changed and which decisions no longer fit."""
    from geo.case import reparse as run  # noqa: PLC0415 - each command loads what it uses

    failed, hand = False, hand_of(who)
    with open_case(path, write=True) as case:
        chosen = [case.find(words) for words in articles] if articles else case.ids()
        engine = engine_of(recogniser)
        for article in chosen:
            try:
                done = run(case, article, engine, hand)
            except CaseError:
                raise
            except GeoError as error:
                failed = True
                typer.echo(f"dateline: {article[:SHORT]}: {error}", err=True)
                if as_json:
                    say({"article": article, "error": str(error)}, "", as_json=True)
            else:
                say(asdict(done), _changes(done), as_json=as_json)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _changes(done: Reparsed) -> list[str]:
    if done.entry is None:
        return [f"{done.article[:SHORT]}: read by this engine already"]
    counts = f"{len(done.found)} names found, {len(done.lost)} lost, {len(done.changed)} changed"
    unfit = [f"  entry {u['entry']} no longer fits: {u['why']}" for u in done.unfit]
    return [f"{done.article[:SHORT]}: {counts}", *unfit]


def forget(
    path: CasePath,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, or 8 digits.")],
    *,
    why: Annotated[str, typer.Option(help="Why; the log keeps it.")],
    who: Who = None,
    as_json: Json = False,
) -> None:
    """Take an article's original, text and words out for good; hashes, entry and reason stay."""
    from geo.case import forget as run  # noqa: PLC0415 - each command loads what it uses

    hand = hand_of(who, why)
    if hand.why is None:
        _refuse("--why needs a word: it is what stays")
    with open_case(path, write=True) as case:
        done = run(case, case.find(article), hand)
    words = f"entry {done.entry}: article {done.article[:SHORT]} is forgotten"
    say(asdict(done), words, as_json=as_json)


COMMANDS = (decide, undo, redo, reparse, forget)
