"""The options by which every command that draws or writes is asked for less."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from geo.errors import ExportError
from geo.mapped import FRAMINGS, Asked, Framing, Voice, is_chosen, read_extent
from geo.types import Precision

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.types import Article


class Voices(StrEnum):
    """Whose words are kept."""

    ALL = "all"
    DIRECT = "direct"
    REPORTED = "reported"
    WRITER = "writer"


class Hands(StrEnum):
    """Who placed a name."""

    ANALYST = "analyst"
    ENGINE = "engine"


Select = Annotated[
    str | None,
    typer.Option(help="Only this place and what lies in it: adm1:IQ.10, or a mark's key."),
]
Speaker = Annotated[str | None, typer.Option(help="Only what this person or body said.")]
VoiceOption = Annotated[
    Voices,
    typer.Option("--voice", "--quotes", help="Only direct or reported speech, or the writer's."),
]
OfArticle = Annotated[
    str | None, typer.Option("--article", help="Only this article: its id, or how that begins.")
]
Publisher = Annotated[str | None, typer.Option(help="Only articles that it published.")]
Since = Annotated[str | None, typer.Option(help="Only articles published on this day or later.")]
Until = Annotated[str | None, typer.Option(help="Only articles published on this day or before.")]
Country = Annotated[
    str | None, typer.Option(help="Only places in this country: two letters, such as UA.")
]
Class = Annotated[
    Precision | None, typer.Option("--class", help="Only this class of precision, such as P1.")
]
Score = Annotated[
    float | None, typer.Option(min=0, max=1, help="Only answers with this score or more, 0 to 1.")
]
PlacedBy = Annotated[
    Hands | None, typer.Option("--by", help="Only what an analyst placed, or the engine.")
]
Words = Annotated[str | None, typer.Option(help="Only excerpts that have these words.")]
Extent = Annotated[
    str | None,
    typer.Option(
        help="Only what lies in this box: west,south,east,north in degrees. Or, without a box, "
        "what the map's frame is fitted to: marks (as without the option) or countries."
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the options ask for; the one list of them, which `filtering` gives to commands."""

    select: Select = None
    speaker: Speaker = None
    voice: VoiceOption = Voices.ALL
    article: OfArticle = None
    publisher: Publisher = None
    since: Since = None
    until: Until = None
    country: Country = None
    precision: Class = None
    score: Score = None
    by: PlacedBy = None
    words: Words = None
    extent: Extent = None

    def asked(self) -> Asked:
        """
        Return what is asked for.

        Raises
        ------
        ExportError
            When the extent is neither a box nor the name of a framing, or a day is none.
        """
        extent = None if self.extent is None or self.extent in FRAMINGS else self.extent
        return Asked(
            more=self._more(),
            place=self.select,
            speaker=self.speaker,
            voice=None if self.voice is Voices.ALL else cast("Voice", self.voice.value),
            extent=None if extent is None else read_extent(extent),
        )

    @property
    def framing(self) -> Framing:
        """What the map's frame is fitted to where no box is asked for."""
        return "countries" if self.extent == "countries" else "marks"

    def _more(self) -> tuple[tuple[str, str], ...]:
        """Return which articles are asked for, and which of their names, as `Asked.more` has it."""
        said = {
            "article": self.article,
            "publisher": self.publisher,
            "since": None if self.since is None else _day(self.since),
            "until": None if self.until is None else _day(self.until),
            "country": None if self.country is None else self.country.upper(),
            "class": None if self.precision is None else self.precision.value,
            "score": None if self.score is None else f"{self.score:g}",
            "by": None if self.by is None else self.by.value,
            "words": self.words or None,
        }
        return tuple((name, value) for name, value in said.items() if value is not None)


def filtering(command: Callable[..., None]) -> Callable[..., None]:
    """
    Give a command the options of `Filters` where it has an argument of that name.

    Parameters
    ----------
    command : callable
        With an argument `filters`.

    Returns
    -------
    callable
        With an option for each of them instead, which typer reads from its signature.
    """
    own = inspect.signature(command, eval_str=True)
    options = inspect.signature(Filters, eval_str=True).parameters

    @wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401 - whatever typer read
        filters = Filters(**{name: given.pop(name) for name in options})
        command(**given, filters=filters)

    parameters = [
        one
        for name, own_one in own.parameters.items()
        for one in (options.values() if name == "filters" else (own_one,))
    ]
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as cause:
        msg = f"{words[:40]!r} is not a date; give it as 2021-02-28"
        raise ExportError(msg) from cause


def is_asked(article: Article, asked: Asked) -> bool:
    """Return whether an article is one of those that are asked for."""
    day = None if article.published is None else article.published.isoformat()
    return is_chosen(asked, article.id, [(article.publisher, day)])


def none_asked(asked: Asked) -> ExportError:
    """Return that none of the articles is one that is asked for."""
    words = ", ".join(f"{name} {value}" for name, value in asked.more)
    return ExportError(f"none of the articles is of {words}")
