"""Russian and Ukrainian case endings undone: «в Москве», «біля Києва»."""

from __future__ import annotations

import unicodedata
from itertools import product

from geo.gazetteer.folding import fold

_MOST_WORDS = 3  # of a name whose words are each put back in the nominative
_LEAST = 3  # letters of a stem
_MOST = 60  # forms of one name
# Endings as `fold` leaves them, without marks -> those the nominative may have.
_ENDINGS = {
    "ами": ("ы", "и", "а", "о", ""),
    "ями": ("и", "я", "ь"),
    "ого": ("ыи", "ии", "ое", "ои", "е"),
    "его": ("ии", "ее"),
    "ому": ("ыи", "ии", "ое", "ои", "е"),
    "ему": ("ии", "ее"),
    "ією": ("ія",),
    "иею": ("ия",),
    "иеи": ("ия",),
    "ові": ("",),
    "еві": ("ь", "и"),
    "ах": ("ы", "и", "а", "о", ""),
    "ях": ("и", "я", "ь", "е"),
    "ам": ("ы", "и", "а", "о", ""),
    "ям": ("и", "я", "ь", "е"),
    "ии": ("ия", "ии"),
    "ию": ("ия",),
    "іі": ("ія",),
    "ію": ("ія",),
    "ом": ("", "о", "ое", "ыи"),
    "ем": ("", "ь", "и", "е", "о"),
    "єм": ("и", "є"),
    "ым": ("", "ыи"),
    "им": ("", "ии", "е"),
    "ои": ("а", "ая"),
    "оі": ("а",),
    "ою": ("а", "ая"),
    "еи": ("я", "а", "ь"),
    "ею": ("я", "а"),
    "єю": ("я",),
    "іи": ("а",),
    "ую": ("ая",),
    "а": ("", "о", "е"),
    "я": ("ь", "и", "е", ""),
    "у": ("", "а", "о"),
    "ю": ("я", "ь", "и", "е"),
    "е": ("", "а", "о", "ь"),
    "и": ("а", "ь", "я"),
    "ы": ("а",),
    "і": ("", "а", "о", "ь", "и", "я"),
    "ь": (),
}
_CLOSED = {"ов": "ів", "ев": "ів", "єв": "ів"}  # Ukrainian: Харкова, Харків
_LONGEST = max(map(len, _ENDINGS))
_VOWELS = frozenset("аеєиіїоуыэюяё")


def is_latin(folded: str) -> bool:
    """Return whether a folded name begins with a Latin letter or a digit."""
    first = folded[:1]
    return first.isascii() or unicodedata.name(first, "").startswith("LATIN")


def is_cyrillic(folded: str) -> bool:
    """Return whether a folded name starts with a Cyrillic letter."""
    return "\u0400" <= folded[:1] <= "\u04ff"


def dictionary_forms(folded: str) -> tuple[str, ...]:
    """
    Return what a name in Cyrillic letters may be in the nominative.

    Parameters
    ----------
    folded : str
        What `fold` returned.

    Returns
    -------
    tuple of str
        Folded names, the likeliest first, the name itself left out; none for other scripts. Most
        are no words at all: they are there to be looked up.

    Notes
    -----
    The endings are those of the school grammars of Russian and Ukrainian; of vowels that change
    with them, only Ukrainian -ів is undone.
    """
    words = folded.split(" ")
    if not is_cyrillic(folded) or len(words) > _MOST_WORDS:
        return ()
    forms: dict[str, None] = {}
    for made in product(*map(_forms, words)):
        forms.setdefault(" ".join(made))
        if len(forms) > _MOST:
            break
    forms.pop(folded, None)
    return tuple(forms)


def _forms(word: str) -> list[str]:
    """Return a word as it is, and with each ending that may stand for its own."""
    found = [word, *_opened(word)]
    for size in range(min(_LONGEST, len(word) - _LEAST), 0, -1):
        stem, ending = word[:-size], word[-size:]
        if ending in _ENDINGS:
            found += [stem + nominative for nominative in _ENDINGS[ending]]
    return found


def _opened(word: str) -> list[str]:
    """Return the names in Ukrainian -ів that a word may be of: far the most that end so."""
    found = []
    for size in range(1, min(_LONGEST, len(word) - _LEAST) + 1):
        stem, ending = word[:-size], word[-size:]
        closed = _CLOSED.get(stem[-2:])
        if ending in _ENDINGS and closed:
            found.append(stem[:-2] + closed)
    return found


def as_written(surface: str, form: str) -> str:
    """
    Write a dictionary form as the text would: with its capitals, hyphens and marks on letters.

    Parameters
    ----------
    surface : str
        The name in the text: "Києва".
    form : str
        The folded form that was found for it: "киів".

    Returns
    -------
    str
        "Київ". What both share keeps the text's letters; the ending gets the marks that the
        spelling of Russian and Ukrainian asks for and folding took.
    """
    words = surface.split()
    if fold(surface) == form:
        return " ".join(words)
    pieces = [piece for word in words for piece in _with_joint(word)]
    forms = form.split(" ")
    if len(pieces) != len(forms):
        return " ".join(f.capitalize() for f in forms)
    made = [_ending(old, new) + joint for (old, joint), new in zip(pieces, forms, strict=True)]
    return "".join(made).strip()


def _with_joint(word: str) -> list[tuple[str, str]]:
    """Part a word at its hyphens: each piece, and what joins it to the next."""
    *heads, last = word.split("-")
    return [*((head, "-") for head in heads), (last, " ")]


def _ending(old: str, new: str) -> str:
    """Put a folded word's ending on what the word in the text shares with it."""
    kept, same = "", 0
    for letter in old:
        key = fold(letter)  # "" for an apostrophe
        if key != new[same : same + len(key)]:
            break
        kept, same = kept + letter, same + len(key)
    made = kept[:1] + kept[1:].lower() if old.isupper() else kept
    for place, letter in enumerate(new[same:], start=same):
        made += _marked(made, letter, last=place == len(new) - 1)
    return made if kept else made.capitalize()


def _marked(before: str, letter: str, *, last: bool) -> str:
    """Give a letter the mark that spelling asks for and folding took."""
    after_vowel = before[-1:].lower() in _VOWELS
    if letter == "і" and after_vowel:
        return "ї"
    return "й" if letter == "и" and after_vowel and last else letter
