"""What every test stands on: no gazetteer of the user's, whatever this machine has installed."""

import gc
import os

# before any test module opens the gazetteer, and inherited by the processes tests start;
# nothing is there and nothing can be written there
os.environ["DATELINE_DATA"] = os.path.join(os.devnull, "none")  # noqa: PTH118 - no real path


def pytest_collection_finish():
    """Leave the thousands of tests out of every collection: Streamlit makes one a run of a page."""
    gc.collect()
    gc.freeze()
