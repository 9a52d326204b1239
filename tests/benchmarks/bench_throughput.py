"""
Documents a second of the whole engine, beside flashgeotext and spaCy's PhraseMatcher.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_throughput CORPUS.jsonl [part]`,
the part as `dateline evaluate` names them ("report" when left out). All match the same names,
those of the embedded gazetteer, in the same documents, each in a process of its own on two
cores, in turn. The other two stop at the names found in a list; the engine goes on to quotes,
places and evidence. Memory is the process's peak, its mapped files counted.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from functools import wraps
from pathlib import Path
from typing import Any

from geo import Settings, default_engine, read_article
from geo.evaluation import read_corpus
from geo.evaluation.scores import match
from geo.gazetteer import Gazetteer
from geo.types import Span
from tests.benchmarks.memory import peak_mib

ROUNDS = 3
CORES = 2
MARKS = "#~"  # that begin the gazetteer's keys of ids and demonyms


def engine_of(recogniser):
    engine = default_engine(settings=Settings(recognizer=recogniser))
    stages = Counter()
    find: Any = engine.find_toponyms
    timed(engine, "find_quotes", stages, "quotes")
    timed(engine, "resolve", stages, "resolution")
    if recogniser == "learned":
        timed(find._rules, "read", stages, "words")
        timed(find._rules, "find", stages, "rules")
        timed(find, "_describe", stages, "features of words")
        timed(find, "_tagger", stages, "the model")
    else:
        timed(engine, "find_toponyms", stages, "rules")

    def spans(text):
        parse = engine.parse(read_article(text))
        return [t.span for t in parse.toponyms]

    return spans, stages


def timed(owner, name, stages, stage):
    """Put a clock around what an object calls."""
    inner = getattr(owner, name)

    @wraps(inner)
    def call(*given):
        start = time.perf_counter()
        made = inner(*given)
        stages[stage] += time.perf_counter() - start
        return made

    object.__setattr__(owner, name, call)


def gazetteer_names():
    """Return every name of the embedded gazetteer, folded."""
    return [key for key in Gazetteer.open()._embedded._names if key[0] not in MARKS]


def capital(text, spans):
    """Return the spans that begin with a capital: folded names would match "of" and "the"."""
    return [span for span in spans if text[span.start].isupper()]


def spacy_matcher():
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for doc in nlp.pipe(gazetteer_names(), batch_size=10_000):
        matcher.add("place", [doc])

    def spans(text):
        doc = nlp(text)
        found = filter_spans(matcher(doc, as_spans=True))
        return capital(text, [Span(s.start_char, s.end_char) for s in found])

    return spans, Counter()


def flashgeotext():
    from flashgeotext.config import GeoTextConfiguration
    from flashgeotext.geotext import GeoText
    from flashgeotext.lookup import LookupData

    geotext = GeoText(GeoTextConfiguration(use_demo_data=False))
    names = {name: [name] for name in gazetteer_names()}
    geotext.add(LookupData(name="places", data=names), case_sensitive=False)

    def spans(text):
        found = geotext.extract(text, span_info=True)["places"].values()
        return capital(text, [Span(*at) for one in found for at in one["span_info"]])

    return spans, Counter()


CONTENDERS = {
    "dateline, with the model": lambda: engine_of("learned"),
    "dateline, rules alone": lambda: engine_of("rules"),
    "spaCy PhraseMatcher": spacy_matcher,
    "flashgeotext": flashgeotext,
}


def trial(contender, corpus, part):
    """Print what one contender took, as JSON."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    documents = read_corpus(Path(corpus), part)
    start = time.perf_counter()
    spans, stages = CONTENDERS[contender]()
    spans("Troops left Baghdad for Mosul.")
    ready = time.perf_counter() - start
    stages.clear()
    start = time.perf_counter()
    found = [spans(document.text) for document in documents]
    seconds = time.perf_counter() - start
    gold = guessed = right = 0
    for document, made in zip(documents, found, strict=True):
        true = [Span(g.start, g.end) for g in document.gold]
        gold += len(true)
        guessed += len(made)
        right += len(match(true, made))
    shares = {stage: spent / seconds for stage, spent in stages.items()}
    print(
        json.dumps(
            [len(documents) / seconds, ready, peak_mib(), 2 * right / (gold + guessed), shares]
        )
    )


def main():
    """Print the medians of a few rounds, all contenders in turn, and where the time goes."""
    corpus, part = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "report"
    runs = {contender: [] for contender in CONTENDERS}
    for _ in range(ROUNDS):
        for contender in CONTENDERS:
            words = [sys.executable, "-m", __spec__.name, corpus, part, contender]
            done = subprocess.run(words, check=True, capture_output=True, text=True)
            runs[contender].append(json.loads(done.stdout))
    print(f"{len(gazetteer_names()):,} names, {part} part of {Path(corpus).name}")
    for contender, made in runs.items():
        rate, ready, peak, f1 = (statistics.median(run[i] for run in made) for i in range(4))
        print(
            f"{contender:26}{rate:8.1f} documents/s, ready after {ready:5.1f} s,"
            f"{peak:6.0f} MB at most, overlap F1 {f1:.3f}"
        )
        shares = made[-1][4]
        if shares:
            rest = {**shares, "the rest": 1 - sum(shares.values())}
            print("  " + ", ".join(f"{s} {share:.0%}" for s, share in rest.items()))


if __name__ == "__main__":
    trial(sys.argv[3], *sys.argv[1:3]) if len(sys.argv) > 3 else main()
