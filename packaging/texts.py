"""Every text of the window, read from the sources.

`lupdate` knows only some ways to write a call in Python and leaves out the others without a word,
so the calls are collected here and given to it in the one form that it always understands. Read
are `self.tr("…")` inside a class, `translate("context", "…")` under any name, and `_tr("…")` where
a module has such a function for a context of its own. `nouns.tr(self, "…")` and
`nouns.said("context", "…")` stand for two texts each, see `tlstudio.gui.nouns`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from tlstudio.core.fields import options_of
from tlstudio.core.plans import Phase, Plan
from tlstudio.core.words import IMAGE, TEXT, Noun
from tlstudio.data.splits import SplitSpec
from tlstudio.export.contents import contents_of
from tlstudio.export.formats import all_formats
from tlstudio.gui.nouns import of_texts
from tlstudio.jobs.beginning import importers
from tlstudio.metrics.catalogue import METRICS
from tlstudio.tasks.specs import task_specs

PACKAGE = Path(__file__).resolve().parent.parent / "tlstudio"
NOUNS = PACKAGE / "gui" / "nouns.py"
Texts = dict[tuple[str, str], bool]
"""(context, text) → whether it is counted and has plural forms."""

_COMPUTED = frozenset({"options", "report", "stages"})
_REPORT_WORDS = frozenset({"title", "label", "x_label", "y_label", "note", "columns"})
_REPORT_NAMES = frozenset({"RUNGS", "columns", "note", "_NOTE", "_CLASS_WORDS"})


def collect() -> Texts:
    """Every text.

    Raises:
        ValueError: When a call cannot be understood; its place is named.
    """
    classes: dict[str, set[str]] = {}
    found: Texts = {}
    for path in sorted((PACKAGE / "gui").rglob("*.py")):
        if path != NOUNS:
            found |= _Module(path, classes).texts
    # `self.tr` looks through the classes from the last to the first, but a counted text that is
    # not found has its number filled in and passes for translated; so each class needs it.
    for (context, text), counted in list(found.items()):
        if counted:
            found |= {(name, text): True for name in _below(context, classes)}
    found |= {("options", text): False for text in _options()}
    found |= {("stages", text): False for text in _stages()}
    found |= {("report", text): False for text in _report()}
    return dict(sorted(found.items()))


def _below(name: str, classes: Mapping[str, set[str]]) -> Iterator[str]:
    for inner, bases in classes.items():
        if name in bases:
            yield inner
            yield from _below(inner, classes)


class _Module(ast.NodeVisitor):
    """The texts of one file; adds its classes and what they are made from."""

    def __init__(self, path: Path, classes: dict[str, set[str]]) -> None:
        self.texts: Texts = {}
        self._path = path
        self._classes = classes
        self._inside: list[str] = []
        tree = ast.parse(path.read_text("utf-8"))
        self._own = next(filter(None, map(_own_context, tree.body)), "")
        self.visit(tree)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Its texts have its name as context."""
        bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
        self._classes.setdefault(node.name, set()).update(bases)
        self._inside.append(node.name)
        self.generic_visit(node)
        self._inside.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """What is inside; the function that stands for `translate` has no text."""
        if node.name != "_tr":
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """One text, perhaps."""
        self.generic_visit(node)
        match node.func:
            case ast.Attribute(value=ast.Name(id="self"), attr="tr") if self._inside:
                self._add(node, self._inside[-1], node.args)
            case ast.Attribute(attr="tr") if _is_self(node.args) and self._inside:
                self._add_both(node, self._inside[-1], node.args[1:])
            case ast.Attribute(attr="said") if (
                len(node.args) > 1 and _text(node.args[0]) and _text(node.args[1])
            ):
                self._add_both(node, str(_text(node.args[0])), node.args[1:])
            case ast.Name(id="_tr") if self._own:
                self._add(node, self._own, node.args)
            case ast.Name(id="tr" | "translate") | ast.Attribute(attr="translate"):
                if len(node.args) < 2 or self._is_other(node):
                    return
                context = _text(node.args[0])
                if context is None:
                    raise self._error(node)
                self._add(node, context, node.args[1:])
            case ast.Name(id="_tr") | ast.Attribute(attr="tr"):
                raise self._error(node)

    def _is_other(self, node: ast.Call) -> bool:
        """A painter is translated, too, and the application has a function of that name."""
        return _text(node.args[0]) is None and _text(node.args[1]) is None

    def _add(self, node: ast.Call, context: str, arguments: list[ast.expr]) -> None:
        text = _text(arguments[0])
        if text is not None:
            self.texts[context, text] = "%n" in text
        elif context not in _COMPUTED:
            raise self._error(node)

    def _add_both(self, node: ast.Call, context: str, arguments: list[ast.expr]) -> None:
        """As it is said of images, and of texts."""
        self._add(node, context, arguments)
        text = _text(arguments[0]) or ""
        self.texts[context, of_texts(text)] = "%n" in text

    def _error(self, node: ast.Call) -> ValueError:
        return ValueError(f"{self._path}:{node.lineno}: text cannot be collected")


def _own_context(node: ast.stmt) -> str:
    """Context of a module's `_tr`."""
    if isinstance(node, ast.FunctionDef) and node.name == "_tr":
        for inner in ast.walk(node):
            if isinstance(inner, ast.Call) and inner.args:
                return _text(inner.args[0]) or ""
    return ""


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_self(arguments: list[ast.expr]) -> bool:
    return bool(arguments) and isinstance(arguments[0], ast.Name) and arguments[0].id == "self"


def _options() -> Iterator[str]:
    """Labels, helps and choices of every declared option, and the titles of tasks and importers."""
    models: list[type[BaseModel]] = [Plan, Phase, SplitSpec]
    models += [item.options for item in importers().values()]
    for model in models:
        for field in options_of(model):
            yield from filter(None, (field.label, field.help, field.unit, *field.words))
    for importer in importers().values():
        yield importer.title
    for spec in task_specs().values():
        yield from (spec.title, spec.sentence)
    yield from _formats()


def _formats() -> Iterator[str]:
    """What each export format is for, its options, and what it holds."""
    for form in all_formats().items.values():
        yield form.purpose
        for field in options_of(form.options):
            yield from filter(None, (field.label, field.help, field.unit, *field.words))
        contents = contents_of(form.pieces, "any")
        yield from (*contents.included, *contents.not_included)


def _stages() -> Iterator[str]:
    """What jobs say that they are at, as far as it holds no name, and the stages of presets."""
    for node in _nodes(sorted(PACKAGE.rglob("*.py"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="progress"), args=[said, *_]):
                yield from _constants(said)
            case ast.Assign(targets=[ast.Name(id="MEASURING")], value=said):
                yield from _constants(said)
            case ast.Call(func=ast.Name(id="Phase"), keywords=[ast.keyword("name", said), *_]):
                yield from _constants(said)
            case ast.Call(func=ast.Name(id="_tuning"), args=[said, *_]):
                yield from _constants(said)


def _report() -> Iterator[str]:
    """Titles, columns and names of numbers in a report, as far as they hold no value."""
    for metric in METRICS:
        yield from (metric.label, metric.label.lower())
    paths = [*sorted((PACKAGE / "evaluation").rglob("*.py")), PACKAGE / "core" / "reports.py"]
    for node in _nodes(paths):
        match node:
            case ast.keyword(arg=name, value=value) if name in _REPORT_WORDS:
                yield from _constants(value)
            case ast.Call(func=ast.Name(id="_table"), args=[title, column, *_]):
                yield from (*_constants(title), *_constants(column))
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="said"), attr="append"), args=[value]
            ):
                yield from _constants(value)
            case ast.AnnAssign(target=ast.Name(id="title"), value=ast.expr() as value):
                yield from _constants(value)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in _REPORT_NAMES:
                yield from _constants(value)


def _nodes(paths: Iterable[Path]) -> Iterator[ast.AST]:
    for path in paths:
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def _constants(node: ast.expr) -> Iterator[str]:
    items = [node]
    if isinstance(node, ast.Tuple | ast.List):
        items = node.elts
    elif isinstance(node, ast.Dict):
        items = node.values
    yield from (text for item in items for text in _said_of_items(item) if text)


def _said_of_items(node: ast.expr) -> Iterator[str]:
    """A constant text; one that names the items of a task as it is said for each kind of them."""
    plain = _text(node)
    if plain is not None:
        yield plain
        return
    pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
    for noun in (IMAGE, TEXT):
        said = [_piece(piece, noun) for piece in pieces]
        if all(text is not None for text in said):
            yield "".join(filter(None, said))


def _piece(node: ast.expr, noun: Noun) -> str | None:
    """A part of a text about items; None for anything that is known only when it is said."""
    match node:
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            return _piece(value, noun)
        case ast.Call(func=ast.Attribute(value=value, attr="capitalize"), args=[]):
            inner = _piece(value, noun)
            return inner.capitalize() if inner else None
        case ast.Attribute(attr="one" | "many" | "a_one" as form):
            return str(getattr(noun, form))
        case _:
            return _text(node)
