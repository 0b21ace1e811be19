"""A person's hands: looks for what is written on the screen, moves the mouse, clicks, types."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NEEDED = ("Xvfb", "xdotool", "openbox", "import")


def missing_programs() -> list[str]:
    """What is not installed of the programs that the real screen needs."""
    return [name for name in NEEDED if shutil.which(name) is None]


@dataclass(frozen=True)
class Seen:
    """A widget on the screen."""

    cls: str
    text: str
    name: str
    enabled: bool
    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        """Where to click."""
        return self.x + self.width // 2, self.y + self.height // 2


class Screen:
    """A virtual screen with a window manager and the application on it."""

    def __init__(self, folder: Path, display: str, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = {**os.environ, **env, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.clicks = 0
        self.typed = 0
        self.app: subprocess.Popen[bytes] | None = None
        self._where = folder / "widgets.json"

    # The application

    def start(self, *arguments: str) -> None:
        """Start the application."""
        command = [sys.executable, "-m", "tests.real.app", str(self._where), *arguments]
        with (self.folder / "app.log").open("ab") as log:
            self.app = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)

    def kill(self) -> None:
        """SIGKILL it."""
        if self.app is not None:
            self.app.send_signal(signal.SIGKILL)
            self.app.wait()

    def close(self) -> int:
        """Ask it to close, as the window manager does; its exit code."""
        if self.app is None:
            raise RuntimeError("the application was not started")
        self._tool("key", "--clearmodifiers", "ctrl+q")
        return self.app.wait(60)

    # Eyes

    def widgets(self) -> list[Seen]:
        """What can be seen now."""
        self._where.unlink(missing_ok=True)
        ask = self._where.with_suffix(".ask")
        ask.touch()
        deadline = time.monotonic() + 30
        while not self._where.exists():
            if time.monotonic() > deadline or (
                self.app is not None and self.app.poll() is not None
            ):
                raise AssertionError(f"the application does not answer: {self.log()}")
            time.sleep(0.02)
        return [_seen(raw) for raw in json.loads(self._where.read_text("utf-8"))]

    def find(self, words: str, cls: str = "", *, timeout: float = 30, exact: bool = False) -> Seen:
        """The smallest enabled widget with these words on it, waited for."""

        def fits(one: Seen) -> bool:
            texts = (one.text, one.name)
            same = any(words == t if exact else words.lower() in t.lower() for t in texts)
            return (
                same and one.enabled and (not cls or one.cls == cls) and one.width * one.height > 0
            )

        deadline = time.monotonic() + timeout
        while True:
            found = [one for one in self.widgets() if fits(one)]
            if found:
                return min(found, key=lambda one: one.width * one.height)
            if time.monotonic() > deadline:
                self.picture("not-found")
                seen = sorted({one.text or one.name for one in self.widgets()} - {""})
                raise AssertionError(f"{words!r} is not on the screen; there is: {seen}")
            time.sleep(0.2)

    def shows(self, words: str) -> bool:
        """Whether these words can be read now."""
        return any(words.lower() in f"{w.text} {w.name}".lower() for w in self.widgets())

    def wait(self, condition: Callable[[], bool], what: str, timeout: float = 60) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > deadline:
                self.picture("timeout")
                raise AssertionError(f"never happened: {what}; log: {self.log()}")
            time.sleep(0.2)

    def picture(self, name: str) -> Path:
        """A screenshot as PNG."""
        path = self.folder / f"{name}.png"
        command = ["import", "-window", "root", str(path)]
        subprocess.run(command, env=self.env, check=True)
        return path

    def log(self) -> str:
        """The last words of the application."""
        path = self.folder / "app.log"
        return path.read_text("utf-8", "replace")[-1500:] if path.exists() else ""

    # Hands

    def click(self, words: str, cls: str = "", **how: Any) -> Seen:
        """Click on what says so, once it stands still as a person would see it; counted."""
        target = self.find(words, cls, **how)
        while True:
            # Two looks at once would both come before a layout that is still to be made.
            time.sleep(0.15)
            again = self.find(words, cls, **how)
            if again.centre == target.centre:
                break
            target = again
        self.click_at(*target.centre)
        return target

    def click_at(self, x: int, y: int, *, double: bool = False, button: int = 1) -> None:
        """Click on a place."""
        self._tool("mousemove", "--sync", str(x), str(y))
        time.sleep(0.05)
        repeat = ("--repeat", "2", "--delay", "60") if double else ()
        self._tool("click", *repeat, str(button))
        self.clicks += 1
        time.sleep(0.15)

    def drag(self, begin: tuple[int, int], end: tuple[int, int]) -> None:
        """Press, move slowly, let go."""
        self._tool("mousemove", "--sync", *map(str, begin))
        self._tool("mousedown", "1")
        steps = 12
        for step in range(1, steps + 1):
            x = begin[0] + (end[0] - begin[0]) * step // steps
            y = begin[1] + (end[1] - begin[1]) * step // steps
            self._tool("mousemove", "--sync", str(x), str(y))
            time.sleep(0.04)
        time.sleep(0.3)
        self._tool("mouseup", "1")
        time.sleep(0.3)

    def key(self, *keys: str) -> None:
        """Press keys, such as "ctrl+k" or "Return"."""
        for one in keys:
            self._tool("key", "--clearmodifiers", one)
            time.sleep(0.08)

    def type(self, text: str) -> None:
        """Type a text; counted as something that had to be typed."""
        self.typed += 1
        self._tool("type", "--delay", "15", text)
        time.sleep(0.1)

    def drop(self, path: Path, target: tuple[int, int]) -> None:
        """Drag a path from a window like a file manager's onto a place; no click, says the page."""
        place = (20, 20)
        command = [sys.executable, "-m", "tests.real.drag_source", str(path), *map(str, place)]
        source = subprocess.Popen(command, env=self.env)
        try:
            time.sleep(1.5)
            self.drag((place[0] + 60, place[1] + 20), target)
        finally:
            source.terminate()
            source.wait()

    def _tool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.env, check=True, capture_output=True)


def _seen(raw: dict[str, Any]) -> Seen:
    return Seen(
        raw["class"], raw["text"], raw["name"], raw["enabled"],
        raw["x"], raw["y"], raw["width"], raw["height"],
    )  # fmt: skip


@contextlib.contextmanager
def screen(
    folder: Path, *, size: str = "1280x800", env: dict[str, str] | None = None
) -> Iterator[Screen]:
    """A virtual screen; everything on it is ended behind it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    manager: subprocess.Popen[bytes] | None = None
    made: Screen | None = None
    try:
        with os.fdopen(read) as stream:
            display = f":{stream.readline().strip()}"
        made = Screen(folder, display, env or {})
        manager = subprocess.Popen(["openbox"], env=made.env, stderr=subprocess.DEVNULL)
        time.sleep(0.7)
        yield made
    finally:
        if made is not None and made.app is not None and made.app.poll() is None:
            made.app.kill()
            made.app.wait()
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait()
