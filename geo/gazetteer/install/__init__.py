"""Gazetteers of the user's own choice, built into the form of the shipped one's."""

from geo.gazetteer.install.bounds import MAX_BYTES
from geo.gazetteer.install.build import damaged_layers, verify
from geo.gazetteer.install.commands import BASE_URL, Options, install, remove
from geo.gazetteer.install.progress import Bar, bar

__all__ = [
    "BASE_URL",
    "MAX_BYTES",
    "Bar",
    "Options",
    "bar",
    "damaged_layers",
    "install",
    "remove",
    "verify",
]
