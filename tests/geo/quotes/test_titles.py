"""One list of titles: whoever is called so is a person with a title, for quotes and for names."""

import pytest

from geo import default_engine, read_article
from geo.quotes import find_quotes
from geo.sentences import split_sentences


def speakers(text):
    article = read_article(text)
    found = find_quotes(article, split_sentences(article))
    return [(quote.speaker.name, quote.speaker.title) for quote in found]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("“It held,” said Councilwoman Jane Doe of Quincy.", "Jane Doe", "Councilwoman"),
        ("“It held,” said Trooper Omar Saleh.", "Omar Saleh", "Trooper"),
        ("“It held,” Sheik Omar Saleh said.", "Omar Saleh", "Sheik"),
        ("“It held,” Deputy John Smith said.", "John Smith", "Deputy"),
        ("“It held,” Deputy Prime Minister Ali said.", "Ali", "Deputy Prime Minister"),
        ("“It held,” said Prime Minister Omar Saleh.", "Omar Saleh", "Prime Minister"),
        ("“It held,” said Vice Chancellor Sara Nasser.", "Sara Nasser", "Vice Chancellor"),
        ("“It held,” said Private Sara Nasser.", "Sara Nasser", "Private"),
        ("“It held,” said Const. Rob Jones.", "Rob Jones", "Const."),
    ],
)  # fmt: skip
def test_a_title_is_no_part_of_the_name(text, name, title):
    assert speakers(text) == [(name, title)]


@pytest.mark.parametrize("article", ["at", "ash", "al", "as"])
def test_a_surname_is_the_same_with_each_article_and_without(article):
    name = f"Sara {article}-Tamimi"
    text = f"“It held,” said {name}. {name} left. “It will hold,” Tamimi added."
    assert {found for found, _ in speakers(text)} == {name}


@pytest.mark.parametrize("title", ["Const.", "Det.", "Supt.", "Cpl.", "Insp.", "Councilwoman"])
def test_a_title_before_a_name_is_not_taken_for_a_place_that_is_none(title):
    parse = default_engine().parse(read_article(f"The road was cut, said {title} Rob Jones."))
    assert [(n.surface, n.reason) for n in parse.not_places] == [("Rob Jones", "person")]
    assert parse.toponyms == ()


@pytest.mark.parametrize("short", ["Cpl", "Const", "Insp", "Adm", "Cmdr", "Amb", "Pt", "Sr"])
def test_a_short_form_before_a_name_ends_no_sentence(short):
    article = read_article(f"He met {short}. Jones in Mosul. She left.")
    assert len(split_sentences(article)) == 2


def test_private_in_small_letters_is_no_rank():
    parse = default_engine().parse(read_article("Shells hit a private Mosul hospital on Monday."))
    assert "Mosul" in {toponym.surface for toponym in parse.toponyms}


def test_a_number_behind_a_war_makes_it_no_person():
    text = "It grew after World War II. Seamus Carey Jr. left for Cork."
    parse = default_engine().parse(read_article(text))
    assert ("War", "person") not in {(n.surface, n.reason) for n in parse.not_places}
