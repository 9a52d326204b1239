"""The excerpts of an article, to choose one that is looked for in the original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import map_evidence

if TYPE_CHECKING:
    from geo import Parse

_LONGEST = 90  # code points of a passage in a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One excerpt, or the beginning of an article without any."""

    text: str
    words: str  # in a list: its paragraph and how it begins
    marks: frozenset[str]  # keys of the marks that it names


def passages(parse: Parse) -> tuple[Passage, ...]:
    """Return the excerpts of an article in reading order; its first sentence where it has none."""
    found = tuple(
        Passage(
            text=excerpt.text,
            words=_words(excerpt.paragraph, excerpt.text),
            marks=frozenset(lead for _, lead in excerpt.names),
        )
        for excerpt in map_evidence([parse]).excerpts
    )
    if found or not parse.sentences:
        return found or (Passage(text="", words="The whole article", marks=frozenset()),)
    text = parse.article.slice(parse.sentences[0].span)
    return (Passage(text=text, words=_words(0, text), marks=frozenset()),)


def _words(paragraph: int, text: str) -> str:
    tidy = " ".join(text.split())
    cut = f"{tidy[:_LONGEST].rpartition(' ')[0] or tidy[:_LONGEST]}\u2026"
    return f"\u00b6{paragraph + 1}: {tidy if len(tidy) <= _LONGEST else cut}"
