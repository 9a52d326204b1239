"""Hundreds of hostile files: each gives articles within bounds, or one sentence."""

import pytest

from geo.errors import ArticleError
from geo.intake import read_documents
from geo.intake.reader import Reader
from geo.intake.walls import Bounds
from tests import hostile_files

MOST_TEXT = 64_000_000
FAMILIES = [
    hostile_files.bombs,
    hostile_files.entities,
    hostile_files.pages,
    hostile_files.documents,
    hostile_files.papers,
    hostile_files.letters,
    hostile_files.tables,
    hostile_files.notes,
    hostile_files.damaged,
]


def outcome(name, data, reader):
    """How reading a file ends: "read" or the sentence."""
    try:
        found = read_documents(data, name=name, reader=reader)
    except ArticleError as refused:
        return str(refused)
    assert found
    assert sum(len(document.text) for document in found) <= MOST_TEXT
    for document in found:
        try:
            document.article(name=name)
        except ArticleError as refused:
            return str(refused)
    return "read"


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_every_hostile_file_ends_well(family):
    wrong = []
    seconds = 2 if family is hostile_files.pages else 10  # of the processor; two pages take all
    with Reader(Bounds(seconds=seconds, megabytes=600)) as reader:
        for name, data, ends in family():
            said = outcome(name, data, reader)
            kind = "read" if said == "read" else "refused"
            is_sentence = said.startswith(repr(name)) and len(said) < 400 and said.isprintable()
            if ends not in {kind, "either"} or (kind == "refused" and not is_sentence):
                wrong.append((name, ends, said))
    assert wrong == []


def test_there_are_enough_of_them_and_no_two_have_one_name():
    cheap = [family for family in FAMILIES if family is not hostile_files.bombs]
    names = [name for family in cheap for name, _, _ in family()]
    assert len(names) > 200
    assert len(set(names)) == len(names)


def test_a_secret_file_is_never_in_an_answer():
    with Reader() as reader:
        for name, data, _ in hostile_files.entities():
            if name.startswith("secret"):
                assert "root:" not in str(said_of(name, data, reader))


def said_of(name, data, reader):
    try:
        return read_documents(data, name=name, reader=reader)
    except ArticleError as refused:
        return refused
