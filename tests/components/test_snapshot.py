"""The names of the files that the snapshot menu gives."""

from datetime import UTC, datetime

import pytest

from components import snapshot
from components.state import Selection
from components.views import shown as shown_view

TEXT = "Shells fell: a night in Mosul\n\n“We still hold Mosul,” said Ann Lee in Tikrit on Monday."


@pytest.fixture(scope="module")
def shown():
    return shown_view.make(shown_view.untold, TEXT.encode())


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (Selection(), ""),
        (Selection(place="geonames:99072"), "_Mosul"),
        (Selection(place="geonames:99072@P1", speech="direct"), "_Mosul_direct-quotes"),
        (Selection(speaker="Ann Lee", speech="writer"), "_the-writer-s-words-Ann-Lee"),
    ],
)
def test_a_download_is_named_by_article_place_filter_and_day(shown, chosen, said):
    before = datetime.now(UTC).date()
    name = snapshot.file_stem(shown, chosen)
    days = {before.isoformat(), datetime.now(UTC).date().isoformat()}
    assert name in {f"Shells-fell-a-night-in-Mosul{said}_{day}" for day in days}
