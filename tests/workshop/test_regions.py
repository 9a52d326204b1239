"""The parts of the world: every country lies in one, by the file that the builder was given."""

import csv

import pyarrow.parquet as pq
import pytest

from geo.errors import DataError
from geo.evaluation.regions import region_of
from geo.settings import data_folder
from workshop import regions


def test_every_country_that_is_drawn_lies_in_a_part_of_the_world():
    table = pq.read_table(data_folder() / "boundaries" / "countries.parquet", columns=["country"])
    drawn = set(table["country"].to_pylist())
    with (data_folder() / "world_regions.csv").open(encoding="utf-8", newline="") as file:
        known = {row["iso2"] for row in csv.DictReader(file)}
    assert drawn - known == set()


@pytest.mark.parametrize(
    ("country", "region"),
    [("SD", "Northern Africa"), ("CD", "Middle Africa"), ("MM", "Southeast Asia"),
     ("UA", "Eastern Europe"), ("XK", "Southern Europe"), ("HT", "Caribbean")],
)  # fmt: skip
def test_the_part_is_that_of_m49(country, region):
    assert region_of(country) == region


def test_no_country_is_in_no_part():
    assert region_of("") == "no country"
    assert region_of("ZZ") == "no country"


def test_other_files_than_the_expected_ones_are_refused(tmp_path):
    (tmp_path / "countries").mkdir()
    (tmp_path / "countries" / "countries.tsv").write_text("")
    with pytest.raises(DataError, match=r"countries\.tsv is not the file expected"):
        regions.build(tmp_path, tmp_path)
