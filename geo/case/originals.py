"""The bytes that an article of a case came as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import CaseError

if TYPE_CHECKING:
    from geo.case.keeping import Case


def original_of(case: Case, article: str) -> bytes:
    """
    Return the bytes that an article came as, the first time.

    Parameters
    ----------
    case : Case
        Open.
    article : str
        Its id.

    Raises
    ------
    CaseError
        When the case has no such article.
    """
    asked = "SELECT bytes FROM sources WHERE article = ? ORDER BY id LIMIT 1"
    row = case.connection.execute(asked, (article,)).fetchone()
    if row is None:
        msg = f"the case has no article {article[:8]}"
        raise CaseError(msg)
    return bytes(row[0])
