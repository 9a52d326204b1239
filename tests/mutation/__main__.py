"""
How many small wrong changes the tests notice: `python -m tests.mutation [ROOM ...]`.

Without a room, all of them. What is known from an earlier run is not done again while neither the
code nor the tests have changed, so a run that was stopped goes on where it was.
"""

import argparse
import csv
import hashlib
import json
import os
import random
import time
import tomllib
from collections import Counter
from pathlib import Path

from tests.mutation.mutants import DATA, of_file, of_table
from tests.mutation.runner import CAUGHT, MISSED, STUCK, Runner

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
STATE = ROOT / ".mutation"  # answers so far, a file a room
EQUIVALENT = "equivalent"
_SEED = "dateline"


def main():
    asked = _arguments()
    rooms = tomllib.loads((HERE / "rooms.toml").read_text(encoding="utf-8"))
    STATE.mkdir(exist_ok=True)
    for name in asked.rooms or rooms:
        room = rooms[name]
        mutants = _chosen(_mutants(room["sources"]), asked.sample)
        known = _known(name, _digest(room["tests"]), keep=asked.missed)
        if not asked.report:
            _test(name, room["tests"], mutants, known, asked)
        _report(name, mutants, known, listed=asked.list)


def _arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help="as in rooms.toml; default: all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="mutants at one time")
    parser.add_argument("--sample", type=int, help="only so many of each room, always the same")
    parser.add_argument(
        "--missed", action="store_true", help="try only those again that older tests missed"
    )
    parser.add_argument("--list", action="store_true", help="list what was missed")
    parser.add_argument("--report", action="store_true", help="only tell what is known")
    return parser.parse_args()


def _mutants(sources):
    found = []
    for source in sources:
        path = ROOT / source
        if source.startswith(DATA):
            found += of_table(ROOT, source)
            continue
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        for file in files:
            found += of_file(ROOT, file.relative_to(ROOT).as_posix())
    return found


def _chosen(mutants, most):
    """All, or so many of them, drawn by the mutants' own keys so that a draw can be repeated."""
    if most is None or most >= len(mutants):
        return mutants
    keys = sorted(mutant.key for mutant in mutants)
    kept = set(random.Random(_SEED).sample(keys, most))  # noqa: S311 - no secret
    return [mutant for mutant in mutants if mutant.key in kept]


def _digest(tests):
    """Return what the tests of a room are, with all that they stand on."""
    files = [ROOT / "tests" / name for name in ("making.py", "strategies.py", "storing.py")]
    for test in tests:
        path = ROOT / test.partition("::")[0]
        files += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    digest = hashlib.sha256(" ".join(tests).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _known(name, tests, *, keep):
    """Return the answers of earlier runs by mutant, those of other tests only where kept."""
    path = STATE / f"{name}.jsonl"
    known = {"tests": tests, "answers": {}, "path": path}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        row = json.loads(line)
        if row["answer"] == STUCK:
            continue
        if row["tests"] == tests or (keep and row["answer"] == CAUGHT):
            known["answers"][row["key"]] = row["answer"]
    return known


def _test(name, tests, mutants, known, asked):
    left = [mutant for mutant in mutants if mutant.key not in known["answers"]]
    if not left:
        return
    runner = Runner(ROOT, tests)
    began, running = time.monotonic(), {}
    with known["path"].open("a", encoding="utf-8") as log:
        while left or running:
            while left and len(running) < asked.jobs:
                mutant = left.pop()
                running[runner.start(mutant)] = mutant
            pid, status = os.wait()
            mutant = running.pop(pid)
            answer = runner.outcome(status)
            known["answers"][mutant.key] = answer
            row = {"key": mutant.key, "tests": known["tests"], "answer": answer}
            log.write(json.dumps(row) + "\n")
            log.flush()
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)


def _report(name, mutants, known, *, listed):
    reasons = _equivalents()
    answers = Counter()
    for mutant in mutants:
        answer = known["answers"].get(mutant.key, STUCK)
        if answer == MISSED and _reason(mutant, reasons) is not None:
            answer = EQUIVALENT
        answers[answer] += 1
        if listed and answer in {MISSED, STUCK}:
            print(f"  {answer} {mutant.source} {mutant.at}: {mutant.before}  ->  {mutant.after}")
    whole = len(mutants)
    share = answers[CAUGHT] / max(1, whole - answers[EQUIVALENT])
    print(
        f"{name}: {answers[CAUGHT]} of {whole - answers[EQUIVALENT]} caught ({share:.1%}); "
        f"{answers[EQUIVALENT]} of {whole} equivalent ({answers[EQUIVALENT] / max(1, whole):.1%}); "
        f"{answers[STUCK]} without an answer",
        flush=True,
    )


def _equivalents():
    with (HERE / "equivalent.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _reason(mutant, rows):
    """Why a mutant changes nothing that can be seen, None where that is not on record."""
    for row in rows:
        told = (mutant.source, mutant.at, mutant.before, mutant.after)
        wanted = (row["source"], row["at"], row["before"], row["after"])
        if all(want in {"*", say} for want, say in zip(wanted, told, strict=True)):
            return row["reason"]
    return None


if __name__ == "__main__":
    main()
