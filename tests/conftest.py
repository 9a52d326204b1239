"""What every test stands on: no gazetteer of the user's, whatever this machine has installed."""

import os
import tempfile

# before any test module opens the gazetteer, and inherited by the processes tests start
os.environ["DATELINE_DATA"] = tempfile.mkdtemp(prefix="dateline-tests-")
