"""How Streamlit runs; set here, whatever the user's own Streamlit configuration says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

UPLOAD_MB = 10  # the largest file that the page takes

# Nothing leaves the machine: no usage statistics, no e-mail prompt, and no welcome, which
# would look up the machine's outside address. Other origins, programs and window frames
# get no interface. The door's rules are for plain HTTP at the root; a proxy does the rest.
OPTIONS: Mapping[str, Any] = {
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "logger.hideWelcomeMessage": True,
    "runner.magicEnabled": False,
    "server.baseUrlPath": "",
    "server.corsAllowedOrigins": [],
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": True,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,  # the door opens the browser itself
    "server.maxUploadSize": UPLOAD_MB,
    "server.scriptHealthCheckEnabled": False,
    "server.showEmailPrompt": False,
    "server.sslCertFile": "",
    "server.trustedUserHeaders": {},
    "server.xsrfCookieSameSite": "strict",
}


def listening(host: str, port: int) -> Mapping[str, Any]:
    """Return the options for one address."""
    return {
        **OPTIONS,
        "browser.serverAddress": host,  # set, so that nothing looks it up
        "server.address": host,
        "server.port": port,
    }
