"""The learned recogniser: what it reads, how it decodes, and what happens without it."""

import json
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles import read_article
from geo.engine import default_engine
from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.quotes import find_quotes
from geo.sentences import split_sentences
from geo.settings import Settings, data_folder
from geo.toponyms.features import FEATURES, Words
from geo.toponyms.learned import LearnedRecognizer, decode
from geo.toponyms.lexicon import load_lexicon
from geo.toponyms.lines import read_line
from geo.toponyms.pieces import cut_windows
from geo.toponyms.tagger import TAGS, Tagger
from tests.strategies import articles

BAGHDAD = "\u0628\u063a\u062f\u0627\u062f"
NO, B, IN, BD, ID = np.eye(len(TAGS), dtype=np.float32)


def words_of(text):
    article = read_article(text)
    knows, lexicon = Gazetteer.open().knows, load_lexicon()
    lines = tuple(read_line(article, s, lexicon, knows) for s in split_sentences(article))
    tokens = tuple(token for line in lines for token in line.tokens)
    homes = np.repeat(np.arange(len(lines)), [len(line.tokens) for line in lines])
    rows = np.zeros((len(tokens), len(FEATURES)), dtype=np.float32)
    return Words(tokens=tokens, lines=lines, homes=homes, rows=rows)


def decoded(text, tags):
    words = words_of(text)
    found = decode(words, np.array(tags), 0.5)
    return [(" ".join(t.text for t in words.tokens[f.start : f.end]), f.demonym) for f in found]


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        ("in Deir Hafir today", [NO, B, IN, NO], [("Deir Hafir", False)]),
        ("in Paris, Texas", [NO, B, IN], [("Paris", False), ("Texas", False)]),
        ("at Baghdad Mosul road", [NO, B, B, NO], [("Baghdad", False), ("Mosul", False)]),
        ("near Ma'rib today", [NO, B, NO, NO], [("Ma rib", False)]),
        ("Baghdad's mayor", [B, NO, NO], [("Baghdad", False)]),
        ("the Sri Lankan army", [NO, BD, ID, NO], [("Sri Lankan", True)]),
        ("an Iraqi Mosul native", [NO, BD, IN, NO], [("Iraqi", True), ("Mosul", False)]),
        ("He left Gaza. Rafah shut.", [NO, NO, B, IN, NO], [("Gaza", False), ("Rafah", False)]),
        ("\u0641\u064a \u0628\u063a\u062f\u0627\u062f", [NO, B], []),
    ],
)
def test_words_are_joined_into_names_as_a_reader_would(text, tags, expected):
    assert decoded(text, tags) == expected


def test_the_rules_have_a_say_in_each_word():
    words = words_of("Washington said no")
    doubtful = np.array([0.6 * NO + 0.4 * B, NO, NO])
    assert not list(decode(words, doubtful, 0.5))
    words.rows[0, FEATURES.index("rules chance")] = 0.9
    assert [words.tokens[f.start].text for f in decode(words, doubtful, 0.5)] == ["Washington"]


def test_a_word_in_lower_case_is_a_name_only_where_the_gazetteer_knows_it():
    words = words_of("They were left homeless near mosul")
    assert not list(decode(words, np.array([NO, NO, NO, B, NO, B]), 0.5))
    words.rows[5, FEATURES.index("name begins")] = 1
    found = decode(words, np.array([NO, NO, NO, B, NO, B]), 0.5)
    assert [words.tokens[f.start].text for f in found] == ["mosul"]


@given(articles())
@settings(max_examples=60, deadline=None)
def test_names_are_exact_ordered_and_apart(article):
    sentences = split_sentences(article)
    recognizer = default_engine().find_toponyms
    assert isinstance(recognizer, LearnedRecognizer)
    names = recognizer(article, sentences, find_quotes(article, sentences))
    for found in (names.toponyms, names.not_places):
        assert all(article.slice(n.span) == n.surface for n in found)
        assert list(found) == sorted(found, key=lambda n: n.span)
    assert not any(t.span.overlaps(n.span) for t in names.toponyms for n in names.not_places)


@given(
    st.lists(st.integers(0, 40), max_size=200).map(sorted),
    st.integers(1, 126),
    st.randoms(use_true_random=False),
)
@settings(deadline=None)
def test_every_kept_piece_stands_in_one_window(lines, size, draw):
    kept = np.array([draw.random() < 0.7 for _ in range(41)])
    windows = cut_windows(np.array(lines, dtype=np.int64), kept, size)
    assert [at for window in windows for at in window.tolist()] == [
        at for at, line in enumerate(lines) if kept[line]
    ]
    assert all(0 < len(window) <= size for window in windows)


def test_windows_end_where_sentences_do_when_they_can():
    lines = np.array([0] * 5 + [1] * 5 + [2] * 9, dtype=np.int64)
    windows = cut_windows(lines, np.ones(3, dtype=np.bool_), 12)
    assert [len(window) for window in windows] == [10, 9]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Baghdad Operations Command sent two brigades to Tarmiyah.", {"Tarmiyah"}),
        ("Florence Mutua, a nurse, fled Goma with her children.", {"Goma"}),
        ("SEVEN KILLED IN ATTACK ON BAGHDAD MARKET", {"BAGHDAD"}),
        ("no water in hasakah for the third week", {"hasakah"}),
        ("Gunmen burnt the village of Kerwanga on Monday.", {"Kerwanga"}),
        (f"\u0627\u0646\u0641\u062c\u0627\u0631 \u0641\u064a {BAGHDAD}.", {BAGHDAD}),
        ("\u041a\u0438\u0457\u0432 was shelled.", {"\u041a\u0438\u0457\u0432"}),
        ("Une frappe a touch\u00e9 un march\u00e9 \u00e0 Khartoum, selon des t\u00e9moins.",
         {"Khartoum"}),
        ("Los vecinos de Tumaco huyeron hacia Pasto.", {"Tumaco", "Pasto"}),
    ],
)  # fmt: skip
def test_names_of_many_manners_are_found(text, expected):
    parse = default_engine().parse(read_article(text))
    assert {t.surface for t in parse.toponyms} == expected


@pytest.fixture
def copy(tmp_path):
    """Return a data folder whose model alone is a copy."""
    for part in data_folder().iterdir():
        if part.name != "models":
            (tmp_path / part.name).symlink_to(part)
    shutil.copytree(data_folder() / "models", tmp_path / "models")
    return tmp_path


def alter(folder):
    path = folder / "models" / "recogniser.onnx"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def remove(folder):
    (folder / "models" / "recogniser.onnx").unlink()


def garble(folder):
    (folder / "models" / "recogniser.json").write_text("{", encoding="utf-8")


def outdate(folder):
    path = folder / "models" / "recogniser.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(meta | {"format": 0}), encoding="utf-8")


@pytest.mark.parametrize("harm", [alter, remove, garble, outdate])
def test_without_its_model_the_engine_goes_on_by_rules_and_says_so(copy, harm):
    harm(copy)
    with pytest.raises(DataError, match="model"):
        Tagger.open(copy)
    engine = default_engine(copy)
    assert len(engine.warnings) == 1
    assert "models" in engine.warnings[0]
    parse = engine.parse(read_article("Troops left Khanaqin for Baghdad."))
    assert [t.surface for t in parse.toponyms] == ["Khanaqin", "Baghdad"]
    assert parse.engine != default_engine().id


def test_the_shipped_engine_has_nothing_to_warn_of():
    assert default_engine().warnings == ()
    assert default_engine(settings=Settings(recognizer="rules")).warnings == ()
    assert isinstance(default_engine().find_toponyms, LearnedRecognizer)


LONG = " ".join(["The convoy left Hajin for Sousa before the bridges at Baghuz were shelled"] * 5)


def chances_of(words, text, asked):
    return Tagger.open()(text, words, np.array(asked))


def test_a_window_answers_the_same_whatever_else_is_read():
    alone, beside = f"{LONG}.", f"{LONG}. Nothing new came from {LONG}."
    one, two = words_of(alone), words_of(beside)
    first = chances_of(one, alone, [True] * len(one.tokens))
    again = chances_of(two, beside, [True] * len(two.tokens))
    assert np.array_equal(first, again[: len(first)])


def test_only_words_that_are_asked_about_are_answered():
    text = "They fled Hajin. Rain fell all night."
    words = words_of(text)
    asked = [token.text == "Hajin" for token in words.tokens]
    some, every = (chances_of(words, text, which) for which in (asked, [True] * len(asked)))
    at = asked.index(True)
    assert some[at].argmax() == every[at].argmax()
    assert (np.delete(some, at, axis=0) == NO).all()


def test_a_sentence_without_a_sign_of_a_name_is_not_read(monkeypatch):
    recogniser, read = default_engine().find_toponyms, []
    tagger = recogniser._tagger

    def noted(text, words, asked):
        read.append({token.text for token, yes in zip(words.tokens, asked, strict=True) if yes})
        return tagger(text, words, asked)

    noted.threshold = tagger.threshold
    monkeypatch.setattr(recogniser, "_tagger", noted)
    for text in ("The rain fell all night long.", "\u041a\u0438\u0457\u0432.", f"{BAGHDAD}."):
        default_engine().parse(read_article(text))
        assert read.pop() == set()
    default_engine().parse(read_article("It was quiet all day and then in Hajin the sirens went."))
    assert read.pop() == {"then", "in", "Hajin", "the", "sirens"}
