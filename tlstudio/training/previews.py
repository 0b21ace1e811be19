"""A few tuning images whose answers are told after every pass, so that one can watch it learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from tlstudio.core.annotations import Labels
from tlstudio.data.manifest import Manifest
from tlstudio.training.compute import Compute
from tlstudio.training.sources import Source

_SHOWN = 8


@dataclass(frozen=True)
class Previews:
    """Some images of the tuning part.

    Attributes:
        places: (P,) their places in the source.
        keys: Their sample keys.
        truths: Their labels, several joined by "; ".
        classes: In the order of the network's outputs.
        multi_label: Whether an image may have several.
    """

    places: NDArray[np.int64]
    keys: tuple[str, ...]
    truths: tuple[str, ...]
    classes: tuple[str, ...]
    multi_label: bool

    @classmethod
    def of(cls, manifest: Manifest, rows: NDArray[np.int64]) -> Previews:
        """The images to watch among some manifest rows: of every class in turn, spread evenly."""
        places = spread(manifest.targets()[rows], _SHOWN)
        samples = manifest.samples(rows[places])
        truths = (
            "; ".join(sample.annotation.names) if isinstance(sample.annotation, Labels) else ""
            for sample in samples
        )
        return cls(
            places,
            tuple(sample.key for sample in samples),
            tuple(truths),
            manifest.classes,
            manifest.multi_label,
        )

    def items(self, upper: nn.Module, source: Source, compute: Compute) -> list[dict[str, Any]]:
        """Key, truth, answer and the answer's probability of each image.

        Args:
            upper: In eval mode, from the source's boundary to logits.
            source: Of the tuning part.
            compute: Where.
        """
        if not len(self.places):
            return []
        with torch.inference_mode(), compute.autocast():
            # One by one: where memory is short, training goes on with small pieces, too.
            rows = (self.places[at : at + 1] for at in range(len(self.places)))
            logits = torch.cat([upper(source.plain(row)).float().cpu() for row in rows])
        chances = logits.sigmoid() if self.multi_label else logits.softmax(dim=1)
        found = []
        for key, truth, row in zip(self.keys, self.truths, chances.tolist(), strict=True):
            answer, probability = self._answer(row)
            found.append(
                {
                    "key": key,
                    "truth": truth,
                    "answer": answer,
                    "probability": round(probability, 4),
                }
            )
        return found

    def _answer(self, row: Sequence[float]) -> tuple[str, float]:
        if not self.multi_label:
            best = int(np.argmax(row))
            return self.classes[best], row[best]
        named = [code for code, value in enumerate(row) if value >= 0.5]
        sure = min((row[code] for code in named), default=1 - max(row))
        return "; ".join(self.classes[code] for code in named), sure


def spread(targets: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Places of some items: of every class in turn, from the beginning to the end of each.

    Args:
        targets: (N,) class codes.
        count: How many at most.
    """
    classes = [np.flatnonzero(targets == code) for code in np.unique(targets)]
    if not classes:
        return np.empty(0, np.int64)
    each = -(-count // len(classes))
    picked = [
        members[np.unique(np.linspace(0, len(members) - 1, min(each, len(members))).astype(int))]
        for members in classes
    ]
    turns = [members[turn] for turn in range(each) for members in picked if turn < len(members)]
    return np.array(turns[:count], np.int64)
