"""What every test stands on: no gazetteer of the user's, whatever this machine has installed."""

import gc
import os
from functools import cache

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


@pytest.fixture(scope="session")
def packages_read_once():
    """Let AppTest look through the installed packages once, not for every page: they stay."""
    from streamlit.components.v2 import manifest_scanner as scanner

    with pytest.MonkeyPatch.context() as patch:
        found = cache(scanner.scan_component_manifests)
        patch.setattr(scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(autouse=True)
def own_session(request):
    """Leave nothing of a page's test to the next: AppTest gives every session one id."""
    run = getattr(request.module, "AppTest", None)
    if run is not None:
        request.getfixturevalue("packages_read_once")
        assert not run.from_function(_leave).run().exception
