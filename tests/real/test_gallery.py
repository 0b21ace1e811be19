"""The real window, screen after screen; the complete tour is `python -m tests.real.gallery`.

Set TLSTUDIO_PICTURES to a folder to keep the pictures.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.real.driver import missing_programs
from tests.real.gallery import Kind, take
from tests.real.scene import make_scene

pytestmark = [pytest.mark.real, pytest.mark.timeout(900)]


def test_every_screen_is_painted_and_nothing_is_cut_or_overlaps_or_is_pale(tmp_path: Path) -> None:
    if missing := missing_programs():
        pytest.skip(f"needs {', '.join(missing)}")
    kept = os.environ.get("TLSTUDIO_PICTURES")
    folder = Path(kept) / "gallery" if kept else tmp_path / "gallery"
    scene = make_scene(tmp_path / "scene", per_class=24, plates=12, presets=("quick",))
    kind = Kind("1280x800", themes=("light",))
    assert take(kind, scene, folder, training=False) == []
    pictures = sorted(folder.glob("*.png"))
    assert len(pictures) > 40
    painted = [QImage(str(path)) for path in pictures]
    assert {(image.width(), image.height()) for image in painted} == {(1280, 800)}
    contents = {bytes(image.constBits()) for image in painted}
    assert len(contents) == len(painted), "a screen looks like another one"
