"""Gazetteers of the user's own choice, built into the form of the shipped one's."""

from geo.gazetteer.install.build import verify
from geo.gazetteer.install.commands import BASE_URL, Options, install, remove
from geo.gazetteer.install.progress import bar

__all__ = ["BASE_URL", "Options", "bar", "install", "remove", "verify"]
