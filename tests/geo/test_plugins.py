"""Another recogniser by name: a spaCy pipeline built here, and a GLiNER that stands for itself."""

import os
import sys
import types

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.errors import SettingsError
from geo.settings import Settings
from geo.types import Use

TEXT = "The Iraqi army left Zarqoosh and Baghdad's suburbs. Acme said nothing."


def parse(name, text=TEXT):
    return default_engine(settings=Settings(recognizer=name)).parse(read_article(text))


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    """Return the folder of a pipeline that knows four names."""
    spacy = pytest.importorskip("spacy", exc_type=ImportError)
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([
        {"label": "GPE", "pattern": "Zarqoosh"},
        {"label": "GPE", "pattern": "Baghdad's"},
        {"label": "NORP", "pattern": "Iraqi"},
        {"label": "ORG", "pattern": "Acme"},
    ])  # fmt: skip
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    return folder


def test_a_spacy_pipeline_finds_the_names_and_the_engine_does_the_rest(pipeline):
    found = parse(f"spacy:{pipeline}")
    assert [(t.surface, t.use) for t in found.toponyms] == [
        ("Iraqi", Use.DEMONYM),
        ("Zarqoosh", Use.LITERAL),
        ("Baghdad", Use.LITERAL),
    ]
    assert found.resolutions[2].place.country == "IQ"
    assert found.engine != default_engine().id


def test_offsets_hold_in_long_texts_of_many_paragraphs(pipeline):
    text = "\n\n".join([TEXT, "Nothing of note. " * 400 + "They left Zarqoosh.", TEXT])
    found = parse(f"spacy:{pipeline}", text)
    assert [t.surface for t in found.toponyms].count("Zarqoosh") == 3
    assert all(found.article.slice(t.span) == t.surface for t in found.toponyms)


def test_a_gliner_model_is_asked_for_places(monkeypatch):
    class Model:
        @classmethod
        def from_pretrained(cls, name, *, local_files_only):
            assert os.environ["HF_HUB_OFFLINE"] == "1"
            if name != "here" or not local_files_only:
                raise OSError(name)
            return cls()

        def predict_entities(self, text, labels):
            at = text.index("Zarqoosh")
            assert "place" in labels
            return [{"start": at, "end": at + 8, "label": "place", "score": 0.7}]

    module = types.ModuleType("gliner")
    module.GLiNER = Model
    monkeypatch.setitem(sys.modules, "gliner", module)
    found = parse("gliner:here")
    assert [(t.surface, t.probability) for t in found.toponyms] == [("Zarqoosh", 0.7)]
    with pytest.raises(SettingsError, match="gone"):
        parse("gliner:gone")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("spacy:no_such_pipeline", "install it"),
        ("gliner:model", "pip install gliner"),
        ("stanza", "spacy:PIPELINE"),
        ("spacy:", "spacy:PIPELINE"),
    ],
)
def test_a_recogniser_that_is_not_there_is_named_with_its_remedy(name, remedy):
    if name.startswith("spacy:n"):
        pytest.importorskip("spacy", exc_type=ImportError)
    with pytest.raises(SettingsError, match=remedy):
        parse(name)
