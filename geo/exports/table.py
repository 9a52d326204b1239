"""Names of places as CSV (RFC 4180), one row a name."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geo.exports.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.exports.rows import Value
    from geo.types import Parse

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def write(parses: Iterable[Parse]) -> str:
    """
    Return a table of every name in the articles.

    Parameters
    ----------
    parses : iterable of Parse
        What the engine made of each article.

    Returns
    -------
    str
        CSV with a header. Words that a spreadsheet would take for a formula begin with an
        apostrophe.
    """
    found = [row for parse in parses for row in rows(parse)]
    out = io.StringIO()
    if found:
        table = csv.DictWriter(out, fieldnames=list(found[0]))
        table.writeheader()
        table.writerows({key: _inert(value) for key, value in row.items()} for row in found)
    return out.getvalue()


def _inert(value: Value) -> Value:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
