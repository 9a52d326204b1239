"""What a mark is called, and in which language."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.types import Article, Resolution

_ENGLISH = "en"  # of the gazetteer's names in Latin letters, and of the words a disc is said in
_LONGEST = 80  # code points of a label
_MOSTLY = 2  # times as many letters as are foreign to it, at the least, has a text in a language
_SCRIPTS = {  # first word of a letter's Unicode name: its ISO 15924 code
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "BOPOMOFO": "Bopo", "CJK": "Hani",
    "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor",
    "GREEK": "Grek", "GUJARATI": "Gujr", "HANGUL": "Hang", "HEBREW": "Hebr", "HIRAGANA": "Hira",
    "KATAKANA": "Kana", "KHMER": "Khmr", "LAO": "Laoo", "MONGOLIAN": "Mong", "MYANMAR": "Mymr",
    "SINHALA": "Sinh", "SYRIAC": "Syrc", "TAMIL": "Taml", "TELUGU": "Telu", "THAANA": "Thaa",
    "THAI": "Thai", "TIBETAN": "Tibt",
}  # fmt: skip


def label(article: Article, group: Sequence[Resolution]) -> tuple[str, str]:
    """
    Name a mark, and say in which language that is.

    Parameters
    ----------
    article : Article
        Where its first name stands.
    group : sequence of Resolution
        The mark's names, in reading order.

    Returns
    -------
    tuple of str
        The place's own name: in the article's letters where the gazetteer has it in those, the
        commonest of its forms, or as an analyst calls it; else its English name. Of a disc, the
        words that point at it, which have no name of their own; of a name somewhere in a place,
        both. And the language, BCP 47; "und" and the script where only that is known.
    """
    first = group[0]
    if first.around is not None:
        return _tidy(first.around.words), language(article, first.around.words)
    if first.within is not None and first.place is not None:
        name = first.toponym.surface
        holder = first.candidates[0].form or first.place.name
        return _tidy(f"{name}, somewhere in {holder}"), language(article, name)
    forms = Counter(r.candidates[0].form for r in group if r.candidates and r.candidates[0].form)
    if forms:
        name = _tidy(forms.most_common(1)[0][0])
        return name, language(article, name)
    return ("" if first.place is None else _tidy(first.place.name)), _ENGLISH


def language(article: Article, words: str) -> str:
    """Return the language of words of an article: its own, or what their letters tell."""
    script = next((code for letter in words if (code := _script(letter))), None)
    if script is None:
        return article.language
    return article.language if article.language != _ENGLISH else f"und-{script}"


def is_read(article: Article, words: str) -> bool:
    """Return whether words are in the language whose speakers are read, as their letters tell."""
    if article.language.partition("-")[0] != _ENGLISH:
        return False
    if words.isascii():
        return True
    letters = [letter for letter in words if letter.isalpha()]
    strange = sum(_script(letter) is not None for letter in letters)
    return _MOSTLY * strange <= len(letters)


def _script(letter: str) -> str | None:
    """Return the script of a letter where it is not Latin, None for what is no such letter."""
    if not letter.isalpha():
        return None
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0])


def _tidy(words: str) -> str:
    """Return words on one line, bounded at a word's end."""
    line = " ".join(words.split())
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rpartition(" ")[0] or line[:_LONGEST]
