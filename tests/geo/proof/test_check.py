"""What a user is told by `dateline check --network`, and what happens where nothing can watch."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geo import cli
from geo.proof import check, inside, namespace, server, strace
from geo.proof.check import Seen, Step

SNMP = """\
Ip: Forwarding DefaultTTL OutRequests OutNoRoutes
Ip: 1 64 12 3
Icmp: InMsgs
Icmp: 0
Udp: InDatagrams NoPorts OutDatagrams
Udp: 0 1 2
"""
SNMP6 = "Ip6InReceives                   \t0\nIp6OutNoRoutes 4\nUdp6OutDatagrams 5\n"


def test_the_kernels_counters_are_read():
    assert inside.counts(SNMP, SNMP6) == (7, 7)
    assert inside.counts(SNMP, "") == (3, 2)


def test_what_was_seen_is_said_plainly():
    kept = (Path("/h/a"), Path("/h/b"))
    assert Seen(step="a", faults=("x did", "y did"), kept=()).sentences() == (
        "a: x did",
        "a: y did",
    )
    (all_well,) = Seen(step="a", faults=(), kept=()).sentences()
    assert all_well == "a: reached nothing, looked no name up, wrote nothing"
    (wrote,) = Seen(step="a", faults=(), kept=kept).sentences()
    assert wrote == "a: reached nothing, looked no name up, wrote /h/a, /h/b"
    (unknown,) = Seen(step="a", faults=(), kept=None).sentences()
    assert unknown.endswith("what it wrote was not watched, for want of strace")


@pytest.fixture
def nothing_watches(monkeypatch):
    monkeypatch.setattr(strace, "is_there", lambda: False)
    monkeypatch.setattr(namespace, "is_there", lambda: False)


@pytest.mark.usefixtures("nothing_watches")
def test_without_a_tool_the_command_says_how_to_get_one(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["dateline", "check", "--network"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert "install one of them" in said.err
    assert "strace" in said.err
    assert said.out == ""


def test_a_tool_that_may_not_be_used_is_not_there(monkeypatch):
    for module in (strace, namespace):
        module.is_there.cache_clear()
        refused = subprocess.CompletedProcess([], 1)
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: refused)  # noqa: B023
        assert not module.is_there()
        module.is_there.cache_clear()


@pytest.mark.parametrize("script", ["raise SystemExit(3)", "print('no server')"])
def test_a_server_that_gives_no_page_is_told(script):
    process = subprocess.Popen([sys.executable, "-c", script], start_new_session=True)
    assert server.serve_once(server.free_port(), process) in {1, 3}


def test_a_server_is_stopped_once_it_gave_its_page(tmp_path):
    (tmp_path / "index.html").write_text("<p>here</p>")
    port = server.free_port()
    words = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    process = subprocess.Popen(
        words, cwd=tmp_path, start_new_session=True, stderr=subprocess.DEVNULL
    )
    assert server.serve_once(port, process) == 0
    assert process.returncode == -signal.SIGTERM


WAYS = {"strace": strace.is_there, "unshare": namespace.is_there}


@pytest.mark.parametrize("tool", WAYS)
def test_a_step_that_reaches_out_or_fails_is_told(tool, monkeypatch):
    from tests.seal.conftest import needed

    needed(tool, WAYS[tool]())
    monkeypatch.setattr(check, "tool", lambda: tool)
    call = (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    )
    steps = (
        Step(name="quiet", words=(sys.executable, "-c", "pass")),
        Step(name="loud", words=(sys.executable, "-c", f"try:\n {call}\nexcept OSError: pass")),
        Step(name="broken", words=(sys.executable, "-c", "raise SystemExit(3)")),
    )
    monkeypatch.setattr(check, "steps", lambda *_: steps)
    told = []
    assert check.watch(told.append) is False
    quiet, loud, broken = told
    assert quiet.faults == ()
    assert broken.faults == ("did not finish (status 3)",)
    wanted = {
        "strace": ("socket opened a socket of AF_INET", "connect reached 192.0.2.1 port 9"),
        "unshare": ("attempts to reach an address outside this machine: 1",),
    }
    assert loud.faults == wanted[tool]
