"""A user's folder for each test, and GeoNames' tables made line by line."""

import pytest

from geo.gazetteer.install import Options, install
from geo.gazetteer.install.build import Plan
from geo.gazetteer.install.commands import GeoNamesTable
from tests.tables import row

PLAIN = {"lat": "34.35", "lon": "45.39", "letter": "P", "feature": "PPL", "country": "IQ",
         "admin1": "10", "people": "0", "dem": "0", "zone": "Asia/Baghdad",
         "changed": "2024-01-15"}  # fmt: skip


def place_line(number, name, **cells):
    """One line of GeoNames' table of places."""
    return row(number, name, **{**PLAIN, **cells})


def silent(*_):
    """Take a report and say nothing."""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty folder of the user's."""
    folder = tmp_path / "home"
    monkeypatch.setenv("DATELINE_DATA", str(folder))
    monkeypatch.delenv("DATELINE_GEONAMES_URL", raising=False)
    return folder


@pytest.fixture
def put(home, tmp_path):  # noqa: ARG001 - it installs in the user's folder
    """Install lines of places under a name: put("iq", lines...)."""

    def run(name, *lines, report=silent):
        table = tmp_path / f"{name}.txt"
        table.write_text("".join(lines), encoding="utf-8")
        return install([str(table)], Options(name=name), report)

    return run


@pytest.fixture
def plan_of():
    """A plan to install a table of places in a folder of its own."""

    def make(table, folder):
        return Plan(
            name="made", label="geonames", options="", folder=folder,
            sources=(GeoNamesTable(path=table),),
        )  # fmt: skip

    return make
