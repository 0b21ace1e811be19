"""Every label outside the final test, judged by models that saw neither the image nor its group.

The models are linear layers on the features of the pretrained network as it is: a fine-tuned one
has learned from the labels that are in question. Labels of which the models have seen too few
others cannot be judged, and are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.errors import BadInputError
from tlstudio.core.words import IMAGE, Noun
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.suspects.confident import doubts, doubts_of_several
from tlstudio.evaluation.suspects.folds import FEWEST, out_of_fold
from tlstudio.evaluation.truth import truth_of

_SEPARATOR = "; "


@dataclass(frozen=True)
class Judged:
    """What is said of N labels.

    Attributes:
        rows: (N,) manifest rows.
        classes: K names.
        members: (N, K) whether the image is labelled with the class.
        looks: (N, K) whether it looks like it instead; equal to `members` where nothing is doubted.
        chances: (N, K) probabilities by models that did not see the image.
        confidence: (N,) probability of the label.
        flagged: (N,) whether the label is probably wrong.
        judged: (N,) whether it could be judged.
    """

    rows: NDArray[np.int64]
    classes: tuple[str, ...]
    members: NDArray[np.bool_]
    looks: NDArray[np.bool_]
    chances: NDArray[np.float64]
    confidence: NDArray[np.float64]
    flagged: NDArray[np.bool_]
    judged: NDArray[np.bool_]

    @property
    def order(self) -> NDArray[np.int64]:
        """Places of all labels, the least believed first, those that were not judged last."""
        found: NDArray[np.int64] = np.lexsort((self.confidence, ~self.judged))
        return found

    @property
    def queue(self) -> NDArray[np.int64]:
        """Places of the labels that are probably wrong, the least believed first."""
        order = self.order
        return order[self.flagged[order]]

    def given(self, place: int) -> str:
        """The label as it is."""
        return self._named(self.members[place])

    def suggested(self, place: int) -> str:
        """The label as it looks."""
        return self._named(self.looks[place])

    def sure(self, place: int) -> float:
        """Probability of what it looks like; of several classes, of the most doubtful one."""
        if self.members[place].sum() == self.looks[place].sum() == 1:
            return float(self.chances[place][self.looks[place]].max())
        return 1 - float(self.confidence[place])

    def _named(self, row: NDArray[np.bool_]) -> str:
        return _SEPARATOR.join(name for name, on in zip(self.classes, row, strict=True) if on)

    def unjudged(self) -> tuple[str, ...]:
        """Classes of labels that could not be judged."""
        some = self.members[~self.judged].sum(axis=0)
        return tuple(name for name, count in zip(self.classes, some, strict=True) if count)


def judge(answerer: Answerer, parts: Sequence[NDArray[np.int64]], *, seed: int = 0) -> Judged:
    """Judge the labels of some rows.

    Args:
        answerer: Of the run whose pretrained network is asked; its manifest says what is labelled.
        parts: Rows of labelled images that are not in the locked final test, as caches know them.
        seed: Of the folds.

    Raises:
        BadInputError: When none of the images can be read, or their labels cannot be judged.
        Stopped: When the reporter said so.
    """
    items = answerer.items
    manifest = answerer.manifest
    network = answerer.untouched()
    tables = []
    for rows in parts:
        if len(rows) == 0:
            continue
        try:
            tables.append(answerer.features(rows, network))
        except BadInputError:
            continue  # not one image of this part can be read
    if not tables:
        raise BadInputError(
            f"There is no labelled {items.one} that can be read outside the final test."
        )
    rows = np.concatenate([table.rows for table in tables])
    x = np.concatenate([np.asarray(table.array, np.float32) for table in tables])
    truth = truth_of(manifest, rows, manifest.classes, multi_label=manifest.multi_label)
    answered = out_of_fold(
        x,
        truth,
        len(manifest.classes),
        manifest.groups()[rows],
        seed=seed,
        reporter=answerer.reporter,
    )
    if answered is None:
        raise BadInputError(
            f"All labelled {items.many} belong together, so no label can be judged by the others.",
            f"Say which {items.many} belong together in finer steps, or label {items.many} of "
            "another group.",
        )
    return judged_of(rows, manifest.classes, truth, *answered)


def judged_of(
    rows: NDArray[np.int64],
    classes: tuple[str, ...],
    truth: NDArray[Any],
    chances: NDArray[np.float64],
    known: NDArray[np.bool_],
) -> Judged:
    """Confident learning on what can be judged.

    Args:
        rows: (N,) manifest rows.
        classes: K names.
        truth: (N,) class codes, or (N, K) memberships.
        chances: (N, K) probabilities by models that did not see the image.
        known: (N, K) whether these models had learned from enough images of the class.
    """
    several = truth.ndim == 2
    members = truth.astype(bool) if several else truth[:, None] == np.arange(len(classes))
    judged = (known | ~members).all(axis=1)
    looks = members.copy()
    confidence = np.where(members, chances, 1.0).min(axis=1)
    flagged = np.zeros(len(rows), bool)
    places = np.flatnonzero(judged)
    if len(places) and several:
        found, wrong = doubts_of_several(truth[places], chances[places])
        flagged[places], confidence[places] = found.flagged, found.confidence
        looks[places] ^= wrong
    elif len(places):
        found = doubts(truth[places], chances[places])
        flagged[places], confidence[places] = found.flagged, found.confidence
        best = chances.argmax(axis=1)
        looks[flagged] = best[flagged, None] == np.arange(len(classes))
    return Judged(rows, classes, members, looks, chances, confidence, flagged, judged)


def labelled_parts(manifest: Manifest) -> list[NDArray[np.int64]]:
    """Rows of labelled images of every part but the final test."""
    return [manifest.rows("train"), manifest.rows("validation"), manifest.rows("none")]


def cannot_judge(judged: Judged, items: Noun = IMAGE) -> str:
    """Which labels could not be judged, in a sentence; "" when all could."""
    count = int((~judged.judged).sum())
    if not count:
        return ""
    names = judged.unjudged()
    said = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
    labels = "1 label" if count == 1 else f"{count} labels"
    return (
        f"{labels} could not be judged, for fewer than {FEWEST} other {items.many} (of other "
        f"groups) have it: {said}."
    )
