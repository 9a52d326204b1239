"""The review of a case's article by keyboard alone: forty names in one go, and the way back."""

import re

import pytest

from components import casework
from components.views import shown
from geo import Case, Hand
from tests.browser.conftest import OWN, serving
from tests.browser.test_axe import faults
from tests.browser.test_bytes import MOST, Socket, many_names
from tests.browser.test_case import heading

ANN = Hand(who="Ann")
NAMES = 60
ANSWERS = 40
KEYS = ("Enter", "1", "n", "d", "2")  # in turn, where the name has such an answer
RULE = "Every mention, those to come too (a rule)"
ASKED = """(old) => {
    const roots = [...document.querySelectorAll("*")].map((e) => e.shadowRoot);
    const root = roots.find((r) => r?.querySelector(".review"));
    const head = root?.querySelector("h2");
    const now = head && root.activeElement === head && (head.dataset.question || "none");
    return now && now !== old && now;
}"""


def sixty():
    towns = re.findall(r"Power failed in (\w+)\.", many_names())[::20][:NAMES]
    told = [f"Power failed in {town} on Monday, and {town} was dark." for town in towns]
    return "\n\n".join(["Sixty towns", *told, ""]).encode()


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("review") / "home" / OWN / "one.gpkg"
    path.parent.mkdir(parents=True)
    Case.new(path, "One", ANN).close()
    for text in (b"Shells on Samarra\n\nShells fell on Samarra.\n", sixty()):
        brought = casework.Brought(data=text, original=text, name=None)
        casework.keep(shown.untold, path, brought, ANN)
    return path


@pytest.fixture(scope="module")
def server(path):
    folder = path.parents[len(OWN.split("/"))].parent
    with serving(folder, "--case", str(path), DATELINE_WHO="Ann") as ours:
        yield ours


def entries(path):
    return casework.listing(path).entry


def asked(page, old=""):
    """The question on the page, once it is another than the last one and has the keyboard."""
    return page.wait_for_function(ASKED, arg=old).json_value()


def opened(open_page, path, number=1, **window):
    article = casework.listing(path).articles[number].article
    return open_page(f"?article={article}&mode=review", **window)


def press(page, key, now):
    """Press a key, that of no decision where there is no such answer; what is asked next."""
    answer = page.locator(f"button[aria-keyshortcuts='{key.upper() if len(key) == 1 else key}']")
    if answer.count() == 0:
        key = "d"
    page.keyboard.press(key)
    return asked(page, now)


def test_forty_names_by_keyboard_alone(open_page, path):
    page = opened(open_page, path)
    socket = Socket(page)
    page.reload()
    now, before, names = asked(page), entries(path), set()
    assert faults(page) == []
    sizes = []
    for number in range(ANSWERS):
        names.add(now)
        start = len(socket.sizes)
        now = press(page, KEYS[number % len(KEYS)], now)
        sizes.append(sum(socket.sizes[start:]))
    assert len(names) == ANSWERS
    assert entries(path) == before + ANSWERS
    assert max(sizes) <= MOST, sizes
    review = page.locator(".review")
    review.get_by_text(f"{ANSWERS + 1} of ").wait_for()

    page.keyboard.press("y")
    page.keyboard.type("no 1 knows")  # letters and digits of a reason are no answers
    page.keyboard.press("Enter")
    then = press(page, "d", now)
    with Case.open(path) as case:
        assert case.log()[-1].why == "no 1 knows"
    review.get_by_role("status").get_by_text(": undecided.").wait_for(state="attached")
    page.keyboard.press("u")
    assert asked(page, then) == now  # what was taken back is asked again, at once
    assert entries(path) == before + ANSWERS + 2
    page.keyboard.press("l")
    later = asked(page, now)
    review.get_by_text("1 left for later").wait_for()
    page.reload()
    assert asked(page) == now  # the log keeps the place in the queue, and nothing else does
    assert later != now


def test_there_and_back(open_page):
    page = open_page()
    heading(page, "Shells on Samarra")
    page.get_by_role("button", name="Review 1", exact=True).press("Enter")
    asked(page)
    page.locator(".review h2").get_by_text("Samarra").wait_for()
    page.wait_for_url("**mode=review*")
    page.evaluate("history.back()")
    heading(page, "Shells on Samarra")
    page.locator(".panel h2").first.wait_for()
    page.evaluate("history.forward()")
    now = asked(page)
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio").first.wait_for(state="attached")
    assert faults(page) == []
    page.keyboard.press("n")  # no answer while a dialog is open
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert asked(page) == now
    for key, chosen in (("p", "A point"), ("w", "Somewhere within a place"), ("r", RULE)):
        page.keyboard.press(key)
        held = dialog.get_by_role("radio", name=chosen, exact=True, checked=True)
        held.wait_for(state="attached")
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
        assert asked(page) == now
    end = press(page, "Enter", now)
    assert end == "none"
    page.locator(".review h2").get_by_text("Every name of this article is answered").wait_for()
    assert faults(page) == []
    page.keyboard.press("Escape")
    heading(page, "Shells on Samarra")
    page.locator(".panel .badge").first.wait_for()
    page.wait_for_url(lambda url: "mode=review" not in url)


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (400, 800)])
def test_the_review_has_no_fault_in_the_dark(open_page, path, width, height):
    page = opened(open_page, path, scheme="dark", width=width, height=height)
    asked(page)
    assert faults(page) == []
    wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
