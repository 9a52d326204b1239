"""An RTF to its words."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from geo.intake.found import Found, UnreadableError

_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
_UNICODE = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?|.)?", re.DOTALL)
_HEX = re.compile(r"\\'([0-9a-fA-F]{2})")
_MARK = re.compile(r"\\\\|\\[{}]|[{}]")


def read(data: bytes, url: str) -> list[Found]:
    """Return the article of an RTF."""
    source = data.decode("latin-1")
    depth = 0
    for mark in _MARK.finditer(source):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
    if depth > 0:
        msg = "is an RTF that is cut off: its end is missing; get it again, whole"
        raise UnreadableError(msg)
    named = _PAGE.search(data)
    page = f"cp{int(named[1])}" if named else "cp1252"
    text = rtf_to_text(source, encoding=page, errors="replace")  # type: ignore[no-untyped-call]
    paragraphs = [line.strip() for line in text.splitlines()]
    return [
        Found(
            text="\n\n".join(filter(None, paragraphs)),
            title=_info(source, "title", page),
            byline=_info(source, "author", page),
            url=url,
        )
    ]


def _info(source: str, name: str, page: str) -> str:
    """Return a field of the file's own description."""
    match = re.search(rf"\{{\\{name}\s([^{{}}]{{0,1000}})\}}", source)
    if match is None:
        return ""
    words = _UNICODE.sub(lambda m: chr(int(m[1]) % 0x10000), match[1])
    return _HEX.sub(lambda m: bytes([int(m[1], 16)]).decode(page, "replace"), words).strip()
