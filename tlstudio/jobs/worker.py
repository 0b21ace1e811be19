"""The child process: reads a request, does it, says how it went, never takes the window along.

Started as `python -m tlstudio.jobs.worker FOLDER`, in the package as `tlstudio-cli worker FOLDER`;
with `--wait` in the place of the folder it does its imports and reads the folder from its input.
"""

from __future__ import annotations

import contextlib
import errno
import faulthandler
import multiprocessing
import os
import secrets
import select
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tlstudio.core import files
from tlstudio.core.errors import DiskFullError, StudioError
from tlstudio.core.reporting import Stopped
from tlstudio.jobs.handlers.registry import handler_for
from tlstudio.jobs.outcome import EXIT_DISK_FULL
from tlstudio.jobs.processes import Companion, end_companions, rank, start_companions
from tlstudio.jobs.requests import EvaluateRequest, TrainRequest, read_request
from tlstudio.project.control import ControlReader, JobReporter, forget_keep, kept
from tlstudio.project.journal import EventLog
from tlstudio.project.lock import FileLock

_HEARTBEAT = 2.0
_GLANCE = 0.2
_NICENESS = 5


class Parent:
    """Knows whether the process that asked is still there, by the end of standard input."""

    def __init__(self, folder: Path, keep_running: bool) -> None:
        self._gone = threading.Event()
        self._keep_running = keep_running
        self._folder = folder
        threading.Thread(target=self._listen, name="parent", daemon=True).start()

    def gone(self) -> bool:
        """Whether to stop because nobody waits for the answer."""
        if self._gone.is_set() and not self._keep_running:
            self._keep_running = kept(self._folder)
            return not self._keep_running
        return False

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(0, 4096):
                pass
        self._gone.set()


def heartbeat(folder: Path, token: str) -> None:
    """Keep a small file fresh, so that a reopened window knows that this worker lives."""
    beat = folder / "heartbeat.json"
    while True:
        with contextlib.suppress(StudioError, OSError):
            files.write_json(beat, {"pid": os.getpid(), "token": token, "time": time.time()})
        time.sleep(_HEARTBEAT)


def lower_priority() -> None:
    """Give way to the window; training is no slower for it on an idle machine."""
    with contextlib.suppress(OSError, AttributeError, ImportError):
        if sys.platform == "win32":
            import psutil

            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            os.nice(_NICENESS)


def waited_for() -> Path | None:
    """Do the imports of a training, then wait for the folder of a job on standard input.

    Returns:
        The folder, None when the input ended without one.
    """
    with _ending_with_the_asker():
        handler_for(TrainRequest(run=Path(), cache=Path()))
        handler_for(EvaluateRequest(run=Path(), cache=Path()))
    line = b""
    # Byte by byte: what follows is not ours to read.
    while not line.endswith(b"\n"):
        if not (more := os.read(0, 1)):
            return None
        line += more
    folder = Path(os.fsdecode(line.rstrip(b"\n")))
    with (folder / "log.txt").open("ab") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    return folder


@contextlib.contextmanager
def _ending_with_the_asker() -> Iterator[None]:
    """End this process when the input is closed, though imports keep it busy for seconds yet."""
    if not hasattr(select, "poll"):
        yield  # Windows: noticed when the imports are done
        return
    imported = threading.Event()

    def watch() -> None:
        asker = select.poll()
        asker.register(0, select.POLLIN)
        while not imported.wait(_GLANCE):
            # Hung up, and nothing left to read.
            if any(flags == select.POLLHUP for _, flags in asker.poll(0)):
                os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        imported.set()


def work(folder: Path) -> int:
    """Do the request of a folder; returns the exit code."""
    request = read_request(folder)
    if rank() > 0:
        handler_for(request)(request, Companion(), folder)
        return 0
    with FileLock(folder / "worker.lock"):
        resume = bool(getattr(request, "resume", False))
        log = EventLog(folder / "events.jsonl", resume=resume)
        token = secrets.token_hex(8)
        control = ControlReader(folder)  # whoever hears that it began may send words
        log.emit("started", pid=os.getpid(), token=token, job=request.kind, resumed=resume)
        threading.Thread(target=heartbeat, args=(folder, token), daemon=True).start()
        forget_keep(folder)
        parent = Parent(folder, request.keep_running)
        reporter = JobReporter(log, control, parent.gone)
        companions = start_companions(folder, getattr(request, "processes", 1))
        try:
            return _attempt(request, reporter, log, folder)
        finally:
            try:
                log.close()
            finally:
                end_companions(companions)


def _attempt(request: Any, reporter: JobReporter, log: EventLog, folder: Path) -> int:
    try:
        result = handler_for(request)(request, reporter, folder)
    except Stopped:
        log.emit("stopped")
        return 0
    except StudioError as error:
        traceback.print_exc()
        log.emit("failed", error=error.kind, message=error.message, hint=error.hint)
        return error.exit_code
    except MemoryError:
        traceback.print_exc()
        log.emit(
            "failed",
            error="out-of-memory",
            message="The computer's memory ran out.",
            hint="Close other programs, or choose a smaller batch or image size.",
        )
        return 1
    except Exception as error:  # noqa: BLE001 - every other fault becomes an event, too
        traceback.print_exc()
        log.emit(
            "failed",
            error="error",
            message=f"Something went wrong inside the program: {type(error).__name__}: {error}",
            hint=f"The details are in {folder / 'log.txt'}; please send them to the developers.",
        )
        return 1
    log.emit("result", **result)
    log.emit("finished")
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Entry point; one argument, the job's folder."""
    multiprocessing.freeze_support()
    faulthandler.enable()
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) != 1:
        sys.stderr.write("usage: worker FOLDER\n")
        return 2
    lower_priority()
    folder = waited_for() if arguments == ["--wait"] else Path(arguments[0])
    if folder is None:
        return 0
    try:
        return work(folder)
    except (StudioError, OSError) as error:
        if not _is_full(error):
            raise
        # Neither the record nor the log has room for a word.
        return EXIT_DISK_FULL


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, DiskFullError)


if __name__ == "__main__":
    sys.exit(main())
