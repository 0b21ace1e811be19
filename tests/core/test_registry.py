"""Discovery of plug-ins."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tlstudio.core.registry import discover


def test_broken_and_double_plugins_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "plugins_of_a_test"
    package.mkdir()
    (package / "__init__.py").write_text('"""Plug-ins."""')
    (package / "a.py").write_text("PLUGIN = 'one'")
    (package / "b.py").write_text("PLUGIN = 'one'")
    (package / "c.py").write_text("raise RuntimeError('no')")
    (package / "helper.py").write_text("x = 1")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = discover(package.name, "PLUGIN", str)
    assert found.items == {"one": "one"}
    assert "already taken" in found.broken["plugins_of_a_test.b"]
    assert "RuntimeError" in found.broken["plugins_of_a_test.c"]
    for name in [name for name in sys.modules if name.startswith(package.name)]:
        del sys.modules[name]
