"""Nothing holds the window for longer than 50 ms: each turn of its event loop is timed in tests.

Timed is what the window's thread itself computes and waits for, and not the time in which a busy
machine did not let it run; and what a busy machine makes slower is made good, so that the watchdog
barks at our code alone. What cannot be made good, caches and sibling threads that others use, took
up to three times as long on shared machines: `SLACK` allows for it, and `TLSTUDIO_WATCHDOG=strict`
on a quiet machine does not. A turn is what the loop does between two looks for events: a slot or
several. (An application that overrides `notify` would see each event, and slows down every one of
them.)
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import linecache
import os
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PySide6.QtCore import QAbstractEventDispatcher

LIMIT = 0.050
"""Seconds of the processor that one turn may take."""
QT_LIMIT = 0.250
"""The same where no slot of ours is at work: Qt lays out and styles a page that is new."""
WAIT_LIMIT = 0.250
"""Seconds that one turn may wait: for a disk, a lock, a process. More than for computing, because
waiting for the interpreter's own lock, while other threads hold it, counts here too."""
ALLOWED = {
    # A panel is made when it is entered for the first time; Qt makes its widgets in one piece.
    "tlstudio.gui.shell.project_page.ProjectPage._build": 0.250,
    # So is the form of some thirty fields behind "Advanced", and a page of results.
    "tlstudio.gui.panels.train.recipe_form.RecipeForm.build": 0.250,
    "tlstudio.gui.panels.evaluate.results.ResultsView.__init__": 0.150,
    "tlstudio.gui.panels.evaluate.results.ResultsView._build": 0.150,
    "tlstudio.gui.panels.evaluate.crossval_page.CrossvalPage._show_next": 0.100,
    # Which Qt then styles in one piece, where it is put into the panel.
    "tlstudio.gui.panels.evaluate.panel.EvaluatePanel._put": 0.150,
    # The pages of the import, which Qt makes in one piece, and the cards of the models.
    "tlstudio.gui.panels.data.panel.DataPanel.begin_import": 0.100,
    "tlstudio.gui.panels.model.browsing.BrowsingPage.show_shelf": 0.100,
    # The curves of a run of long ago, all of them at once when it is opened.
    "tlstudio.gui.panels.train.run_view.RunView._draw": 0.150,
    # A module that is imported while nobody waits, some time after the home page was shown.
    "tlstudio.gui.background.warming.import_shown": 0.300,
    # Another theme or text size: Qt styles every widget anew in one piece.
    "tlstudio.gui.theme.theme.apply": 0.500,
}
"""What may take longer, once and for a reason: function → seconds; nothing else may."""
SLACK = 1.0 if os.environ.get("TLSTUDIO_WATCHDOG") == "strict" else 3.0
"""By how much limits are exceeded before the watchdog barks."""
_LOOK = 0.015
# A turn is measured no better than this, however it is corrected for a busy machine.
_ERROR = 1.2
_OURS = ("/tlstudio/", "\\tlstudio\\", "/test_watchdog.py")
# What `slowness` measures takes 1 to 1.5 ms on a machine of 2020 that does nothing else.
_best = 0.0015


def slowness() -> float:
    """How much longer the processor takes now than at its best, because others use it too."""
    global _best  # noqa: PLW0603 - of the machine, not of a test
    begin = time.thread_time()
    sum(number * number for number in range(20_000))
    took = time.thread_time() - begin
    _best = min(_best, took)
    return took / _best


@dataclass(frozen=True)
class Offence:
    """A turn that held the window.

    Attributes:
        computed: Seconds of the processor, as if nobody else used it.
        waited: Seconds that it waited for something.
        where: The stack as it was seen most often, the innermost call last.
    """

    computed: float
    waited: float
    where: str

    def __str__(self) -> str:
        figures = f"computed {self.computed * 1e3:.0f} ms, waited {self.waited * 1e3:.0f} ms"
        return f"{figures} in\n{self.where}"


class Watchdog:
    """Times the event loop of the thread that makes it, and looks at it from another one."""

    def __init__(self) -> None:
        self.offences: list[Offence] = []
        self._thread = threading.get_ident()
        self._scheduled = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._depth = 0
        self._apart = 0.0
        self._begin = self._now()
        self._since: float | None = None
        self._in_slot = (0.0, 0.0)
        self._seen: list[str] = []
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._watcher.start()
        self._collecting = 0.0
        self._kept_waiting = 0.0
        gc.callbacks.append(self._collected)
        self._dispatcher = QAbstractEventDispatcher.instance()
        # Which of the two comes before the work and which after it differs between systems.
        self._dispatcher.aboutToBlock.connect(self._turn)
        self._dispatcher.awake.connect(self._turn)

    @contextlib.contextmanager
    def loop(self) -> Iterator[None]:
        """A loop that a test runs; what it does between its loops is no slot and is not timed."""
        self._depth += 1
        self._start()
        try:
            yield
        finally:
            self._turn()
            self._depth -= 1
            self._since = None

    def _collected(self, phase: str, _: dict[str, int]) -> None:
        """Leave out what Python takes to look for garbage: a suite leaves it far more than a
        window does."""
        ours = threading.get_ident() == self._thread
        now = time.thread_time() if ours else time.perf_counter()
        if phase == "start":
            self._collecting = now
        elif ours:
            self._apart += now - self._collecting
        else:
            self._kept_waiting += now - self._collecting

    @contextlib.contextmanager
    def allowed(self, limit: float) -> Iterator[None]:
        """Something that has a limit of its own and does not count in its turn."""
        begin, before, outside = time.thread_time(), self._apart, self._seen
        # What is seen in here says nothing of the rest of the turn.
        self._seen = []
        try:
            yield
        finally:
            took = time.thread_time() - begin - (self._apart - before)
            self._apart += took
            self._judge(took, 0.0, limit)
            self._seen = outside

    def _turn(self) -> None:
        if not self._depth:
            return
        computed, held_up = self._now()
        computed -= self._begin[0]
        since, in_slot = self._in_slot
        waited = in_slot - computed - (held_up - self._begin[1]) if since == self._since else 0.0
        self._judge(computed - self._apart, waited - self._kept_waiting, LIMIT)
        self._start()

    def _judge(self, computed: float, waited: float, limit: float) -> None:
        if computed <= limit and waited <= WAIT_LIMIT:
            return
        # Qt's work needs more memory than the little that is measured, and suffers more.
        computed /= min(slowness() for _ in range(3)) ** 1.5
        if not self._seen:
            # Not one look in a long turn: no call of Python was made in it, but something of the
            # interpreter itself, as taking down what a test has left. No slot did that.
            return
        most = max(self._seen, key=self._seen.count)
        if not any(ours in most for ours in _OURS):
            limit = max(limit, QT_LIMIT)
        if computed > SLACK * _ERROR * limit or waited > SLACK * WAIT_LIMIT:
            self.offences.append(Offence(computed, max(0.0, waited), most))

    def _start(self) -> None:
        self._seen, self._apart, self._kept_waiting = [], 0.0, 0.0
        self._since = time.monotonic()
        self._begin = self._now()

    def _now(self) -> tuple[float, float]:
        """Seconds that the window's thread computed, and that it waited for a processor."""
        try:
            held_up = int(self._scheduled.read_bytes().split()[1]) / 1e9
        except OSError:
            held_up = 0.0  # only Linux tells it
        return time.thread_time(), held_up

    def _watch(self) -> None:
        entered: float | None = None
        with tempfile.TemporaryFile("w+") as file:
            while not self._ended.wait(_LOOK):
                since, now = self._since, time.monotonic()
                if since is None or now - since < _LOOK:
                    continue
                stack = self._stack(file)
                if not stack or _waits_for_events(stack[0]):
                    entered = None
                else:
                    entered = max(since, now if entered is None else entered)
                    self._in_slot = since, now - entered
                if len(self._seen) < 100:
                    self._seen.append("\n".join(reversed(stack[:12])) + "\n")

    def _stack(self, file: IO[str]) -> list[str]:
        """Calls of the window's thread, the innermost first.

        Written by the fault handler, which holds no frames: a frame that this thread held would
        keep its painter alive behind the end of the painting, and let it die on this thread.
        """
        file.seek(0)
        file.truncate()
        faulthandler.dump_traceback(file)
        file.seek(0)
        threads = file.read().split("\n\n")
        mine = next((text for text in threads if f"0x{self._thread:016x} " in text), "")
        return mine.splitlines()[1:]

    def close(self) -> None:
        """Look no more."""
        gc.callbacks.remove(self._collected)
        self._dispatcher.aboutToBlock.disconnect(self._turn)
        self._dispatcher.awake.disconnect(self._turn)
        self._ended.set()
        self._watcher.join()


def _waits_for_events(call: str) -> bool:
    """Whether the innermost call of Python is a loop of Qt, which then waits or paints."""
    if __file__ in call:
        return True
    found = re.search(r'File "(.+)", line (\d+)', call)
    return found is not None and "exec(" in linecache.getline(found[1], int(found[2]))
