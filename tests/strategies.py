"""What hypothesis feeds the engine: text nobody should trust, and articles made of it."""
# ruff: noqa: RUF001 - marks and letters that look alike are what is tested

from hypothesis import strategies as st

from geo.articles import read_article
from geo.errors import GeoError

MARKS = ["“", "”", "‘", "’", '"', "'", "„", "«", "»", "``", "''"]
PIECES = [
    *MARKS,
    *[".", "!", "?", "...", "…", "،", "؟", "。", ":", ";", ",", "—", " – ", "(", ")", "\n", "\n\n"],
    *[" ", "  ", "\t", "\u00a0", "\u200b", "\u202e", "\r\n", "\x00", "\ufeff", "\ud800"],
    *["said", "says", "he", "she", "they", "told", "according to", "added", "that", "who"],
    *["Colonel Caggins", "Myles B. Caggins II", "the spokesman", "Gen.", "U.S.", "B.", "the SDF"],
    *["ISIS’s", "Jalawla's", "’90s", "Back To Top", "Read more", "NAME:", "Khanaqin", "near"],
    *["<script>alert(1)</script>", "<img onerror=x>", "ا", "e\u0301", "漢字", "🙂", "I"],
]


def hostile_texts(max_pieces=60):
    """Text with marks, names, cues, controls and markup in any order."""
    soup = st.lists(st.sampled_from(PIECES), max_size=max_pieces)
    spaced = st.tuples(soup, st.sampled_from(["", " "])).map(lambda pair: pair[1].join(pair[0]))
    anything = st.text(st.characters(exclude_categories=()), max_size=200)
    return st.one_of(spaced, anything)


def _read(text):
    try:
        return read_article(text)
    except GeoError:
        return None


def articles():
    """Articles read from hostile text."""
    return hostile_texts().map(_read).filter(lambda article: article is not None)
