"""Names that no list has, told by the words around them."""

import numpy as np
import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.gazetteer import Gazetteer
from geo.sentences import split_sentences
from geo.toponyms.assemble import Found
from geo.toponyms.lexicon import load_lexicon
from geo.toponyms.recognise import RuleRecognizer
from geo.toponyms.revising import Reading
from geo.toponyms.told import Told


def names(text):
    return [t.surface for t in default_engine().parse(read_article(text)).toponyms]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The slide fell at 3 a.m. on the hamlet of Trexo Avuas.", "Trexo Avuas"),
        ("A drone hit the village of Qorbeshti at noon.", "Qorbeshti"),
        ("Shells fell on the settlement of Vurgolava again.", "Vurgolava"),
        ("They walked to the villages of Zemborka and Gao.", "Zemborka"),
        ("Clinics opened in the district of Ulqandar.", "Ulqandar"),
        ("Trucks reached Gao, Zemborka and Timbuktu.", "Zemborka"),
        ("Banki, Vrezhola and Gwoza were supplied by air.", "Vrezhola"),
    ],
)
def test_the_words_around_a_name_tell_it(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The state of Emergency was lifted in Gao.", "Emergency"),
        ("He met the mayors of Gao, Jane Smith and Timbuktu.", "Jane Smith"),
        ("Talks between Iraq, UNICEF and Syria go on.", "UNICEF"),
        ("Fish is dear in the coastal region.", "coastal"),
        ("In the village of Kurdish farmers nobody slept.", "Kurdish"),
    ],
)
def test_what_a_list_explains_is_not_told(text, name):
    placed = default_engine().parse(read_article(text)).resolutions
    assert name not in [r.toponym.surface for r in placed if r.toponym.use.value != "demonym"]


def told(text, chance, places=()):
    """What the step adds where the network gives each word one chance, `places` being found."""
    article = read_article(text)
    rules = RuleRecognizer(Gazetteer.open(), load_lexicon())
    lines = rules.read(article, split_sentences(article))
    tokens = [token for line in lines for token in line.tokens]
    found = [
        Found(i, i + 1, demonym=False, chance=1.0)
        for i, token in enumerate(tokens)
        if token.text in places
    ]
    chances = np.full(len(tokens), chance, dtype=np.float32)
    reading = Reading(article.text, lines, rules.find(article, lines, ()), chances)
    every = Told(Gazetteer.open(), load_lexicon())(reading, found)
    return [tokens[name.start].text for name in every if name not in found]


@pytest.mark.parametrize(
    ("text", "places", "name"),
    [
        ("A shell fell at Vurgolava before dawn.", (), "Vurgolava"),
        ("They fled Qorbeshti when it burned.", (), "Qorbeshti"),
        ("Boats went to Ulqandar and back.", (), "Ulqandar"),
        ("The choir of Zemborka sang.", (), "Zemborka"),
        ("They walked for days, then Trexovu burned.", (), "Trexovu"),
        ("Gao, Vrezhola was told, is calm.", ("Gao",), "Vrezhola"),
        ("Men of Kidal and Zemborka met.", ("Kidal",), "Zemborka"),
    ],
)
def test_one_sign_is_enough_for_a_name_that_the_network_finds_likely(text, places, name):
    assert name in told(text, 0.4, places)
    assert name not in told(text, 0.3, places)


@pytest.mark.parametrize(
    "text",
    [
        "A man whom they call Vurgolava left before dawn.",
        "They saw Qorbeshti when it burned.",
        "Talks with John and Maria went on.",
        "He shouted at Mohammed and at UNICEF.",
        "It was late in the Spring before dawn.",
    ],
)
def test_without_a_sign_or_with_another_reading_it_is_not(text):
    assert told(text, 0.4) == []
