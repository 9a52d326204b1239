"""Names of places as CSV (RFC 4180), one row a name."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geo.exports.rows import rows

if TYPE_CHECKING:
    from geo.exports.rows import Value
    from geo.mapped import EvidenceMap

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def write(shown: EvidenceMap) -> str:
    """
    Return a table of every name in the articles.

    Parameters
    ----------
    shown : EvidenceMap
        One or more articles, as asked.

    Returns
    -------
    str
        CSV with a header; a yes or no is `true` or `false`. Words that a spreadsheet would take
        for a formula begin with an apostrophe.
    """
    found = rows(shown)
    out = io.StringIO()
    if found:
        table = csv.DictWriter(out, fieldnames=list(found[0]))
        table.writeheader()
        table.writerows({key: _inert(value) for key, value in row.items()} for row in found)
    return out.getvalue()


def _inert(value: Value) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
