"""Paths from outside stay in their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlstudio.core.errors import UnsafeInputError
from tlstudio.core.paths import safe_join


@pytest.mark.parametrize(
    "hostile",
    [
        *("", "/etc/passwd", "../x", "a/../../x", "C:/x", "C:\\x", "\\\\server\\share\\x"),
        *("a\0b", "con", "a/NUL.txt", "com1.png", "..\\x"),
    ],
)
def test_paths_that_leave_are_refused(tmp_path: Path, hostile: str) -> None:
    with pytest.raises(UnsafeInputError):
        safe_join(tmp_path, hostile)


@pytest.mark.parametrize("good", ["a.png", "b/c d.png", "细胞/🔬.tif", "a\\b.png", "a..b/c.png"])
def test_honest_paths_are_joined(tmp_path: Path, good: str) -> None:
    assert safe_join(tmp_path, good).is_relative_to(tmp_path)


def test_links_that_leave_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    with pytest.raises(UnsafeInputError, match="link"):
        safe_join(root, "out/secret.png")
