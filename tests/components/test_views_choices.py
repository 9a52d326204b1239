"""Files that a reader brings: each article can be chosen, and what is said of it altered."""

import json
from datetime import date
from pathlib import Path

import pytest

from components.views import choices, shown
from geo import ArticleError, read_documents

FILES = Path(__file__).parents[1] / "geo" / "intake" / "files"
STORY = b"Shells hit Homs on Monday. Aleppo was quiet."


def brought(*names, more=()):
    files = [(name, (FILES / name).read_bytes()) for name in names]
    return choices.read(shown.untold, [*files, *more])


def test_each_article_of_each_file_can_be_chosen():
    found = brought("articles.csv", "page.html", more=[("story.txt", STORY)])
    assert [choice.label for choice in found.choices] == [
        "Flood near Duhok · The Example Courier",
        "Ferry stopped · 2021-03-13",
        "Flood closes the road between Mosul and Duhok · The Example Courier · 2021-03-12",
        "story.txt",
    ]
    assert [choice.words for choice in found.choices] == [None, None, None, STORY]
    assert found.choices[0].notes[0] == "rows without words were left out: 2"
    assert found.troubles == ()


def test_a_file_without_an_article_is_told_beside_those_that_have_one():
    found = brought(more=[("a.zip", b"PK\x03\x04"), ("story.txt", STORY), ("b.png", b"\x89PNG")])
    assert [choice.file for choice in found.choices] == ["story.txt"]
    cut, picture = found.troubles
    assert cut == "'a.zip' is a ZIP or Office file that is cut off; get it again, whole"
    assert picture.startswith("'b.png' is a PNG picture, not text")


def test_files_without_any_article_are_refused_with_each_reason():
    with pytest.raises(ArticleError, match=r"'a\.zip' is a ZIP.*; 'b\.zip' is a ZIP"):
        brought(more=[("a.zip", b"PK\x03\x04"), ("b.zip", b"PK\x03\x04")])


@pytest.mark.parametrize(
    ("bound", "most", "says"),
    [("MOST_FILES", 1, "too many at once"), ("MOST_BYTES", 50, "too many at once")],
)
def test_too_many_are_refused_before_they_are_read(monkeypatch, bound, most, says):
    monkeypatch.setattr(choices, bound, most)
    with pytest.raises(ArticleError, match=says):
        brought(more=[("a.txt", STORY), ("b.txt", STORY)])


def test_more_than_can_be_listed_are_said(monkeypatch):
    monkeypatch.setattr(choices, "MOST_CHOICES", 1)
    found = brought("articles.csv")
    assert len(found.choices) == 1
    assert found.troubles == ("the first 1 of 2 articles are listed",)


def test_what_the_reader_says_goes_with_the_article_and_its_words_stay():
    (choice,) = brought("page.html").choices
    (before,) = read_documents(choice.data)
    (after,) = read_documents(choice.told(" Another\n title ", "Another paper", date(2021, 3, 14)))
    assert (after.title, after.publisher) == ("Another title", "Another paper")
    assert after.published == date(2021, 3, 14)
    assert after.text == before.text
    assert (after.byline, after.url, after.language) == (before.byline, before.url, "en")


@pytest.mark.parametrize("name", ["page.html", "writer.pdf", "articles.csv"])
def test_what_came_stays_beside_what_was_read(name):
    found = brought(name).choices
    documents = read_documents((FILES / name).read_bytes(), name=name)
    assert [each.original for each in found] == [each.data for each in documents]
    assert all(each.original for each in found)


def test_what_the_reader_takes_out_is_gone():
    (choice,) = brought("page.html").choices
    record = json.loads(choice.told("", "", None))
    assert not {"title", "publisher", "published"} & set(record)
    (after,) = read_documents(choice.told("", "", None))
    assert (after.title, after.publisher, after.published) == (None, None, None)
    assert after.article().title == "Flood closes the road between Mosul and Duhok"


def test_a_chosen_article_is_made_with_what_is_said_of_it():
    (choice,) = brought("page.html").choices
    made = shown.make(shown.untold, choice.told("The flood", "A paper", date(2021, 3, 12)))
    assert made.title == "The flood"
    assert made.header.source == "A paper, 12 March 2021"


def test_several_articles_in_one_text_are_refused_by_the_page():
    with pytest.raises(ArticleError, match="has 2 articles, and the page shows up to 1"):
        shown.make(shown.untold, (FILES / "articles.jsonl").read_bytes())
