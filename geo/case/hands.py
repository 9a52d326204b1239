"""Who writes into a case: who is named, else who the environment or the system says."""

from __future__ import annotations

import getpass
import os

from geo.case.arriving import one_line
from geo.case.keeping import Hand
from geo.errors import CaseError

WHO = "DATELINE_WHO"  # environment variable


def hand_of(who: str | None = None, why: str | None = None) -> Hand:
    """
    Return who writes, and why.

    Parameters
    ----------
    who : str, optional
        Their name; else that of `DATELINE_WHO`, else the login name.
    why : str, optional
        For the log; one line of it is kept, and None for no words.

    Raises
    ------
    CaseError
        When nobody is named and the system does not know who it is.
    """
    said = who or os.environ.get(WHO)
    if not said:
        try:
            said = getpass.getuser()
        except (OSError, KeyError, ImportError) as cause:
            msg = f"the system does not say who you are; give --who, or set {WHO}"
            raise CaseError(msg) from cause
    name = one_line(said)
    if not name:
        msg = "a name needs a letter; give --who"
        raise CaseError(msg)
    return Hand(who=name, why=None if why is None else one_line(why) or None)
