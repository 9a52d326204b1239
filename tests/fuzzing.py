"""Hostile inputs by number, and what must hold for whatever the engine makes of one."""
# ruff: noqa: RUF001 - marks and letters that look alike are what is tested

import csv
import json
import math
import random
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

from geo import GeoError, default_engine, read_article, to_result

ROOT = Path(__file__).parents[1]
LENGTHS = [*[10] * 6, *[1000] * 8, *[10_000] * 4, 100_000]
NATIVE = [
    *["الموصل", "كركوك", "دير الزور", "کرکوک", "تهران", "ههولێر", "Харків", "Луганськ", "Москва"],
    *[
        "北京",
        "東京",
        "서울",
        "Αθήνα",
        "თბილისი",
        "Երևան",
        "กรุงเทพ",
        "ཀོང་པོ",
        "አዲስ አበባ",
        "עזה",
        "दिल्ली",
    ],
]
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069\ufeff\u00ad\u2060"
)
COMBINING = "\u0300\u0301\u0308\u0327\u0338\u0591\u064b\u0670\u0e31\u20e3\ufe0f\U000e0041"
PUNCTUATION = ".,;:!?…-–—_/\\|()[]{}<>“”‘’\"'«»„‹›*#@&%+=~^$€`،؟。、·•\t\n\r\u2028\u2029\x85 \u00a0"
NUMBERS = [
    *["0", "1", "20", "-5", "1e309", "999999999999999999999", "0.0000001", "1,000,000", "½", "٣"],
    *["twenty", "a few", "hundreds of", "1.2.3", "20-30", "²", "Ⅷ", "10" * 200, "NaN", "inf"],
]
RELATIVE = [
    *["{n} km {d} of {a}", "{n} miles {d} of {a}", "{n}km {d} from {a}", "between {a} and {b}"],
    *["halfway between {a}, {b} and {a}", "the outskirts of {a}", "{d} of the {a}", "near {a}"],
    *[
        "{a} Province",
        "Governorate of {a}",
        "{a} River",
        "{a}, {b}",
        "the {a}-{b} road",
        "{a} camp",
    ],
    *["“{a}”, said {b}", "{a} said: “{b} is in {a}.”", "{b}’s {a}", "{a} (AP) —", "{A} — {b}"],
]
DIRECTIONS = ["north", "South", "west-north-west", "SE", "northeast", "kilometres", "", "أ"]


@cache
def sample():
    return (ROOT / "data/articles/inherent-resolve.txt").read_text(encoding="utf-8")


@cache
def names():
    """Return place names in many spellings, and names of none."""
    with (ROOT / "data/gazetteer/supplement.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    spellings = [s for row in rows for s in (row["name"], *row["aliases"].split("|")) if s]
    passages = json.loads((ROOT / "tests/gold/passages.json").read_text(encoding="utf-8"))
    return [
        *spellings,
        *(t["name"] for p in passages for t in p["toponyms"]),
        *(name for p in passages for name in p["not_places"]),
        *(NATIVE * 20),
    ]


def code_point(draw):
    kind = draw.random()
    if kind < 0.5:
        return chr(draw.randrange(0x20, 0x250))
    if kind < 0.9:
        return chr(draw.randrange(0x250, 0x3000))
    return chr(draw.randrange(0x110000))  # any, surrogates among them


def noise(draw):
    return "".join(code_point(draw) for _ in range(draw.randrange(1, 1500)))


def glued(draw):
    """Return names stuck to marks, to one another and to invisible characters."""
    words = []
    for _ in range(draw.randrange(1, 120)):
        words.append(draw.choice(names()))
        glue = draw.choice([PUNCTUATION, INVISIBLE, COMBINING, "aZé0"])
        words.append("".join(draw.choices(glue, k=draw.randrange(4))))
    return "".join(words)


def mutate(draw, text):
    for _ in range(draw.randrange(1, 40)):
        at, length = draw.randrange(len(text) + 1), draw.randrange(1, 60)
        put = draw.choice(
            [
                "",
                text[at : at + length] * draw.randrange(4),
                draw.choice(names()),
                draw.choice(PUNCTUATION + INVISIBLE + COMBINING),
                code_point(draw),
                text[at : at + length][::-1],
            ]
        )
        text = text[:at] + put + text[at + draw.choice([0, length]) :]
    return text


def mutated(draw):
    return mutate(draw, sample())


def cased(draw):
    """Return the sample in capitals, in lower case, decomposed, or without spaces."""
    how = draw.choice([str.upper, str.lower, str.title, str.swapcase, str.casefold])
    form = draw.choice(["NFC", "NFD", "NFKC", "NFKD"])
    text = unicodedata.normalize(form, how(mutate(draw, sample())))
    return text.replace(" ", draw.choice([" ", "", "\n", "\u00a0", "\u200b"]))


def marked(draw):
    """Return the sample with invisible or combining characters everywhere."""
    marks = draw.choice([INVISIBLE, COMBINING, "\x00", "\x00\x07\x1b", "\u202e"])
    often = draw.choice([0.01, 0.05, 0.3])
    return "".join(c + (draw.choice(marks) if draw.random() < often else "") for c in sample())


def relative(draw):
    """Return sentences that say where from where, with numbers nobody can walk."""
    said = []
    for _ in range(draw.randrange(1, 40)):
        a, b = draw.choice(names()), draw.choice(names())
        words = draw.choice(RELATIVE)
        n, d = draw.choice(NUMBERS), draw.choice(DIRECTIONS)
        said.append(words.format(a=a, b=b, A=a.upper(), n=n, d=d))
    return draw.choice([". ", ", ", " ", "\n", "; and "]).join(said)


def repeated(draw):
    """Return one thing over and over, up to a hundred thousand characters."""
    things = [*names()[:200], *NATIVE, *PUNCTUATION, *INVISIBLE, *COMBINING]
    thing = draw.choice([*things, "a", "Aa ", "“", "’s ", "A. ", "near ", " of", "\n\n", "Mr. "])
    return "It is " + thing * (draw.choice(LENGTHS) // len(thing) + 1)


def nested(draw):
    marks = ["“", "”", "‘", "’", '"', "'", "«", "»", " said ", " he added, ", "Gen. ", "\n", ": "]
    return "".join(draw.choice([*marks, draw.choice(names())]) for _ in range(draw.randrange(400)))


def damaged(draw):
    """Return bytes of some text in some encoding, some of them wrong."""
    text = draw.choice([mutated, glued, relative, noise])(draw)
    encoding = draw.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
    errors = "replace" if encoding == "cp1252" else "surrogatepass"
    data = bytearray(text.encode(encoding, errors))
    for _ in range(draw.choice([0, 1, 20])):
        if data:
            data[draw.randrange(len(data))] = draw.randrange(256)
    return bytes(data[: draw.choice([len(data), draw.randrange(len(data) + 1)])])


def escaped(draw):
    """Return text with lone surrogates, as decoding bytes that are no text leaves them."""
    data = damaged(draw)
    return data.decode("utf-8", "surrogateescape")


def markup(draw):
    tags = ["<p>", "</p>", "<script>", "&amp;", "&#x202e;", "<!--", "]]>", "](http://", "${", "{{"]
    words = sample().split(" ")
    return "".join(draw.choice([draw.choice(words) + " ", draw.choice(tags)]) for _ in range(300))


MAKERS = (
    *(noise, glued, mutated, cased, marked, relative),
    *(repeated, nested, damaged, escaped, markup),
)


def hostile_input(number):
    """Return the input of a number, the same on every run: a str, or bytes."""
    draw = random.Random(number)  # noqa: S311 - inputs, not secrets
    return MAKERS[number % len(MAKERS)](draw)


def parse_of(data):
    """Return what the engine makes of an input, or None when it refuses it with a `GeoError`."""
    try:
        parse = default_engine().parse(read_article(data))
    except GeoError as error:
        assert str(error)  # noqa: PT017 - refusing is right; refusing silently is not
        return None
    check(parse)
    return parse


def check(parse):
    """Claim whatever holds of every parse: above all that each offset is exact."""
    text = parse.article.text
    check_sentences(parse)
    for named in (*parse.toponyms, *parse.not_places):
        assert named.span.end <= len(text)  # a slice forgives one that is past the end
        assert text[named.span.start : named.span.end] == named.surface != ""
    for toponym in parse.toponyms:
        assert parse.sentences[toponym.sentence].span.covers(toponym.span)
    for left, right in pairwise(parse.toponyms):
        assert left.span.end <= right.span.start
    assert tuple(r.toponym for r in parse.resolutions) == parse.toponyms
    for evidence in parse.evidence:
        assert text[evidence.span.start : evidence.span.end] == evidence.text
        assert evidence.span.covers(evidence.resolution.toponym.span)
    check_quotes(parse)
    check_numbers(parse)
    check_result(parse)


def check_sentences(parse):
    for index, sentence in enumerate(parse.sentences):
        assert sentence.index == index
        assert sentence.span.end <= len(parse.article.text)
    for left, right in pairwise(parse.sentences):
        assert left.span.end <= right.span.start
        assert left.paragraph <= right.paragraph


def check_quotes(parse):
    for index, quote in enumerate(parse.quotes):
        assert quote.index == index
        spans = [*quote.spans, *([quote.cue] if quote.cue else [])]
        if quote.speaker:
            assert quote.speaker.name
            spans.append(quote.speaker.span)
        assert all(span.end <= len(parse.article.text) for span in spans)


def check_numbers(parse):
    for resolution in parse.resolutions:
        assert 0 <= resolution.score <= 1
        for candidate in resolution.candidates:
            assert 0 <= candidate.score <= 1
        if resolution.around is not None:
            assert math.isfinite(resolution.around.radius_km)
            assert resolution.around.words in parse.article.text


def check_result(parse):
    """Claim that the JSON is plain, and says the same words at the same offsets."""
    result = json.loads(json.dumps(to_result(parse), allow_nan=False))
    json.dumps(result, ensure_ascii=False).encode()
    text = parse.article.text
    for row in (*result["toponyms"], *result["not_places"]):
        assert text[row["start"] : row["end"]] == row["name"]
    for row in result["quotes"]:
        assert text[row["start"] : row["end"]] == row["text"]
