"""An engine's id covers every stage; who found and who placed a name is told truly."""

import importlib
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from geo import By, Settings, default_engine, read_article
from geo import evidence as evidence_stage
from geo import sentences as sentence_stage
from geo.identity import constants_of
from geo.language import tokeniser
from geo.language.lists import read_lists
from geo.quotes import RuleQuoteFinder, load_vocabulary
from geo.resolve import RuleResolver, phrases
from geo.schema import USES
from geo.settings import data_folder
from geo.toponyms import RuleRecognizer, load_lexicon
from workshop import manifest

ROOT = Path(__file__).parents[2]


def with_another_word(folder, name):
    """A data folder whose list `name` has one word more, and is listed so."""
    for room in ("lexicon", "weights"):
        shutil.copytree(data_folder() / room, folder / room)
    row = {"genders.csv": "chirper,m", **dict.fromkeys(USES, "")}.get(name, "chirper")
    row = row or f"chirper,{USES[name][0]}"
    with (folder / "lexicon" / name).open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    manifest.measure(folder)
    return folder


def test_a_word_of_the_quote_finder_changes_its_id_and_the_engines(tmp_path):
    engine = default_engine()
    lists = read_lists(with_another_word(tmp_path, "verbs.csv"))
    other = RuleQuoteFinder(load_vocabulary(lists))
    assert other.id != RuleQuoteFinder().id == engine.find_quotes.id
    assert replace(engine, find_quotes=other).id != engine.id


@pytest.mark.parametrize("name", ["titles.csv", "talk.txt", "labels.txt", "genders.csv"])
def test_every_list_is_in_the_recognisers_id(tmp_path, name):
    lists = read_lists(with_another_word(tmp_path, name))
    gazetteer = default_engine().resolve._gazetteer
    ids = {RuleRecognizer(gazetteer, load_lexicon(of)).id for of in (read_lists(), lists)}
    assert len(ids) == 2


@pytest.mark.parametrize(("name", "told"), [("stops.csv", True), ("labels.txt", False)])
def test_the_words_beside_stops_are_in_the_engines_id(tmp_path, monkeypatch, name, told):
    before = default_engine().id
    other = sentence_stage.load_stops(with_another_word(tmp_path, name))
    monkeypatch.setattr("geo.engine.load_stops", lambda: other)
    assert (default_engine().id != before) is told


@pytest.mark.parametrize("name", ["find_quotes", "find_toponyms", "resolve"])
def test_each_stages_id_is_in_the_engines(name):
    engine = default_engine()

    class Other:
        id = "other"

        def __call__(self, *_stages):
            return ()

    assert replace(engine, **{name: Other()}).id != engine.id


@pytest.mark.parametrize(
    ("stage", "constant", "value"),
    [
        (tokeniser, "WORD", "[a-z]+"),
        (sentence_stage, "_LOOK", 47),
        (evidence_stage, "_SEAT", "a seat"),
    ],
)
def test_the_stages_that_cannot_be_replaced_are_in_it_too(monkeypatch, stage, constant, value):
    before = default_engine().id
    monkeypatch.setattr(stage, constant, value)
    assert default_engine().id != before


def test_a_nominal_radius_changes_the_resolvers_id(monkeypatch):
    gazetteer = default_engine().resolve._gazetteer
    before = RuleResolver(gazetteer).id
    monkeypatch.setattr(phrases, "_BESIDE_KM", 16.0)
    assert RuleResolver(gazetteer).id != before


@pytest.mark.parametrize("room", ["quotes", "toponyms", "resolve"])
def test_every_constant_of_a_stage_is_in_its_id(room, monkeypatch):
    gazetteer = default_engine().resolve._gazetteer
    make = {
        "quotes": RuleQuoteFinder,
        "toponyms": lambda: RuleRecognizer(gazetteer),
        "resolve": lambda: RuleResolver(gazetteer),
    }[room]
    before, changed = make().id, 0
    for path in sorted((ROOT / "geo" / room).glob("[a-z]*.py")):
        module = importlib.import_module(f"geo.{room}.{path.stem}")
        name = next((n for n in sorted(vars(module)) if is_number(module, n)), None)
        if name is None:
            continue
        with monkeypatch.context() as patch:
            patch.setattr(module, name, 12345)
            assert make().id != before, f"{module.__name__}.{name}"
        changed += 1
    assert changed >= 4
    assert make().id == before


def is_number(module, name):
    value = vars(module)[name]
    return name.isupper() and isinstance(value, (int, float)) and not isinstance(value, bool)


def test_an_id_is_the_same_in_every_process():
    script = "from geo import default_engine; print(default_engine().id)"
    run = [sys.executable, "-c", script]
    made = [
        subprocess.run(
            run, cwd=ROOT, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert made == [default_engine().id] * 2


def test_constants_are_told_from_each_other_and_order_is_none():
    class One:
        __name__ = "m"
        WORDS = frozenset({"a", "b"})
        _MAP = {"x": 1, "y": 2}  # noqa: RUF012 - stands for a module

    class Two(One):
        _MAP = {"y": 2, "x": 1}  # noqa: RUF012 - stands for a module

    class Three(One):
        _MAP = {"y": 1, "x": 2}  # noqa: RUF012 - stands for a module

    one, two, three = (SimpleNamespace(**{**vars(One), **vars(kind)}) for kind in (One, Two, Three))
    assert constants_of(one) == constants_of(two) != constants_of(three)


def read(text, recogniser="learned"):
    engine = default_engine(settings=Settings(recognizer=recogniser))
    return engine.parse(read_article(text))


def told(parse):
    return {r.toponym.surface: (r.toponym.found_by, r.placed_by) for r in parse.resolutions}


def test_the_model_finds_latin_names_and_the_rules_the_others():
    latin = told(read("Shells hit Khanaqin and Baghdad on Monday."))
    assert latin == {"Khanaqin": (By.MODEL, By.RULE), "Baghdad": (By.MODEL, By.MODEL)}
    arabic = told(read("قصف على بغداد يوم الاثنين."))
    assert arabic == {"بغداد": (By.RULE, By.MODEL)}


def test_the_rules_alone_find_by_rule():
    found = told(read("Shells hit Khanaqin and Baghdad on Monday.", "rules"))
    assert {by for by, _ in found.values()} == {By.RULE}


def test_words_that_place_beside_and_names_without_a_choice_are_placed_by_rule():
    found = told(read("A convoy was hit 20 km south of Baghdad, police in Xyzzytown said."))
    assert found["Baghdad"] == (By.MODEL, By.RULE)
    assert all(placed is By.RULE for name, (_, placed) in found.items() if name == "Xyzzytown")


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("Росія обстріляла околиці Києва.", "Києва", "Київ"),
        ("Удар по Миколаєву завдав шкоди.", "Миколаєву", "Миколаїв"),
        ("Бої біля Куп'янська тривають.", "Куп'янська", "Куп'янськ"),
        ("Взрыв произошёл в Москве.", "Москве", "Москва"),
        ("ВЗРЫВ В МОСКВЕ", "МОСКВЕ", "Москва"),
        ("قصف على بغداد يوم الاثنين.", "بغداد", "بغداد"),
        ("Shells hit Baghdad on Monday.", "Baghdad", ""),
    ],
)
def test_a_name_is_given_in_the_texts_letters_and_the_nominative(text, name, form):
    found = {r.toponym.surface: r.candidates[0].form for r in read(text).resolutions}
    assert found[name] == form
