"""A case that the page works on, for the tests of the page."""

from components import cached, casework
from components.views import shown
from geo import Case, Hand

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
