"""An idle worker that has done its imports, so that a training begins without waiting for them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from pathlib import Path

from tlstudio.jobs.command import start_worker

_GRACE = 5.0


class WarmWorker:
    """At most one idle worker process; safe to use from several threads.

    It holds no GPU: the worker does not touch a device before it has work.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Start an idle worker, unless there is one."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._process = start_worker("--wait", output=subprocess.DEVNULL)

    def take(self, folder: Path) -> subprocess.Popen[bytes] | None:
        """Hand the idle worker its job's folder; None when there is none to hand it to."""
        with self._lock:
            process, self._process = self._process, None
        if process is None or process.poll() is not None or process.stdin is None:
            return None
        try:
            process.stdin.write(os.fsencode(folder) + b"\n")
            process.stdin.flush()
        except OSError:
            return None
        return process

    def close(self) -> None:
        """End the idle worker; it ends by itself at the end of its input."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
