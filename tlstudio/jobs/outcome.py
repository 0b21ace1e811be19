"""How a job ended, as one value, and in words."""

from __future__ import annotations

import signal
from dataclasses import dataclass, field
from typing import Any, Literal

from tlstudio.core.errors import DiskFullError, StudioError, WorkerDiedError, from_kind
from tlstudio.core.events import RunEvent

EXIT_DISK_FULL = 74
"""Exit status of a worker that had no room left to say why it ended."""

State = Literal["finished", "stopped", "failed", "died"]


@dataclass(frozen=True)
class Outcome:
    """The end of a job.

    Attributes:
        state: finished, stopped on request, failed with a reason, or died without a word.
        result: The job's answer when it finished (or what there was when it stopped).
        error: What to show when it failed or died.
    """

    state: State
    result: dict[str, Any] = field(default_factory=dict)
    error: StudioError | None = None

    @property
    def exit_code(self) -> int:
        """Exit code for the command line."""
        if self.state == "finished":
            return 0
        if self.state == "stopped":
            return 130
        return self.error.exit_code if self.error else 1

    def value(self) -> dict[str, Any]:
        """The result of a finished job.

        Raises:
            StudioError: The job's own error, when it has one.
        """
        if self.error is not None:
            raise self.error
        return self.result


def from_event(event: RunEvent, result: dict[str, Any]) -> Outcome:
    """The outcome that a final event states."""
    if event.kind == "finished":
        return Outcome("finished", result)
    if event.kind == "stopped":
        return Outcome("stopped", result)
    error = from_kind(
        str(event.data.get("error", "error")),
        str(event.data.get("message", "The job failed.")),
        str(event.data.get("hint", "")),
    )
    return Outcome("failed", result, error)


def from_exit(code: int, last_lines: str) -> Outcome:
    """The outcome of a worker that ended without a final event.

    Args:
        code: Its exit status; negative for a signal on POSIX.
        last_lines: The end of its log, for "copy details".
    """
    if code == EXIT_DISK_FULL:
        return Outcome(
            "failed",
            error=DiskFullError(
                "The disk is full: the work's record could not be saved.",
                "What was saved before is safe. Free some space, then go on.",
            ),
        )
    sentence = f"The worker ended unexpectedly (exit status {code})."
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        sentence = {
            "SIGKILL": "The worker was killed by the system, most often because memory ran out.",
            "SIGSEGV": "The worker crashed in native code (a driver or a library).",
            "SIGBUS": "The worker lost a file it was reading (a full disk or a vanished drive).",
            "SIGTERM": "The worker was asked to end by the system.",
        }.get(name, f"The worker was ended by the signal {name}.")
    hint = "What was saved is safe; start it again to go on from the last checkpoint."
    if last_lines:
        hint += f" Last words: {last_lines}"
    return Outcome("died", error=WorkerDiedError(sentence, hint))
