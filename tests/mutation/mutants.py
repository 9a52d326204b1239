"""Small wrong changes to the code: mutmut's operators over functions, constants and the table."""

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from functools import cached_property

import libcst as cst
from mutmut.mutation.mutators import mutation_operators, operator_string

DATA = "data/"  # what a table's path begins with
_DECIMAL = re.compile(r"-?\d+\.\d+")
_UNCHECKED = {"len", "isinstance", "cast"}  # a wrong argument is a crash, or only a type's name
_ONCE = {operator_string}  # of its three changes the first: the others only change the case


@dataclass(frozen=True)
class Mutant:
    """One change: which file, where in it, from what, to what; `code` is the whole changed file."""

    source: str  # path from the root, with /
    at: str  # "Engine.parse", or the constant's name
    before: str
    after: str
    turn: int  # of changes that read alike in one place, from 0
    make: object  # gives the changed file

    @property
    def key(self):
        """The same wherever in the file the place moves to."""
        told = "\x1f".join((self.source, self.at, self.before, self.after, str(self.turn)))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @cached_property
    def code(self):
        """Text of the changed file."""
        return self.make()


def of_file(root, source):
    """Every mutant of a Python file."""
    module = cst.parse_module((root / source).read_text(encoding="utf-8"))
    found = _Finder()
    module.visit(found)
    turns = {}
    for at, old, new in found.changes:
        told = (at, _words(module, old), _words(module, new))
        turn = turns[told] = turns.get(told, -1) + 1
        yield Mutant(source, *told, turn, lambda old=old, new=new: _swapped(module, old, new))


def of_table(root, source):
    """One mutant for each cell of a table of data; remarks and notes are no answer."""
    lines = (root / source).read_text(encoding="utf-8").splitlines(keepends=True)
    remarks = "".join(line for line in lines if line.startswith("#"))
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    for i, row in enumerate(rows[1:], start=1):
        for j, cell in enumerate(row):
            if rows[0][j] == "note":
                continue
            other = _other(cell)
            changed = [[*r] for r in rows]
            changed[i][j] = other
            out = io.StringIO()
            out.write(remarks)
            csv.writer(out, lineterminator="\n").writerows(changed)
            yield Mutant(source, f"{row[0]} {rows[0][j]}", cell, other, 0, out.getvalue)


def _other(cell):
    """Return another value of the same sort, so that the table can be read."""
    if cell.isdigit():
        return str(int(cell) % 7 + 1)
    if _DECIMAL.fullmatch(cell):
        return str(round(float(cell) + 1, 2))
    if not cell:
        return "3"
    first, _, rest = cell.partition("|")
    return rest or f"{first}x"


class _Finder(cst.CSTVisitor):
    """Collects (where, node, changed node); a module's constant has one change a literal."""

    def __init__(self):
        self.changes = []
        self._names = []
        self._constant = None

    def on_visit(self, node):
        if _is_skipped(node):
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self._names.append(node.name.value)
            for part in (node.body, *_defaults(node)):
                part.visit(self)
            self._names.pop()
            return False
        if not self._names and isinstance(node, cst.Assign | cst.AnnAssign):
            self._constants(node)
            return False
        self._add(node)
        return True

    def _add(self, node):
        at = ".".join(self._names) or "(module)"
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                made = list(operator(node))
                self.changes += [
                    (at, node, new) for new in made[: 1 if operator in _ONCE else None]
                ]

    def _constants(self, node):
        """One change for each literal of a constant and for each name in a set or a tuple."""
        target = node.target if isinstance(node, cst.AnnAssign) else node.targets[0].target
        name = target.value if isinstance(target, cst.Name) else "(constants)"
        if node.value is None or name == "__all__" or _is_type(node):
            return  # a list of exports and a type's name are no answer of the program
        made = [(name, old, next(iter(operator(old)))) for old, operator in _literals(node.value)]
        made += [(name, old, new) for old, new in _shorter(node.value)]
        if not made:
            made = [(name, node.value, cst.Name("None"))]
        self.changes += made


def _is_skipped(node):
    if isinstance(node, cst.Import | cst.ImportFrom | cst.Decorator | cst.Annotation):
        return True
    if isinstance(node, cst.If) and isinstance(node.test, cst.Name):
        return node.test.value == "TYPE_CHECKING"
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name):
        return node.func.value in _UNCHECKED
    return isinstance(node, cst.Expr) and isinstance(node.value, cst.BaseString)


def _defaults(node):
    if isinstance(node, cst.ClassDef):
        return []
    given = (*node.params.params, *node.params.kwonly_params, *node.params.posonly_params)
    return [param.default for param in given if param.default is not None]


def _is_type(node):
    """Whether a module's assignment names a type: `Voice = Literal[...]`, `Box = tuple[...]`."""
    value = node.value
    return isinstance(value, cst.Subscript) or (
        isinstance(value, cst.BinaryOperation)
        and isinstance(value.operator, cst.BitOr)
        and isinstance(value.left, cst.Name | cst.BinaryOperation)
    )


def _literals(value):
    found = []

    class Literals(cst.CSTVisitor):
        def on_visit(self, node):
            for kind, operator in mutation_operators[:2]:  # numbers and strings
                if isinstance(node, kind) and list(operator(node)):
                    found.append((node, operator))
            return not isinstance(node, cst.FormattedStringExpression)

    value.visit(Literals())
    return found


def _shorter(value):
    """Sets and tuples of names, each with one element less."""
    inner = value.args[0].value if isinstance(value, cst.Call) and value.args else value
    if not isinstance(inner, cst.Set | cst.Tuple):
        return
    for i, element in enumerate(inner.elements):
        if isinstance(element.value, cst.Attribute | cst.Name) and len(inner.elements) > 1:
            yield (
                inner,
                inner.with_changes(elements=[*inner.elements[:i], *inner.elements[i + 1 :]]),
            )


def _words(module, node):
    return " ".join(module.code_for_node(node).split())


def _swapped(module, old, new):
    return module.deep_replace(old, new).code
