"""The one door to the network: files that the user asks for by their address."""

from geo.web.addresses import inside
from geo.web.fetch import Answer, Guard, bare, is_url, opened, shown
from geo.web.line import Pace

__all__ = ["Answer", "Guard", "Pace", "bare", "inside", "is_url", "opened", "shown"]
