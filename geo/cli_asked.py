"""The options by which every command that draws or writes is asked for less."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, cast

import typer

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
Extent = Annotated[
    str | None,
    typer.Option(
        help="Only what lies in this box: west,south,east,north in degrees. Or, without a box, "
        "what the map's frame is fitted to: marks (as without the option) or countries."
    ),
]


def asked_of(select: str | None, speaker: str | None, voice: Voices, extent: str | None) -> Asked:
    """
    Return what the options ask for.

    Raises
    ------
    ExportError
        When the extent is neither a box nor the name of a framing.
    """
    return Asked(
        place=select,
        speaker=speaker,
        voice=None if voice is Voices.ALL else cast("Voice", voice.value),
        extent=None if extent is None or extent in FRAMINGS else read_extent(extent),
    )


def framing_of(extent: str | None) -> Framing:
    """Return what the map's frame is fitted to where no box is asked for."""
    return "countries" if extent == "countries" else "marks"
