"""Names to keys: light, which forgets marks, and skeleton, which survives transliteration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_NAME = 120  # code points; a longer string is no name

_MARKS = "'\u2019\u2018\u02bc\u02bb\u02bf\u02be`\u00b4\u02b9\u02ba\u2032\u02bd\u0640"
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i",
    "ħ": "h", "ə": "a", "ß": "ss", "ŋ": "ng",
    "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643",  # yeh and kaf of Arabic, Persian
    "\u0629": "\u0647",  # teh marbuta, often written as heh
    **dict.fromkeys(_MARKS, None),
})  # fmt: skip
_GAP = re.compile(r"[\W_]+")
_ARTICLES = frozenset({
    "al", "ar", "as", "ad", "an", "at", "az", "ash", "adh", "ath", "el", "er", "es", "ed", "en",
    "et", "ez", "esh", "ul", "ur", "us", "ud", "un", "ut", "uz", "il", "the",
})  # fmt: skip
_DIGRAPHS = (
    ("kh", "k"), ("gh", "g"), ("dj", "j"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("sch", "s"),
    ("sh", "s"), ("ch", "c"), ("q", "k"), ("ck", "k"), ("x", "ks"),
)  # fmt: skip
_HARD_C = re.compile(r"c(?![ehiy])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouyw]+")
_FINAL_H = re.compile(r"(?<=[aeiou])h$")


def fold(name: str) -> str:
    """
    Return the light key: case, accents, apostrophes and punctuation forgotten.

    Parameters
    ----------
    name : str
        Any text; only its first `MAX_NAME` code points count.

    Returns
    -------
    str
        Words apart by one space, "" when nothing of a name is left.
    """
    return _fold(name[:MAX_NAME])  # the memory keeps no long text


@lru_cache(maxsize=16384)
def _fold(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(ch for ch in text if not unicodedata.combining(ch))
        text = unicodedata.normalize("NFC", text)
    else:
        text = text.lower().translate(_LETTERS)
    return _GAP.sub(" ", text).strip()


@lru_cache(maxsize=16384)
def skeleton(folded: str) -> str:
    """
    Return the tolerant key of a folded name: its consonants, articles left out.

    Parameters
    ----------
    folded : str
        What `fold` returned.

    Returns
    -------
    str
        "" for a name that is not in Latin letters, which has no skeleton.
    """
    if not folded.isascii():
        return ""
    words = folded.split(" ")
    kept = [w for w in words if w not in _ARTICLES] or words
    joined = _DOUBLED.sub(r"\1", "".join(_FINAL_H.sub("", w) for w in kept))
    for sounds, letter in _DIGRAPHS:
        joined = joined.replace(sounds, letter)
    joined = _HARD_C.sub("k", joined)
    bones = _VOWELS.sub("", joined)
    return ("a" if _VOWELS.match(joined) else "") + bones
