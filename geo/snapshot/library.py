"""Loads matplotlib so that it keeps its list of fonts in our folder and nowhere else."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from geo.errors import DataError, ExportError
from geo.settings import HOME, user_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = "matplotlib"  # of its folder in the user's
_FONTS = "fonts.conf"
# No folder to look in, so fontconfig has nothing to keep in the user's cache; the sheet uses
# the shipped typefaces and matplotlib's own.
_NO_FONTS = '<?xml version="1.0"?><fontconfig><cachedir>{folder}</cachedir></fontconfig>\n'
_loading = Lock()


def load() -> None:
    """
    Load matplotlib's fonts, once.

    Where the program has them already, they stay as it loaded them. Where the user's folder
    cannot be written, the list is made anew in a folder that is gone when this returns.

    Raises
    ------
    ExportError
        When there is no folder at all that can be written.
    """
    with _loading, ExitStack() as stack:
        if "matplotlib.font_manager" in sys.modules:
            return
        folder = _own_folder()
        if folder is None:
            folder = _temporary_folder(stack)
        there = {"MPLCONFIGDIR": str(folder), "FONTCONFIG_FILE": str(folder / _FONTS)}
        stack.enter_context(_environment(there))
        # A list of fonts that cannot be kept, on a full disk, is made anew next time.
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
        import_module("matplotlib.font_manager")


def _own_folder() -> Path | None:
    """Return a folder of our own that can be written, if there is one."""
    try:
        folder = user_folder() / _NAME
        folder.mkdir(parents=True, exist_ok=True)
        return _furnish(folder) if os.access(folder, os.W_OK) else None
    except (DataError, OSError):
        return None


def _temporary_folder(stack: ExitStack) -> Path:
    try:
        return _furnish(Path(stack.enter_context(tempfile.TemporaryDirectory())))
    except OSError as cause:
        why = cause.strerror
        msg = f"no folder can be written to draw with ({why}); free some room, or set {HOME}"
        raise ExportError(msg) from cause


def _furnish(folder: Path) -> Path:
    """Put what fontconfig reads into a folder and return the folder."""
    conf = _NO_FONTS.format(folder=escape(str(folder)))
    (folder / _FONTS).write_text(conf, encoding="utf-8")
    return folder


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables for as long as it lasts: the user's other programs keep theirs."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
