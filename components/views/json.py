"""JSON that can stand inside a page's script."""

from __future__ import annotations

import json


def to_json(value: object) -> str:
    """Return compact JSON in which no tag can begin or end and no line can break."""
    words = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return words.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
