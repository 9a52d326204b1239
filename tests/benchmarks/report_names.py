"""
Say how many small cases of names and quotes are right, by kind.

Run from the clone: `.venv/bin/python -m tests.benchmarks.report_names CASES [--wrong]`, CASES a
file of JSON lines of `id`, `kind`, `text` and `expected`, the last in the words of `_RULES` below, parts
divided by semicolons. A part in other words is not judged, and said so.
"""
# ruff: noqa: E501, RUF001 - a row a rule; letters and marks as the cases have them

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from pathlib import Path

from geo import default_engine, distance_km, read_article
from geo.types import Kind, Precision, Use

_NEAR_KM = 25.0  # where a case gives no bound of its own


class Answer:
    """What the engine made of a text, asked in the words of the cases."""

    def __init__(self, text):
        self.parse = default_engine().parse(read_article(text))
        self.names = [r for r in self.parse.resolutions if r.toponym.use is not Use.DEMONYM]
        self.placed = [r for r in self.names if r.place is not None]

    def called(self, name):
        """Resolutions whose words hold a name."""
        plain = re.sub(r"\s+", " ", name).replace("’", "'").lower()
        return [
            r
            for r in self.names
            if plain in re.sub(r"\s+", " ", r.toponym.surface).replace("’", "'").lower()
        ]

    def at(self, lat, lon, km, among=None):
        """Whether a name is placed near a point."""
        return any(
            distance_km(r.place.lon, r.place.lat, float(lon), float(lat)) <= float(km or _NEAR_KM)
            for r in (self.placed if among is None else among)
            if r.place is not None
        )

    def countries(self, names):
        return {r.place.country for r in names if r.place is not None}

    def quoted(self, words, speakers):
        """Whether a quote that holds the words is by one of the speakers."""
        said = ast.literal_eval(speakers)
        flat = words.replace("\n", " ")
        return any(
            flat in self.parse.article.slice(span).replace("\n", " ")
            and (q.speaker.name if q.speaker else None)
            in {s and s.replace("\n", " ") for s in said}
            for q in self.parse.quotes
            for span in q.spans
        )

    def every(self, name):
        """Whether each time a name stands in the text it is placed."""
        held = [m.start() for m in re.finditer(rf"\b{name}\b", self.parse.article.text)]
        starts = {r.toponym.span.start for r in self.placed}
        return bool(held) and set(held) <= starts


def _in(answer, name, country, kind):
    return any(
        r.place.country == country and (kind is None or r.place.kind is Kind(kind))
        for r in answer.called(name)
        if r.place is not None
    )


def _whole(answer, name, country):
    plain = " ".join(name.split())
    held = [r for r in answer.names if " ".join(r.toponym.surface.split()) == plain]
    return any(country is None or (r.place and r.place.country == country) for r in held)


_RULES = (  # words of a case, what judges them
    (r"placed exactly (\[.*\])", lambda a, n: [r.toponym.surface for r in a.placed] == ast.literal_eval(n)),
    (r"'(.+)' not placed", lambda a, n: not any(r.place for r in a.called(n))),
    (r"every (.+) placed", lambda a, n: a.every(n)),
    (r"all (\d+) found", lambda a, n: len(a.placed) == int(n)),
    (r"a p(?:lace|oint) at (-?[\d.]+),(-?[\d.]+)(?: \(±([\d.]+) km\))?", lambda a, *p: a.at(*p)),
    (r"a point", lambda a: bool(a.placed)),
    (r"(.+) at (-?[\d.]+),(-?[\d.]+) \(±([\d.]+) km\)(?: kind (\w+))?",
     lambda a, n, lat, lon, km, kind: a.at(lat, lon, km, [r for r in a.called(n) if kind is None or (r.place and r.place.kind is Kind(kind))])),
    (r"name '(.+)' whole, verbatim", lambda a, n: _whole(a, n, None)),
    (r"'(.+)' whole, in (\w\w)", _whole),
    (r"(.+) in ([A-Z]{2})(?: kind (\w+))?", _in),
    (r"(.+) precision (P\d)", lambda a, n, p: any(r.precision is Precision(p) for r in a.called(n))),
    (r"(.+): not an exact point", lambda a, n: bool(a.called(n)) and all(r.precision is not Precision.P1 for r in a.called(n))),
    (r"(\w+): the town", lambda a, n: all(r.place and r.place.kind is Kind.TOWN for r in a.called(n)) and bool(a.called(n))),
    (r"nothing outside (\(.+\))", lambda a, c: a.countries(a.placed) <= set(ast.literal_eval(c))),
    (r"none in (\(.+\))", lambda a, c: not a.countries(a.placed) & set(ast.literal_eval(c))),
    (r"no quote with '(.+)'", lambda a, w: not any(w in a.parse.article.slice(s) for q in a.parse.quotes for s in q.spans)),
    (r"quote '(.+)' by (\(.+\))", lambda a, w, s: a.quoted(w, s)),
    (r"(.+) placed", lambda a, n: any(r.place for r in a.called(n))),
)  # fmt: skip
_OWN = {  # cases whose words are of no such form, by id
    "country-vs-person-12": lambda a: [r.place.country for r in a.placed if r.toponym.surface == "Jordan"] == ["JO", "JO"],
    "part-vs-whole-18": lambda a: all(r.place is None or r.place.id != "country:CY" for r in a.called("Northern Cyprus")) and _in(a, "Cyprus", "CY", None),
    "newline-in-name-01": lambda a: _whole(a, "Abu Kamal", "SY"),
    "newline-in-name-08": lambda a: _whole(a, "South Sudan", "SS") and a.countries(a.placed) == {"SS"},
    "newline-in-name-09": lambda a: a.countries(a.placed) == {"SA", "US"},
    "newline-in-name-16": lambda a: a.countries(a.placed) == {"SY", "SD", "SS", "AE", "ET", "US"},
    "newline-in-name-17": lambda a: a.countries(a.placed) == {"SY", "SD", "SS", "AE", "ET", "US"},
    "apostrophe-17": lambda a: all(r.toponym.surface in {"Land’s End", "Martha’s Vineyard"} for r in a.names),
    "apostrophe-18": lambda a: not any(r.toponym.surface in {"Prince George", "County"} for r in a.names) and a.countries(a.placed) <= {"US"},
    "historical-01": lambda a: "AO" not in a.countries(a.placed),
    "historical-09": lambda a: "AO" not in a.countries(a.placed),
    "fuzzy-far-03": lambda a: a.countries(a.placed) <= {"GR"},
    "inner-space-04": lambda a: _whole(a, "South Sudan", "SS") and a.countries(a.placed) == {"SS"},
    "inner-space-14": lambda a: any(r.around and distance_km(r.around.lon, r.around.lat, 43.12, 36.16) < 5 for r in a.names),
    "antimeridian-poles-01": lambda a: all(r.around is None or abs(r.around.lon) > 150 for r in a.names) and bool(a.names),
}  # fmt: skip


def judge(case):
    """Whether a case is right, or None where its words are not understood."""
    own = _OWN.get(case["id"])
    if own is not None:
        return bool(own(Answer(case["text"])))
    parts = [_rule(part) for part in re.split(r";\s+", case["expected"])]
    if None in parts:
        return None
    answer = Answer(case["text"])
    return all(check(answer, *found.groups()) for check, found in parts)


def _rule(part):
    for words, check in _RULES:
        found = re.fullmatch(words, part, re.DOTALL)
        if found is not None:
            return check, found
    return None


def main(path, *, wrong):
    """Print right of total by kind, names before quotes."""
    right, total, left = Counter(), Counter(), []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        answer = judge(case)
        if answer is None:
            left.append(case["id"])
            continue
        right[case["kind"]] += answer
        total[case["kind"]] += 1
        if wrong and not answer:
            print(f"  wrong: {case['id']}: {case['expected'][:90]}")
    for kind in sorted(total, key=lambda k: (k.startswith("quote"), k)):
        print(f"{kind:24} {right[kind]:3} of {total[kind]:3}")
    for name, quotes in (("names", False), ("quotes", True)):
        kinds = [k for k in total if k.startswith("quote") is quotes]
        print(f"{name}: {sum(right[k] for k in kinds)} of {sum(total[k] for k in kinds)}")
    print(f"not judged: {', '.join(left) or 'none'}")


if __name__ == "__main__":
    main(sys.argv[1], wrong="--wrong" in sys.argv)
