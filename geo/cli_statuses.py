"""The statuses that the commands end with, as docs/command.md tells them."""

from __future__ import annotations

SOME_FAILED, REFUSED, BUSY = 1, 2, 3
READER_GONE = 141  # 128 and SIGPIPE's number, as shells say it of a program that wrote on
