"""Russian and Ukrainian case endings undone: «в Москве», «біля Києва»."""

from __future__ import annotations

from itertools import product

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
    found = [word]
    for size in range(min(_LONGEST, len(word) - _LEAST), 0, -1):
        stem, ending = word[:-size], word[-size:]
        if ending in _ENDINGS:
            found += [stem + nominative for nominative in _ENDINGS[ending]]
            closed = _CLOSED.get(stem[-2:])
            if closed:
                found.append(stem[:-2] + closed)
    return found
