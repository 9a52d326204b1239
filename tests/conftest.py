"""What every test stands on: no gazetteer of the user's, whatever this machine has installed."""

import gc
import os

import pytest

# before any test module opens the gazetteer, and inherited by the processes tests start;
# nothing is there and nothing can be written there
os.environ["DATELINE_DATA"] = os.path.join(os.devnull, "none")  # noqa: PTH118 - no real path


def pytest_collection_finish():
    """Leave the thousands of tests out of every collection: Streamlit makes one a run of a page."""
    gc.collect()
    gc.freeze()


def _leave():
    from components import cached

    for own in (cached._desk, cached.getter):
        own.clear()


@pytest.fixture(autouse=True)
def own_session(request):
    """Leave nothing of a page's test to the next: AppTest gives every session one id."""
    run = getattr(request.module, "AppTest", None)
    if run is not None:
        assert not run.from_function(_leave).run().exception
