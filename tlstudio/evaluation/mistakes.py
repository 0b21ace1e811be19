"""The worst mistakes: items of which the model was sure and wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tlstudio.core.reports import Gallery
from tlstudio.core.samples import Sample
from tlstudio.core.words import percent
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answered
from tlstudio.evaluation.beginnings import beginning_of

_MOST = 60


def mistakes_part(
    answered: Answered,
    samples: Sequence[Sample],
    classes: Sequence[str],
    manifest: Manifest | None = None,
) -> Gallery | None:
    """Keys of wrongly answered items, those first that the model was surest of; None without any.

    Args:
        answered: N answers.
        samples: The N items.
        classes: K class names.
        manifest: Knows the texts, where the items are texts; None shows none of them.
    """
    run = answered.run
    wrong = np.flatnonzero(~run.correct())
    if not len(wrong):
        return None
    # How sure it was of what is not true, for one class as for several.
    doubts = np.where(run.truth, 1 - run.probabilities, run.probabilities)
    false = np.where(run.truth != run.predicted, doubts, 0.0).max(axis=1)
    if not run.multi_label:
        false = np.where(run.predicted, run.probabilities, 0.0).max(axis=1)
    worst = wrong[np.argsort(-false[wrong], kind="stable")][:_MOST]
    captions = []
    for place in worst.tolist():
        true, named = (
            "; ".join(name for name, on in zip(classes, row[place], strict=True) if on) or "none"
            for row in (run.truth, run.predicted)
        )
        captions.append(f"{true} → {named}, {percent(round(float(false[place]), 2))}")
    title = f"Mistakes, the surest first ({len(worst)} of {len(wrong)})"
    if len(worst) == len(wrong):
        title = "Mistakes, the surest first"
    return Gallery(
        name="mistakes",
        title=title,
        keys=tuple(samples[place].key for place in worst.tolist()),
        captions=tuple(captions),
        beginnings=_beginnings(manifest, [samples[place] for place in worst.tolist()]),
    )


def _beginnings(manifest: Manifest | None, samples: Sequence[Sample]) -> tuple[str, ...]:
    if manifest is None:
        return ()
    return tuple(filter(None, (beginning_of(manifest, sample) for sample in samples)))
