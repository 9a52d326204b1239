"""Lines that belong to the web page and not to the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_LINE = 200  # longer lines are prose, whatever they start with

_WHOLE = frozenset(
    line.strip()
    for line in """
    skip to main content|skip to content|skip to navigation|skip to search|skip to footer
    back to top|top|back to home|home|menu|main menu|search|close|close menu|toggle navigation
    navigation|share|share this|share this article|share this story|share this post|share this page
    share on facebook|share on twitter|share on x|share on linkedin|share on whatsapp
    share via email|tweet|tweet this|facebook|twitter|whatsapp|linkedin|telegram|pinterest|reddit
    copy link|link copied|email|email this|print|print this|print this page|print article|save
    save article|bookmark|read more|read also|read next|read full story|continue reading|load more
    show more|see more|view more|more|more news|more stories|most read|most popular|trending
    trending now|latest news|related|related articles|related stories|related news|related topics
    related posts|you may also like|you might also like|recommended|recommended for you
    recommended stories|up next|next article|previous article|next|previous|subscribe|subscribe now
    sign in|sign up|log in|login|register|create account|my account|newsletter|newsletters
    advertisement|advertising|sponsored|sponsored content|promoted|ad|article continues below
    story continues below|story continues below advertisement|article continues after advertisement
    scroll to continue|follow us|follow us on twitter|follow us on facebook|contact us|about us
    privacy policy|terms of use|terms of service|terms and conditions|cookie policy
    cookie settings|cookie preferences|accept|accept all|accept cookies|accept all cookies
    reject all|manage cookies|manage preferences|i agree|got it|comments|leave a comment
    leave a reply|post a comment|add a comment|view comments|all rights reserved|tags|listen
    listen to article|listen to this article|play video|watch now|live|live updates
    """.replace("\n", "|").split("|")
    if line.strip()
)

_STARTS = re.compile(
    r"""(?: (?:read|see|watch)\ (?:more|also|next|now)\s*[:|>\u00bb\u2013-]
        | (?:also\ read|more\ on\ this)\s*[:|]
        | related(?:\ (?:story|stories|article|articles|news))?\s*[:|]
        | (?:this|our)\ (?:web)?site\ uses\ cookies | we\ use\ cookies
        | by\ using\ (?:this|our)\ site | by\ continuing\ to\ (?:use|browse)
        | please\ enable\ (?:javascript|cookies)
        | sign\ up\ (?:for|to)\ (?:our|the|receive|get) | subscribe\ to\ (?:our|the|receive|get)
        | follow\ us\ (?:on|at) | click\ here\ (?:to|for)
        | share\ this\ (?:article|story|page|post)\ (?:on|via|with)
        | (?:copyright\ )?(?:©|\(c\))\s*\d{4} | download\ (?:our|the)\ app
        | join\ our\ (?:telegram|whatsapp)
        )""",
    re.IGNORECASE | re.VERBOSE,
)
_EDGES = " \t\u00a0.:!>\u00bb\u203a→↑▲▼|•*-\u2013\u2014[](){}…\ufe0f"


def visible_lines(text: str, hidden: tuple[Span, ...]) -> Iterator[Span]:
    """
    Yield the trimmed span of each line that holds something and is not hidden.

    Parameters
    ----------
    text : str
        Normalised text.
    hidden : tuple of Span
        Navigation lines, ordered.

    Yields
    ------
    Span
        One line without the white space around it.
    """
    skip = {span.start for span in hidden}
    yield from (span for span in _lines(text) if span.start not in skip)


def find_hidden(text: str) -> tuple[Span, ...]:
    """
    Return the navigation lines of `text`, none when nothing else would be left.

    Parameters
    ----------
    text : str
        Normalised text.

    Returns
    -------
    tuple of Span
        Ordered, disjoint, each one trimmed line.
    """
    lines = list(_lines(text))
    hidden = tuple(span for span in lines if is_navigation(text[span.start : span.end]))
    return hidden if len(hidden) < len(lines) else ()


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        core = line.strip()
        if core:
            start = at + line.index(core[0])
            yield Span(start, start + len(core))
        at += len(line) + 1


def is_navigation(line: str) -> bool:
    """Return whether a line is the web page's own."""
    if len(line) > _MAX_LINE:
        return False
    return line.strip(_EDGES).casefold() in _WHOLE or _STARTS.match(line) is not None
