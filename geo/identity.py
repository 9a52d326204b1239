"""What a stage's id is made of: the constants of its modules, digested."""

from __future__ import annotations

import hashlib
import pkgutil
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_DIGITS = 12  # of a digest in an id


def digest(words: str) -> str:
    """Return the first twelve hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]


def constants_of(*modules: ModuleType) -> str:
    """
    Return a digest of the constants that modules define: words, weights, bounds and patterns.

    Parameters
    ----------
    *modules : module
        A stage's modules; names in capitals count, with an underscore before them or not.

    Returns
    -------
    str
        Twelve hexadecimal digits; the same in every process.
    """
    rows = [
        f"{module.__name__}.{name}={_plain(value)}"
        for module in modules
        for name, value in sorted(vars(module).items())
        if name.isupper() and not name.startswith("__")
    ]
    return digest("\n".join(rows))


def constants_in(package: str) -> str:
    """
    Return a digest of the constants of every module of a package, so that none is forgotten.

    Parameters
    ----------
    package : str
        A stage's, such as "geo.quotes".

    Returns
    -------
    str
        Twelve hexadecimal digits; the same in every process.
    """
    return constants_of(*_modules(package))


@cache  # an engine's id is asked for with each article, and a package's files stay
def _modules(package: str) -> tuple[ModuleType, ...]:
    inside = pkgutil.iter_modules(import_module(package).__path__)
    return tuple(import_module(f"{package}.{module.name}") for module in inside)


def _plain(value: object) -> str:
    """Write a constant the same way in every process: sets and mappings have no order."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, re.Pattern):
        return f"{value.pattern}/{value.flags}"
    if isinstance(value, Mapping):
        rows = sorted(f"{_plain(key)}:{_plain(item)}" for key, item in value.items())
        return "{" + ",".join(rows) + "}"
    if isinstance(value, AbstractSet):
        return "{" + ",".join(sorted(map(_plain, value))) + "}"
    if isinstance(value, (tuple, list)):
        return "[" + ",".join(map(_plain, value)) + "]"
    return repr(value) if isinstance(value, (str, int, float)) else type(value).__name__
