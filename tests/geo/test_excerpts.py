"""Exact excerpts: the sentence, and a quote that runs past it, whole and with its marks."""
# ruff: noqa: RUF001 - quotation marks that look alike are what is tested

from dataclasses import replace

import pytest

from geo.evidence import gather_evidence
from geo.types import Precision, Quote, Span, Use
from tests.making import DIYALA, IRAQ, KHANAQIN, MOSUL, TIKRIT, Read, Told, make_parse

MARKS = ["“”", '""', "''", "‘’", "«»", "„“", "„”", "»«"]


def parsed(text, names, words, *, direct=True):
    """A parse whose one quote is `words`, tied to the names that stand in it."""
    parse = make_parse(Told(text, names))
    parts = []
    for part in words if isinstance(words, tuple) else (words,):
        start = text.index(part)
        parts.append(Span(start, start + len(part)))
    quote = Quote(index=0, spans=tuple(parts), direct=direct)
    held = [any(p.covers(t.span) for p in parts) for t in parse.toponyms]
    resolutions = tuple(
        replace(r, toponym=replace(r.toponym, quote=0 if inside else None))
        for r, inside in zip(parse.resolutions, held, strict=True)
    )
    return gather_evidence(parse.article, parse.sentences, (quote,), resolutions)


@pytest.mark.parametrize("marks", MARKS)
def test_a_quote_of_two_sentences_is_whole_with_both_its_marks(marks):
    words = "We left. Mosul fell that day."
    text = f"It was late. {marks[0]}{words}{marks[1]} She wept. He left."
    (found,) = parsed(text, (("Mosul", Read(MOSUL)),), words)
    assert found.text.startswith(f"{marks[0]}We left.")
    assert f"{words}{marks[1]}" in found.text
    assert found.text == text[found.span.start : found.span.end]
    assert found.span.start == 13
    assert "It was late" not in found.text


def test_a_quote_within_its_sentence_leaves_the_sentence():
    text = "He said “Mosul fell” and left. She wept."
    (found,) = parsed(text, (("Mosul", Read(MOSUL)),), "Mosul fell")
    assert found.text == "He said “Mosul fell” and left."


def test_a_sentence_that_runs_past_the_quote_is_whole():
    text = "He said: “We ran. Mosul fell”, and he wept. She left."
    (found,) = parsed(text, (("Mosul", Read(MOSUL)),), "We ran. Mosul fell")
    assert found.text == "He said: “We ran. Mosul fell”, and he wept."


def test_a_quote_at_the_very_ends_of_the_text_has_no_marks_to_take():
    text = "We ran. Mosul fell."
    (found,) = parsed(text, (("Mosul", Read(MOSUL)),), text)
    assert (found.text, found.span) == (text, Span(0, len(text)))


def test_letters_beside_a_quote_are_no_marks():
    text = "A. We ran. Mosul fell. B."
    (found,) = parsed(text, (("Mosul", Read(MOSUL)),), "We ran. Mosul fell.")
    assert found.text == "We ran. Mosul fell."


def test_only_the_part_that_holds_the_name():
    text = "“We ran. Tikrit burned.” He wept. “We hid. Mosul fell.” She left."
    names = (("Tikrit", Read(TIKRIT)), ("Mosul", Read(MOSUL)))
    found = parsed(text, names, ("We ran. Tikrit burned.", "We hid. Mosul fell."))
    assert [e.text for e in found] == ["“We ran. Tikrit burned.”", "“We hid. Mosul fell.”"]


def test_reported_words_and_the_writers_are_a_sentence():
    text = "He ran. Officials said that Mosul fell. It was late."
    words = "Officials said that Mosul fell. It was late."
    (found,) = parsed(text, (("Mosul", Read(MOSUL)),), words, direct=False)
    assert found.text == "Officials said that Mosul fell."
    assert found.quote.index == 0
    (plain,) = parsed(text, (("Mosul", Read(MOSUL)),), "It was late.")
    assert (plain.text, plain.quote) == ("Officials said that Mosul fell.", None)


def test_each_piece_has_its_article_class_and_role():
    text = "Diyala, Baghdad, Iraqis and Nowhereton. Khanaqin."
    names = (
        ("Diyala", Read(DIYALA)), ("Baghdad", Read(IRAQ, use=Use.ASSOCIATIVE)),
        ("Iraqis", Read(IRAQ, use=Use.DEMONYM)), ("Nowhereton", Read()),
        ("Khanaqin", Read(KHANAQIN)),
    )  # fmt: skip
    parse = make_parse(Told(text, names))
    found = gather_evidence(parse.article, parse.sentences, (), parse.resolutions)
    assert [(e.resolution.toponym.surface, e.precision, e.role) for e in found] == [
        ("Diyala", Precision.P4, "mentioned"),
        ("Baghdad", Precision.P6, "seat of an institution"),
        ("Khanaqin", Precision.P1, "mentioned"),
    ]
    assert {e.article_id for e in found} == {parse.article.id}
    assert [e.text for e in found] == [text.partition(" K")[0]] * 2 + ["Khanaqin."]
    assert isinstance(found, tuple)
