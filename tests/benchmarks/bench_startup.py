"""From the start of the process to a painted, usable home window, beside a bare Qt window.

    python -m tests.benchmarks.bench_startup [--runs 9]

Both are started in turn, warm; each child says when its window had been painted. Run it on a
screen (or under xvfb-run). Prints medians, the difference, and the resident memory of the window.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

_BARE = """
import os, sys
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def event(self, event):
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, app.quit)
        return handled
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
import time
print(time.time(), flush=True)
os._exit(0)
"""
_OURS = """
import os, sys, time
import psutil
from tlstudio.gui import settings as stored
from tlstudio.gui.app import make_application
from tlstudio.gui.services import Services
from tlstudio.gui.window import MainWindow
settings = stored.load()
app = make_application(settings, [])
window = MainWindow(Services(settings))
window.ready.connect(app.quit)
window.show()
app.exec()
print(time.time(), psutil.Process().memory_info().rss, flush=True)
os._exit(0)
"""


def measured(code: str) -> tuple[float, int]:
    """Seconds from the start to the first paint, and bytes of memory then (0 when not told)."""
    begin = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    told = done.stdout.split()
    return float(told[0]) - begin, int(told[1]) if len(told) > 1 else 0


def main() -> None:
    """Measure in turn and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TLSTUDIO_CONFIG_DIR"] = folder
        measured(_BARE), measured(_OURS)
        pairs = [(measured(_BARE), measured(_OURS)) for _ in range(runs)]
    bare = statistics.median(pair[0][0] for pair in pairs)
    ours = statistics.median(pair[1][0] for pair in pairs)
    memory = statistics.median(pair[1][1] for pair in pairs)
    print(f"bare window {bare:.3f} s, home window {ours:.3f} s, difference {ours - bare:.3f} s")
    print(
        f"best of each: {min(p[0][0] for p in pairs):.3f} and {min(p[1][0] for p in pairs):.3f} s"
    )
    print(f"memory of the window process {memory / 1e6:.0f} MB (target: difference <= 0.25 s)")


if __name__ == "__main__":
    main()
