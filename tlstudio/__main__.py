"""`tlstudio` and `python -m tlstudio`; in a package also the workers' entry."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line, or a worker when the package starts itself as one."""
    if sys.argv[1:2] == ["worker"]:
        from tlstudio.jobs import worker  # noqa: PLC0415 - a worker's imports are its own

        return worker.main(sys.argv[2:])
    if sys.argv[1:2] == ["desk"]:
        from tlstudio.jobs import desk_worker  # noqa: PLC0415 - likewise

        return desk_worker.main(sys.argv[2:])
    from tlstudio.cli.app import main as command_line  # noqa: PLC0415 - the worker needs none

    return command_line()


if __name__ == "__main__":
    sys.exit(main())
