"""The last rung of the ladder: the same network from random weights, on the very same images."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tlstudio.core import files
from tlstudio.core.errors import StudioError
from tlstudio.core.plans import Plan
from tlstudio.core.samples import SplitPart
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answered
from tlstudio.evaluation.comparing.common import stored_answers
from tlstudio.evaluation.reporting.numbers import duration
from tlstudio.models.saved import SavedModel
from tlstudio.project.evaluations import read_evaluations, read_scores
from tlstudio.project.runs import RunFolder
from tlstudio.training.estimate import Speed, decode_seconds, plan_seconds, too_large
from tlstudio.training.presets import scratch_plan

NAME = "from_scratch"
_TIMES = "scratch-times.json"


def with_scratch(
    answered: Answered,
    run: RunFolder,
    manifest: Manifest,
    classes: tuple[str, ...],
    part: SplitPart,
) -> Answered:
    """The answers with those that a run from scratch stored for the same images, if there is one.

    Nothing is trained or scored for it: of the final test only what was opened before is read.
    """
    keys = [sample.key for sample in manifest.stream(answered.rows)]
    for found in _runs_from_scratch(run):
        try:
            newest = read_evaluations(found).newest(part)
            scores = read_scores(newest.folder) if newest is not None else None
        except StudioError:
            continue
        answers = stored_answers(scores, keys, classes) if scores is not None else None
        if answers is not None and (answers.truth == answered.run.truth).all():
            answers = replace(answers, multi_label=answered.run.multi_label)
            return replace(answered, by_rung=answered.by_rung | {NAME: answers})
    return answered


def _runs_from_scratch(run: RunFolder) -> Iterator[RunFolder]:
    """Siblings of the same network and frozen images, from random weights; the newest first."""
    try:
        plan, ours = run.plan(), files.sha256(run.manifest_path)
    except (StudioError, OSError):
        return
    if plan.weights == "random" or not run.path.parent.is_dir():
        return
    for path in sorted(run.path.parent.iterdir(), reverse=True):
        other = RunFolder(path)
        if path == run.path or not other.manifest_path.is_file():
            continue
        try:
            theirs = other.plan()
        except StudioError:
            continue
        same = (theirs.backbone, theirs.cut, theirs.head) == (plan.backbone, plan.cut, plan.head)
        if theirs.weights == "random" and same and files.sha256(other.manifest_path) == ours:
            yield other


def scratch_offer(
    run: RunFolder,
    plan: Plan,
    manifest: Manifest,
    info: SavedModel,
    cache: Path,
    answered: Answered,
) -> str:
    """A sentence that offers what was not tried, with its time; "" where nothing is left.

    Args:
        run: That is scored.
        plan: Its recipe.
        manifest: Its frozen dataset.
        info: Its model.
        cache: The project's cache, where the time is kept.
        answered: Of all methods so far.
    """
    if NAME in answered.by_rung or plan.weights == "random":
        return ""
    seconds = _seconds(plan, manifest, info, cache)
    time = f" (about {duration(seconds)})" if seconds is not None else ""
    return (
        "Not tried: the same network from random weights, to see what the pretraining is worth. "
        f"Train it to compare{time}: tlstudio train PROJECT --from-scratch {run.name}."
    )


def _seconds(plan: Plan, manifest: Manifest, info: SavedModel, cache: Path) -> float | None:
    """Measured once for a network, size and number of images; None for one too large."""
    if too_large(info.card):
        return None
    n_train, n_tune = len(manifest.rows("train")), len(manifest.rows("validation"))
    recipe = info.recipe
    facts = (info.card.id, info.cut, recipe.size, recipe.channels, plan.device, n_train, n_tune)
    key = "|".join(map(str, facts))
    known = _known(cache)
    if key not in known:
        try:
            speed = Speed(info.card, recipe.size, recipe.channels, plan.cut, plan.device)
            known[key] = plan_seconds(
                scratch_plan(plan, n_train),
                speed,
                n_train=n_train,
                n_validation=n_tune,
                decode=decode_seconds(lambda _: None, 0),
                classes=len(info.classes),
            )
            files.write_json(cache / _TIMES, known)
        except (StudioError, RuntimeError, OSError):
            return known.get(key)
    return known[key]


def _known(cache: Path) -> dict[str, float]:
    try:
        raw = files.read_json(cache / _TIMES)
        return {str(key): float(value) for key, value in raw.items()}
    except (StudioError, AttributeError, TypeError, ValueError):
        return {}
