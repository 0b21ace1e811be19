"""Every task by id, whole; for lists without torch, discover the `spec` modules alone."""

from __future__ import annotations

from tlstudio.core.registry import Found, discover
from tlstudio.tasks.protocol import AnyTask

_PACKAGE = "tlstudio.tasks"


def all_tasks() -> Found[AnyTask]:
    """Every task that can be loaded, and why others cannot."""
    return discover(_PACKAGE, "TASK", _task_id, module="task")


def task(ident: str) -> AnyTask:
    """The task of that id.

    Raises:
        UsageError: When there is none; the known ones are named.
    """
    return all_tasks().pick(ident, "task")


def _task_id(found: AnyTask) -> str:
    return found.spec.id
