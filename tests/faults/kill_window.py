"""`kill -9` of a window in which somebody labels, at random moments; run by hand.

    python -m tests.faults.kill_window [--kills 50] [--seed 0]

After each kill the dataset must hold everything that the window had shown as saved, in the order
in which it was done, and the last fifty acts must go back and forth; then the window is opened
again on the same project. Prints what was said, lost, and how long opening took.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.runs import make_project
from tlstudio.core.annotations import Labels
from tlstudio.data.store.store import DatasetStore
from tlstudio.project.project import Project

_PATIENCE = 60.0
_BACK = 50
State = dict[int, str]


@dataclass
class History:
    """What was done to a dataset, as undo and redo see it.

    Attributes:
        start: Answers before the first act.
        acts: (id, answer), the oldest first; those from `place` on are undone.
        place: How many are in force.
    """

    start: State
    acts: list[tuple[int, str]] = field(default_factory=list)
    place: int = 0

    def do(self, act: str) -> None:
        """A line that the window wrote."""
        if act == "undo":
            self.place -= 1
        elif act == "redo":
            self.place += 1
        else:
            ident, answer = act.split(maxsplit=1)
            self.acts[self.place :] = [(int(ident), answer)]
            self.place += 1

    def state(self, back: int = 0) -> State:
        """Answers now, or some acts before now."""
        return self.start | dict(self.acts[: self.place - back])


@dataclass(frozen=True)
class Killed:
    """One window's life.

    Attributes:
        opened: Seconds from the start of its process until images were shown; None: killed before.
        acts: What was done, the last ones perhaps not saved.
        saved: How many of them it had shown as saved.
        failures: Errors that it showed.
    """

    opened: float | None
    acts: list[str]
    saved: int
    failures: list[str]


def killed_window(project: Path, told: Path, wait: float, *, early: bool = False) -> Killed:
    """Let a window label for some seconds and kill it.

    Args:
        project: Folder.
        told: File that the window writes.
        wait: Seconds; from the first image shown, or with `early` from the process's start.
        early: Kill it while it opens.

    Raises:
        TimeoutError: When the window did not come up.
    """
    told.write_text("")
    command = [sys.executable, "-m", "tests.faults.labelling_window", str(project), str(told)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begin = time.monotonic()
    opened = None
    child = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        while not early and opened is None:
            if told.stat().st_size:
                opened = time.monotonic() - begin
            elif child.poll() is not None or time.monotonic() - begin > _PATIENCE:
                raise TimeoutError(f"the window did not come up ({child.poll()})")
            time.sleep(0.005)
        time.sleep(wait)
    finally:
        workers = psutil.Process(child.pid).children(recursive=True)
        os.kill(child.pid, signal.SIGKILL)
        child.wait(timeout=_PATIENCE)
        # They would end by themselves, after their imports; here they would burden the next one.
        for worker in workers:
            with contextlib.suppress(psutil.NoSuchProcess):
                worker.kill()
    lines = told.read_text("utf-8").splitlines()
    acts = [line.removeprefix("do ") for line in lines if line.startswith("do ")]
    failures = [line for line in lines if line.startswith("failed")]
    return Killed(opened, acts, lines.count("saved"), failures)


def state_of(store: DatasetStore) -> State:
    """Image → its class, or the answer that is none."""
    found = {}
    for sample in store.iterate():
        names = sample.annotation.names if isinstance(sample.annotation, Labels) else ()
        found[sample.id] = ", ".join(names) or str(sample.answer)
    return found


def examine(project: Path, history: History, life: Killed) -> list[str]:
    """Compare the dataset with what was done; `history` is brought up to date.

    Returns:
        What is lost or wrong.
    """
    for act in life.acts[: life.saved]:
        history.do(act)
    # The dead window's lock is free at once, and what is left of it is mended by opening.
    with Project.open(project) as opened, DatasetStore.open(opened.dataset_path) as store:
        problems = [*store.integrity(), *life.failures]
        have = state_of(store)
        wrong = [ident for ident, answer in history.state().items() if have[ident] != answer]
        found = [f"images {wrong[:5]} are not as they were shown"]
        # What was on its way may have been saved before it could be said, and may look like what
        # was there before, so that undo alone tells.
        for number in range(life.saved, len(life.acts) + 1):
            if number > life.saved:
                history.do(life.acts[number - 1])
            if history.state() == have:
                found = _back_and_forth(store, history)
                if not found:
                    break
    return problems + found


def _back_and_forth(store: DatasetStore, history: History) -> list[str]:
    back = min(_BACK, history.place)
    for _ in range(back):
        store.undo()
    problems = [] if state_of(store) == history.state(back) else [f"undo of {back} acts is wrong"]
    for _ in range(back):
        store.redo()
    if state_of(store) != history.state():
        problems.append(f"redo of {back} acts is wrong")
    return problems


def start_of(project: Path) -> History:
    """The history of a project before anything was done."""
    with DatasetStore.open(project / "dataset.sqlite", read_only=True) as store:
        return History(state_of(store))


def main() -> int:
    """Kill, look, print; 0 when nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    draws = random.Random(args.seed)
    opened: list[float] = []
    said = undone = 0
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        for name in ("DATA", "CACHE", "CONFIG"):
            os.environ[f"TLSTUDIO_{name}_DIR"] = str(folder / name)
        project = make_project(folder)
        history = start_of(project)
        for number in range(args.kills):
            early = number % 10 == 9
            wait = draws.uniform(0.2, 2) if early else draws.uniform(0, 1.5)
            life = killed_window(project, folder / "told", wait, early=early)
            if found := examine(project, history, life):
                print(f"LOST at kill {number + 1}, after {said} acts: {found[:5]}")
                return 1
            said += life.saved
            undone += life.acts[: life.saved].count("undo")
            opened += [] if life.opened is None else [life.opened]
    print(f"{args.kills} kills, {said} acts shown as saved ({undone} of them undo), none lost")
    print(
        f"from the process's start to images one can label: median "
        f"{statistics.median(opened):.2f} s, at most {max(opened):.2f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
