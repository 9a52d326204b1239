"""Runs a room's tests on a mutant, each in a child of this process with the libraries loaded."""

import gc
import hashlib
import importlib
import importlib.abc
import importlib.util
import json
import os
import resource
import signal
import sys
import tempfile
import traceback
from pathlib import Path

import hypothesis
import pytest

from tests.mutation.mutants import DATA

MANIFEST = "manifest.json"
CAUGHT, MISSED, STUCK = "caught", "missed", "stuck"
_OURS = (
    *("geo", "components", "workshop"),
    *("tests.geo", "tests.components", "tests.making", "tests.strategies"),
)
_ANSWERS = {0: MISSED, 1: CAUGHT, 2: CAUGHT}  # pytest: passed, failed, could not be imported
_BROKEN = 99  # exit status of a child that could not test
_SPARE = 10  # a mutant may take so many times the processor's seconds of the untouched code
_WAIT = 20  # and so many times them on a busy machine, where it may just be waiting


class Runner:
    """
    Tests of one room.

    Parameters
    ----------
    root : Path
        The project's folder.
    tests : list of str
        What pytest is given, the quickest first: it stops at the first failure.
    """

    def __init__(self, root, tests):
        self._root, self._tests = root, tests
        self._seconds = 30
        self._seconds = self._prepare()

    def start(self, mutant):
        """Begin a mutant; the process that tests it."""
        code = mutant.code
        return self._fork(lambda: _put(mutant.source, code, self._root))

    @staticmethod
    def outcome(status):
        """What the end of that process says of its mutant."""
        if os.WIFSIGNALED(status):
            return CAUGHT if os.WTERMSIG(status) == signal.SIGXCPU else STUCK
        return _ANSWERS.get(os.WEXITSTATUS(status), STUCK)

    def _prepare(self):
        """Run the tests on untouched code, load here what they loaded, and time them."""
        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder) / "loaded.json"
            _, status = os.waitpid(self._fork(lambda: None, told), 0)
            if status:
                msg = f"the tests fail on the untouched code: pytest -x {' '.join(self._tests)}"
                raise SystemExit(msg)
            for name in json.loads(told.read_text(encoding="utf-8")):
                importlib.import_module(name)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            os.waitpid(self._fork(lambda: None), 0)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def _fork(self, change, told=None):
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            return pid
        status = _BROKEN
        try:
            limit = int(self._seconds * _SPARE) + 5
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
            signal.alarm(int(self._seconds * _SPARE * _WAIT) + 60)
            gc.disable()
            _hush()
            change()
            status = _test(self._tests)
            if told is not None:
                told.write_text(json.dumps(_loaded()), encoding="utf-8")
        except BaseException:  # noqa: BLE001 - nothing may go on past here in the child
            traceback.print_exc()
        finally:
            os._exit(status)


def _hush():
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)


def _test(tests):
    hypothesis.settings.register_profile(
        "mutation",
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    hypothesis.settings.load_profile("mutation")
    options = [
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    ]
    return int(pytest.main([*options, *tests]))


def _loaded():
    """Names of libraries' modules that are loaded, in the order they were."""
    return [
        name
        for name, module in sys.modules.items()
        if not name.startswith(("__", *_OURS, "tests", "conftest", "test_"))
        and getattr(module, "__spec__", None) is not None
        and module.__spec__.name == name
        and module.__spec__.origin != "built-in"
    ]


def _put(source, code, root):
    """Make this process read a changed file in the place of the one on the disk."""
    if source.startswith(DATA):
        source, code = "geo/settings.py", _with_table(root, source, code)
    sys.meta_path.insert(0, _Changed(source, code, root))


def _with_table(root, source, table):
    """Return the settings' code with a data folder that has another table, listed as it is."""
    folder = Path(tempfile.mkdtemp(prefix="mutant-"))
    name = source.removeprefix(DATA)
    for path in (root / DATA).rglob("*"):
        inside = path.relative_to(root / DATA)
        if path.is_file() and inside.as_posix() not in {name, MANIFEST}:
            (folder / inside).parent.mkdir(parents=True, exist_ok=True)
            (folder / inside).symlink_to(path)
    (folder / name).write_text(table, encoding="utf-8")
    listed = json.loads((root / DATA / MANIFEST).read_text(encoding="utf-8"))
    row = next(row for row in listed["files"] if row["path"] == name)
    content = (folder / name).read_bytes()
    row |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    del listed["sha256"]
    told = json.dumps(listed, ensure_ascii=True, sort_keys=True)  # as geo.integrity.seal does,
    listed["sha256"] = hashlib.sha256(told.encode()).hexdigest()  # which must not be loaded here
    (folder / MANIFEST).write_text(json.dumps(listed), encoding="utf-8")
    _REMOVED.append(folder)
    settings = (root / "geo" / "settings.py").read_text(encoding="utf-8")
    return f"{settings}\n\ndef data_folder():\n    return Path({str(folder)!r})\n"


_REMOVED = []


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Finds one module, changed; everything else is left to the others."""

    def __init__(self, source, code, root):
        self._name = source.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        self._path, self._code = str(root / source), code

    def find_spec(self, fullname, path=None, target=None):  # noqa: ARG002 - importlib's
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self)

    def get_filename(self, fullname):  # noqa: ARG002 - importlib's
        return self._path

    def get_data(self, path):  # noqa: ARG002 - importlib's
        return self._code.encode()

    def path_stats(self, path):
        raise OSError(path)  # nothing is read from or written to a cache of bytecode
