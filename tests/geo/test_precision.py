"""The one table of precision: every cell, its documentation, and who reads it."""

import shutil
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.precision import precision_of, scale
from geo.resolve.phrases import read_phrase
from geo.settings import data_folder
from geo.types import Kind, Place, Precision
from workshop import manifest

ROOT = Path(__file__).parents[2]
SOURCE = data_folder() / "scale.csv"
# ACLED geo_precision, UCDP where_prec, PLOVER resolution, nominal km, words: from the codebooks.
CODES = {
    "P0": (None, None, None, 0.0, "not placed"),
    "P1": (1, 1, 4, 0.0, "town or site"),
    "P2": (2, 2, 4, 10.0, "near this place"),
    "P3": (2, 3, 3, 20.0, "district"),
    "P4": (3, 4, 2, 0.0, "province"),
    "P5": (3, 5, None, 40.0, "no exact edge"),
    "P6": (3, 6, 1, 0.0, "whole country"),
    "P7": (3, 7, None, 0.0, "sea or air"),
}
CLASS_OF = {
    "country": "P6", "province": "P4", "district": "P3", "town": "P1", "site": "P1", "river": "P5",
    "lake": "P5", "mountains": "P5", "desert": "P5", "region": "P5", "island": "P5", "sea": "P7",
    "continent": "P6",
}  # fmt: skip
SPOILED = {
    "a class twice": (b"P7,sea", b"P6,sea"),
    "a class short": (b'P7,sea or air,"offshore, airspace",sea,3,7,,,tray\n', b""),
    "an unknown class": (b"P7,", b"P8,"),
    "a kind of place short": (b"town|site", b"town"),
    "an unknown kind": (b"town|site", b"town|sites"),
    "a kind twice": (b"town|site", b"town|site|sea"),
    "a code that is no number": (b",2,3,3,20,", b",2,three,3,20,"),
    "a radius that is no number": (b",20,", b",nan,"),
    "a radius below zero": (b",20,", b",-20,"),
    "a radius of a continent": (b",20,", b",20000,"),
    "a column short": (b"nominal_km", b"km"),
    "bytes that are no text": (b"district", b"\xff\xfe"),
    "an open quotation mark": (b"tray\n", b'"tray\n'),
}  # fmt: skip


def test_each_class_has_its_codes_radius_and_words():
    found = {
        grade.precision.value: (
            grade.acled, grade.ucdp, grade.plover, grade.nominal_km, grade.words
        )
        for grade in scale().values()
    }  # fmt: skip
    assert found == CODES


def test_each_kind_of_place_has_one_class():
    found = {
        kind.value: precision_of(
            Place(id="x", name="x", kind=kind, lon=0.0, lat=0.0, country="")
        ).value
        for kind in Kind
    }
    assert found == CLASS_OF
    assert precision_of(None) is Precision.P0


def test_the_documentation_repeats_the_table():
    words = (ROOT / "docs" / "precision.md").read_text(encoding="utf-8")
    rows = [
        [c.strip() for c in w.strip("|").split("|")] for w in words.splitlines() if w[:3] == "| P"
    ]
    told = [
        [
            f"{grade.precision} {grade.words}",
            grade.when,
            *(str(code or "-") for code in (grade.acled, grade.ucdp, grade.plover)),
            f"{grade.nominal_km:g}" if grade.nominal_km else "-",
            grade.drawn,
        ]
        for grade in scale().values()
    ]
    assert rows == told


def test_the_documentation_gives_the_radii_of_relative_places():
    words = (ROOT / "docs" / "precision.md").read_text(encoding="utf-8")
    near, beside = read_phrase("Shells fell near "), read_phrase("A convoy was hit north of ")
    assert (near.km, near.radius_km) == (0.0, 10.0)
    assert (beside.km, beside.radius_km) == (15.0, 15.0)
    near_after = (
        '"near", "outside", "outskirts of" before a name, "outskirts" or "suburbs" after it'
    )
    assert f"| {near_after} | the town | 10 km |" in words
    wide = read_phrase("Shells fell in the countryside of ")
    assert (wide.km, wide.radius_km) == (0.0, 40.0)
    assert "before or after a name | the town, without an exact edge (P5) | 40 km |" in words
    assert '| "north of" | 15 km that way | 15 km |' in words


def test_the_table_cannot_be_changed_by_a_reader():
    with pytest.raises(TypeError):
        scale()[Precision.P1] = None


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
def test_a_damaged_table_is_named_with_the_remedy(tmp_path, spoiled):
    whole = SOURCE.read_bytes()
    assert spoiled[0] in whole
    (tmp_path / "scale.csv").write_bytes(whole.replace(*spoiled, 1))
    manifest.measure(tmp_path)
    with pytest.raises(DataError, match=r"scale\.csv.*dateline check"):
        scale(tmp_path)


def test_a_missing_table_is_named_and_the_failure_is_not_kept(tmp_path):
    shutil.copy(SOURCE, tmp_path)
    manifest.measure(tmp_path)
    (tmp_path / "scale.csv").unlink()
    with pytest.raises(DataError, match=r"scale\.csv is missing"):
        scale(tmp_path)
    shutil.copy(SOURCE, tmp_path)
    assert len(scale(tmp_path)) == len(Precision)
