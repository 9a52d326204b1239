"""A case that the page works on, for the tests of the page."""

from components import cached, casework
from components.views import shown
from geo import Case, Hand, default_engine
from geo.articles import read_article
from geo.case import Arrival, Facts, add

ANN = Hand(who="Ann")
PATIENCE = 60.0  # seconds that a page of a test waits for its child, however busy the machine


def field_key(at, name):
    """Return the key of a field in the dialog on screen."""
    counter = "dateline-asked"
    return f"{name}-{at.session_state.get(counter, 0)}"


def open_on(folder, monkeypatch, *texts):
    """Have the page work on a new case with some texts in it, for Ann; return its path."""
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    monkeypatch.setattr(cached, "_LOOK_SECONDS", PATIENCE)
    path = folder / "one.gpkg"
    Case.new(path, "One & all", ANN).close()
    monkeypatch.setenv("DATELINE_CASE", str(path))
    for text in texts:
        brought = casework.Brought(data=text, original=text, name=None)
        casework.keep(shown.untold, path, brought, ANN)
    return path


def keep_dated(path, title, articles):
    """Make a case of articles, each a publisher, a day and a text, by Ann."""
    path.parent.mkdir(parents=True)
    with Case.new(path, title, ANN) as case:
        for publisher, day, text in articles:
            article = Facts(publisher=publisher, published=day).over(read_article(text.encode()))
            arrival = Arrival(input="a.txt", name="a.txt", data=text.encode(), article=article)
            add(case, arrival, default_engine(), ANN)
