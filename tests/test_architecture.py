"""The floors of the design, read from the source: who may import whom."""

from __future__ import annotations

import ast
import functools
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "tlstudio"
FLOORS = {
    "core": 0,
    "data": 1,
    "project": 1,
    "models": 2,
    "metrics": 2,
    "features": 3,
    "tasks": 3,
    "training": 4,
    "evaluation": 5,
    "export": 6,
    "serving": 6,
    "jobs": 7,
    "cli": 8,
    "gui": 8,
}
TOP_MODULES = {"version", "__main__", "__init__"}
HEAVY = {"torch", "torchvision", "transformers", "accelerate", "sklearn", "onnxruntime", "onnx"}
LIGHT_ANSWERS = ("registry", "listener", "pictures", "sources", "inputs")
TORCH_FREE = ("core", "data", "project", "cli", "gui")


@functools.cache
def modules() -> dict[str, Path]:
    """Dotted name → file of every module."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def imports(path: Path, top_only: bool = False) -> set[str]:
    """Every module a file imports, imports inside functions counted unless `top_only`."""
    tree = ast.parse(path.read_text("utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path}"
            module = node.module or ""
            found.add(module)
            found.update(f"{module}.{alias.name}" for alias in node.names)
    return found


def package_of(name: str) -> str:
    """The floor's package of a dotted name, "" for the top modules."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in FLOORS else ""


@functools.cache
def edges() -> dict[str, set[str]]:
    """Module → modules of ours that it imports."""
    known = modules()
    return {
        name: {target for target in imports(path) if target in known and target != name}
        for name, path in known.items()
    }


def test_every_package_has_a_floor() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders <= set(FLOORS), f"no floor given for {folders - set(FLOORS)}"


@pytest.mark.parametrize("name", sorted(modules()))
def test_imports_go_down(name: str) -> None:
    own = package_of(name)
    if not own:
        return
    for target in edges()[name]:
        other = package_of(target)
        if not other:
            assert target in {"tlstudio", "tlstudio.version"}, f"{name} imports {target}"
        elif other != own:
            assert FLOORS[other] < FLOORS[own], f"{name} imports {target}"


def test_no_cycle() -> None:
    graph = edges()
    state: dict[str, int] = {}

    def visit(node: str, trail: list[str]) -> None:
        state[node] = 1
        for target in sorted(graph[node]):
            if state.get(target) == 1:
                raise AssertionError("cycle: " + " → ".join([*trail, node, target]))
            if target not in state:
                visit(target, [*trail, node])
        state[node] = 2

    for name in graph:
        if name not in state:
            visit(name, [])


def test_qt_only_in_the_window() -> None:
    for name, path in modules().items():
        if package_of(name) == "gui":
            continue
        roots = {target.split(".")[0] for target in imports(path)}
        assert not roots & {"PySide6", "pyqtgraph"}, f"{name} imports Qt"


def test_inits_are_docstrings() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        body = ast.parse(path.read_text("utf-8")).body
        assert len(body) == 1, f"{path} holds more than a docstring"
        assert isinstance(body[0], ast.Expr), f"{path} holds no docstring"


def test_light_floors_import_nothing_heavy() -> None:
    names = sorted(
        name for name in modules() if package_of(name) in TORCH_FREE or package_of(name) == "jobs"
    )
    names = [
        name for name in names if not name.endswith(".worker") and ".jobs.handlers" not in name
    ]
    # The desk for pictures imports these alone; those of models are imported when first asked.
    answering = {f"tlstudio.jobs.answering.{name}" for name in LIGHT_ANSWERS}
    names = [name for name in names if ".jobs.answering." not in name or name in answering]
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}:\n    importlib.import_module(name)\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_file_is_too_long() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 500, f"{path} is too long"
