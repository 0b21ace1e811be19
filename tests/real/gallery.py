"""Pictures of every screen of the window, and a list of what is cut, overlapping or pale there.

    python -m tests.real.gallery FOLDER    # light, dark, 1280x800, 2560x1440 at scale 2, German
    python -m tests.real.gallery FOLDER --only data,train-running --kinds small

Needs Xvfb, xdotool, openbox and ImageMagick. The images are drawn by the program itself. With
FOLDER/scene already there, the projects of an earlier gallery are taken.
"""

from __future__ import annotations

import argparse
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.real.driver import missing_programs, screen
from tests.real.scene import Scene, make_scene

_LONGEST = 1500


@dataclass(frozen=True)
class Kind:
    """One screen on which the tour is taken.

    Attributes:
        size: Of the screen in pixels.
        scale: Pixels of the screen in one of the window.
        themes: In which colours each stop is pictured.
    """

    size: str
    scale: int = 1
    language: str = "en"
    themes: tuple[str, ...] = ("light", "dark")


KINDS = {
    "small": Kind("1280x800"),
    "large": Kind("2560x1440", scale=2),
    "german": Kind("1280x800", language="de", themes=("light",)),
}


def take(
    kind: Kind, scene: Scene, folder: Path, *, only: tuple[str, ...] = (), training: bool = True
) -> list[str]:
    """Take the tour on a virtual screen; pictures lie in `folder` then.

    Returns:
        What is wrong, one line each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        user = {f"TLSTUDIO_{name}_DIR": f"{work}/{name}" for name in ("DATA", "CACHE", "CONFIG")}
        env = {**user, "HOME": work, "QT_SCALE_FACTOR": str(kind.scale)}
        wish = Path(work) / "wish"
        wish.write_bytes(pickle.dumps((kind, scene, folder.resolve(), only, training)))
        with screen(Path(work), size=kind.size, env=env) as desk:
            command = [sys.executable, "-m", "tests.real.gallery", "--wish", str(wish)]
            ended = subprocess.run(
                command, env=desk.env, timeout=_LONGEST, capture_output=True, text=True, check=False
            )
    if ended.returncode:
        raise RuntimeError(f"the tour broke off: {ended.stdout[-500:]} {ended.stderr[-3000:]}")
    return [line for line in ended.stdout.splitlines() if line]


def _walk(wish: Path) -> int:
    """In a process of its own, on the virtual screen."""
    from dataclasses import replace

    from PySide6.QtGui import QCursor, QGuiApplication

    from tests.layout import open_windows, problems
    from tests.real.tour import Guide, walk
    from tlstudio.gui.app import make_application
    from tlstudio.gui.services import Services
    from tlstudio.gui.settings import Settings
    from tlstudio.gui.window import MainWindow

    kind, scene, folder, only, training = pickle.loads(wish.read_bytes())
    settings = Settings(
        theme=kind.themes[0],
        language=kind.language,
        annotator="Ada",
        projects_folder=str(scene.project.parent),
    )
    app = make_application(settings, [])
    services = Services(settings)
    window = MainWindow(services)
    window.showMaximized()
    QCursor.setPos(QGuiApplication.primaryScreen().geometry().topRight())
    number = 0

    def look(name: str) -> None:
        nonlocal number
        number += 1
        # Beginning with the one that is on: to put a theme on takes a moment.
        for theme in sorted(kind.themes, key=lambda one: one != services.settings.theme):
            if services.settings.theme != theme:
                services.change_settings(replace(services.settings, theme=theme))
            guide.settle()
            pictured = QGuiApplication.primaryScreen().grabWindow(0)
            pictured.save(str(folder / f"{number:02d}-{name}-{theme}.png"))
            for shown in open_windows():
                for problem in dict.fromkeys(problems(shown)):
                    print(f"{name} ({theme}): {problem}")  # noqa: T201 - read by the parent

    guide = Guide(app, window, services, look, only)
    walk(guide, scene, training=training)
    window.close()
    guide.wait(lambda: not window.isVisible(), "the window is closed")
    guide.spin(1)
    services.close()
    return 0


def main() -> int:
    """Take all tours that are wished for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("gallery"))
    parser.add_argument("--only", default="", help="beginnings of names of stops")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--wish", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.wish:
        return _walk(args.wish)
    if missing := missing_programs():
        print(f"needs {', '.join(missing)}")  # noqa: T201
        return 1
    made = args.folder.resolve() / "scene"
    known = made / "scene.pickle"
    if not known.exists():
        for name in ("DATA", "CACHE", "CONFIG"):
            os.environ[f"TLSTUDIO_{name}_DIR"] = str(made / "user" / name.lower())
        made.mkdir(parents=True)
        known.write_bytes(pickle.dumps(make_scene(made)))
    scene = pickle.loads(known.read_bytes())
    only = tuple(name for name in args.only.split(",") if name)
    for name in args.kinds.split(","):
        target = args.folder / name
        if not only:
            shutil.rmtree(target, ignore_errors=True)
        for line in take(KINDS[name], scene, target, only=only):
            print(f"{name}: {line}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
