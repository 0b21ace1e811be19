"""Labels to tensors and back."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError
from tlstudio.core.samples import AnyAnnotation, Sample
from tlstudio.core.words import IMAGE, Noun

_SURE = 50.0


class LabelsCodec:
    """Class names as integers, or as rows of zeros and ones when several may apply.

    Args:
        classes: Class names in the order of the network's outputs.
        multi_label: Whether an item may have several classes, or none.
        threshold: Probability from which a class is named, for multi-label.
        noun: What an item is called.
    """

    def __init__(
        self,
        classes: Sequence[str],
        *,
        multi_label: bool = False,
        threshold: float = 0.5,
        noun: Noun = IMAGE,
    ) -> None:
        self.classes = tuple(classes)
        self.multi_label = multi_label
        self.threshold = threshold
        self.noun = noun
        self._codes = {name: code for code, name in enumerate(self.classes)}

    def encode(self, sample: Sample) -> tuple[int, ...] | None:
        """Class codes; one for single-label, any number for multi-label.

        Raises:
            BadInputError: When the label is none of the classes.
        """
        if self.multi_label and sample.answer == "empty":
            return ()
        if sample.answer != "answered" or not isinstance(sample.annotation, Labels):
            return None
        names = sample.annotation.names
        unknown = [name for name in names if name not in self._codes]
        if unknown:
            raise BadInputError(
                f"The {self.noun.one} {sample.key!r} has the label {unknown[0]!r}, which is not "
                f"among the {len(self.classes)} classes of this model.",
                "Rename the label, or train a model with that class.",
            )
        if self.multi_label:
            return tuple(sorted({self._codes[name] for name in names}))
        return (self._codes[names[0]],) if names else None

    def collate(self, targets: Sequence[tuple[int, ...]]) -> Tensor:
        """(N,) int64 codes, or (N, K) float32 zeros and ones for multi-label."""
        if not self.multi_label:
            return torch.tensor([target[0] for target in targets], dtype=torch.int64)
        rows = torch.zeros(len(targets), len(self.classes))
        for row, target in zip(rows, targets, strict=True):
            row[list(target)] = 1.0
        return rows

    def probabilities(self, outputs: Tensor) -> Tensor:
        """(N, K) float64 in [0, 1] from logits: softmax, or a sigmoid each for multi-label."""
        logits = outputs.detach().double()
        return logits.sigmoid() if self.multi_label else logits.softmax(dim=1)

    def decode(self, outputs: Tensor) -> list[AnyAnnotation]:
        """Labels with the probability of every class.

        Raises:
            BadInputError: When an output is not a number.
        """
        table = self.probabilities(outputs).cpu()
        if not bool(torch.isfinite(table).all()):
            raise BadInputError(
                "The model answered with values that are not numbers.",
                f"Its weights are damaged, or what the {self.noun.one} holds is no number.",
            )
        best = table.argmax(dim=1).tolist()
        found: list[AnyAnnotation] = []
        for code, row in zip(best, table.tolist(), strict=True):
            chosen = zip(self.classes, row, strict=True)
            names = (
                tuple(name for name, value in chosen if value >= self.threshold)
                if self.multi_label
                else (self.classes[code],)
            )
            found.append(
                Labels(names=names, probabilities=dict(zip(self.classes, row, strict=True)))
            )
        return found

    def ideal(self, targets: Tensor) -> Tensor:
        """(N, K) logits that are right and sure."""
        if self.multi_label:
            return (targets * 2.0 - 1.0) * _SURE
        return torch.nn.functional.one_hot(targets, len(self.classes)).float() * _SURE
