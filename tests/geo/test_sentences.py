"""Sentences partition what is visible, and end where a reader would say so."""
# ruff: noqa: RUF001 - marks and letters that look alike are what is tested

import time
from pathlib import Path

import pytest
from hypothesis import given

from geo.articles import read_article
from geo.sentences import split_sentences
from tests.strategies import articles

SAMPLE = Path(__file__).parents[2] / "data/articles/inherent-resolve.txt"


def split(text):
    article = read_article(text)
    return [article.slice(s.span) for s in split_sentences(article)]


def test_sample():
    article = read_article(SAMPLE.read_bytes())
    sentences = split_sentences(article)
    words = [article.slice(s.span) for s in sentences]
    assert len(words) == 23
    assert words[4].startswith("The spokesman for the International Coalition, Colonel Myles B.")
    assert words[4].endswith("in an interview with Rudaw.")
    assert [s.paragraph for s in sentences] == [0, 1, 1, *[2] * 6, *[3] * 4, *[4] * 10]


@pytest.mark.parametrize(
    "parts",
    [
        ["Col. Myles B. Caggins II spoke.", "He left."],
        ["Lt. Gen. A. B. Haddad met Mr. Saleh.", "They talked."],
        ["It is in the U.S. Army plan.", "Nobody objected."],
        ["Troops left the U.S.", "The army stayed."],
        ["The U.N. Security Council met at 9 a.m. Monday.", "It failed."],
        ["Acme Inc. Chairman A. Smith spoke."],
        ["“We are here. We will stay.”", "He left."],
        ["“Where are they?” he asked.", "Nobody knew."],
        ["“Where are they?” Haddad asked.", "Nobody knew."],
        ["He said ‘we don’t know. We hope.’", "Then he left."],
        ['She said: "No. Never."', "They left."],
        ["Some 3.5 million fled to No. 5 Camp.", "Others said no.", "Homs fell."],
        ["He waited … Nobody came...", "Then it rained."],
        ["1. Secure the road.", "2. Hold it."],
        ["هل انتهت الحرب؟", "لا أحد يعرف."],
        ["何が起きたか。", "誰も知らない！"],
        ["Really?!", "Yes.", "(He paused.)", "Then he went."],
        ["Fighters were seen [sic] nearby.", "“They left,” he said."],
        ["Aleppo"],
    ],
    ids=lambda parts: parts[0][:30],
)
def test_ends(parts):
    joint = "" if parts[0].endswith("。") else " "
    assert split(joint.join(parts)) == parts


def test_lines_and_wrapping():
    assert split("Homs falls\nThe army entered. It stayed.") == [
        "Homs falls",
        "The army entered.",
        "It stayed.",
    ]
    wrapped = (
        "The army said on Monday that its soldiers had entered the\n"
        "Homs suburb of Waer after a week of shelling and that the\n"
        "Red Crescent would follow."
    )
    assert split(wrapped) == [wrapped]
    indented = (
        "            The army said on Monday that it had entered Waer and that no\n"
        "            shots were fired.\n"
        "            The Red Crescent followed with nine lorries of flour, oil and\n"
        "            Dutch medicine. Nobody stopped them."
    )
    assert [words.split()[0] for words in split(indented)] == ["The", "The", "Nobody"]
    assert split("- Homs\n- Hama\n- Idlib") == ["- Homs", "- Hama", "- Idlib"]


@given(articles())
def test_sentences_partition_the_visible_text(article):
    sentences = split_sentences(article)
    covered = [False] * len(article.text)
    last, paragraph = 0, 0
    for index, sentence in enumerate(sentences):
        assert sentence.index == index
        assert sentence.span.start >= last
        assert sentence.paragraph in {paragraph, paragraph + (index > 0)}
        words = article.slice(sentence.span)
        assert words == words.strip()
        last, paragraph = sentence.span.end, sentence.paragraph
        covered[sentence.span.start : last] = [True] * (last - sentence.span.start)
    for span in article.hidden:
        assert not any(covered[span.start : span.end])
        covered[span.start : span.end] = [True] * (span.end - span.start)
    assert all(seen or ch.isspace() for seen, ch in zip(covered, article.text, strict=True))


@pytest.mark.parametrize(
    "unit", ["“", '"', "‘a", ".", "a. ", "A.", " ", "\n", "“a.” ", "x" * 70 + "\n", "("]
)
def test_two_megabytes_take_seconds(unit):
    article = read_article("x" + unit * (1_900_000 // len(unit.encode())))
    began = time.perf_counter()
    split_sentences(article)
    assert time.perf_counter() - began < 10
