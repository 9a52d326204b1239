"""Annotated documents to what the network learns from: pieces, features and a tag a word."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.articles import read_article
from geo.errors import ArticleError
from geo.evaluation.corpus import PARTS, part_of
from geo.offsets import Offsets
from geo.quotes import find_quotes
from geo.sentences import split_sentences
from geo.toponyms import RuleRecognizer
from geo.toponyms.features import FEATURES, Describer, Words
from geo.toponyms.pieces import Pieces, split_pieces
from geo.types import Span

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

    from geo.gazetteer import Gazetteer
    from geo.toponyms.lexicon import Lexicon
    from geo.types import Article

SKIP = -100  # a word whose tag is not known, left out of the loss
UNMARKED_DEMONYMS = frozenset({"geovirus"})  # corpora that do not mark "Turkish"
_RECASED = (
    0.25  # share of training documents of which a passage is put in capitals, and as many low
)
_PASSAGE = (60, 600)  # code points of such a passage
_JOINED = 5  # passages of our own joined into one article
_AT = {name: i for i, name in enumerate(FEATURES)}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text ready to learn from."""

    corpus: str
    words: Words
    pieces: Pieces
    tags: NDArray[np.int64]  # of each word: a position in `TAGS`, or `SKIP`
    gold: tuple[tuple[int, int], ...]  # the names' spans


class Maker:
    """
    Make examples with the same rules and features that the engine uses.

    Parameters
    ----------
    gazetteer : Gazetteer
        The shipped one.
    lexicon : Lexicon
        The shipped one.
    tokenizer : Tokenizer
        From `geo.toponyms.pieces.open_tokenizer`.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, tokenizer: Tokenizer) -> None:
        self._gazetteer = gazetteer
        self._rules = RuleRecognizer(gazetteer, lexicon)
        self._describe = Describer(gazetteer, lexicon)
        self._tokenizer = tokenizer

    def __call__(self, text: str, names: Sequence[Row], corpus: str) -> Example | None:
        """
        Make one example.

        Parameters
        ----------
        text : str
            The document's.
        names : sequence of dict
            Its place names: `start`, `end`, `name` and, if known, `use`.
        corpus : str
            Where it is from; decides what an unmarked word means.

        Returns
        -------
        Example or None
            None for a text that cannot be read or has no word.
        """
        try:
            article = read_article(text)
        except ArticleError:
            return None
        names = list(_placed(names, article))
        sentences = split_sentences(article)
        lines = self._rules.read(article, sentences)
        ruled = self._rules.find(article, lines, find_quotes(article, sentences))
        words = self._describe(lines, ruled)
        if not words.tokens:
            return None
        return Example(
            corpus=corpus,
            words=words,
            pieces=split_pieces(self._tokenizer, article.text, words),
            tags=self._tags(words, names, corpus),
            gold=tuple((n["start"], n["end"]) for n in names),
        )

    def _tags(self, words: Words, names: Sequence[Row], corpus: str) -> NDArray[np.int64]:
        tags = np.zeros(len(words.tokens), dtype=np.int64)
        for name in names:
            held = [
                i
                for i, t in enumerate(words.tokens)
                if t.start < name["end"] and t.end > name["start"]
            ]
            demonym = 2 * self._is_demonym(name, corpus)
            tags[held[:1]], tags[held[1:]] = 1 + demonym, 2 + demonym
        if corpus in UNMARKED_DEMONYMS:
            unsure = [self._gazetteer.demonym(t.text) is not None for t in words.tokens]
            tags[(tags == 0) & np.array(unsure)] = SKIP
        if corpus == "event_places":
            tags[(tags == 0) & _may_be_place(words)] = SKIP
        return tags

    def _is_demonym(self, name: Row, corpus: str) -> bool:
        if "use" in name:
            return bool(name["use"] == "demonym")
        if self._gazetteer.demonym(name["name"]) is None:
            return False
        exact = any(m.how == "exact" for m in self._gazetteer.lookup(name["name"], limit=1))
        return not (exact and corpus in UNMARKED_DEMONYMS)


def _placed(names: Sequence[Row], article: Article) -> Iterator[Row]:
    """Yield names of the raw text, where the article has them; those wholly dropped left out."""
    offsets = Offsets.of(article).inverse()
    for name in names:
        with suppress(ValueError):
            span = offsets.original(Span(name["start"], name["end"]))
            yield {**name, "start": span.start, "end": span.end}


def _may_be_place(words: Words) -> NDArray[np.bool_]:
    """Say of each word whether it may be a place the corpus of events passes over in silence."""
    rows = words.rows
    other = rows[:, _AT["other begins"]] + rows[:, _AT["other goes on"]] > 0
    other &= rows[:, _AT["other unused"]] == 0
    opening = (rows[:, _AT["first word"]] > 0) & (rows[:, _AT["grammar"]] > 0)
    named = (rows[:, _AT["capital"]] > 0) & ~other & ~opening
    return np.asarray(named | (rows[:, _AT["rules chance"]] > 0))


def read_places(path: Path, part: str, maker: Maker, draw: random.Random) -> Iterator[Example]:
    """
    Yield the examples of one part of a corpus of places; a train part adds recased passages.

    Parameters
    ----------
    path : Path
        JSON lines; the file's stem is the corpus's name.
    part : str
        One of `geo.evaluation.corpus.PARTS`.
    maker : Maker
        Makes each.
    draw : random.Random
        Chooses the passages recased.

    Yields
    ------
    Example
        In the file's order.
    """
    for row in _rows(path):
        if part_of(row["id"]) not in PARTS[part]:
            continue
        variants = [(row["text"], row["toponyms"])]
        if part == "train":
            variants += _recased(row["text"], row["toponyms"], draw)
        for text, names in variants:
            example = maker(text, names, path.stem)
            if example is not None:
                yield example


def read_events(path: Path, maker: Maker, draw: random.Random, most: int) -> Iterator[Example]:
    """Yield examples of the corpus of events, whose unmarked names tell nothing."""
    rows = [row for row in _rows(path) if row["places"]]
    draw.shuffle(rows)
    for row in rows[:most]:
        text = row["text"].strip()
        shift = row["text"].find(text)
        names = [
            {"start": p["start"] - shift, "end": p["end"] - shift, "name": p["text"]}
            for p in row["places"]
        ]
        example = maker(text, names, path.stem)
        if example is not None:
            yield example


def read_passages(path: Path, maker: Maker) -> Iterator[Example]:
    """Yield our own passages: each, some in lower case, some in capitals, and five joined."""
    rows = _rows(path)
    for number, row in enumerate(rows):
        texts = [row["text"]]
        texts += [row["text"].lower()] if number % 2 == 0 else []
        texts += [row["text"].upper()] if number % 3 == 0 else []
        for text in texts:
            if len(text) == len(row["text"]):
                example = maker(text, _renamed(text, row["toponyms"]), "own")
                if example is not None:
                    yield example
    for at in range(0, len(rows) - _JOINED, _JOINED):
        example = maker(*_join(rows[at : at + _JOINED]), "own")
        if example is not None:
            yield example


def _join(rows: Sequence[Row]) -> tuple[str, list[Row]]:
    text, names = "", []
    for row in rows:
        if text:
            text += "\n\n"
        shift = len(text)
        names += [
            {**n, "start": n["start"] + shift, "end": n["end"] + shift} for n in row["toponyms"]
        ]
        text += row["text"]
    return text, names


def _recased(
    text: str, names: Sequence[Row], draw: random.Random
) -> Iterator[tuple[str, list[Row]]]:
    """Yield passages in capitals or in lower case, as headlines and posts are."""
    for change in (str.upper, str.lower):
        if draw.random() >= _RECASED:
            continue
        start = text.find(". ", draw.randrange(max(1, len(text) - 700))) + 2
        end = min(len(text), start + draw.randrange(*_PASSAGE))
        recased = change(text[start:end])
        if start < len(". ") or len(recased) != end - start:
            continue
        inside = [
            {**n, "start": n["start"] - start, "end": n["end"] - start}
            for n in names
            if start <= n["start"] and n["end"] <= end
        ]
        yield recased, _renamed(recased, inside)


def _renamed(text: str, names: Sequence[Row]) -> list[Row]:
    return [{**n, "name": text[n["start"] : n["end"]]} for n in names]


def _rows(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]
