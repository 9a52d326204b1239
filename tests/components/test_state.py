"""The user's choices: from the URL, kept, undone, and told to the URL again."""

import re

import pytest
from streamlit.testing.v1 import AppTest


def _page():
    from dataclasses import replace

    import streamlit as st

    from components import state

    now = state.get_selection()
    st.text(f"{now.place}|{now.speaker}|{now.speech}|{now.tab}")
    st.text(f"{state.article_data()!r}|{state.can_go_back()}|{state.follow()().place}")
    st.text(f"{now.name}|{now.rival}")

    def choose(**fields):
        return {"on_click": state.choose, "args": (replace(now, **fields),)}

    st.button("name", key="name", **choose(place="adm1:IQ.10", name=3, rival=None))
    st.button("rival", key="rival", **choose(name=1, rival="geonames:1"))
    st.button("hide", key="hide", **choose(rival=None))
    st.button("stray", key="stray", **choose(name=None, rival="geonames:1"))
    st.button("toggle", key="toggle", on_click=state.toggle, args=("adm1:IQ.10",))
    st.button("speech", key="speech", **choose(speech="direct"))
    st.button("nonsense", key="nonsense", **choose(speech="sung", tab="attic"))
    st.button("tab", key="tab", **choose(tab="places"))
    st.button("open", key="open", on_click=state.open_article, args=(b"Homs.",))
    st.button("back", key="back", on_click=state.go_back)
    has = ({"adm1:IQ.01": "adm1:IQ.01@P4"}, (), 2)
    st.button("keep", key="keep", on_click=state.keep_to, args=has)

    def choose_what_is_gone():
        state.choose(replace(now, place="adm1:IQ.99", tab="places"))
        state.keep_to(*has)

    st.button("gone", key="gone", on_click=choose_what_is_gone)
    arrivals = {
        "arrive-sample": ("sample", replace(now, place="adm1:IQ.01")),
        "arrive-own": (st.session_state.get("own", ""), replace(now, place=None)),
        "arrive-nowhere": ("own-ffffffff", now),
        "arrive-stale": ("sample", replace(now, place="adm1:IQ.99", tab="places")),
    }
    for key, args in arrivals.items():
        st.button(key, key=key, on_click=state.arrive, args=args)
    state.publish()
    st.text(repr(state.notes()))
    st.text(repr(state.catch_up()))


def page(**query):
    at = AppTest.from_function(_page)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def press(at, *keys):
    for key in keys:
        at.button(key=key).click().run()
        assert not at.exception
    return at


def test_the_url_is_read_on_first_use():
    at = page(place="adm1:IQ.10", speech="direct", tab="article", speaker="A. Person")
    assert at.text[0].value == "adm1:IQ.10|A. Person|direct|article"


def test_a_hostile_url_is_bounded_and_falls_back():
    at = page(place="x" * 5000, speech="sung", tab="<script>")
    place, _, speech, tab = at.text[0].value.split("|")
    assert len(place) == 80
    assert (speech, tab) == ("None", "evidence")


def test_a_second_click_unchooses():
    at = press(page(), "toggle")
    assert at.text[0].value.startswith("adm1:IQ.10|")
    assert at.query_params["place"] == "adm1:IQ.10"
    press(at, "toggle")
    assert at.text[0].value.startswith("None|")
    assert "place" not in at.query_params


def test_an_unknown_filter_keeps_all():
    assert press(page(), "speech", "nonsense").text[0].value == "None|None|None|evidence"


def test_the_article_before_comes_back_as_it_was_left():
    at = press(page(), "toggle", "open")
    assert at.text[0].value.startswith("None|")
    assert at.text[1].value == "b'Homs.'|True|None"
    assert at.query_params["article"].startswith("own-")
    press(at, "back")
    assert at.text[0].value.startswith("adm1:IQ.10|")
    assert at.text[1].value == "None|False|adm1:IQ.10"
    assert at.query_params["article"] == "sample"


def test_going_back_from_the_first_article_does_nothing():
    assert press(page(), "back").text[1].value == "None|False|None"


def test_an_articles_text_never_reaches_the_url():
    at = press(page(), "open", "toggle")
    assert "Homs" not in str(at.query_params)


def test_a_place_the_article_lacks_is_dropped():
    assert press(page(), "toggle", "keep").text[0].value.startswith("None|")


def receipt(at):
    return at.text[2].value


def test_another_choice_is_shown_and_taken_off_without_losing_the_rest():
    at = press(page(), "name", "speech", "tab", "rival")
    assert receipt(at) == "1|geonames:1"
    assert at.text[0].value == "adm1:IQ.10|None|direct|places"
    press(at, "hide")
    assert receipt(at) == "1|None"
    assert at.text[0].value == "adm1:IQ.10|None|direct|places"


@pytest.mark.parametrize("step", ["toggle", "open", "name"])
def test_another_choice_goes_with_what_it_was_about(step):
    at = press(page(), "rival", step)
    assert receipt(at).endswith("|None")


def test_another_choice_needs_the_name_it_is_for():
    assert receipt(press(page(), "stray")) == "None|None"


def test_another_choice_is_not_found_again_when_the_article_comes_back():
    assert receipt(press(page(), "rival", "open", "back")) == "None|None"


def test_a_name_the_article_lacks_is_dropped():
    assert receipt(press(page(), "name", "keep")) == "None|None"
    assert receipt(press(page(), "rival", "keep")) == "1|geonames:1"


def test_receipts_stay_out_of_the_url():
    assert set(press(page(), "rival").query_params) == {"article"}


def _seeing():
    import streamlit as st

    from components import state

    state.see(st.session_state.get("told"))
    st.write(str(state.look()()))


@pytest.mark.parametrize(
    ("told", "box"),
    [
        ([170.5, -20, -170, -10.25], "(170.5, -20.0, -170.0, -10.25)"),
        (None, "None"),
        ("1,2,3,4", "None"),
        ([1, 2, 3], "None"),
        ([1, 2, 3, "x"], "None"),
        ([1, 20, 3, 4], "None"),
        ([1, 2, float("nan"), 4], "None"),
        ([1, 2, 3, 400], "None"),
        ([None, 2, 3, 4], "None"),
    ],
)
def test_what_the_map_shows_is_a_box_or_nothing(told, box):
    at = AppTest.from_function(_seeing)
    at.session_state["told"] = told
    assert at.run().markdown[0].value == box


def test_a_link_to_an_article_of_another_session_says_so_and_keeps_none_of_its_filters():
    at = page(article="own-0a1b2c3d", place="adm1:IQ.10", speech="direct")
    assert at.text[0].value == "None|None|None|evidence"
    assert "is not here" in at.text[3].value
    assert at.query_params["article"] == "sample"
    press(at, "open")
    assert at.text[3].value == "()"


def test_an_own_article_has_an_id_that_tells_nothing_of_it():
    first, second = (press(page(), "open").query_params["article"] for _ in range(2))
    assert re.fullmatch("own-[0-9a-f]{8}", first)
    assert first != second


def test_arriving_at_a_step_shows_its_article_and_leaves_the_address_alone():
    at = press(page(), "toggle", "open", "toggle")
    own = at.query_params["article"]
    press(at, "arrive-sample")
    assert at.text[0].value.startswith("adm1:IQ.01|")
    assert at.text[1].value == "None|False|adm1:IQ.01"
    assert at.query_params["article"] == own  # the browser has the step's own: nothing is pushed
    at.session_state["own"] = own
    at.run()  # the button's aim is set as it is drawn
    press(at, "arrive-own")
    assert at.text[1].value.startswith("b'Homs.'|True")


def test_what_is_dropped_of_a_step_makes_no_step_of_its_own():
    """Else Back would lead from where Back has led forward again."""
    at = press(page(), "toggle", "arrive-stale", "keep")
    assert at.text[0].value == "None|None|None|places"
    assert at.query_params["place"] == "adm1:IQ.10"  # nothing was pushed
    press(at, "toggle")
    assert at.query_params["place"] == "adm1:IQ.10"
    assert "tab" not in at.query_params


def test_what_is_dropped_of_a_choice_is_no_more_in_the_address():
    at = press(page(), "toggle", "gone")
    assert at.text[0].value == "None|None|None|places"
    assert "place" not in at.query_params


def test_arriving_at_an_article_that_is_gone_says_so():
    at = press(page(), "arrive-nowhere")
    assert at.text[1].value.startswith("None|")
    assert "no longer kept" in at.text[3].value


def test_opening_an_article_in_the_middle_drops_what_came_after():
    at = press(page(), "open", "back", "open", "back")
    assert at.text[1].value.startswith("None|False")
    assert len(at.session_state["dateline-history"].opened) == 2


def test_no_more_articles_are_kept_than_a_session_may_hold():
    at = press(page(), *["open"] * 14)
    assert len(at.session_state["dateline-history"].opened) == 10
    press(at, *["back"] * 9)
    assert at.text[1].value.startswith("b'Homs.'|False")


def test_whoever_reads_the_article_stays_in_it():
    at = press(page(tab="article"), "toggle")
    assert at.text[0].value == "adm1:IQ.10|None|None|article"
    at = press(page(tab="places"), "toggle")
    assert at.text[0].value == "adm1:IQ.10|None|None|evidence"


def test_the_page_is_drawn_anew_once_where_another_article_came():
    at = press(page(), "open")
    assert at.text[4].value == "True"
    assert press(at, "toggle").text[4].value == "False"


@pytest.mark.parametrize("asked", ["place", "dialog", "sentence"])
@pytest.mark.parametrize("part", ["map", "offer"])
def test_a_click_that_came_with_word_of_another_part_is_drawn(part, asked):
    def page(part, asked):
        from types import SimpleNamespace

        import streamlit as st

        from components import offer, sight, state

        runs = st.session_state.setdefault("runs", [])
        if len(runs) == 1:  # the browser's message was for this part alone
            runs.append("part")
            {
                "place": lambda: state.toggle("adm1:IQ.10"),
                "dialog": lambda: state.ask("intake"),
                "sentence": lambda: state.look_again("It is taken back."),
            }[asked]()
            at_work = SimpleNamespace(wait=lambda _: False, stage=("", 0, 0), stop=None)
            {
                "map": sight.render,
                "offer": lambda: offer._look(at_work, "offer"),
            }[part]()
            return
        runs.append("whole")
        state.catch_up()
        state.publish()
        st.text(" ".join(runs))

    at = AppTest.from_function(page, args=(part, asked)).run()
    assert at.text[0].value == "whole"
    at.run()
    assert at.text[0].value == "whole part whole"


def test_a_dialog_that_is_shut_takes_none_with_it_that_was_opened_since():
    def page():
        import streamlit as st

        from components import state

        state.ask("correction")
        shut = state.closing()
        state.ask("speaker")
        shut()
        st.text(f"{state.is_asking('speaker')}")
        state.closing()()
        st.text(f"{state.is_asking('speaker')}")

    assert [each.value for each in AppTest.from_function(page).run().text] == ["True", "False"]
