"""Errors that are meant for the person at the screen: one sentence, and how to mend it."""

from __future__ import annotations

from typing import ClassVar


class StudioError(Exception):
    """An error that can be shown as it is.

    Args:
        message: One sentence that says what is wrong and where.
        hint: How to mend it; may be empty.
    """

    kind: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[type[StudioError], tuple[str, str]]:
        return type(self), (self.message, self.hint)


class UsageError(StudioError):
    """The request itself makes no sense (a wrong option, an unknown name)."""

    kind = "usage"
    exit_code = 2


class BadInputError(StudioError):
    """A file, table or folder from outside cannot be used."""

    kind = "bad-input"


class UnsafeInputError(BadInputError):
    """A file from outside tried something that is refused for safety."""

    kind = "unsafe-input"


class NewerVersionError(StudioError):
    """Written by a newer version of the program; refused untouched."""

    kind = "newer-version"


class ProjectError(StudioError):
    """A project folder that is missing, damaged or cannot be written."""

    kind = "project"


class VanishedError(ProjectError):
    """A project's folder is not there any more: moved, renamed, or its drive was taken out."""

    kind = "vanished"


class LockedError(ProjectError):
    """Another process holds the project."""

    kind = "locked"


class DiskFullError(StudioError):
    """No room left; nothing old was damaged."""

    kind = "disk-full"


class OfflineError(StudioError):
    """A download was asked for and the network cannot be reached."""

    kind = "offline"


class OutOfMemoryError(StudioError):
    """The device ran out of memory and a smaller batch did not help."""

    kind = "out-of-memory"


class DeviceMissingError(BadInputError):
    """The device that a plan asks for is not there, or not any more."""

    kind = "device-missing"


class DivergedError(StudioError):
    """The loss became NaN or infinite."""

    kind = "diverged"


class WorkerDiedError(StudioError):
    """The child process ended without an outcome (killed, crashed)."""

    kind = "worker-died"


_KINDS: dict[str, type[StudioError]] = {
    cls.kind: cls
    for cls in (
        StudioError,
        UsageError,
        BadInputError,
        UnsafeInputError,
        NewerVersionError,
        ProjectError,
        VanishedError,
        LockedError,
        DiskFullError,
        OfflineError,
        OutOfMemoryError,
        DeviceMissingError,
        DivergedError,
        WorkerDiedError,
    )
}


def from_kind(kind: str, message: str, hint: str = "") -> StudioError:
    """Rebuild an error that travelled through an event file."""
    return _KINDS.get(kind, StudioError)(message, hint)
