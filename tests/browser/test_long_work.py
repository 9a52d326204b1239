"""Long work of one user: shown, stopped, bounded, and in nobody's way."""

import os
import re
import subprocess
import threading

import pytest

from tests.browser.conftest import PATIENCE_MS, inside_of, serving

SENTENCE = (
    "Troops left Mosul, Tikrit and Kirkuk for Baghdad, “and Basra is next,” Ali Hassan said. "
)
LONG = SENTENCE * 14_000  # five names in each: under the bound of 75,000
SHORT = "Shelling in Kharkiv\n\nTwo people were killed in Kharkiv and in Donetsk on Monday.\n"


def leaflet(page):
    """The map's own frame, once a province can be clicked."""
    frame = page.frame_locator("iframe").first
    frame.locator("path.leaflet-interactive").first.wait_for()
    return frame


def bring(page, words):
    """Give the page a text file, as long texts come; the first waits for a child to load."""
    leaflet(page)
    page.get_by_role("button", name="New article").first.click()
    dialog = page.get_by_role("dialog")
    give(dialog, "article.txt", words)
    return dialog


def give(dialog, name, words):
    """Choose a file in the dialog and send it."""
    file = {"name": name, "mimeType": "text/plain", "buffer": words.encode()}
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_text(name).wait_for()
    dialog.get_by_role("button", name="Map this article").click()


def children(server):
    """The ids of the processes that work for the server."""
    words = ["ps", "-ww", "-o", "pid=", "-o", "args=", "--sid", str(server.process.pid)]
    rows = subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines()
    return {int(row.split()[0]) for row in rows if "geo.work" in row}


def begin(page, server):
    """Begin long work; return the dialog and the processes there are for it."""
    dialog = bring(page, LONG)
    dialog.get_by_role("button", name="Stop").wait_for()
    dialog.get_by_text(re.compile("Step [1-5] of 5")).wait_for()
    working = children(server)
    assert working
    return dialog, working


def wait_until_gone(pids):
    waiting = threading.Event()
    while any(is_there(pid) for pid in pids):
        waiting.wait(0.02)


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_another_users_click_is_answered_while_the_work_goes_on(open_page, server):
    one, other = open_page(), open_page()
    leaflet(other)
    dialog, working = begin(one, server)
    for name in ("Diyala", "Kirkuk", "Anbar"):
        other.mouse.click(*inside_of(other, name))
        other.get_by_role("heading", name=name, exact=True).wait_for()
    dialog.get_by_role("button", name="Stop").wait_for()
    assert working <= children(server)
    dialog.get_by_role("button", name="Stop").click()
    dialog.get_by_text("Stopped. The article before is still on the page.").wait_for()
    wait_until_gone(working)
    one.keyboard.press("Escape")
    one.get_by_role("heading", name=re.compile("Inherent Resolve")).first.wait_for()


def test_another_users_article_is_mapped_while_the_work_goes_on(open_page, server):
    one, other = open_page(), open_page()
    dialog, _ = begin(one, server)
    bring(other, SHORT)
    other.get_by_role("heading", name="Shelling in Kharkiv").wait_for()
    dialog.get_by_role("button", name="Stop").click()
    dialog.get_by_text(re.compile("^Stopped")).wait_for()


def test_closing_the_dialog_ends_the_work(open_page, server):
    page = open_page()
    dialog, working = begin(page, server)
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    wait_until_gone(working)
    page.get_by_role("button", name="New article").first.click()
    assert page.get_by_text(re.compile("^Stopped")).count() == 0


def test_closing_the_tab_ends_the_work(open_page, server):
    page = open_page()
    _, working = begin(page, server)
    page.close()
    wait_until_gone(working)


def test_a_child_that_dies_is_a_sentence_and_the_page_goes_on(open_page, server):
    page = open_page()
    dialog, working = begin(page, server)
    for pid in working:
        os.kill(pid, 9)
    dialog.get_by_text(re.compile("The work ended before it was done")).wait_for()
    give(dialog, "another.txt", SHORT)
    page.get_by_role("heading", name="Shelling in Kharkiv").wait_for()


def test_an_article_taken_back_to_is_there_at_once(open_page):
    page = open_page()
    bring(page, SHORT)
    page.get_by_role("heading", name="Shelling in Kharkiv").wait_for()
    page.get_by_role("button", name="Previous article").first.click()
    page.get_by_role("heading", name=re.compile("Inherent Resolve")).first.wait_for()


@pytest.mark.parametrize(
    ("bound", "sentence"),
    [
        ({"DATELINE_WORK_SECONDS": "5"}, "This takes longer than 5 seconds"),
        ({"DATELINE_WORK_MEGABYTES": "40"}, "This needs more than 40 MB of memory"),
    ],
    ids=["time", "memory"],
)
def test_work_over_its_bound_is_a_sentence(browser, tmp_path, bound, sentence):
    with serving(tmp_path, "--no-keep", **bound) as server:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(server.url)
        dialog = bring(page, LONG)
        dialog.get_by_text(re.compile(re.escape(sentence))).wait_for()
        page.keyboard.press("Escape")
        page.get_by_role("heading", name=re.compile("Inherent Resolve")).first.wait_for()
        page.close()
        assert server.went_outside() == ""
