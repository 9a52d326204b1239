"""The options by which every command that draws or writes is asked for less."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple, cast

import typer

from geo.errors import ExportError
from geo.mapped import FRAMINGS, Asked, Framing, Voice, read_extent


class Voices(StrEnum):
    """Whose words are kept."""

    ALL = "all"
    DIRECT = "direct"
    REPORTED = "reported"
    WRITER = "writer"


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
Extent = Annotated[
    str | None,
    typer.Option(
        help="Only what lies in this box: west,south,east,north in degrees. Or, without a box, "
        "what the map's frame is fitted to: marks (as without the option) or countries."
    ),
]


class Articles(NamedTuple):
    """Which articles are asked for, as the options say."""

    article: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None

    def more(self) -> tuple[tuple[str, str], ...]:
        """Return them as `Asked.more` has them; ArticleError where a day is none."""
        given = [(name, value) for name, value in self._asdict().items() if value is not None]
        return tuple((n, _day(v) if n in {"since", "until"} else v) for n, v in given)


EVERY = Articles()


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as cause:
        msg = f"{words[:40]!r} is not a date; give it as 2021-02-28"
        raise ExportError(msg) from cause


def asked_of(
    select: str | None,
    speaker: str | None,
    voice: Voices,
    extent: str | None,
    articles: Articles = EVERY,
) -> Asked:
    """
    Return what the options ask for.

    Raises
    ------
    ExportError
        When the extent is neither a box nor the name of a framing, or a day is none.
    """
    return Asked(
        more=articles.more(),
        place=select,
        speaker=speaker,
        voice=None if voice is Voices.ALL else cast("Voice", voice.value),
        extent=None if extent is None or extent in FRAMINGS else read_extent(extent),
    )


def framing_of(extent: str | None) -> Framing:
    """Return what the map's frame is fitted to where no box is asked for."""
    return "countries" if extent == "countries" else "marks"
