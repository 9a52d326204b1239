"""Sentences partition what is visible, and end where a reader would say so."""
# ruff: noqa: RUF001 - marks and letters that look alike are what is tested

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given

from geo.articles import read_article
from geo.sentences import LONGEST, split_sentences
from tests.growth import MOST, growth
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
    assert split(wrapped) == [wrapped.replace("\n", " ")]
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


@pytest.mark.parametrize("tail", ["", "x", '"', "’x"])
@pytest.mark.parametrize(
    "unit",
    [*["“", '"', "‘a", ".", "!?", "a. ", "A.", " ", "\n", "“a.” "], *["x" * 70 + "\n", "(", '.”"']],
)
def test_a_text_four_times_as_long_is_four_times_the_work(unit, tail):
    def make(size):
        return read_article("x" + unit * (size // len(unit.encode())) + tail)

    assert growth(make, split_sentences, 12_000) < MOST


def test_a_run_of_marks_ends_a_sentence_at_its_last_or_not_at_all():
    assert split("Homs fell.......... Hama held?!.. Then it fell.") == [
        "Homs fell..........",
        "Hama held?!..",
        "Then it fell.",
    ]
    assert split("Homs...................x fell.") == ["Homs...................x fell."]


def test_what_no_reader_would_call_a_sentence_is_cut_after_a_mark_or_at_a_blank():
    listed = ", ".join(["Homs", "Deir al-Zor"] * 300)
    parts = split(listed)
    assert len(listed) > 2 * LONGEST
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.endswith(",") for part in parts[:-1])
    assert " ".join(parts) == listed
    plain = " ".join(["Homs", "and"] * 600)
    assert " ".join(split(plain)) == plain
    assert max(map(len, split("x" * 5 * LONGEST))) == LONGEST
    assert split("x" * LONGEST) == ["x" * LONGEST]


def test_a_cut_never_parts_a_letter_from_its_marks():
    parts = split("x" + "n\u0323\u0308" * LONGEST)
    assert len(parts) > 1
    assert not any(unicodedata.combining(part[0]) for part in parts)
