"""One installed gazetteer, mapped into memory and opened without being read."""

from __future__ import annotations

import json
import struct
from bisect import bisect_left
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from geo.digests import remembered
from geo.gazetteer.alike import likenesses
from geo.gazetteer.columns import Columns
from geo.gazetteer.nearest import FINENESS, Spot, nearest
from geo.gazetteer.tables import Table, broken, map_file
from geo.integrity import Content, digest_of, fault
from geo.types import Kind, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

FORMAT = 2  # of an installed gazetteer's files; the builder and this reader must agree
META = "meta.json"
SEAL = "sha256"  # of meta.json's other values
VALUES = "values.json"
PLACES = "places.arrow"
IDS = "ids.sorted"  # GeoNames number and row, packed in eight bytes, in order of number
ID_SHIFT = 32
BETWEEN = "\n"  # the names of one skeleton
GEONAMES = "geonames:"
LISTS = ("countries", "admin1", "admin2", "features")
_KINDS = tuple(Kind)
_ROW = struct.Struct("<I")
_PLACES_KEPT = 20_000
_NUMBER_DIGITS = 9


class Layer:
    """
    The names and places of one installed gazetteer.

    Parameters
    ----------
    folder : Path
        Where its files are.
    prior : callable, optional
        Gives the place of an id in the gazetteers that go before this one; where they have it,
        this layer's names lead to theirs.
    fresh : bool, optional
        Whether to read every byte of its files, whatever is remembered of them.

    Raises
    ------
    DataError
        When a file is missing, damaged, of another version, or cannot be mapped.
    """

    def __init__(
        self,
        folder: Path,
        prior: Callable[[str], Place | None] | None = None,
        *,
        fresh: bool = False,
    ) -> None:
        self._folder = folder
        self._prior = prior or _nobody
        self._meta = _json(folder / META)
        try:
            self.id = str(self._meta["id"])
            self.names = int(self._meta["names"])
            self._size = int(self._meta["places"])
            self.modified = str(self._meta["modified"])  # ISO date of the newest place, or ""
            self.source = str(self._meta["source"])  # of its places: "geonames", or its own name
            self.made_of = [str(name) for name in self._meta["made_of"]]  # files' names
            self.files: dict[str, dict[str, Any]] = dict(self._meta["files"])
            self._check(fresh=fresh)
        except (KeyError, TypeError, ValueError, AttributeError) as cause:
            raise broken(folder / META) from cause
        self._names = Table(folder, "names")
        self._alike = Table(folder, "alike")
        self._columns = Columns(folder / PLACES, self._size)
        self._ids = memoryview(map_file(folder / IDS)).cast("B").cast("Q")
        self._places: dict[int, Place] = {}

    def __len__(self) -> int:
        """Return the number of places."""
        return self._size

    def rows(self, key: str) -> Sequence[int]:
        """Return the rows of the places with this folded name, the weightiest first."""
        packed = self._names.get(key)
        if packed is None:
            return ()
        if len(packed) == _ROW.size:
            return _ROW.unpack(packed)
        try:
            return struct.unpack(f"<{len(packed) // _ROW.size}I", packed)
        except struct.error as cause:
            raise broken(self._folder / "names.buckets") from cause

    def ranked(self, key: str, kinds: frozenset[Kind], limit: int) -> list[Place]:
        """
        Return the places of a folded name, the weightiest first.

        Parameters
        ----------
        key : str
            What `fold` returned.
        kinds : set of Kind
            The kinds wanted; all when empty.
        limit : int
            The most places returned.
        """
        rows = iter(self.rows(key))
        if kinds:
            rows = (row for row in rows if self._kind(row) in kinds)
        return [self.place(row) for row in islice(rows, limit)]

    def tolerant(
        self, name: str, bones: str, kinds: frozenset[Kind], limit: int
    ) -> list[tuple[float, Place]]:
        """
        Return the places with a name like this one, and how like, 0 to 100.

        Parameters
        ----------
        name, bones : str
            The folded name and its skeleton.
        kinds : set of Kind
            The kinds wanted; all when empty.
        limit : int
            The most places returned, the most like and weightiest.
        """
        packed = self._alike.get(bones)
        if packed is None:
            return []
        names = packed.decode("utf-8", "replace").split(BETWEEN)
        scores: dict[int, float] = {}
        for at, score in likenesses(name, names):
            for row in self.rows(names[at]):
                if row not in scores and (not kinds or self._kind(row) in kinds):
                    scores[row] = score
        best = sorted(scores, key=lambda row: (-round(scores[row]), *self._importance(row)))
        return [(scores[row], self.place(row)) for row in best[:limit]]

    def nearest(self, spot: Spot, kinds: frozenset[Kind], limit: int) -> list[tuple[float, Place]]:
        """Return the places nearest to a spot; as `Embedded.nearest`."""
        import numpy as np  # noqa: PLC0415 - no parse needs it

        codes = [code for code, kind in enumerate(_KINDS) if kind in kinds]
        found: list[tuple[float, int]] = []
        for start, (lons, lats, own) in self._columns.numbers("lon", "lat", "kind"):
            kept = np.isin(own, codes)
            near = nearest(np.asarray(lons), np.asarray(lats), kept, spot, limit)
            found += [(km, start + row) for km, row in near]
        return [(km, self.place(row)) for km, row in sorted(found)[:limit]]

    def knows(self, key: str) -> bool:
        """Return whether some place has this folded name."""
        return self._names.get(key) is not None

    def find(self, place_id: str) -> Place | None:
        """Return the place of an id, or None where there is none."""
        number = place_id.removeprefix(GEONAMES)
        if number != place_id and number.isascii() and number.isdigit():
            return self._numbered(int(number)) if len(number) <= _NUMBER_DIGITS else None
        rows = self.rows(f"#{place_id}")
        return self.place(rows[0]) if rows else None

    def place(self, row: int) -> Place:
        """
        Return the place of a row.

        Raises
        ------
        DataError
            When the bytes that say what it is are damaged.
        """
        if row not in self._places:
            if len(self._places) > _PLACES_KEPT:
                self._places.clear()
            try:
                own = self._read(row)
            except (IndexError, ValueError, TypeError, AttributeError) as cause:
                raise broken(self._folder / PLACES) from cause
            self._places[row] = self._prior(own.id) or own
        return self._places[row]

    def _numbered(self, number: int) -> Place | None:
        at = bisect_left(self._ids, number << ID_SHIFT)
        if at == len(self._ids) or self._ids[at] >> ID_SHIFT != number:
            return None
        return self.place(self._ids[at] & ((1 << ID_SHIFT) - 1))

    def _importance(self, row: int) -> tuple[int, int, int]:
        number = self._columns.number
        return -number("population", row), number("kind", row), row

    def _kind(self, row: int) -> Kind:
        try:
            return _KINDS[self._columns.number("kind", row)]
        except IndexError as cause:
            raise broken(self._folder / PLACES) from cause

    def _read(self, row: int) -> Place:
        number, text, values = self._columns.number, self._columns.text, self._values
        country, nation = values["countries"][number("country", row)]
        division, province = values["admin1"][number("admin1", row)]
        district = values["admin2"][number("admin2", row)]
        own = text("id", row)
        held = (nation, "" if own and division == own else province, district)
        return Place(
            id=own or f"{GEONAMES}{number('geonameid', row)}",
            name=text("name", row),
            kind=_KINDS[number("kind", row)],
            lon=number("lon", row) / FINENESS,
            lat=number("lat", row) / FINENESS,
            country=country,
            admin=held[: held.index("")] if "" in held else held,
            admin1=division or None,
            population=number("population", row),
            feature=values["features"][number("feature", row)],
            source=self.source,
        )

    @cached_property
    def _values(self) -> dict[str, Any]:
        """The words that columns number, read when the first place is."""
        values = _json(self._folder / VALUES)
        if not all(isinstance(values.get(name), list) for name in LISTS):
            raise broken(self._folder / VALUES)
        return values

    def _check(self, *, fresh: bool) -> None:
        """Refuse another version, and a file that is not as it was built."""
        if self._meta["format"] != FORMAT:
            age = "a newer" if self._meta["format"] > FORMAT else "an older"
            raise broken(self._folder / META, f"is of {age} version")
        if self._meta[SEAL] != seal_of(self._meta):
            raise broken(self._folder / META, "has been altered (wrong checksum)")
        with remembered() as digests:
            for name, facts in self.files.items():
                held = Content(bytes=facts["bytes"], sha256=facts["sha256"])
                if what := fault(self._folder / name, held, digests, fresh=fresh):
                    raise broken(self._folder / name, what)


def seal_of(meta: Mapping[str, Any]) -> str:
    """Return the digest of what a gazetteer's description says, but for the digest itself."""
    return digest_of({name: value for name, value in meta.items() if name != SEAL})


def _nobody(_: str) -> None:
    """Return no place: nothing goes before the layer."""


def _json(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        loaded = json.loads(text) if text else None
    except FileNotFoundError as cause:
        raise broken(path, "is missing") from cause
    except (OSError, ValueError, RecursionError) as cause:
        raise broken(path) from cause
    if not text:
        raise broken(path, "is empty")
    if not isinstance(loaded, dict):
        raise broken(path)
    return loaded
