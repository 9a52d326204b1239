"""
Texts made to be slow: each generator returns one of about the size asked for.

Growth is judged by running one generator at a size, twice it and four times it. A unit that is
repeated is what scans and backtracking stumble over; numbered and drawn units defeat memory of
answers already given.
"""
# ruff: noqa: RUF001 - marks and letters that look alike are what is tested

import json
import random
from functools import cache
from itertools import count, product
from pathlib import Path

from geo.gazetteer import Gazetteer

ROOT = Path(__file__).parents[1]
_AMBIGUOUS = [
    *["San Antonio", "Santa Cruz", "San José", "Springfield", "Victoria", "Richmond", "Salem"],
    *["Franklin", "Washington", "Clinton", "Greenville", "Bristol", "Fairview", "Madison"],
    *["Centerville", "Kingston", "Newport", "Paris", "Santiago", "Tripoli", "Hamilton"],
    *["Manchester", "Alexandria", "Birmingham", "London", "Cambridge", "Oxford", "Lincoln"],
    *["Burlington", "Dayton", "Lexington", "Milton", "Ashland", "Dover", "Hudson", "Jackson"],
]


def repeated(unit, head="", tail=""):
    """Return a generator of one unit again and again."""

    def make(size):
        return head + unit * max(1, size // len(unit.encode()) - 4) + tail

    return make


def joined(parts, between):
    """Return a generator of parts drawn one after another, with something between."""

    def make(size):
        found, left = [], size
        for part in parts():
            left -= len((part + between).encode())
            if left < 0 and found:
                break
            found.append(part)
        return between.join(found)

    return make


@cache
def places():
    """Return place names that the gazetteer knows, each once, in a fixed order."""
    gazetteer = Gazetteer.open(layered=False)
    rows = range(0, len(gazetteer), 7)
    names = (gazetteer._embedded.place(row).name for row in rows)
    found = list(dict.fromkeys(name for name in names if name[:1].isupper()))
    random.Random(4).shuffle(found)  # noqa: S311 - inputs, not secrets
    return found


@cache
def sample():
    return (ROOT / "data/articles/inherent-resolve.txt").read_text(encoding="utf-8")


@cache
def passages():
    rows = json.loads((ROOT / "tests/gold/passages.json").read_text(encoding="utf-8"))
    return " ".join(row["text"] for row in rows)


def _letters(number):
    """Return a word of small letters that no other number has."""
    word = ""
    number += 26 * 26
    while number:
        number, rest = divmod(number, 26)
        word += chr(97 + rest)
    return word


def strangers():
    """Yield capital words that no list holds."""
    return (f"{'BDGKLMNPRTVZ'[i % 12]}{_letters(i)}" for i in count())


def cyrillic():
    """Yield capital words in Cyrillic letters that no list holds."""
    letters = {chr(97 + i): chr(0x430 + i) for i in range(26)}
    return (word.lower().translate(str.maketrans(letters)).capitalize() for word in strangers())


def coordinates():
    """Yield coordinates about Iraq, each another."""
    return (f"33.{i:05d}\u00b0N 44.{7 * i:06d}\u00b0E" for i in count())


def full_names():
    """Yield people of one family."""
    return (f"{word.capitalize()} Smith" for word in map(_letters, count()))


def cycled(words):
    """Return what yields the same words for ever."""

    def parts():
        while True:
            yield from words

    return parts


def known():
    while True:
        yield from places()


def pairs():
    """Yield names with one that may hold each."""
    for first, second in product(_AMBIGUOUS, ["Texas", "Ohio", "Spain", "England", "Chile"]):
        yield f"{first}, {second}"


def rivers():
    return (f"east of the {river}" for river in cycled(["Euphrates", "Tigris", "Nile"])())


GENERATORS = {
    # marks that end a sentence
    "dots": repeated(".", "Homs", "x"),
    "dots then a letter": repeated("." * 400 + "x "),
    "bangs and questions": repeated("!?", "Homs", "x"),
    "dots and blanks": repeated(". "),
    "stops and closing marks": repeated('.”"’)»]', "Homs", "x"),
    "full-width stops": repeated("．。！"),
    "ellipses": repeated(" … "),
    # quotation marks
    "quotes opened": repeated("“a "),
    "quotes closed": repeated("a” "),
    "quotes nested": repeated('“‘«"'),
    "quotes of two languages": repeated("„a“ «b» “c” 「d」 "),
    "straight quotes": repeated('"a" "b '),
    "single quotes": repeated("‘a b’c "),
    "doubled apostrophes": repeated("''a'' \u2018\u2018b\" \u201cc\" \"d\u201d "),
    "apostrophes": repeated("'ra", "Ma"),
    "backticks": repeated("``a'' "),
    "quotes never closed, a paragraph each": repeated("“He is in Homs and stays there\n\n"),
    "quote of a paragraph": repeated("We are in Homs and stay. ", "“", "”"),
    "quotes in one sentence": repeated("“We are in Homs now,” said Ali and "),
    "quote that never ends": repeated("We are in Homs and stay. ", "“"),
    "quoted names": repeated("“Homs,” said Ali, "),
    "quotes and one speaker": repeated('"I am in Homs and I stay here," Colonel Saleh said. '),
    # brackets, joints and lists
    "brackets": repeated("(["),
    "brackets closed": repeated("(Homs) [sic] "),
    "hyphens": repeated("-a", "Homs"),
    "hyphens of capitals": repeated("Al-Ka-", "Homs "),
    "commas": repeated(", "),
    "list numbers": repeated("1. a\n"),
    "bullets": repeated("- Homs\n"),
    # letters and words
    "initials": repeated("A. "),
    "initials joined": repeated("A.", "Mr "),
    "initials and a name": repeated("A. B. Haddad "),
    "one letter": repeated("a "),
    "one very long word": repeated("a"),
    "long words with capitals": repeated("Kirkuk" * 40 + " "),
    "very long capital words": repeated("K" + "irkuk" * 20_000 + " "),
    "capital words": joined(strangers, " "),
    "one capital word": repeated("Xyzzy "),
    "headline without end": repeated("Army Enters The City Of Homs Again "),
    "all capitals": repeated("THE ARMY ENTERED HOMS "),
    "lower case": repeated("homs and hama "),
    "digits": repeated("1234567890"),
    "degree signs": repeated("36\u00b0 "),
    "angles without a letter": repeated("36\u00b020\u203224.5\u2033, "),
    "half coordinates": repeated("36.3412N 43.1301, "),
    "labels of coordinates": repeated("lat 36.34 lat 43.13 "),
    "numbers with decimals": repeated("33.3152, 44.3661 "),
    "grids without a square": repeated("38S LF 3255 227 "),
    "coordinates": joined(coordinates, " "),
    "numbers": repeated("3,500.5 "),
    "titles": repeated("Gen. "),
    "titles and a name": repeated("Lt. Gen. Mr. Saleh "),
    # places
    "one name": repeated("Homs "),
    "one name with commas": repeated("Homs, "),
    "names in one sentence": joined(known, " and "),
    "names, a line each": joined(known, "\n"),
    "names, a paragraph each": joined(known, " fell.\n\n"),
    "capital words in Cyrillic": joined(lambda: (f"{w}ой" for w in cyrillic()), " "),
    "names with many meanings": joined(cycled(_AMBIGUOUS), ", "),
    "names and what holds them": joined(cycled(list(pairs())), "; "),
    "directions": repeated("North East ", "in "),
    "so far from": repeated("20 km south of "),
    "so far from names": repeated("20 km south of Homs "),
    "east of rivers": joined(rivers, " and "),
    "between and between": repeated("between Homs and Hama and "),
    "provinces": repeated("Diyala Province in Iraq, "),
    "peoples": repeated("Iraqi and Sri Lankan "),
    "seats that speak": repeated("Washington said and Baghdad agreed and "),
    # speech
    "said": repeated("said "),
    "X said": repeated("Saleh said "),
    "X said Y said": joined(lambda: (f"{name} said" for name in strangers()), " "),
    "one family": joined(lambda: (f"{name} left. Mr Smith said so." for name in full_names()), " "),
    "the official said it": repeated("The official said it was so. "),
    "he said": repeated("He said that he said that "),
    "according to": repeated("according to the official, "),
    "transcript": repeated("SALEH: We are in Homs.\nALI: Yes.\nOMAR: No.\n"),
    # blanks and lines
    "blanks": repeated(" ", "Homs"),
    "blanks between names": repeated("Homs" + " " * 500),
    "tabs": repeated("\t", "Homs"),
    "newlines": repeated("\n", "Homs"),
    "hard-wrapped": repeated("the army said on Monday that it had entered Waer and that no\n"),
    "hard-wrapped narrowly": repeated("the army entered Abu\nKamal and went\nto Port\n"),
    "words cut at line ends": repeated("Severo-\ndonetsk and ez-\nZor "),
    "CRLF": repeated("Homs fell.\r\nHama did not\r\n"),
    "set in by turns": repeated("- Homs\n  and Hama\n    fell\n"),
    "rows": repeated("Homs,3,5\nHama\t2\t0\n"),
    "navigation": repeated("Read more\nShare this article\n", "Homs fell.\n"),
    "sentences": repeated("The army entered Homs on Monday. "),
    # scripts and code points
    "Arabic": repeated("وقال الجيش إنه دخل الموصل "),
    "Arabic without blanks": repeated("والموصل", ""),
    "Cyrillic": repeated("в Москве и в Киеве "),
    "Chinese": repeated("北京和東京"),
    "Hindi": repeated("दिल्ली में सेना "),
    "Hindi without blanks": repeated("दिल्ली"),
    "Thai": repeated("กรุงเทพมหานคร"),
    "combining marks": repeated("\u0301\u0327", "e"),
    "combining marks in turn": repeated("\u0301\u0327\u0301", "Homs e"),
    "marks on each letter": repeated("e\u0301\u0327\u0323"),
    "marks on a name": repeated("Ho\u0301ms "),
    "Arabic with marks": repeated("مَوْصِل "),
    "Hangul syllables apart": repeated("\u1112\u1161\u11ab"),
    "right to left marks": repeated("\u202eHoms\u202c "),
    "soft hyphens": repeated("Ho\xadms \xad\nHa\xadma "),
    "zero width": repeated("\u200b\u200d", "Homs"),
    "emoji": repeated("👩\u200d👩\u200d👧\u200d👦"),
    "surrogates": repeated("\ufffd\U0001f600 "),
    # what web pages leave
    "markup": repeated("<p>&amp;&#x202e;</p><!-- "),
    "entities": repeated("&lt;&amp;&quot;"),
    "entities of entities": repeated("&amp;amp;shy;&#38;#3&#56;;"),
    "URLs": repeated("https://example.org/a.b/c?d=e&f=g "),
    "handles": repeated("@homs_news #Homs "),
    "JSON": repeated('{"name": "Homs"}, '),
    # whole articles
    "articles": lambda size: (sample() + "\n\n") * max(1, size // len(sample().encode())),
    "passages": lambda size: (passages() + "\n\n") * max(1, size // len(passages().encode())),
}
