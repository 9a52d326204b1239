"""Values on their way to the browser, as JSON that can stand in a script, and back."""

from __future__ import annotations

import json
from math import isfinite


def to_json(value: object) -> str:
    """Return compact JSON in which no tag can begin or end and no line can break."""
    words = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return words.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def whole_number(value: object) -> int | None:
    """Return a number that the browser sent (it may come as 3.0), None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return None
    return int(value) if value == int(value) else None
