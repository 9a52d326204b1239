"""What a reader meets between two clicks: waiting, going back, losing no place, being told."""

import re

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.test_bytes import long_article
from tests.browser.test_drawn import frame, opened
from tests.browser.test_page import (
    ELSEWHERE,
    click_province,
    heading,
    leaflet,
    name_in_text,
    paste,
    settled,
)

ARABIC = (
    "قصف على حمص\n\n"
    "قتل شخصان في حمص يوم الاثنين. وسقطت قذائف على حلب ودمشق، وأعلنت لبنان الحداد. "
    "وقال طبيب في إدلب: «رأينا الدخان فوق حماة».\n"
)
SHARED = (
    "Water for the north\n\n"
    "In Mosul the mayor said “the pumps of Tikrit are idle and those of Kirkuk are broken,” and "
    "drove off.\n"
)
SPREAD = (
    "Five towns and a capital\n\nShells hit Mosul, Tikrit, Kirkuk, Samarra and Baqubah on Monday. "
    "A vigil was held in London. A convoy left Ramadi.\n"
)
TINY = (
    "Two ports\n\nShips left Bremen for Sydney on Monday. In the state of Bremen pilots struck. "
    "Others sailed for New South Wales, Queensland and Victoria in Australia.\n"
)
SAHEL = (
    "Drought in the Sahel\n\nDrought spread over the Sahel on Monday. Herders left Agadez and "
    "Zinder for Niamey. Rain fell in Gao, and the region of Segou was dry.\n"
)
PUBLISHED = re.compile("Inherent Resolve")
FRAMES = 7200  # that a page draws in two minutes


def body(page):
    return page.get_by_role("tabpanel")


def tab(page, name):
    return page.get_by_role("tab", name=re.compile(f"^{name}"))


def selected(page, name):
    """Wait until a tab is the one that is open."""
    page.locator("[role=tab][aria-selected=true]").filter(has_text=name).wait_for()


def filters(page):
    return page.get_by_role("combobox", name="Kind of statement")


def said(page):
    return page.locator(".said")


# What has the keyboard, through frames and shadow roots.
FOCUSED = """() => {
    let at = document.activeElement;
    while (at && (at.shadowRoot?.activeElement || at.contentDocument?.activeElement)) {
        at = at.shadowRoot?.activeElement || at.contentDocument.activeElement;
    }
    return { tag: at.tagName, role: at.getAttribute("role"), text: at.textContent.trim(),
             key: at.dataset.focus ?? null, mark: at.dataset.mark ?? null };
}"""


def focused(page):
    """What has the keyboard: tag, role, text, key."""
    return page.evaluate(FOCUSED)


def has_keyboard(page, name, value):
    """Wait until what has the keyboard is so: a part drawn anew gives it back once it stands."""
    page.wait_for_function(f"([name, value]) => ({FOCUSED})()[name] === value", arg=[name, value])


# ---- waiting


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 400])
def test_words_and_a_skeleton_stand_until_the_page_does(open_page, width, scheme):
    page = open_page(width=width, scheme=scheme)
    leaflet(page)
    loading = page.locator("#dl-loading")
    body(page).wait_for()
    loading.wait_for(state="hidden")
    page.route_web_socket(
        re.compile("_stcore"), lambda _socket: None
    )  # a server that never answers
    page.reload()
    page.get_by_text("Opening the article and its map").wait_for()
    assert page.title() == "Dateline"
    assert page.locator("#dl-loading i").first.is_visible()
    paint = loading.evaluate("node => getComputedStyle(node).backgroundColor")
    assert (paint == "rgb(20, 24, 27)") is (scheme == "dark")


def test_the_button_says_at_once_that_it_is_at_work(open_page):
    page = open_page()
    leaflet(page)
    page.get_by_role("button", name="New article").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(long_article())
    dialog.get_by_role("button", name="Map this article").click()
    busy = dialog.get_by_role("button", name="Mapping this article…")
    busy.wait_for()
    assert dialog.evaluate("node => node.contains(document.activeElement)")  # hears Escape
    page.get_by_role("heading", name="A long road through Iraq").wait_for(timeout=120_000)


# ---- Back and Forward


def test_back_and_forward_go_through_what_was_chosen(open_page):
    page = open_page()
    click_province(page, "Diyala")
    heading(page, "Diyala").wait_for()
    page.wait_for_url(re.compile("place=adm1%3AIQ.10"))
    click_province(page, "Anbar")
    heading(page, "Anbar").wait_for()
    page.wait_for_url(re.compile("place=adm1%3AIQ.01"))
    filters(page).select_option("direct")
    page.wait_for_url(re.compile("speech=direct"))
    page.go_back()
    heading(page, "Anbar").wait_for()
    page.get_by_role("group", name="Filter in force").wait_for(state="hidden")
    page.go_back()
    heading(page, "Diyala").wait_for()
    leaflet(page).locator('path[aria-label^="Diyala,"][aria-pressed="true"]').wait_for()
    page.go_back()
    heading(page, "All excerpts").wait_for()
    leaflet(page).locator('path[aria-pressed="true"]').first.wait_for(state="detached")
    page.go_forward()
    heading(page, "Diyala").wait_for()
    page.go_forward()
    heading(page, "Anbar").wait_for()
    page.go_forward()
    page.get_by_role("group", name="Filter in force").get_by_text("Direct quotes").wait_for()
    assert "speech=direct" in page.url


class Held:
    """What the server says to a page, handed on at once or when it is let go."""

    def __init__(self, page):
        self.page, self.socket, self.waiting = page, None, None
        page.route_web_socket(re.compile("/_stcore/stream"), self.connect)

    def connect(self, socket):
        self.socket = socket
        socket.connect_to_server().on_message(self.hear)

    def hear(self, message):
        if self.waiting is None:
            self.socket.send(message)
        else:
            self.waiting.append(message)

    def hold(self):
        self.waiting = []

    def wait_for_an_answer(self):
        """Wait until a whole run is held."""
        for _ in range(FRAMES):
            if any(
                ForwardMsg.FromString(each).HasField("script_finished") for each in self.waiting
            ):
                return
            self.page.evaluate("() => new Promise(requestAnimationFrame)")
        pytest.fail("the server does not answer")

    def let_go(self):
        for message in self.waiting:
            self.socket.send(message)
        self.waiting = None


def test_a_place_chosen_again_is_shown_though_another_answer_is_still_on_its_way(open_page):
    """
    Streamlit's page forgets what it was last sent three answers ago when the third arrives.

    By then it may have told the server that it has it, would be sent no more than its name, and
    would hear nothing from there on.
    """
    page = open_page()
    server = Held(page)
    page.reload()
    click_province(page, "Diyala")
    page.wait_for_url(re.compile("place=adm1%3AIQ.10"))
    click_province(page, "Anbar")
    page.wait_for_url(re.compile("place=adm1%3AIQ.01"))
    server.hold()
    click_province(page, "Anbar")
    server.wait_for_an_answer()
    click_province(page, "Diyala")
    server.let_go()
    heading(page, "Diyala").wait_for()
    page.wait_for_url(re.compile("place=adm1%3AIQ.10"))


def test_back_leads_to_the_article_before_and_forward_to_the_one_after(open_page):
    page = open_page()
    click_province(page, "Diyala")
    page.wait_for_url(re.compile("place="))
    paste(page, ELSEWHERE)
    page.get_by_role("heading", name="Shelling in Kharkiv").wait_for()
    page.wait_for_url(re.compile("article=own-"))
    own = page.url
    page.go_back()
    page.get_by_role("heading", name=PUBLISHED).first.wait_for()
    heading(page, "Diyala").wait_for()
    page.go_forward()
    page.get_by_role("heading", name="Shelling in Kharkiv").wait_for()
    leaflet(page).locator('path[aria-label^="Kharkiv,"]').wait_for()
    page.wait_for_url(own)


def test_back_from_the_first_view_leaves_the_page(open_page):
    page = open_page()
    leaflet(page)
    page.wait_for_url(re.compile("article=sample"))
    start = page.url.split("?", 1)[0]
    page.go_back()
    page.wait_for_url(start)
    page.go_back()
    page.wait_for_url("about:blank")


# ---- where one was


def scrolled(page, top=None):
    if top is not None:
        body(page).evaluate("(node, top) => { node.scrollTop = top; }", top)
    return body(page).evaluate("node => node.scrollTop")


def test_each_tab_is_found_where_it_was_left(open_page):
    page = open_page(height=700)
    leaflet(page)
    evidence = scrolled(page, 420)
    assert evidence > 300
    tab(page, "Article").click()
    article = scrolled(page, 260)
    assert article > 100
    tab(page, "Evidence").click()
    assert scrolled(page) == evidence
    tab(page, "Article").click()
    assert scrolled(page) == article


def test_the_way_back_from_the_article_ends_where_it_began(open_page):
    page = open_page(height=700)
    leaflet(page)
    button = page.get_by_role("button", name=re.compile("In the article")).nth(4)
    button.focus()
    before, key = scrolled(page), focused(page)["key"]
    page.keyboard.press("Enter")
    selected(page, "Article")
    tab(page, "Evidence").click()
    assert scrolled(page) == before
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    selected(page, "Evidence")
    assert scrolled(page) == before
    has_keyboard(page, "key", key)


def test_another_place_starts_at_its_top(open_page):
    page = open_page(height=700)
    leaflet(page)
    assert scrolled(page, 420) > 300
    click_province(page, "Diyala")
    heading(page, "Diyala").wait_for()
    assert scrolled(page) == 0


def test_a_click_on_the_map_leaves_the_reader_in_the_article(open_page):
    page = open_page(height=700)
    leaflet(page)
    tab(page, "Article").click()
    top = scrolled(page, 150)
    click_province(page, "Diyala")
    page.locator(".strip").get_by_text("Diyala").first.wait_for()
    selected(page, "Article")
    assert scrolled(page) == top
    page.get_by_role("button", name="Find it in the text").click()
    in_sight = page.locator(".name.chosen").evaluate_all(
        """names => names.some((name) => {
            const [at, panel] = [name, name.closest(".body")].map((n) => n.getBoundingClientRect());
            return at.top >= panel.top && at.bottom <= panel.bottom;
        })"""
    )
    assert in_sight


# ---- links


def test_a_link_to_a_pasted_article_says_that_it_is_not_here(open_page):
    page = open_page()
    leaflet(page)
    paste(page, ELSEWHERE)
    page.get_by_role("heading", name="Shelling in Kharkiv").wait_for()
    page.wait_for_url(re.compile("article=own-"))
    other = open_page("?" + page.url.split("?", 1)[1])
    leaflet(other)
    other.get_by_text("The article of this link is not here").wait_for()
    other.get_by_role("heading", name=PUBLISHED).first.wait_for()
    paste(other, ELSEWHERE)
    other.get_by_role("heading", name="Shelling in Kharkiv").wait_for()
    other.get_by_text("The article of this link is not here").wait_for(state="detached")


# ---- filters


def test_a_filter_in_force_is_seen_said_and_cleared(open_page):
    page = open_page()
    leaflet(page)
    plain = filters(page).evaluate("node => getComputedStyle(node).backgroundColor")
    filters(page).select_option("direct")
    said(page).filter(has_text=re.compile(r"^\d+ excerpts of \d+, direct quotes$")).wait_for()
    assert filters(page).evaluate("node => getComputedStyle(node).backgroundColor") != plain
    bar = page.get_by_role("group", name="Filter in force")
    bar.get_by_text("Direct quotes").wait_for()
    heading(page, "Excerpts that the filter keeps").wait_for()
    page.get_by_role("combobox", name="Speaker").select_option(index=1)
    said(page).filter(has_text="direct quotes by").wait_for()
    bar.get_by_role("button", name="Clear filters").click()
    said(page).filter(has_text=re.compile(r"^All \d+ excerpts$")).wait_for()
    bar.wait_for(state="hidden")
    assert focused(page)["tag"] != "BODY"


def test_a_filter_that_leaves_nothing_says_so_with_a_way_out(open_page):
    page = open_page()
    click_province(page, "Kirkuk")
    heading(page, "Kirkuk").wait_for()
    filters(page).select_option("direct")
    body(page).get_by_text("The filter leaves nothing on Kirkuk").wait_for()
    words = body(page).inner_text()
    assert "0 excerpts" not in words
    body(page).get_by_role("button", name="Clear filter").click()
    page.locator("[data-excerpt]").first.wait_for()


# ---- the keyboard


def test_escape_on_a_mark_takes_the_choice_back_and_keeps_the_keyboard_there(open_page):
    page = open_page()
    mark = leaflet(page).locator('path[aria-label^="Diyala,"]')
    mark.focus()
    page.keyboard.press("Enter")
    heading(page, "Diyala").wait_for()
    page.keyboard.press("Escape")
    heading(page, "All excerpts").wait_for()
    leaflet(page).locator('path[aria-label^="Diyala,"][aria-pressed="false"]').wait_for()
    has_keyboard(page, "mark", "adm1:IQ.10@P4")


def test_escape_in_the_panel_never_drops_the_keyboard(open_page):
    page = open_page()
    leaflet(page)
    tab(page, "Article").click()
    name = name_in_text(page, "Khanaqin")
    name.focus()
    key = focused(page)["key"]
    page.keyboard.press("Enter")
    close = page.get_by_role("button", name="Close Khanaqin")
    close.focus()
    page.keyboard.press("Escape")
    close.wait_for(state="detached")
    has_keyboard(page, "key", key)
    tab(page, "Places").click()
    page.get_by_role("option").nth(2).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Why here?").first.wait_for()
    page.get_by_role("button", name=re.compile("^Clear ")).focus()
    page.keyboard.press("Enter")
    heading(page, "All excerpts").wait_for()
    has_keyboard(page, "tag", "H2")


def test_the_keyboard_goes_into_a_pop_over_and_out_again(open_page):
    page = open_page()
    leaflet(page)
    button = page.get_by_role("button", name="Publish").first
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^PNG")).first.wait_for()
    for _ in range(6):
        if focused(page)["text"].startswith("PNG"):
            break
        page.keyboard.press("Tab")
    assert focused(page)["text"].startswith("PNG")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^PNG")).first.wait_for(state="hidden")
    page.wait_for_function(f"() => ({FOCUSED})().text.startsWith('Publish')")


def test_the_keyboards_place_on_the_map_is_not_taken_for_the_choice(open_page):
    page = open_page()
    mark = leaflet(page).locator('path[aria-label^="Diyala,"]')
    mark.focus()
    page.keyboard.press("Enter")
    leaflet(page).locator('html[data-asked*="adm1:IQ.10"]').wait_for()  # drawn anew by then
    chosen = leaflet(page).locator("path.chosen").first
    chosen.wait_for()
    other = leaflet(page).locator('path[aria-label^="Anbar,"]')
    other.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    look = """node => {
        const style = getComputedStyle(node);
        return [style.outlineStyle, style.outlineColor, style.stroke];
    }"""
    outline, colour, stroke = other.evaluate(look)
    assert outline == "solid"
    assert chosen.evaluate(look)[0] == "none"
    assert colour == stroke != chosen.evaluate(look)[2]


# ---- narrow and short windows


def test_the_dialog_is_not_covered_by_the_menu_it_came_from(open_page):
    page = open_page(width=400, height=800)
    leaflet(page)
    page.get_by_role("button", name="Menu").first.click()
    page.get_by_role("button", name="New article").last.click()
    box = page.get_by_role("dialog").get_by_role("textbox")
    box.wait_for()
    page.get_by_test_id("stPopoverBody").first.wait_for(state="hidden")
    on_top = box.evaluate(
        """node => {
            const at = node.getBoundingClientRect();
            const hit = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
            return node.contains(hit) || hit.contains(node);
        }"""
    )
    assert on_top


LINES = """node => {
    const strip = node.querySelector(".strip");
    const frame = node.getBoundingClientRect();
    const end = strip ? strip.getBoundingClientRect().top : Infinity;
    const bottom = Math.min(frame.bottom, innerHeight, end);
    const range = document.createRange();
    const tops = new Set();
    const walk = document.createTreeWalker(node.querySelector(".text"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        range.selectNodeContents(walk.currentNode);
        for (const box of range.getClientRects()) {
            const inside = box.height && box.top >= Math.max(frame.top, 0) && box.bottom <= bottom;
            if (inside) tops.add(Math.round(box.bottom / 6));
        }
    }
    return tops.size;
}"""


@pytest.mark.parametrize("size", [(720, 450), (640, 400), (700, 500)])
@pytest.mark.parametrize("more", ["", "&speech=direct", "&place=adm1:IQ.10"])
def test_at_twice_the_size_eight_lines_of_the_article_are_seen(open_page, size, more):
    width, height = size
    page = open_page(f"?article=sample&tab=article{more}", width=width, height=height)
    leaflet(page)
    page.locator(".text").wait_for()
    scrolled(page, 120)
    assert body(page).evaluate(LINES) >= 8


def test_at_four_times_the_size_the_page_scrolls_to_the_article(open_page):
    page = open_page("?article=sample&tab=article", width=360, height=225)
    leaflet(page)
    page.locator(".text").wait_for()
    body(page).evaluate("node => node.scrollIntoView()")
    assert body(page).evaluate(LINES) >= 5


def test_nothing_but_buttons_covers_the_map_at_1024(open_page):
    page = open_page(width=1024, height=768)
    leaflet(page)
    strip, drawn = (
        leaflet(page).locator(s).first.bounding_box() for s in ("footer.strip", "#map_div")
    )
    assert strip["y"] >= drawn["y"] + drawn["height"] - 1
    assert leaflet(page).locator(".leaflet-control .legend").count() == 0


SMALL = """nodes => nodes.map((node) => [node, node.getBoundingClientRect()])
    .filter(([node, box]) => box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24)
        && getComputedStyle(node).visibility !== "hidden"
        && !node.closest("#map_div svg, .dl-skip, .text"))
    .map(([node, box]) => [node.tagName, node.textContent.slice(0, 30), box.width, box.height])"""
TARGETS = "button, a[href], input, select, summary, [role=button], [role=tab], [role=option]"


def test_what_can_be_pressed_on_a_telephone_is_large_enough(open_page):
    page = open_page(
        "?article=sample&place=adm1:IQ.10&speech=direct", width=400, height=800, touch=True
    )
    leaflet(page)
    found = []
    for name in ("Evidence", "Article", "Places", "Not on the map"):
        tab(page, name).click()
        found += page.locator(TARGETS).evaluate_all(SMALL)
    leaflet(page).get_by_text("Legend").click()
    found += leaflet(page).locator(TARGETS).evaluate_all(SMALL)
    assert found == []


# ---- the article's lines


def test_lines_of_the_article_keep_their_pitch_and_their_commas(open_page):
    page = open_page("?article=sample&tab=article")
    leaflet(page)
    page.locator(".text").wait_for()
    pitches, orphans = page.locator(".text").evaluate(
        """text => {
            const range = document.createRange(), pitches = [], orphans = [];
            for (const paragraph of text.querySelectorAll("p")) {
                const pitch = parseFloat(getComputedStyle(paragraph).lineHeight);
                pitches.push(paragraph.getBoundingClientRect().height / pitch);
            }
            for (const name of text.querySelectorAll(".name")) {
                const after = name.nextSibling;
                if (!after || after.nodeType !== 3 || !/^[,.;:]/.test(after.data)) continue;
                range.setStart(after, 0);
                range.setEnd(after, 1);
                const mark = range.getBoundingClientRect(), own = [...name.getClientRects()].at(-1);
                if (mark.top > own.bottom) orphans.push(name.textContent);
            }
            return [pitches, orphans];
        }"""
    )
    assert len(pitches) >= 4
    assert all(abs(lines - round(lines)) < 0.02 for lines in pitches), pitches
    assert orphans == []


def luminance(paint):
    parts = [value / 255 for value in paint[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_quotation_is_told_from_the_words_around_it(open_page, scheme):
    page = open_page("?article=sample&tab=article", scheme=scheme)
    leaflet(page)
    quote = page.locator(".said-by").first
    tint, edge, paper, ink = quote.evaluate(
        """node => {
            const paints = (words) => words.match(/[\\d.]+/g).map(Number);
            const { backgroundColor: tint, borderLeftColor: edge, color } = getComputedStyle(node);
            const paper = getComputedStyle(node.closest(".panel")).backgroundColor;
            return [tint, edge, paper, color].map(paints);
        }"""
    )
    assert contrast(tint, paper) >= 1.25
    assert contrast(edge, paper) >= 3
    assert contrast(ink, tint) >= 7


# ---- words


def test_a_sentence_with_two_voices_stands_once(open_page):
    page = opened(open_page, SHARED)
    words = page.locator(".card blockquote").all_inner_texts()
    held = [words.strip() for words in words]
    assert len(held) == len(set(held))
    shared = page.locator(".card").filter(has_text="the pumps of Tikrit")
    voices = shared.locator("[data-excerpt]")
    assert voices.count() == 2
    assert {v.get_attribute("data-voice") for v in voices.all()} == {"writer", "direct"}
    assert any(v.inner_text().startswith("Mosul:") for v in voices.all())


def test_a_country_outlined_is_not_said_to_be_off_the_map(open_page):
    page = open_page()
    leaflet(page)
    assert leaflet(page).get_by_text("Not on the map").count() == 0
    assert tab(page, "Not on the map").inner_text().endswith(" 0")
    tab(page, "Not on the map").click()
    assert page.get_by_role("button", name="Iraq: why?").is_visible()
    page.get_by_text("On the map as an outline, without a mark").wait_for()
    assert "Iraq" in leaflet(page).locator(".label.country").all_inner_texts()


def test_a_name_of_another_script_keeps_its_direction_among_our_words(open_page):
    page = opened(open_page, ARABIC)
    title = page.get_by_role("heading", name="قصف على حمص")
    assert title.evaluate("node => getComputedStyle(node).textAlign") == "left"
    assert title.evaluate("node => getComputedStyle(node).direction") == "rtl"
    mark = leaflet(page).locator('path[aria-label^="حمص"]').first
    mark.dispatch_event("mouseover", {"clientX": 300, "clientY": 300})
    tip = (
        leaflet(page)
        .locator(".leaflet-tooltip > span")
        .filter(has_text=re.compile("^حمص: 2 excerpts$"))
    )
    assert tip.get_attribute("dir") == "ltr"
    assert tip.locator("bdi").inner_text() == "حمص"
    tab(page, "Evidence").click()
    assert "Speaker not named" not in body(page).inner_text()


def test_a_tray_in_arabic_reads_from_one_side(open_page):
    page = opened(open_page, ARABIC.replace("دمشق", "البحر الأحمر"))
    tray = leaflet(page).locator(".tray")
    tray.locator("summary").click()
    lines = tray.locator("p").all()
    assert len(lines) == 1
    for line in lines:
        assert line.get_attribute("dir") == "ltr"
        assert line.locator("bdi").count() == 1


# ---- the map


def test_the_map_is_lettered_as_the_page_is(open_page):
    page = open_page()
    leaflet(page)
    width = """() => document.fonts.ready.then(() => {
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = '650 40px "Source Sans"';
        return [document.fonts.check(pen.font), pen.measureText("Qara Tapa, Miqdadiya").width];
    })"""
    settled(page)
    assert page.evaluate(width) == frame(page).evaluate(width)
    assert frame(page).evaluate(width)[0] is True
    faces = frame(page).evaluate(
        "() => [...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)"
    )
    assert any("Source Sans" in family for family in faces)


def test_a_chosen_area_too_small_to_see_is_zoomed_to(open_page):
    page = opened(open_page, TINY)
    path = leaflet(page).locator('path.area[aria-label^="Bremen,"]')
    size = "node => { const b = node.getBoundingClientRect(); return Math.max(b.width, b.height); }"
    assert path.evaluate(size) < 20
    tab(page, "Places").click()
    page.get_by_role("option").filter(has_text="Bremen").first.click()
    leaflet(page).locator('html[data-asked*="adm1:DE.03"]').wait_for()
    settled(page)
    assert path.evaluate(size) > 60
    leaflet(page).get_by_role("button", name="Whole view").click()
    settled(page)
    assert path.evaluate(size) < 20


def test_a_closer_view_is_offered_where_one_far_place_widens_the_frame(open_page):
    page = opened(open_page, SPREAD)
    before = settled(page)
    leaflet(page).locator('path[aria-label^="London"]').first.wait_for()
    leaflet(page).get_by_role("button", name=re.compile("^Closer, without London")).click()
    after = settled(page)
    assert after["zoom"] > before["zoom"] + 1
    leaflet(page).get_by_role("button", name="Whole view").click()
    assert settled(page)["zoom"] == before["zoom"]


def test_no_closer_view_is_offered_where_nothing_is_far(open_page):
    page = open_page()
    leaflet(page)
    assert leaflet(page).locator(".nearer").count() == 0


LETTERED = """() => [...document.querySelectorAll(".label, .way")]
    .filter((node) => !node.classList.contains("ghost"))
    .map((node) => {
        const style = getComputedStyle(node.querySelector(":scope > span") || node);
        const paints = style.textShadow.match(/rgb[^)]*\\)/g) || [];
        const parts = (words) => words.match(/[\\d.]+/g).map(Number);
        return [node.className, parts(style.color), paints.map(parts)];
    })"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_name_on_the_map_has_a_halo_it_is_read_against(open_page, scheme):
    page = opened(open_page, SAHEL, scheme=scheme)
    found = frame(page).evaluate(LETTERED)
    kinds = {name.split()[1] for name, _, _ in found if name.startswith("label ")}
    assert {"area", "town", "neighbour", "home"} <= kinds
    for name, colour, halos in found:
        assert halos, name
        assert all(contrast(colour, halo) >= 4.5 for halo in halos), name
