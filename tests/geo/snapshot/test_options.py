"""Options that cannot be drawn are refused when they are made."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from geo.errors import ExportError
from geo.snapshot import SnapshotOptions


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"format": "gif"}, "gif"),
        ({"paper": "a3"}, "a3"),
        ({"dpi": 5000}, "5000"),
    ],
)
def test_a_wrong_value_is_named(asked, words):
    with pytest.raises(ExportError, match=words):
        SnapshotOptions(made=datetime(2026, 1, 1, tzinfo=UTC), **asked)


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=3))])
def test_the_time_must_be_utc(zone):
    with pytest.raises(ExportError, match="UTC"):
        SnapshotOptions(made=datetime(2026, 1, 1, tzinfo=zone))
