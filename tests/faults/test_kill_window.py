"""`kill -9` of a window while somebody labels: nothing that was shown as saved is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.kill_window import Killed, examine, killed_window, start_of
from tests.runs import make_project


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.timeout(180)
def test_three_kills_lose_no_label_that_was_shown_as_saved(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    history = start_of(project)
    for wait in (0.05, 0.4, 0.8):
        life = killed_window(project, tmp_path / "told", wait)
        assert examine(project, history, life) == []
    assert len(history.acts) > 3


def test_a_lost_label_would_be_noticed(tmp_path: Path) -> None:
    project = make_project(tmp_path, plates=2, per_class=2)
    history = start_of(project)
    life = Killed(1.0, ["1 red", "2 red"], saved=2, failures=[])
    assert "are not as they were shown" in examine(project, history, life)[0]
