"""A place renamed, merged or hidden in every article of a case, and in those still to come."""

import pytest

from geo.case import (
    Case,
    Terms,
    chain,
    decide_name,
    decide_place,
    gather,
    redo,
    reparse,
    undo,
    verify,
)
from geo.decisions import Answer, What
from geo.errors import CaseError, UnseenError
from geo.mapped import Asked, answer
from tests.geo.case.keeping import NAMES, TEXT, Reads, added, hand, made
from tests.making import ERBIL, KHANAQIN, MOSUL, TIKRIT, Read

OTHER = "Mosul was calm. So was Khanaqin."
LATER = "Nobody came back to Mosul."
HIDE = Answer(what=What.HIDE)
RENAME = Answer(what=What.RENAME, called="Ninive")
MERGE = Answer(what=What.MERGE, place=ERBIL)
ANN = Terms(hand=hand())
EACH = pytest.mark.parametrize("said", [RENAME, MERGE, HIDE])


@pytest.fixture
def case(tmp_path):
    with Case.open(made(tmp_path, TEXT, OTHER), write=True) as opened:
        yield opened


def state(case):
    """All that follows from the log: how each article stands, and the layers."""
    with case.reading() as connection:
        rows = [
            connection.execute(f"SELECT * FROM {layer} ORDER BY 3, 4").fetchall()  # noqa: S608
            for layer in ("evidence", "places", "areas")
        ]
    bare = [[row[1:] for row in layer] for layer in rows]  # fids are given once
    return [case.settled(article).parse for article in case.ids()], bare


def places(case):
    found = answer(gather(case).found, Asked()).marks
    return {mark.place.id: (mark.name, mark.named) for mark in found}


def test_each_changes_every_mention_and_those_of_an_article_to_come(case):
    told = decide_place(case, MOSUL.id, RENAME, ANN)
    assert (told.what, told.article, told.span, len(told.would)) == ("rename", None, None, 3)
    added(case, LATER)
    assert places(case)[MOSUL.id] == ("Ninive", 4)
    decide_place(case, MOSUL.id, MERGE, ANN)
    assert places(case)[ERBIL.id] == ("Erbil", 4)
    assert MOSUL.id not in places(case)
    decide_place(case, ERBIL.id, HIDE, ANN)
    added(case, "Two were hurt in Mosul.")
    assert ERBIL.id not in places(case)
    tray = {row.name: (row.times, row.words) for row in answer(gather(case).found, Asked()).tray}
    assert tray["Mosul"] == (5, "hidden by the analyst")
    assert verify(case).ok


@EACH
def test_a_preview_tells_all_that_is_changed_and_writes_nothing(case, said):
    before, end = state(case), case.head
    shown = decide_place(case, MOSUL.id, said, Terms(hand=hand(), preview=True))
    assert (state(case), case.head) == (before, end)
    done = decide_place(case, MOSUL.id, said, ANN)
    assert shown.would == done.would
    assert len({article for article, _, _ in done.would}) == 2


@EACH
def test_an_undo_restores_what_was_before_and_a_redo_what_was_after(case, said):
    before = state(case)
    decide_place(case, MOSUL.id, said, ANN)
    after = state(case)
    turned = undo(case, None, hand())
    assert turned.changes == 3
    assert state(case) == before
    assert redo(case, hand()).changes == 3
    decided = [entry for (entry,) in case.connection.execute("SELECT decided FROM evidence")]
    assert state(case) == after
    assert {entry for entry in decided if entry} == {turned.decision}
    assert verify(case).ok


@EACH
def test_it_survives_another_engine(case, said):
    decide_place(case, MOSUL.id, said, ANN)
    names = {**NAMES, "Nowhereton": Read(MOSUL), "Mosul": Read(TIKRIT)}
    for article in case.ids():
        assert reparse(case, article, Reads(names, "by-hand-2"), hand()).unfit == ()
    found = places(case)
    assert found[TIKRIT.id][1] == 4  # what the new engine means another place by is that place's
    assert found.get(MOSUL.id) == (("Ninive", 1) if said is RENAME else None)
    assert (ERBIL.id in found) is (said is MERGE)
    assert verify(case).ok


def test_what_is_hidden_comes_back_where_it_is_merged_into_another(case):
    decide_place(case, MOSUL.id, HIDE, ANN)
    decide_place(case, MOSUL.id, MERGE, ANN)
    assert places(case)[ERBIL.id] == ("Erbil", 3)
    undo(case, None, hand())
    assert ERBIL.id not in places(case)
    assert verify(case).ok


def test_a_merge_taken_back_from_the_middle_of_a_chain_leaves_a_whole_case(case):
    decide_place(case, MOSUL.id, Answer(what=What.MERGE, place=TIKRIT), ANN)
    middle = decide_place(case, TIKRIT.id, Answer(what=What.MERGE, place=KHANAQIN), ANN)
    decide_place(case, KHANAQIN.id, MERGE, ANN)
    assert places(case)[ERBIL.id] == ("Erbil", 6)
    undo(case, middle.entry, hand())
    assert places(case)[TIKRIT.id] == ("Tikrit", 4)
    assert verify(case).ok


def test_a_decision_on_a_name_amid_them_leaves_a_whole_case(case):
    decide_place(case, MOSUL.id, RENAME, ANN)
    article = case.ids()[0]
    span = next(t.span for t in case.parse(article).toponyms if t.surface == "Nowhereton")
    decide_name(case, article, span, Answer(what=What.PLACE, place=MOSUL), ANN)
    assert places(case)[MOSUL.id] == ("Ninive", 4)
    decide_place(case, MOSUL.id, HIDE, ANN)
    decide_name(case, article, span, Answer(what=What.PLACE, place=KHANAQIN), ANN)
    assert MOSUL.id not in places(case)
    assert verify(case).ok


def test_the_very_same_again_is_no_entry(case):
    first = decide_place(case, MOSUL.id, RENAME, ANN)
    assert decide_place(case, MOSUL.id, RENAME, ANN).entry == first.entry
    assert case.head.entry == first.entry


def test_a_place_is_not_merged_into_itself(case):
    decide_place(case, MOSUL.id, MERGE, ANN)
    for place, into in ((ERBIL, MOSUL), (ERBIL, ERBIL)):
        with pytest.raises(CaseError, match="is not merged into itself"):
            decide_place(case, place.id, Answer(what=What.MERGE, place=into), ANN)


def test_a_place_that_no_name_stands_for_is_refused(case):
    with pytest.raises(CaseError, match="no name of the case stands for 'geonames:1'"):
        decide_place(case, "geonames:1", HIDE, ANN)


def test_what_another_hand_said_of_the_place_since_is_not_written_over(case):
    seen = case.head.entry
    decide_place(case, MOSUL.id, RENAME, ANN)
    bo = Terms(hand=hand("Bo"), expect=seen)
    with pytest.raises(UnseenError, match="Ann decided this since: entry 4, rename"):
        decide_place(case, MOSUL.id, HIDE, bo)
    decide_place(case, TIKRIT.id, HIDE, bo)


def test_a_newer_kind_of_decision_is_told_with_what_made_it(case):
    newer = {**hand().signed("twin"), "tool": "dateline 9.1", "after": {"of": MOSUL.id}}
    with case.writing() as connection:
        entry = chain.append(connection, newer)
        connection.execute(
            "INSERT INTO decisions VALUES (?, NULL, 1, ?)", (entry.entry, entry.entry)
        )
    with pytest.raises(CaseError, match=r"does not know \('twin'\): it was made with dateline 9.1"):
        case.settled(case.ids()[0])


def test_a_layer_edited_elsewhere_is_named(case):
    decide_place(case, MOSUL.id, RENAME, ANN)
    with case.writing() as connection:
        connection.execute("UPDATE evidence SET mark_name = 'Mosul' WHERE mark_name = 'Ninive'")
    assert {fault.check for fault in verify(case).faults} == {"layers"}
