"""What a run's network and simpler methods answer to one part of the split."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tlstudio.core.errors import BadInputError
from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import SplitPart
from tlstudio.core.words import Noun, noun_of
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.truth import truth_of
from tlstudio.evaluation.word_counts import word_counts
from tlstudio.features.extract import FeatureTable, features_at, kept_features
from tlstudio.features.familiarity import Familiarity
from tlstudio.features.linear import fit_linear
from tlstudio.metrics.answers import Answers, answers_of
from tlstudio.metrics.scores import Ranking, rankings_of
from tlstudio.metrics.units import Units, units_of
from tlstudio.models.network import Network
from tlstudio.models.saved import SavedModel
from tlstudio.models.surgery import operate
from tlstudio.tasks.registry import task

_AT_ONCE = 8192
RUNGS = {
    "majority": "Most frequent class",
    "nearest_centroid": "Nearest class mean, model as it is",
    "word_counts": "Counted words (TF-IDF) and logistic regression",
    "linear_probe": "Linear layer, model as it is",
    "this_run": "This run",
    "from_scratch": "The same network from scratch",
}


@dataclass(frozen=True)
class Answered:
    """Answers of every method on the same items.

    Attributes:
        rows: (N,) manifest rows that could be read.
        groups: (N,) group codes.
        failures: Row → why it could not be read.
        by_rung: Name of a method → its answers; "this_run" is the run itself.
        distances: (N,) from the training images, above 1 for what is unlike them; None when that
            is not known.
    """

    rows: NDArray[np.int64]
    groups: NDArray[np.int64]
    failures: dict[int, str]
    by_rung: dict[str, Answers]
    distances: NDArray[np.float64] | None = None

    @property
    def run(self) -> Answers:
        """The answers of the run."""
        return self.by_rung["this_run"]

    @cached_property
    def units(self) -> Units:
        """The answers of the run, gathered into what was sampled."""
        return units_of(self.run, self.groups)

    @cached_property
    def rankings(self) -> dict[str, Ranking]:
        """How well the run ranks each class before the others, by metric."""
        return rankings_of(self.run, self.units)


@dataclass(frozen=True)
class Answerer:
    """Answers with cached features.

    Attributes:
        network: The trained network.
        info: What it is.
        manifest: The frozen dataset.
        cache: Folder of features.
        engine: Of the run's plan.
        threads: Likewise.
        familiarity: What distances are measured from; None when that is not known.
    """

    network: Network
    info: SavedModel
    manifest: Manifest
    cache: Path
    reporter: Reporter
    engine: str = "auto"
    threads: int | None = None
    familiarity: Familiarity | None = None

    def answer(self, part: SplitPart) -> Answered:
        """Answers of the run and of simpler methods that learn from the training part alone.

        Raises:
            BadInputError: When the part is empty or none of its images can be read.
        """
        rows = self.manifest.rows(part)
        if len(rows) == 0:
            raise BadInputError(
                f"The {_WORDS[part]} part holds no labelled {self.items.one}.",
                "Import with --resplit.",
            )
        table = self.features(rows)
        untouched = self.untouched()
        asked = self.features(rows, untouched)
        # A file may have gone between two passes: every method answers the same items.
        kept = np.intersect1d(table.rows, asked.rows)
        if len(kept) == 0:
            raise BadInputError(
                f"None of these {self.items.many} could be read.", "Run: tlstudio check."
            )
        chances = self.probabilities(table)[np.isin(table.rows, kept)]
        features = np.asarray(asked.array, np.float32)[np.isin(asked.rows, kept)]
        by_rung = self._simpler(untouched, kept, features)
        by_rung["this_run"] = self._answers(kept, chances)
        failures = table.failures | asked.failures
        far = self.distances(table)
        if far is not None:
            far = far[np.isin(table.rows, kept)]
        return Answered(kept, self.manifest.groups()[kept], failures, by_rung, far)

    @property
    def items(self) -> Noun:
        """What an item of the dataset is called."""
        return noun_of(self.manifest.kind)

    def features(self, rows: NDArray[np.int64], network: Network | None = None) -> FeatureTable:
        """Features of some rows by the run's network, or by another one."""
        return features_at(
            network or self.network,
            (network or self.network).cut,
            self.manifest,
            rows,
            self.info.recipe,
            folder=self.cache / "features",
            reporter=self.reporter,
            engine=self.engine,
            threads=self.threads,
        )

    def kept(self, rows: NDArray[np.int64]) -> FeatureTable | None:
        """Features of some rows by the run's network if they are there without a pass."""
        return kept_features(
            self.network,
            self.network.cut,
            self.manifest,
            rows,
            self.info.recipe,
            folder=self.cache / "features",
            engine=self.engine,
        )

    def logits(self, table: FeatureTable) -> NDArray[np.float64]:
        """(N, K) of the run's network on its features, not calibrated; some thousands at a time."""
        found = np.empty((len(table.rows), len(self.info.classes)))
        for begin in range(0, len(found), _AT_ONCE):
            part = slice(begin, begin + _AT_ONCE)
            features = torch.from_numpy(np.array(table.array[part], np.float32))
            with torch.inference_mode():
                found[part] = self.network.logits_from(features, self.network.cut).numpy()
        return found

    def probabilities(self, table: FeatureTable) -> NDArray[np.float64]:
        """(N, K) calibrated, of the run's network on its features."""
        codec: Any = task(self.info.task).codec(
            self.info.classes, multi_label=self.info.multi_label
        )
        logits = torch.from_numpy(self.logits(table) / self.info.temperature)
        found: NDArray[np.float64] = codec.probabilities(logits).numpy()
        return found

    def distances(self, table: FeatureTable) -> NDArray[np.float64] | None:
        """(N,) from the training images, 1 being the limit of what is usual; None if unknown."""
        rule = self.info.certainty.unlike if self.info.certainty else None
        if rule is None or self.familiarity is None:
            return None
        return self.familiarity.distances(np.asarray(table.array, np.float32)) / rule.limit

    def untouched(self) -> Network:
        """The model as it is, cut at the same place."""
        info = self.info
        return operate(
            info.card,
            cut=info.cut,
            head=info.head,
            classes=len(info.classes),
            in_channels=info.recipe.channels,
            seed=0,
        )

    def _simpler(
        self, untouched: Network, rows: NDArray[np.int64], z: NDArray[np.float32]
    ) -> dict[str, Answers]:
        train_rows = self.manifest.rows("train")
        if len(train_rows) == 0:
            return {}
        learned = self.features(train_rows, untouched)
        truth = self._truth(learned.rows)
        x, classes = np.asarray(learned.array, np.float32), len(self.info.classes)
        groups = self.manifest.groups()[learned.rows] if self.manifest.has_groups() else None
        found = {
            "majority": np.tile(frequencies(truth, classes), (len(z), 1)),
            "linear_probe": fit_linear(x, truth, classes, groups=groups).predict_proba(z),
        }
        counted = self._word_counts(learned.rows, truth, rows, groups)
        if counted is not None:
            found["word_counts"] = counted
        if not self.info.multi_label:
            found["nearest_centroid"] = nearest_centroid(x, truth, z, classes)
        return {name: self._answers(rows, found[name]) for name in RUNGS if name in found}

    def _word_counts(
        self,
        train: NDArray[np.int64],
        truth: NDArray[Any],
        rows: NDArray[np.int64],
        groups: NDArray[np.int64] | None,
    ) -> NDArray[np.float64] | None:
        if self.manifest.kind != "text":
            return None
        return word_counts(
            self.manifest,
            train,
            truth,
            rows,
            len(self.info.classes),
            groups=groups,
            folder=self.cache / "features",
            reporter=self.reporter,
        )

    def _truth(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        return truth_of(self.manifest, rows, self.info.classes, multi_label=self.info.multi_label)

    def _answers(self, rows: NDArray[np.int64], table: NDArray[np.float64]) -> Answers:
        certainty = self.info.certainty
        # What a mistake costs is a fact of the task: simpler methods weigh it too.
        costs = certainty.choices.weights(self.info.classes) if certainty else None
        return answers_of(
            self._truth(rows),
            table,
            multi_label=self.info.multi_label,
            costs=costs,
            items=self.items,
        )


_WORDS = {"train": "training", "validation": "tuning", "test": "final test", "none": "unused"}


def frequencies(truth: NDArray[Any], classes: int) -> NDArray[np.float64]:
    """(K,) share of every class in a truth of codes (N,) or of memberships (N, K)."""
    if truth.ndim == 2:
        shares: NDArray[np.float64] = truth.mean(axis=0, dtype=np.float64)
        return shares
    return np.bincount(truth, minlength=classes) / len(truth)


def nearest_centroid(
    x: NDArray[np.float32], y: NDArray[np.int64], asked: NDArray[np.float32], classes: int
) -> NDArray[np.float64]:
    """(M, K) probabilities by the distance to class means of standardised features.

    Args:
        x: (N, D) features of the training items.
        y: (N,) their class codes.
        asked: (M, D) features of the items to answer.
        classes: K; a class without an item is never named.
    """
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    scale = np.where(deviation > 1e-6, deviation, 1.0)
    inside, outside = (x - mean) / scale, (asked - mean) / scale
    squared = np.full((len(asked), classes), np.inf)
    within = 0.0
    for code in np.unique(y):
        members = inside[y == code]
        middle = members.mean(axis=0)
        within += float(((members - middle) ** 2).sum())
        squared[:, code] = ((outside - middle) ** 2).sum(axis=1)
    variance = max(within / max(len(y) * x.shape[1], 1), 1e-6)
    logits = -squared / (2 * variance)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    table: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return table
