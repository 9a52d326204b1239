"""
Twenty set-ups killed at random moments, each followed by one that must complete.

Run from the clone: `python -m tests.benchmarks.bench_setup_kills [kills [seed]]`; it works on a
copy in a temporary folder and needs what it installs in uv's cache, or the network. Every second
kill ends `./run` alone and leaves what it had started; the others end all of it. After each, the
environment is compared with the lists of files that its packages bring.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLS, SEED = 20, 8
WHOLE = (
    "import importlib.metadata as m\n"
    "lost = [str(f) for d in m.distributions() for f in d.files or ()"
    " if not f.locate().exists() and '__pycache__' not in f.parts]\n"
    "print(len(list(m.distributions())), len(lost), *lost[:3])"
)


def copy(to):
    """Copy what git knows or would take of this clone."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, to / name)
    return to


def start(clone):
    """Begin a set-up as a user does, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "run", "--version"],
        cwd=clone,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def clear(clone):
    """Take away all that a set-up made."""
    for name in (".venv", ".uv", "static"):
        shutil.rmtree(clone / name, ignore_errors=True)


def kill(clone, after, *, alone):
    """Kill a set-up after some seconds; return whether it was still at work."""
    running = start(clone)
    try:
        running.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        (os.kill if alone else os.killpg)(running.pid, signal.SIGKILL)
        running.wait()
        return True
    return False


def complete(clone):
    """Return the seconds that a set-up takes, its line, and what its environment lacks."""
    began = time.perf_counter()
    running = start(clone)
    out, err = running.communicate()
    took = time.perf_counter() - began
    if running.returncode or not out.startswith("dateline "):
        sys.exit(f"the set-up failed: {err}")
    python = clone / ".venv" / "bin" / "python"
    done = subprocess.run([python, "-c", WHOLE], capture_output=True, check=True, text=True)
    packages, lost, *names = done.stdout.split()
    if int(lost):
        sys.exit(f"{lost} files are missing: {names}")
    return took, int(packages), "waiting" in err


def main():
    """Kill and complete, and print each."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else SEED)  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory() as folder:
        clone = copy(Path(folder))
        whole, packages, _ = complete(clone)
        print(f"not killed: {whole:.1f} s, {packages} packages", flush=True)
        struck = 0
        for number in range(1, kills + 1):
            clear(clone)
            after, alone = chance.uniform(0, whole), bool(number % 2)
            hit = kill(clone, after, alone=alone)
            struck += hit
            took, again, waited = complete(clone)
            print(
                f"{number}: {'killed' if hit else 'had ended'} after {after:.2f} s"
                f" ({'alone' if alone else 'with its children'}); the next took {took:.1f} s,"
                f" {'waited, ' if waited else ''}{again} packages, no file missing",
                flush=True,
            )
            assert again == packages
        print(f"{struck} of {kills} struck a set-up at work; every next one completed")


if __name__ == "__main__":
    main()
