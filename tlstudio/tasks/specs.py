"""Every task's spec by id, without torch."""

from __future__ import annotations

from tlstudio.core.registry import discover
from tlstudio.core.tasks import TaskSpec
from tlstudio.core.words import IMAGE, Noun


def task_specs() -> dict[str, TaskSpec]:
    """Every task by id."""
    return dict(discover("tlstudio.tasks", "SPEC", _task_id, module="spec").items)


def task_noun(task: str) -> Noun:
    """What an item of a task is called."""
    found = task_specs().get(task)
    return found.noun if found else IMAGE


def _task_id(spec: TaskSpec) -> str:
    return spec.id
