"""Whose words an excerpt's names stand in, said truly: one wording for screen and paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.mapped.record import Excerpt
    from geo.types import Speaker

_KINDS = {"direct": "direct quote", "reported": "reported, not verbatim", "writer": ""}
_BESIDE = {"direct": "a quotation", "reported": "reported words"}
NOBODY = "Speaker not named"
UNREAD = "Speaker not read: not in English"
WRITER = "The article’s own words"  # noqa: RUF001 - print's apostrophe
NAMED = "Named by the article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who names the places of an excerpt, and in what sort of words; `how` may be empty."""

    who: str  # "Colonel Myles B. Caggins II"
    role: str  # of that person, "" where none is given
    how: str  # "direct quote", "beside a quotation of a resident"


def attribution(excerpt: Excerpt) -> Attribution:
    """
    Say whose words name an excerpt's places.

    Parameters
    ----------
    excerpt : Excerpt
        Any.

    Returns
    -------
    Attribution
        Of a quote that holds the names: its speaker, and whether it is verbatim; that nobody is
        named where none is, or that nobody was looked for in a language not read. Of names that
        stand outside every quote: the article; and where somebody else's words stand beside them
        in the excerpt (“Two were wounded,” said a resident of Toretsk), that these are beside it
        and whose they are, since then the excerpt as a whole is not the article's own words.
    """
    if excerpt.voice != "writer":
        speaker = excerpt.speaker
        return Attribution(
            who=_name(speaker) or (NOBODY if excerpt.read else UNREAD),
            role=(speaker.role or "") if speaker else "",
            how=_KINDS[excerpt.voice],
        )
    if not excerpt.spoken:
        return Attribution(who=WRITER, role="", how="")
    first = min(excerpt.spoken, key=lambda part: part.voice)  # direct before reported
    of = f" of {name}" if (name := _name(first.speaker)) else ""
    return Attribution(who=NAMED, role="", how=f"beside {_BESIDE[first.voice]}{of}")


def _name(speaker: Speaker | None) -> str:
    if speaker is None:
        return ""
    return f"{speaker.title} {speaker.name}" if speaker.title else speaker.name
