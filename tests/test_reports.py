"""The reports of tests/reports are what their README says, before any engine reads them."""

import csv
from collections import Counter

import pytest

from geo.articles import read_article
from tests.benchmarks.report_reports import figures
from tests.reported import FOLDER, KINDS, judge, read_reports

REPORTS = read_reports()
STYLES = {
    "field dispatch", "situation report", "human-rights bulletin", "wire", "local daily",
    "UN flash update", "event notes",
}  # fmt: skip
FLOORS = {"recall": 0.95, "precision": 0.965, "placed": 0.79, "right of placed": 0.955}
ABROAD = 0.015  # of those placed; the floors may rise and never fall, this may fall and never rise


def test_there_are_as_many_as_promised_of_each_style_and_country():
    assert len(REPORTS) >= 30
    assert Counter(r.style for r in REPORTS).keys() == STYLES
    assert min(Counter(r.style for r in REPORTS).values()) >= 4
    assert len({r.country for r in REPORTS}) >= 15
    assert all(120 <= len(r.text.split()) <= 400 for r in REPORTS)


def test_spans_are_exact_in_the_text_as_the_engine_reads_it():
    for report in REPORTS:
        assert read_article(report.text).text == report.text, report.id
        assert "[[" not in report.text
        assert "{{" not in report.text
        for name in report.names:
            assert report.text[name.start : name.end] == name.words


def test_every_name_says_what_and_where_it_is():
    for report in REPORTS:
        for name in report.names:
            assert name.kind in KINDS
            assert all(len(c) == 2 and c.isupper() for c in name.countries)
            assert name.countries or name.words == "Pacific"
            if name.kind in {"town", "village", "site", "quarter", "district", "division"}:
                assert name.provinces, (report.id, name.words)
            if name.point:
                assert -90 <= name.point[0] <= 90
                assert -180 <= name.point[1] <= 180


def test_other_spellings_are_of_provinces_that_rows_have():
    written = {
        (country, province)
        for report in REPORTS
        for name in report.names
        for country in name.countries
        for province in name.provinces
    }
    with (FOLDER / "provinces.csv").open(encoding="utf-8", newline="") as file:
        listed = {(row["country"], row["province"]) for row in csv.DictReader(file)}
    assert listed <= written


@pytest.fixture(scope="module")
def found():
    return figures([j for report in REPORTS for j in judge(report)])


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_reports_hold_their_floors(found, figure, floor):
    assert found[figure] >= floor


def test_few_marks_stand_abroad(found):
    placed = found["right"] + found["held"] + found["wrong"]
    assert found["abroad"] / placed <= ABROAD
