"""Bounds of what is unpacked, looked at before anything is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.intake.found import UnreadableError

if TYPE_CHECKING:
    import zipfile

_MOST_BYTES = 200_000_000  # of all that is in it, pictures too
_MOST_WORDS = 50_000_000  # bytes of one part that holds words
_MOST_PARTS = 5_000
_LOCKED = 1  # bit of a part's flags


def bounded(held: zipfile.ZipFile) -> None:
    """
    Refuse an archive that would unpack to more than any article needs.

    Raises
    ------
    UnreadableError
        When it would, or is locked.
    """
    parts = held.infolist()
    if any(part.flag_bits & _LOCKED for part in parts):
        msg = "is locked with a password; save a copy without one"
        raise UnreadableError(msg)
    size = sum(part.file_size for part in parts)
    largest = max((p.file_size for p in parts if p.filename.endswith(".xml")), default=0)
    if size > _MOST_BYTES or largest > _MOST_WORDS or len(parts) > _MOST_PARTS:
        msg = (
            f"would unpack to {size:,} bytes in {len(parts):,} parts, more than any article needs; "
            "save its words as plain text"
        )
        raise UnreadableError(msg)
