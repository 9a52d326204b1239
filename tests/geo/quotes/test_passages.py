"""Invented passages with the words and the speaker a careful reader would note."""

from collections import Counter
from pathlib import Path

import pytest

from geo.articles import read_article
from geo.quotes import find_quotes
from geo.sentences import split_sentences

FILE = Path(__file__).with_name("passages.txt")
SMALL = {"the", "a", "an"}


def passages():
    for block in ("\n" + FILE.read_text(encoding="utf-8")).split("\n# ")[1:]:
        name, rest = block.split("\n", 1)
        text, gold = f"{rest}\n".split("\n--\n", 1)
        rows = [tuple(part.strip() for part in line.split(" | ")) for line in gold.split("\n")]
        yield name, text, [row for row in rows if len(row) == 3]


def found(text):
    article = read_article(text)
    return [
        (
            "D" if quote.direct else "R",
            " … ".join(article.slice(span) for span in quote.spans),
            plain(quote.speaker.name) if quote.speaker else "",
        )
        for quote in find_quotes(article, split_sentences(article))
    ]


def plain(name):
    first, _, rest = name.partition(" ")
    return rest if first.lower() in SMALL else name


def same(one, other):
    kind, words, speaker = one
    return kind == other[0] and words == other[1] and speaker.lower() == plain(other[2]).lower()


def f1(tally, kind):
    right, made, wanted = (tally[kind, key] for key in ("right", "made", "wanted"))
    return 2 * right / (made + wanted)


def score():
    tally = Counter()
    misses = []
    for name, text, gold in passages():
        rows = found(text)
        right = [row for row in rows if any(same(row, other) for other in gold)]
        for key, listed in (("made", rows), ("wanted", gold), ("right", right)):
            tally.update((row[0], key) for row in listed)
        misses += [(name, "made", row) for row in rows if row not in right]
        misses += [
            (name, "wanted", row) for row in gold if not any(same(other, row) for other in rows)
        ]
    return tally, misses


def test_passages_are_many_and_their_gold_is_in_them():
    listed = list(passages())
    assert len(listed) >= 40
    for name, text, gold in listed:
        for _, words, _speaker in gold:
            assert all(part in text for part in words.split(" … ")), name


def test_floor():
    tally, misses = score()
    report = "\n".join(map(str, misses))
    assert f1(tally, "D") >= 0.95, report
    assert f1(tally, "R") >= 0.9, report


@pytest.mark.parametrize(
    "name", ["split quote", "hearer", "titles of works", "scare quotes", "continued paragraphs"]
)
def test_passages_that_must_be_right(name):
    text, gold = next((text, gold) for title, text, gold in passages() if title == name)
    rows = found(text)
    assert len(rows) == len(gold)
    assert all(same(row, other) for row, other in zip(rows, gold, strict=True))
