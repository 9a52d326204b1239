"""Cases for tests, and an engine that reads names from a list: quick, and never surprised."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from geo.articles import read_article
from geo.case import Arrival, Case, Facts, Hand, add
from geo.types import Use
from tests.making import DIYALA, IRAQ, KHANAQIN, MOSUL, TIKRIT, Read, Told, make_parse

NAMES = {
    "Mosul": Read(MOSUL, rivals=(TIKRIT,)),
    "Tikrit": Read(TIKRIT, score=0.4),
    "Khanaqin": Read(KHANAQIN),
    "Diyala": Read(DIYALA),
    "Iraqis": Read(IRAQ, use=Use.DEMONYM),
    "Iraq": Read(IRAQ),
    "Nowhereton": Read(),
}
TEXT = (
    "Shells fell on Mosul and Tikrit. Diyala and Khanaqin were quiet. “We left Mosul,” said Ann "
    "Lee. Iraqis spoke of Nowhereton and of Samarra in Iraq."
)


class Reads:
    """An engine: names to what they are read as."""

    def __init__(self, names=None, name="by-hand-1"):
        self._names = NAMES if names is None else names
        self.id = name

    def parse(self, article):
        """The parse of an article, each name of the list found wherever it stands as a word."""
        words = "|".join(sorted(map(re.escape, self._names), key=len, reverse=True)) or "(?!)"
        found = [m[0] for m in re.finditer(rf"\b(?:{words})\b", article.text)]
        told = Told(
            article.text,
            tuple((name, self._names[name]) for name in found),
            ("Ann Lee",) * article.text.count("“"),
        )
        return replace(make_parse(told), article=article, engine=self.id)


def hand(who="Ann", why=None):
    """Somebody whose clock counts seconds."""
    ticks = count()
    return Hand(
        who=who,
        why=why,
        clock=lambda: datetime.fromtimestamp(1_600_000_000 + next(ticks), tz=UTC),
    )


def arrival(text, **facts):
    """An arrival of a text, as from a file."""
    data = text.encode()
    article = Facts(**facts).over(read_article(data))
    return Arrival(input="a.txt", name="a.txt", data=data, article=article)


def added(case, text=TEXT, engine=None, **facts):
    """Add a text to a case; the article's id."""
    return add(case, arrival(text, **facts), engine or Reads(), hand()).article


def made(folder, *texts, name="a.gpkg"):
    """The path of a closed case with some texts."""
    path = folder / name
    with Case.new(path, "A case", hand()) as case:
        for text in texts:
            added(case, text)
    return path
