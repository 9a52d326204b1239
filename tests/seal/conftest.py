"""Each door is opened in a home of its own and watched from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from geo.proof import namespace, strace
from geo.proof.trace import Allowed

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "articles" / "inherent-resolve.txt"
# Fonts are found once and remembered; these two files are all that Dateline keeps unasked.
DIGESTS = "digests.json"
FONTS = ("matplotlib/fontlist-v*.json", "matplotlib/fonts.conf")


def needed(tool: str, is_there: bool) -> None:  # noqa: FBT001 - one fact
    """Skip loudly where a tool is missing; in CI that is a failure."""
    if is_there:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"no {tool} that works, and CI runs the proof from outside")
    pytest.skip(f"NO {tool.upper()}: the seal is not proven from outside; install {tool}")


@dataclass(frozen=True)
class Home:
    """A user's home, empty at first, and a folder for what the user asks for."""

    folder: Path
    work: Path
    traces: Path

    def environment(self, **more: str) -> dict[str, str]:
        """Return the barest environment: with `CI` set, onnxruntime would be silent by itself."""
        kept = {name: os.environ[name] for name in ("PATH",)}
        return {**kept, "HOME": str(self.folder), "LANG": "C.UTF-8", **more}

    def files(self) -> set[str]:
        """Return the files in the home, as paths relative to it."""
        every = (path for path in self.folder.rglob("*") if not path.is_dir())
        return {path.relative_to(self.folder).as_posix() for path in every}

    def names(self) -> set[str]:
        """Return the names of all that stands in the home itself."""
        return {p.name for p in self.folder.iterdir()}

    def watch(
        self,
        *words: str,
        own: tuple[str, ...] = (),
        ports: tuple[int, ...] = (),
        statuses: tuple[int, ...] = (0,),
        **more: str,
    ) -> tuple[str, ...]:
        """Run a command of ours under strace and say what it did that it may not."""
        trace = strace.Trace(folder=self.traces, home=self.work)
        done = subprocess.run(
            trace.command(sys.executable, *words),
            cwd=self.work,
            env=self.environment(**more),
            stdout=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode in statuses
        folders = (self.work, *(self.folder / name for name in own))
        allowed = Allowed(ports=frozenset(ports), folders=folders, programs=strace.programs())
        return trace.faults(allowed)

    def enclose(self, *words: str, port: int | None = None, **more: str) -> namespace.Counts:
        """Run a command of ours in a network that leads nowhere and say what it sent."""
        words = (sys.executable, *words)
        return namespace.run(*words, port=port, env=self.environment(PYTHONPATH=str(ROOT), **more))


@pytest.fixture
def home(tmp_path):
    made = Home(folder=tmp_path / "home", work=tmp_path / "work", traces=tmp_path / "traces")
    for folder in (made.folder, made.work, made.traces):
        folder.mkdir()
    return made


@pytest.fixture
def traced(home):
    needed("strace", strace.is_there())
    return home


@pytest.fixture
def enclosed(home):
    needed("unshare", namespace.is_there())
    return home


@pytest.fixture(scope="session")
def long_article(tmp_path_factory):
    """An article that is parsed for long enough that a library reports at least once."""
    path = tmp_path_factory.mktemp("article") / "long.txt"
    path.write_bytes(b"\n\n".join([SAMPLE.read_bytes()] * 20))
    return str(path)
