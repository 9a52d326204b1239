"""Whether the shipped files are all there and unaltered; what is wrong with one, in words."""

from __future__ import annotations

import hashlib
import json
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.digests import Digests, remembered
from geo.errors import DataError
from geo.settings import assets_folders, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MANIFEST = "manifest.json"
FORMAT = 1  # of the manifest; the builder and this reader must agree
REMEDY = "reinstall dateline, or take the file from a fresh clone"
_HEADERS = {  # what a file of each kind begins with
    ".arrow": b"ARROW1",
    ".marisa": b"We love Marisa.",
    ".onnx": b"\x08",  # protocol buffers: the field of the format's version
    ".parquet": b"PAR1",
    ".png": b"\x89PNG",
    ".ttf": b"\x00\x01\x00\x00",
}
_LOOKED_AT = 512  # bytes at the start of a file that tell its kind
_WORDS = frozenset({".css", ".csv", ".js", ".json", ".jsonl", ".md", ".txt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with the shipped files, in a sentence that names file and remedy."""

    path: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a file must hold."""

    bytes: int
    sha256: str


def data_files(folder: Path) -> dict[str, Path]:
    """Return the files by path relative to `folder`, without the manifest and hidden ones."""
    every = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in every}
    return {
        name: path for name, path in named.items() if name != MANIFEST and "/." not in f"/{name}"
    }


def verify(folder: Path | None = None) -> tuple[Problem, ...]:
    """
    Compare every byte of the shipped files with their manifest.

    Parameters
    ----------
    folder : Path, optional
        A folder with a manifest; when None the shipped data, and what the browser is given.

    Returns
    -------
    tuple of Problem
        Missing, altered and unlisted files in order of path; empty when all is well.
    """
    if folder is not None:
        return _compare(folder)
    folders = (data_folder(), *assets_folders())
    return tuple(problem for each in folders for problem in _compare(each))


def require(folder: Path, *wanted: str) -> dict[str, str]:
    """
    Make sure that data files are as they were built, before anything is read from them.

    A large file is read through once and then known by its inode, size and times
    (`geo.digests`); small ones are read every time.

    Parameters
    ----------
    folder : Path
        The data folder.
    *wanted : str
        Files by their path in it; one that ends in "/" means all listed below it.

    Returns
    -------
    dict of str to str
        Each file's path in the folder, and its SHA-256 (hex), in order of path.

    Raises
    ------
    DataError
        When a file, or the manifest, is missing, empty, cut short, altered, of another kind or
        of another version; the message names it and the remedy.
    """
    asked = _listed(folder, wanted)
    for problem in _look(folder, asked):
        raise DataError(problem.sentence)
    return {name: asked[name].sha256 for name in sorted(asked)}


def faults(folder: Path, *wanted: str) -> dict[str, str]:
    """
    Return what is wrong with data files that the program can do without.

    Parameters
    ----------
    folder : Path
        The data folder.
    *wanted : str
        As `require` takes them.

    Returns
    -------
    dict of str to str
        A sentence for each damaged file, by its path in the folder.

    Raises
    ------
    DataError
        When the manifest cannot be read.
    """
    return {p.path: p.sentence for p in _look(folder, _listed(folder, wanted))}


def _listed(folder: Path, wanted: Iterable[str]) -> dict[str, Content]:
    """Return what the manifest says of the files wanted."""
    listed = read_manifest(folder)
    found: dict[str, Content] = {}
    for asked in wanted:
        names = [n for n in listed if n == asked or (asked[-1] == "/" and n.startswith(asked))]
        if not names:
            msg = f"{folder / asked} is not in the manifest; {REMEDY}"
            raise DataError(msg)
        found.update((name, listed[name]) for name in names)
    return found


def _look(folder: Path, asked: Mapping[str, Content]) -> tuple[Problem, ...]:
    with remembered() as digests:
        looked = {name: fault(folder / name, held, digests) for name, held in asked.items()}
    return tuple(_problem(folder, name, what) for name, what in looked.items() if what)


def _problem(folder: Path, name: str, what: str) -> Problem:
    return Problem(path=name, sentence=f"{folder / name} {what}; {REMEDY}")


def fault(path: Path, content: Content, digests: Digests, *, fresh: bool = False) -> str:
    """
    Return what is wrong with a file: "is missing", "is empty", ...; "" when nothing is.

    Parameters
    ----------
    path : Path
        The file.
    content : Content
        What it must hold.
    digests : Digests
        Gives its digest.
    fresh : bool, optional
        Whether to read every byte, whatever is remembered.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            return "is no file"
        is_same_length = facts.st_size == content.bytes
        if is_same_length and digests.of(path, fresh=fresh) == content.sha256:
            return ""
        return _difference(path, facts.st_size, content)
    except FileNotFoundError:
        return "is missing"
    except OSError as cause:
        return f"cannot be read ({cause.strerror})"


def _difference(path: Path, size: int, content: Content) -> str:
    """Return in what way a file is not as it was built."""
    if not size:
        return "is empty"
    if _is_foreign(path):
        return f"is another kind of file, not {path.suffix}"
    if size != content.bytes:
        how = "cut short" if size < content.bytes else "altered"
        return f"has been {how} ({size:,} bytes instead of {content.bytes:,})"
    return "has been altered (wrong checksum)"


def _is_foreign(path: Path) -> bool:
    """Return whether a file does not begin as its kind does, or is no text though it should be."""
    with path.open("rb") as file:
        first = file.read(_LOOKED_AT)
    header = _HEADERS.get(path.suffix, b"")
    return not first.startswith(header) or (path.suffix in _WORDS and b"\0" in first)


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of values that JSON can hold, whatever their order and layout."""
    text = json.dumps(content, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def seal(files: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the content of a manifest of some files, with its own digest."""
    content = {"format": FORMAT, "files": list(files)}
    return {**content, "sha256": digest_of(content)}


def read_manifest(folder: Path) -> dict[str, Content]:
    """
    Return what each file of a folder must hold, by path.

    Raises
    ------
    DataError
        When the manifest is missing, damaged or of another version.
    """
    path = folder / MANIFEST
    try:
        text = path.read_bytes()
    except FileNotFoundError as cause:
        raise _refused(path, "is missing") from cause
    except OSError as cause:
        raise _refused(path, f"cannot be read ({cause.strerror})") from cause
    if not text:
        raise _refused(path, "is empty")
    try:
        manifest = json.loads(text)
        told = manifest.pop("sha256", None)
        version, rows = manifest["format"], manifest["files"]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as cause:
        raise _refused(path, "is damaged, no list of files") from cause
    if told != digest_of(manifest):
        raise _refused(path, "has been altered (wrong checksum)")
    if version != FORMAT:
        raise _refused(path, f"is of {'a newer' if version > FORMAT else 'an older'} version")
    return {row["path"]: Content(bytes=row["bytes"], sha256=row["sha256"]) for row in rows}


def _refused(path: Path, what: str) -> DataError:
    return DataError(f"{path} {what}; {REMEDY}")


def _compare(folder: Path) -> tuple[Problem, ...]:
    try:
        wanted = read_manifest(folder)
    except DataError as cause:
        return (Problem(path=MANIFEST, sentence=str(cause)),)
    here, digests = data_files(folder), Digests()
    found = []
    for name in sorted(set(wanted) | set(here)):
        if name not in wanted:
            what = "is not in the manifest"
        else:
            what = fault(folder / name, wanted[name], digests, fresh=True)
        if what:
            found.append(_problem(folder, name, what))
    return tuple(found)
