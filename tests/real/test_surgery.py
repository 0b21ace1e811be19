"""The lines of the surgery moved by a real mouse and by the keyboard; the table follows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.driver import Screen, Seen, missing_programs, screen
from tests.runs import make_project
from tlstudio.jobs.drafts import Draft, write_draft
from tlstudio.project.project import Project

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]
CUT, FREEZE = "Remove from here:", "Keep as it is:"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project whose model is chosen."""
    folder = make_project(tmp_path)
    with Project.open(folder) as opened:
        write_draft(opened, Draft(backbone="fractalnet"))
    return folder


@pytest.fixture
def desk(tmp_path: Path, project: Path) -> Iterator[Screen]:
    """The application with the project open at its layers."""
    if missing := missing_programs():
        pytest.skip(f"needs {', '.join(missing)}")
    env = {f"TLSTUDIO_{name}_DIR": str(tmp_path / name) for name in ("DATA", "CACHE", "CONFIG")}
    with screen(tmp_path, env={**env, "HOME": str(tmp_path)}) as made:
        made.start(str(project))
        made.click("Model,", timeout=60)
        made.click("Before and after", timeout=120)
        made.find("parameters learn", timeout=120)
        yield made
        assert made.close() == 0


def handle(desk: Screen, words: str) -> tuple[Seen, int]:
    """A line's knob, and how many layers lie below it."""
    found = desk.find(words, "LineHandle")
    count = re.search(r": (\d+) of", found.name)
    assert count is not None
    return found, int(count[1])


def table(desk: Screen) -> list[list[str]]:
    """Cells of the layers before and after."""
    text = desk.find("Layers before and after", "LayersTable").text
    return [line.split("\t") for line in text.split("\n")]


def rows_that(desk: Screen, state: str) -> int:
    return sum(row[1] == state for row in table(desk))


def draft(project: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((project / "surgery.json").read_text("utf-8"))
    return found


def drag(desk: Screen, words: str, by: int) -> None:
    """Drag a line's knob down."""
    x, y = handle(desk, words)[0].centre
    desk.drag((x, y), (x, y + by))


def test_mouse_and_keys_move_both_lines_and_the_table_follows(desk: Screen, project: Path) -> None:
    _, before = handle(desk, CUT)
    assert rows_that(desk, "removed") <= 1, "the old output layer alone goes"
    drag(desk, CUT, 150)
    desk.wait(lambda: handle(desk, CUT)[1] < before, "the cut line moves")
    cut = handle(desk, CUT)[1]
    removed = before - cut
    desk.wait(lambda: rows_that(desk, "removed") >= removed, "removed layers in the table")
    desk.wait(lambda: draft(project)["cut"] == cut, "the cut is kept")

    frozen = handle(desk, FREEZE)[1]
    drag(desk, FREEZE, 80)
    desk.wait(lambda: handle(desk, FREEZE)[1] < frozen, "the freeze line moves")
    kept = handle(desk, FREEZE)[1]
    desk.wait(lambda: rows_that(desk, "kept as it is") == kept, "kept layers in the table")
    desk.wait(lambda: rows_that(desk, "learns") == cut - kept, "layers that learn in the table")
    desk.wait(lambda: draft(project)["freeze_to"] == kept, "the freeze line is kept")

    # The line that was dragged has the focus: arrows move it, up and down again.
    desk.key("Down")
    desk.wait(lambda: handle(desk, FREEZE)[1] == kept - 1, "an arrow moves the line")
    desk.wait(lambda: rows_that(desk, "kept as it is") == kept - 1, "the table follows the arrow")
    desk.key("Up", "Up")
    desk.wait(lambda: handle(desk, FREEZE)[1] == min(kept + 1, cut), "arrows move it back")
    desk.key("ctrl+z")
    desk.wait(lambda: handle(desk, FREEZE)[1] == kept, "undo takes the last step back")
