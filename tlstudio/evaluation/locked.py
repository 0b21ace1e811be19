"""The locked final test: its images get no answer before it is opened, nor do copies of them."""

from __future__ import annotations

from pathlib import Path

from tlstudio.data.manifest import Manifest
from tlstudio.data.unseen import Unseen, final_test_of
from tlstudio.evaluation.predict import Prediction
from tlstudio.project.runs import RunFolder

LOCKED = (
    "It belongs to the locked final test, or is a copy of something in it. It is answered when the "
    "final test was opened."
)


def locked_files(run: Path | None) -> Unseen:
    """The final test of a run's folder; nothing without a run.

    Raises:
        ProjectError: When the run's list of images is missing or damaged.
    """
    return Unseen() if run is None else final_test_of(Manifest.read(RunFolder(run).manifest_path))


def but_locked(one: Prediction, locked: Unseen) -> Prediction:
    """The prediction, or in its place why there is none."""
    held = locked.holds_texts(one.texts) if one.texts else locked.holds(one.path)
    if not held:
        return one
    return Prediction(
        one.path,
        "",
        problem=LOCKED,
        classes=one.classes,
        extra=one.extra,
        texts=one.texts,
        reads=one.reads,
    )
