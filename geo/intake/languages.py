"""Which language an article is in, by its words; the model is loaded beside other work."""

from __future__ import annotations

import io
import lzma
import re
import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_READ = 4000  # code points
_SURE = 0.7  # of a language, by the words alone
_LOADING = threading.Lock()
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def prepare() -> None:
    """Begin to load the model, so that it is there when the first article is."""
    threading.Thread(target=_identifier, daemon=True).start()


def language_of(text: str, declared: str, *, is_stated: bool) -> str:
    """
    Return the language of a text.

    Parameters
    ----------
    text : str
        Of an article.
    declared : str
        A BCP 47 tag, or "". What a page declares is often its template's, so that the words go
        before it where they tell.
    is_stated : bool
        Whether somebody stated it of this very article: then it is kept.

    Returns
    -------
    str
        A BCP 47 tag; "" for none.
    """
    tag = declared.strip().replace("_", "-")
    tag = tag if _TAG.fullmatch(tag) else ""
    if tag and is_stated:
        return tag
    found, sure = _identifier().classify(text[:_READ])
    if sure < _SURE:
        return tag
    return tag if tag.partition("-")[0].lower() == found else str(found)


def _identifier() -> LanguageIdentifier:
    with _LOADING:
        return _load()


@cache
def _load() -> LanguageIdentifier:
    """Load the model in memory: its own loader would lay it in a temporary file."""
    import numpy as np  # noqa: PLC0415 - slow, and loaded beside other work
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - so too

    packed = (MODEL_DIR / MODEL_FILE).read_bytes()
    with np.load(io.BytesIO(lzma.decompress(packed)), allow_pickle=False) as held:
        part = {name: held[name] for name in held.files}
    return LanguageIdentifier(
        part["ptc"],
        part["pc"],
        part["classes"].tolist(),
        part["nextmove"],
        part["out_feat"],
        norm_probs=True,
        tk_row=part["nextmove_row"].tolist(),
    )
