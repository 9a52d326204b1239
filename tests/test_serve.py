"""Ports, the page's script, and the words that start the server."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from geo import serve

ROOT = Path(__file__).parents[1]


@pytest.fixture
def taken():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_port_in_use_is_refused_by_name(taken):
    with pytest.raises(serve.ServeError, match=rf"port {taken} is in use .* --port"):
        serve.choose_port("127.0.0.1", taken)


def test_without_a_port_the_first_free_one_is_taken(taken, monkeypatch):
    monkeypatch.setattr(serve, "DEFAULT_PORT", taken)
    assert taken < serve.choose_port("127.0.0.1", None) < taken + 20


def test_the_server_keeps_to_itself():
    words = serve.command("127.0.0.1", 8501, browser=False)
    assert "--server.address=127.0.0.1" in words
    assert "--browser.gatherUsageStats=false" in words
    assert Path(words[4]) == serve.page_path()


def test_a_port_in_use_ends_with_one_sentence(taken):
    done = subprocess.run(
        [sys.executable, "-m", "geo.cli", "serve", "--no-browser", "--port", str(taken)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"port {taken} is in use" in done.stderr
    assert "Traceback" not in done.stderr
