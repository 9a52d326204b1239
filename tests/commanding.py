"""The command run in this process."""

import io
import sys

from geo import cli


def runner(monkeypatch, capfdbinary):
    """What runs the command with words: (status, output, errors)."""

    def run(*words, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = 0
        try:
            cli.main()
        except SystemExit as ended:
            status = ended.code or 0
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run
