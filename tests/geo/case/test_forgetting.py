"""An article that is taken out of a case: for a reason, and only one that is there."""

import pytest

from geo import CaseError, Hand
from geo.case import Case
from geo.case.forgetting import forget


@pytest.mark.parametrize(
    ("why", "said"), [(None, "a reason is needed"), ("asked", "not in the case any more")]
)
def test_what_is_not_there_or_has_no_reason_is_not_forgotten(tmp_path, why, said):
    with Case.new(tmp_path / "one.gpkg", "One", Hand(who="Ann")) as case:
        with pytest.raises(CaseError, match=said):
            forget(case, "e" * 64, Hand(who="Ann", why=why))
        assert case.head.entry == 1
