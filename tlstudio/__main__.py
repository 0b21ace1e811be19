"""`tlstudio` and `python -m tlstudio`; in a package also the workers' entry."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Open the window, run the command line, or a worker when a package starts itself as one."""
    if sys.argv[1:2] == ["worker"]:
        from tlstudio.jobs import worker  # noqa: PLC0415 - a worker's imports are its own

        return worker.main(sys.argv[2:])
    if sys.argv[1:2] == ["desk"]:
        from tlstudio.jobs import desk_worker  # noqa: PLC0415 - likewise

        return desk_worker.main(sys.argv[2:])
    if _window_wanted(sys.argv[1:]):
        from tlstudio.gui.app import can_show_windows  # noqa: PLC0415 - the command line needs none
        from tlstudio.gui.app import main as window  # noqa: PLC0415

        if can_show_windows():
            return window(sys.argv[1:])
    from tlstudio.cli.app import main as command_line  # noqa: PLC0415 - the worker needs none

    return command_line()


def _window_wanted(arguments: list[str]) -> bool:
    """Without a word, or with the folder of a project alone."""
    one = arguments[0] if len(arguments) == 1 else ""
    return not arguments or bool(one and (Path(one) / "project.toml").is_file())


if __name__ == "__main__":
    sys.exit(main())
