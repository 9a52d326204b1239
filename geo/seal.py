"""
What keeps our dependencies from reporting to their makers: environment variables.

They are set before a dependency can be loaded, whichever door is used: `geo` sets the first
list when it is imported, the command and the page it starts set both. A value the user has
given is replaced: that nothing is sent is the first promise, and no setting undoes it.
"""

from __future__ import annotations

import os
from types import MappingProxyType

# Set at `import geo`, in the user's own program too: they silence reports and nothing else.
REPORTS = MappingProxyType(
    {
        "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime: no device id, no event store, no upload
        "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub, which tokenizers and GLiNER bring
    }
)

# Set in processes of our own alone: a program that imports `geo` may want these elsewhere.
_HUB = "HF_HUB_OFFLINE"
REQUESTS = MappingProxyType(
    {
        _HUB: "1",  # no model, and no part of one, is looked for outside this machine
        "PROJ_NETWORK": "OFF",  # no grid is fetched for a projection
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",  # no machine id, no page that reports
        "STREAMLIT_SERVER_SHOW_EMAIL_PROMPT": "false",
    }
)


def silence() -> None:
    """Turn off the reports of this process's dependencies, and of the processes it starts."""
    os.environ.update(REPORTS)


def close() -> None:
    """Turn off reports and requests in a process of our own, and in those it starts."""
    os.environ.update(REPORTS)
    os.environ.update(REQUESTS)


def find_models_here() -> None:
    """Have huggingface_hub look on this machine alone, before what uses it is loaded."""
    os.environ[_HUB] = REQUESTS[_HUB]


def environment() -> dict[str, str]:
    """Return this process's environment with everything turned off, for one it starts."""
    return {**os.environ, **REPORTS, **REQUESTS}
