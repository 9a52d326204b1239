"""The command's work grows with the text and not with its square, whatever the text."""

import inspect
import json
import re
from pathlib import Path

import numpy as np
import pytest

from geo import ArticleError, default_engine, map_evidence, read_article, to_result
from geo.engine import Engine
from geo.exports import geojson, table
from geo.gazetteer import Gazetteer
from geo.sentences import split_sentences
from geo.settings import Settings
from geo.toponyms import RuleRecognizer, load_lexicon
from geo.toponyms.features import RULES_FROM
from geo.toponyms.learned import LearnedRecognizer
from geo.toponyms.tagger import Tagger
from tests.growth import MOST, growth, quadratic
from tests.hostile import GENERATORS

DOCS = Path(__file__).parents[2] / "docs"
SIZE = 2_500  # bytes; the larger text has four times as many
LONGEST = 2000  # code points of a sentence or an excerpt, as docs/json.md promises


class Repeating(Tagger):
    """A network that says what the rules say: it costs the same for every window anyway."""

    def _read(self, pieces, window, at, rows):
        begins, goes_on = rows[pieces.words[window[at]], RULES_FROM : RULES_FROM + 2].T
        none = np.zeros_like(begins)
        return np.stack([1 - begins - goes_on, begins, goes_on, none, none]).T


@pytest.fixture(scope="module")
def engine():
    whole = default_engine()
    recogniser = LearnedRecognizer(Gazetteer.open(), load_lexicon(), Repeating.open())
    return Engine(find_quotes=whole.find_quotes, find_toponyms=recogniser, resolve=whole.resolve)


def through(engine, text):
    """Do what `dateline parse` does, in every format."""
    parse = engine.parse(read_article(text.encode("utf-8", "surrogatepass")))
    json.dumps(to_result(parse), ensure_ascii=False)
    shown = map_evidence([parse])
    table.write(shown)
    geojson.write(shown)


def test_there_are_generators_enough():
    assert len(GENERATORS) >= 40
    assert len({make(3000) for make in GENERATORS.values()}) == len(GENERATORS)


def test_work_that_grows_with_the_square_is_found_out():
    assert growth(range, quadratic, 1000) > MOST


@pytest.mark.parametrize("name", GENERATORS)
def test_a_text_four_times_as_long_is_four_times_the_work(engine, name):
    assert growth(GENERATORS[name], lambda text: through(engine, text), SIZE) < MOST


def test_the_network_that_repeats_the_rules_finds_places(engine):
    parse = engine.parse(read_article(GENERATORS["articles"](SIZE)))
    assert "Kirkuk" in {toponym.surface for toponym in parse.toponyms}


@pytest.mark.parametrize("name", ["names in one sentence", "quote of a paragraph", "one name"])
def test_no_excerpt_is_longer_than_a_bound_and_equal_ones_are_one(engine, name):
    parse = engine.parse(read_article(GENERATORS[name](6 * LONGEST)))
    kept = {}
    for evidence in parse.evidence:
        assert evidence.span.end - evidence.span.start <= LONGEST
        assert evidence.text == parse.article.slice(evidence.span)
        assert evidence.span.covers(evidence.resolution.toponym.span)
        assert kept.setdefault(evidence.span, evidence.text) is evidence.text
    assert kept


def test_more_words_than_an_article_has_are_refused_with_the_limit_and_what_to_do():
    text = "a b. " * 10
    assert read_article(text, settings=Settings(max_words=30)).text
    with pytest.raises(ArticleError, match=r"30 words and marks, the limit is 29; .* split the"):
        read_article(text, settings=Settings(max_words=29))


def test_more_names_than_an_article_has_are_refused_before_they_are_weighed():
    rules = default_engine(settings=Settings(recognizer="rules", max_names=3))
    three = "The army entered Homs, Hama and Aleppo."
    assert len(rules.parse(read_article(three)).toponyms) == 3
    with pytest.raises(ArticleError, match=r"names 4 places, the limit is 3; .* split the text"):
        rules.parse(read_article(three + " It left Mosul."))


def test_more_names_of_any_kind_are_refused_before_they_are_judged(monkeypatch):
    monkeypatch.setattr(RuleRecognizer, "_judge", lambda *_: pytest.fail("judged"))
    article = read_article("The army entered Homs, Hama and Aleppo.")
    for most in (0, 2):
        rules = RuleRecognizer(Gazetteer.open(), most=most)
        with pytest.raises(
            ArticleError, match=rf"3 names of .* limit is {most}; .* split the text"
        ):
            rules(article, split_sentences(article), ())


def test_the_bound_of_names_of_any_kind_is_the_one_that_is_told():
    told = re.search(r"([\d,]+) names of any\s+kind", (DOCS / "growth.md").read_text("utf-8"))[1]
    assert inspect.signature(RuleRecognizer).parameters["most"].default == 75_000
    assert told == "75,000"


def test_as_many_names_of_any_kind_as_an_article_may_have_are_judged():
    article = read_article("The army entered Homs, Hama and Aleppo.")
    found = RuleRecognizer(Gazetteer.open(), most=3)(article, split_sentences(article), ())
    assert [toponym.surface for toponym in found.toponyms] == ["Homs", "Hama", "Aleppo"]


def test_more_pieces_than_the_network_may_read_are_refused(monkeypatch):
    monkeypatch.setattr("geo.toponyms.tagger._MOST_PIECES", 5)
    with pytest.raises(ArticleError, match=r"pieces, the limit is 5; .* split the text"):
        default_engine().parse(read_article("The army entered Homs, Hama and Aleppo on Monday."))


def test_a_quote_of_very_many_paragraphs_is_one_quote(engine):
    paragraphs = [f"“We stayed in Homs for {n} days and we saw it all." for n in range(300)]
    parse = engine.parse(read_article("\n\n".join(paragraphs) + "”\n"))
    assert [len(quote.spans) for quote in parse.quotes] == [300]
    rows = to_result(parse)["quotes"]
    assert [row["places"] for row in rows] == [[i] for i in range(300)]
