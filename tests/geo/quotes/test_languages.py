"""Who is taken for a speaker where the text is in a language whose speakers are not read."""

import pytest

from geo.articles import read_article
from geo.quotes import find_quotes
from geo.sentences import split_sentences


def quotes_of(text):
    article = read_article(text)
    return find_quotes(article, split_sentences(article))


@pytest.mark.parametrize(
    "text",
    [
        (
            "Des obus ont touch\u00e9 le march\u00e9. \u00ab Nous avons fui par les champs "
            "avec les enfants \u00bb, raconte une voisine."
        ),
        (
            "Los drones cayeron de noche. \u00abDormimos en el s\u00f3tano con los ni\u00f1os "
            "y los abuelos\u00bb, cont\u00f3 una vecina."
        ),
        (
            "\u0414\u0440\u043e\u043d\u044b \u0443\u043f\u0430\u043b\u0438 \u043d\u0430 "
            "\u0440\u044b\u043d\u043e\u043a. \u00ab\u041c\u044b "
            "\u0441\u043f\u0430\u043b\u0438 \u0432 "
            "\u043f\u043e\u0434\u0432\u0430\u043b\u0435 \u0432\u0441\u044e "
            "\u043d\u0435\u0434\u0435\u043b\u044e \u0441 "
            "\u0434\u0435\u0442\u044c\u043c\u0438\u00bb, "
            "\u0440\u0430\u0441\u0441\u043a\u0430\u0437\u0430\u043b\u0430 "
            "\u0441\u043e\u0441\u0435\u0434\u043a\u0430."
        ),
    ],
)
def test_no_word_with_a_capital_speaks_where_the_text_is_not_english(text):
    (quote,) = quotes_of(text)
    assert quote.speaker is None


def test_who_the_sentence_before_is_about_may_speak_in_english():
    text = (
        'Drones fell on the market. Amina Sale hid in a well. "We slept there all week with them."'
    )
    (quote,) = quotes_of(text)
    assert quote.speaker.name == "Amina Sale"
