"""A window that trains until it is killed; a program of its own.

    python -m tests.faults.training_window PROJECT FILE [--keep]

Writes the worker's process id into the file after two passes; with `--keep` the person has chosen
before that the training goes on without the window.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from tests.gui.panels.train.plans import long_plan
from tlstudio.gui.app import make_application
from tlstudio.gui.panels.train.panel import TrainPanel
from tlstudio.gui.panels.train.start_view import StartView
from tlstudio.gui.services import Services
from tlstudio.gui.settings import Settings
from tlstudio.gui.window import MainWindow

_PASSES = 400


def _no_estimate(_: StartView) -> None:
    """Times are of no interest here, and their process would be one more."""


def main(project: Path, told: Path, *, keep: bool) -> int:
    """Open the project, train, tell."""
    setattr(StartView, "_ask", _no_estimate)  # noqa: B010 - a method is replaced
    settings = Settings(theme="light", annotator="tester")
    app = make_application(settings, [])
    services = Services(settings)
    window = MainWindow(services)
    window.show()
    begun = False

    def look() -> None:
        nonlocal begun
        if window.project is None:
            return
        window.project.show_step("train")
        panel = window.project.panels["train"]
        if not isinstance(panel, TrainPanel):
            raise TypeError("no train panel")
        if not begun and panel.start.button.isEnabled():
            begun = True
            panel.start.take_plan(long_plan(_PASSES))
            panel.start.press_start()
        record = panel.view.record
        if record is not None and len(record.passes) >= 2:
            timer.stop()
            if keep:
                services.centre.leave_trainings()
            told.write_text(str(record.pid))

    timer = QTimer(interval=50)
    timer.timeout.connect(look)
    timer.start()
    window.open_project(project)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), keep="--keep" in sys.argv))
