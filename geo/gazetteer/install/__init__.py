"""Gazetteers of the user's own choice, built into the form of the shipped one's."""

from geo.gazetteer.install.bounds import MAX_BYTES
from geo.gazetteer.install.build import damaged_layers, verify
from geo.gazetteer.install.commands import Options, install, remove
from geo.gazetteer.install.countries import BASE_URL, GEONAMES, LICENCE, has_table
from geo.gazetteer.install.offered import (
    install_table,
    measure_table,
    read_stage,
    remove_table,
)
from geo.gazetteer.install.progress import Bar, bar

__all__ = [
    "BASE_URL",
    "GEONAMES",
    "LICENCE",
    "MAX_BYTES",
    "Bar",
    "Options",
    "bar",
    "damaged_layers",
    "has_table",
    "install",
    "install_table",
    "measure_table",
    "read_stage",
    "remove",
    "remove_table",
    "verify",
]
