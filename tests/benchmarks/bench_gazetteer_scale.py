"""
A gazetteer of synthetic places, by default 12 million with 25 million names: build and ask it.

Run from the clone: `.venv/bin/python tests/benchmarks/bench_gazetteer_scale.py [--places N]
[--folder F]`. It needs about 8 GB of disk for 12 million places and cleans up after itself.
"""

# ruff: noqa: S311 - a generator that gives the same names each time is what is wanted
from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
SYLLABLES = (
    "al", "an", "ar", "ba", "bel", "bu", "ca", "chi", "dar", "den", "du", "el", "en", "fa", "gar",
    "gha", "go", "ham", "hu", "ib", "in", "ja", "jor", "ka", "kha", "ki", "la", "len", "lo", "ma",
    "mir", "mo", "na", "nor", "o", "pa", "pol", "qa", "ra", "ri", "ro", "sa", "sha", "shi", "so",
    "ta", "ter", "tha", "to", "u", "va", "ver", "wa", "xi", "ya", "yu", "za", "zh", "é", "ü",
)  # fmt: skip
WORDS = (
    "", "", "", "", "Qaryat ", "Al ", "San ", "Saint ", "Wadi ", "New ", "Kampung ", "Khirbat ",
)  # fmt: skip
FEATURES = (("P", "PPL"),) * 8 + (("H", "STM"), ("T", "HLL"), ("S", "SCH"), ("L", "LCTY"))
HOMELESS = 0.05  # share whose code names no shipped division, so that its polygon is looked for
LANGUAGES = ("", "en", "ar", "ru", "fr", "zh", "link")
ASKED = 20_000
BUILD = """
import json, sys, time
from tests.benchmarks.memory import peak_mib
from geo.gazetteer.install import Options, install
began = {}
def report(what, done, total):
    began.setdefault(what, time.perf_counter())
start = time.perf_counter()
made = install(sys.argv[1:], Options(name="synthetic"), report)
took = time.perf_counter() - start
print(json.dumps({"seconds": took, "peak_mib": peak_mib(), "folder": str(made),
                  "began": {k: round(v - start) for k, v in began.items()}}))
"""
ASK = """
import json, statistics, sys, time
from geo.gazetteer.folding import fold
from geo.gazetteer.index import Gazetteer
from geo.gazetteer.home import installed
from geo.gazetteer.layer import Layer
from geo.gazetteer.embedded import DIVISION, Embedded
from geo.settings import data_folder
names = json.loads(sys.stdin.read())
now = time.perf_counter_ns
def median(ask, asked):
    times = []
    for name in asked:
        start = now(); ask(name); times.append(now() - start)
    return statistics.median(times) / 1e3
def opened(make):
    times = []
    for _ in range(9):
        start = now(); made = make(); times.append(now() - start)
    return made, statistics.median(times) / 1e6
out = {}
layered = sys.argv[1] == "layer"
folder = installed()[0].folder if layered else data_folder()
one, out["open_ms"] = opened(lambda: Layer(folder) if layered else Embedded(folder))
whole = Gazetteer.open()
out["places"], out["names"] = len(one), one.names
keys = [fold(name) for name in names["known"]]
out["found"] = sum(bool(one.rows(key) or one.rows(DIVISION + key)) for key in keys) / len(keys)
out["exact_us"] = median(one.rows, keys)
out["knows_us"] = median(whole.knows, names["known"])
out["lookup_first_us"] = median(whole.lookup, names["known"])
out["lookup_again_us"] = median(whole.lookup, names["known"][:2000])
absent = [name for name in names["bent"] if not whole.knows(name)]
out["bent"] = len(absent)
out["tolerant_us"] = median(whole.lookup, absent)
out["tolerant_again_us"] = median(whole.lookup, absent)
out["tolerant_found"] = sum(bool(whole.lookup(name)) for name in absent) / max(len(absent), 1)
print(json.dumps(out))
"""


def spell(rng: random.Random) -> str:
    """Return one name: a word or two of two to four syllables, sometimes with another before."""
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(rng.randint(1, 2))]
    return rng.choice(WORDS) + " ".join(word.capitalize() for word in words)


def write(folder: Path, places: int, seed: int = 7) -> list[Path]:
    """Write GeoNames' two tables: `places` lines, and alternate names for a fifth as many."""
    rng = random.Random(seed)
    areas = json.loads((ROOT / "data/gazetteer/areas.json").read_text(encoding="utf-8"))
    codes = [tuple(area[5:].split(".", 1)) for area in areas if area.startswith("adm1:")]
    table, names = folder / "allCountries.txt", folder / "alternateNamesV2.txt"
    with table.open("w", encoding="utf-8") as out, names.open("w", encoding="utf-8") as others:
        for number in range(1, places + 1):
            name = spell(rng)
            country, code = rng.choice(codes)
            if rng.random() < HOMELESS:
                code = "99x"
            letter, feature = rng.choice(FEATURES)
            more = ",".join(spell(rng) for _ in range(rng.choice((1, 2, 2, 2, 2))))
            people = int(rng.paretovariate(0.8)) * 10 if letter == "P" and rng.random() < 0.3 else 0
            lat, lon = rng.uniform(-60, 75), rng.uniform(-180, 180)
            out.write(
                f"{number}\t{name}\t{name}\t{more}\t{lat:.5f}\t{lon:.5f}\t{letter}\t{feature}\t"
                f"{country}\t\t{code}\t\t\t\t{min(people, 30_000_000)}\t\t0\tAsia/Baghdad\t"
                "2024-01-15\n"
            )
            if number % 4 == 0:
                language = rng.choice(LANGUAGES)
                others.write(f"{number}\t{number}\t{language}\t{spell(rng)}\t\t\t\t\t\t\n")
    return [table, names]


def ask_for(table: Path, places: int, most: int, seed: int = 11) -> dict[str, list[str]]:
    """Return names that are in the table, drawn evenly, and the same with a letter changed."""
    rng = random.Random(seed)
    wanted = set(rng.sample(range(places), min(most, places)))
    with table.open(encoding="utf-8") as file:
        known = [line.split("\t", 2)[1] for at, line in enumerate(file) if at in wanted]
    rng.shuffle(known)
    return {"known": known, "bent": [bend(rng, name) for name in known[: most // 10]]}


def bend(rng: random.Random, name: str) -> str:
    """Return a name with one vowel changed for another, as a transliteration would."""
    vowels = [at for at, letter in enumerate(name) if letter in "aeiou"]
    if not vowels:
        return name
    at = rng.choice(vowels)
    return name[:at] + rng.choice("aeiou".replace(name[at], "")) + name[at + 1 :]


def run(script: str, home: Path, *words: str, stdin: str = "") -> dict[str, object]:
    """Return what a fresh process prints, with `home` for its user's folder."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=ROOT,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "DATELINE_DATA": str(home)},
        check=True,
        input=stdin,
        stdout=subprocess.PIPE,
        text=True,
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def measure(folder: Path, places: int, most: int = ASKED) -> dict[str, dict[str, object]]:
    """
    Return what building cost and what asking costs, of the synthetic and the shipped index.

    Parameters
    ----------
    folder : Path
        Where to work.
    places : int
        How many to make.
    most : int
        How many names each index is asked for.
    """
    start = time.perf_counter()
    paths = write(folder, places)
    print(f"written in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    home = folder / "home"
    built = run(BUILD, home, *map(str, paths))
    layer = Path(str(built["folder"]))
    built["mib"] = sum(path.stat().st_size for path in layer.iterdir()) / (1 << 20)
    synthetic = run(ASK, home, "layer", stdin=json.dumps(ask_for(paths[0], places, most)))
    rng = random.Random(3)
    known = shipped(rng, most)
    bent = [bend(rng, name) for name in known[: most // 10]]
    words = json.dumps({"known": known, "bent": bent})
    embedded = run(ASK, folder / "none", "embedded", stdin=words)
    return {"build": built, "synthetic": synthetic, "embedded": embedded}


def shipped(rng: random.Random, most: int) -> list[str]:
    """Return names of shipped places, drawn evenly."""
    import pyarrow as pa

    table = pa.ipc.open_file(pa.memory_map(str(ROOT / "data/gazetteer/places.arrow"))).read_all()
    names: list[str] = table["name"].to_pylist()
    return rng.sample(names, min(most, len(names)))


def main() -> None:
    """Print the figures of one run as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=12_000_000)
    parser.add_argument("--folder", type=Path, help="where to work; the system's own when left out")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gazetteer-scale-", dir=asked.folder))
    try:
        print(json.dumps(measure(folder, asked.places), indent=1))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
