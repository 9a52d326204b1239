"""A case given away: the map of its articles, and the case itself or its layers as a file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo.case import chain, geometry, layering, opening, skeleton
from geo.case.chain import Head
from geo.case.gathering import gather
from geo.decisions import Settled
from geo.errors import CaseError
from geo.exports.contract import case_of, to_result
from geo.mapped import Asked, EvidenceMap, answer, kept, of_names, refuse_unknown, survey
from geo.writing import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.case.keeping import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The articles of a case that are asked for, and the map of them."""

    settled: tuple[Settled, ...]
    shown: EvidenceMap
    head: Head

    def results(self, *, text: bool = False) -> Iterator[dict[str, Any]]:
        """Yield the object of `dateline parse` for each article, with who decided what."""
        asked, stamp = self.shown.asked, self.shown.stamp
        for settled in self.settled:
            found = to_result(settled.parse, asked, text=text, settled=settled)
            yield found if stamp is None else {**found, "case": case_of(stamp)}


def draw(case: Case, asked: Asked) -> Drawn:
    """
    Return the articles of a case that are asked for and their map, as of one moment.

    Parameters
    ----------
    case : Case
        Open.
    asked : Asked
        Its `more` chooses articles: the map is then of these alone. The rest asks for less of it.

    Raises
    ------
    ExportError
        When no article is asked for, or a place or a speaker is that none of them names.
    """
    gathered = gather(case, asked)
    refuse_unknown(gathered.found, asked)
    shown = replace(answer(gathered.found, asked), stamp=gathered.stamp)
    return Drawn(settled=gathered.settled, shown=shown, head=gathered.head)


def write_json(drawn: Drawn) -> str:
    """Return a list of the objects of `dateline parse`, one an article, as JSON."""
    whole = list(drawn.results())
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def write_geopackage(case: Case, asked: Asked, out: Path) -> Head:
    """
    Write a case as a GeoPackage: the whole case where nothing is asked for, else its layers alone.

    Parameters
    ----------
    case : Case
        Open. Its file is never copied as it lies: what another program is writing would be torn.
    asked : Asked
        What the layers are to have; they then hold no article, original or log.
    out : Path
        Where to write; what is there is put out of its place when the new file is whole.

    Returns
    -------
    Head
        The end of the log as the file has it.

    Raises
    ------
    CaseError
        When it cannot be written.
    ExportError
        As `draw` raises it.
    OSError
        As `geo.writing.replacing` raises it.
    """
    drawn = None if asked == Asked() else draw(case, asked)
    with opening.speaking(out), replacing(out) as beside:
        case.copy(beside)
        with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            if drawn is None:
                return chain.head(copy)
            _leave_layers(copy, drawn)
            return drawn.head


def check_free(out: Path, *, force: bool) -> None:
    """Refuse to write over a file that is there, unless it is asked for."""
    if not force and (out.exists() or out.is_symlink()):
        msg = f"{str(out)!r} is there already; choose another name, or say --force"
        raise CaseError(msg)


def _leave_layers(copy: sqlite3.Connection, drawn: Drawn) -> None:
    """Leave of a copy of a case the rows of its layers that are asked for, and nothing else."""
    geometry.register(copy)
    copy.execute("PRAGMA secure_delete = ON")
    copy.execute("PRAGMA foreign_keys = OFF")
    copy.execute("BEGIN IMMEDIATE")
    asked = of_names(drawn.shown.asked)
    wanted = {each.parse.article.id: _rows(each, asked) for each in drawn.settled}
    marks: set[str] = set()
    for number, article in copy.execute("SELECT id, article FROM articles").fetchall():
        marks |= layering.write(copy, number, wanted.get(article, ()))
    layering.write_marks(copy, marks)
    for table in skeleton.TABLES:
        copy.execute(f"DROP TABLE {table}")
        copy.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table,))
    copy.execute("UPDATE gpkg_contents SET description = description || ?", (_of(drawn.shown),))
    copy.execute("COMMIT")
    copy.execute("VACUUM")


def _rows(settled: Settled, asked: Asked) -> tuple[layering.Row, ...]:
    found = survey([settled.parse])
    rows = layering.evidence_of(answer(found, asked), settled)
    return tuple(row for row, keep in zip(rows, kept(found, asked), strict=True) if keep)


def _of(shown: EvidenceMap) -> str:
    return "" if shown.stamp is None else f"; {shown.stamp.title}, {shown.origin}"
