"""The stages of a training, one after another, from wherever a checkpoint left it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.plans import Phase, Plan
from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import SplitPart
from tlstudio.data.manifest import Manifest
from tlstudio.data.preprocess import Recipe
from tlstudio.data.texts.recipe import AnyRecipe, TextRecipe
from tlstudio.features.cache import DEFAULT_LIMIT
from tlstudio.features.extract import FeatureTable, features_at
from tlstudio.features.images import canvases_of
from tlstudio.features.inputs import View
from tlstudio.features.tokens import TokenTable, tokenizer_of, tokens_of
from tlstudio.models.network import Network, count_parameters
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.protocol import Objective, ObjectiveOptions
from tlstudio.tasks.registry import task
from tlstudio.training import checkpoints, head
from tlstudio.training.choices import Choices, usual_views, worth_caching
from tlstudio.training.compute import Compute
from tlstudio.training.fit import (
    Progress,
    Stage,
    Upper,
    deciding,
    learned_state,
    quick_metrics,
)
from tlstudio.training.previews import Previews
from tlstudio.training.scores import scores
from tlstudio.training.sources import CanvasSource, Part, Source, TableSource, TokenSource

_FIELDS = tuple(Progress.__dataclass_fields__)
_Found = TypeVar("_Found")
_PARTS: tuple[SplitPart, SplitPart] = ("train", "validation")


@dataclass
class Training:
    """All stages of one run; `progress` says where it is.

    Attributes:
        cache: The project's cache folder.
    """

    task: str
    run_folder: RunFolder
    plan: Plan
    manifest: Manifest
    recipe: AnyRecipe
    network: Network
    reporter: Reporter
    cache: Path
    compute: Compute

    def __post_init__(self) -> None:
        self.progress = Progress()
        self.choices = Choices.read(self.run_folder.path)
        lowest = min(self._boundary(phase) for phase in self.plan.phases)
        kept = tuple(f"backbone.blocks.{index}." for index in range(lowest))
        names = (name for name in self.network.state_dict() if not name.startswith(kept))
        self.learned = frozenset(names)
        self.noun = task(self.task).spec.noun

    def run(self, *, resume: bool) -> None:
        """Every stage from where the newest checkpoint is; see `train` for the errors."""
        state = checkpoints.newest(self.run_folder.checkpoints_dir) if resume else None
        optimiser = None
        if state is not None:
            self.progress = Progress(**state["progress"])
            self.network.load_state_dict(state["learned"], strict=False)
            optimiser = state["optimiser"] or None
            text = f"Going on with stage {self.progress.phase + 1}, pass {self.progress.epoch + 1}."
            self.reporter.emit("note", text=text)
        self.network.to(self.compute.device, memory_format=self.compute.layout)  # type: ignore[call-overload]
        for index in range(self.progress.phase, len(self.plan.phases)):
            self._stage(index, optimiser)
            optimiser = None
            self.progress = replace(
                self.progress, phase=index + 1, epoch=0, step=0, waited=0, loss_sum=0.0, average={}
            )
            self._checkpoint({})

    def _boundary(self, phase: Phase) -> int:
        limit = self.network.cut if phase.unfreeze_from is None else phase.unfreeze_from
        if not 0 <= limit <= self.network.cut:
            raise UsageError(
                f"The stage {phase.name!r} unfreezes from {limit}, but {self.network.cut} blocks "
                "stay.",
                "Choose a smaller --freeze-to.",
            )
        return limit

    def _stage(self, index: int, optimiser: dict[str, Any] | None) -> None:
        phase = self.plan.phases[index]
        limit = self._boundary(phase)
        self.network.freeze_below(limit)
        self.reporter.emit(
            "phase",
            index=index,
            name=phase.name,
            epochs=phase.epochs,
            trainable=count_parameters(self.network, trainable=True),
        )
        alone = limit == self.network.cut
        fresh = self.progress.epoch == 0 and self.progress.step == 0
        # Features of a random network are not those that the layer will see.
        taught = self.plan.weights == "pretrained" or alone
        if index == 0 and fresh and taught:
            head.standardise(self.network, self._labelled("train"))
        if alone and self.plan.head.kind == "linear" and phase.solver != "steps":
            self._solve(index)
            return
        if phase.solver == "exact":
            raise UsageError(
                f"The stage {phase.name!r} has no exact solution.",
                "It exists for one linear layer alone: choose --solver auto or steps.",
            )
        if index == 0 and not alone and fresh and taught and self.plan.head.kind == "linear":
            # A random layer would tear at the pretrained blocks below it.
            self._solve(index)
        Stage(
            network=self.network,
            plan=self.plan,
            phase=phase,
            train=Part(train := self._source(phase, limit, "train"), self._targets_of(train)),
            validation=Part(
                held := self._source(phase, limit, "validation"), self._targets_of(held)
            ),
            loss=self._loss(self._targets_of(train)),
            plain_loss=self._objective(ObjectiveOptions()),
            compute=self.compute,
            progress=self.progress,
            reporter=self.reporter,
            learned=self.learned,
            checkpoint=self._checkpoint,
            previews=self._previews(held),
            noun=self.noun,
        ).run(optimiser)

    # What a stage is fed with

    def _rows(self, part: SplitPart) -> NDArray[np.int64]:
        rows = self.manifest.rows(part)
        if len(rows) == 0:
            word = "learn from" if part == "train" else "tune with"
            raise BadInputError(
                f"There are no labelled {self.noun.many} to {word}.", "Import with --resplit."
            )
        return rows

    def _source(self, phase: Phase, limit: int, part: SplitPart) -> Source:
        if limit == 0:
            return self._whole(part)
        if limit == self.network.cut:
            views = self.plan.augmentation.views or 1
            return self._tables(limit, part, views if part == "train" else 1)
        if limit not in self.choices.cached:
            self._choose_cache(phase, limit)
        views = self.choices.cached[limit]
        if views == 0:
            return self._whole(part)
        return self._tables(limit, part, views if part == "train" else 1)

    def _whole(self, part: SplitPart) -> Source:
        """Inputs of the whole network."""
        recipe = self.recipe
        if not isinstance(recipe, Recipe):
            tokens = self._tokens(part, recipe)
            self._warn(tokens.failures)
            return TokenSource(tokens, self.compute.device)
        found = self._first_alone(
            lambda: canvases_of(
                self.manifest,
                self._rows(part),
                recipe,
                folder=self.cache / "canvases",
                reporter=self.reporter,
                threads=self.plan.threads,
            )
        )
        self._warn(found.failures)
        return CanvasSource(found, recipe, self.plan.augmentation, self.compute.device)

    def _tokens(self, part: SplitPart, recipe: TextRecipe) -> TokenTable:
        return self._first_alone(
            lambda: tokens_of(
                tokenizer_of(self.network, recipe),
                self.manifest,
                self._rows(part),
                recipe,
                folder=self.cache / "features",
                reporter=self.reporter,
            )
        )

    def _tables(self, boundary: int, part: SplitPart, views: int) -> Source:
        def view(number: int) -> FeatureTable:
            return self._features(boundary, part, number)

        lengths = None
        if not isinstance(self.recipe, Recipe) and boundary < self.network.cut:
            lengths = self._tokens(part, self.recipe).lengths
        return TableSource(view, views, boundary, self.compute.device, lengths)

    def _features(self, boundary: int, part: SplitPart, view: int = 0) -> FeatureTable:
        rows = self._rows(part)
        engine = self.choices.engines.get(boundary, self.plan.engine)
        table = self._first_alone(
            lambda: features_at(
                self.network,
                boundary,
                self.manifest,
                rows,
                self.recipe,
                folder=self.cache / "features",
                reporter=self.reporter,
                engine=engine if self.compute.main else self._engine(boundary),
                device=self.compute.device,
                threads=self.plan.threads,
                expected=len(self.manifest),
                view=View(self.plan.augmentation, view, self.plan.seed),
            )
        )
        if boundary not in self.choices.engines and self.compute.main:
            self.choices.engines[boundary] = table.engine
            self.choices.write()
        self._warn(table.failures)
        return table

    def _engine(self, boundary: int) -> str:
        """The engine that the first process chose."""
        self.choices = Choices.read(self.run_folder.path)
        return self.choices.engines.get(boundary, self.plan.engine)

    def _first_alone(self, work: Callable[[], _Found]) -> _Found:
        """Let the first process fill the cache, then the others find it."""
        if self.compute.main:
            found = work()
            self.compute.wait()
            return found
        self.compute.wait()
        return work()

    def _choose_cache(self, phase: Phase, limit: int) -> None:
        """Decide whether activations at an inner boundary are kept, and how many views."""
        views = usual_views(self.plan, phase)
        shape = self.network.backbone.shapes(self.recipe.size, self.recipe.channels)[limit - 1]
        seconds = self._frozen_seconds(limit)
        worth = worth_caching(
            item_bytes=int(np.prod(shape)) * 2,
            items=len(self._rows("train")) + len(self._rows("validation")),
            views=views,
            epochs=phase.epochs,
            seconds=seconds,
            cache=self.cache,
            limit=DEFAULT_LIMIT // 2,
        )
        self.choices.cached[limit] = self.compute.agreed(views if worth else 0)
        self.choices.seconds[limit] = seconds
        if self.compute.main:
            self.choices.write()
        one = self.noun.one
        each = f"each {one}" if views == 1 else f"{views} views of each {one}"
        text = (
            f"The kept blocks run once for {each}; later passes start behind them."
            if self.choices.cached[limit]
            else "The kept blocks run in every pass: keeping their output would not pay."
        )
        self.reporter.emit("note", text=text)

    def _frozen_seconds(self, limit: int) -> float:
        """Seconds of the blocks below a boundary for one image, measured."""
        images = self.network.backbone.example(8, self.recipe.size, self.recipe.channels)
        self.network.eval()
        with torch.inference_mode():
            self.network.backbone.run(images, 0, limit)
            begin = time.perf_counter()
            self.network.backbone.run(images, 0, limit)
        return (time.perf_counter() - begin) / len(images)

    def _targets_of(self, source: Source) -> Tensor:
        return self._truth(source.rows)

    def _truth(self, rows: NDArray[np.int64]) -> Tensor:
        codec = task(self.task).codec(self.manifest.classes, multi_label=self.manifest.multi_label)
        encoded = [codec.encode(sample) for sample in self.manifest.stream(rows)]
        found: Tensor = codec.collate([target for target in encoded if target is not None])
        return found

    def _previews(self, held: Source) -> Previews:
        return Previews.of(self.manifest, held.rows)

    def _warn(self, failures: dict[int, str]) -> None:
        if failures:
            first = next(iter(failures.values()))
            text = f"{len(failures)} {self.noun.many} could not be read and are left out. {first}"
            self.reporter.emit("warning", text=text)

    # New layers alone

    def _labelled(self, part: SplitPart) -> head.Labelled:
        table = self._features(self.network.cut, part)
        groups = self.manifest.groups()[table.rows] if self.manifest.has_groups() else None
        return head.Labelled(table, self._truth(table.rows), groups)

    def _solve(self, index: int) -> None:
        """The exact solution; the pass that it counts as is the first of the stage."""
        train = self._labelled("train")
        weights = self._class_weights(train.targets)
        strength = head.solve(self.network, self.plan, train, weights)
        held = TableSource(
            lambda _: self._features(self.network.cut, "validation"),
            1,
            self.network.cut,
            self.compute.device,
        )
        part = Part(held, self._targets_of(held))
        upper = Upper(self.network, self.network.cut).eval()
        plain = self._objective(ObjectiveOptions())
        found = scores(upper, part, plain, self.compute, self.plan.batch_size)
        value = deciding(found, self.plan.patience_metric)
        if value > self.progress.best:
            self.progress.best = value
            self.progress.best_state = learned_state(self.network, self.learned)
        self.progress.total += 1
        text = f"New layer solved exactly on cached features (regularisation {strength:g})."
        self.reporter.emit("note", text=text)
        shown = self._previews(held).items(upper, held, self.compute)
        self.reporter.emit("preview", phase=index, epoch=0, items=shown)
        self.reporter.emit(
            "epoch",
            phase=index,
            epoch=0,
            validation_loss=found["loss"],
            metrics=quick_metrics(found),
            best=self.progress.best,
            memory=self.compute.memory(),
        )

    def _objective(self, options: ObjectiveOptions) -> Objective[Tensor, Tensor]:
        return task(self.task).objective(options, multi_label=self.manifest.multi_label)

    def _loss(self, targets: Tensor) -> Objective[Tensor, Tensor]:
        weights = tuple(float(weight) for weight in self._class_weights(targets))
        return self._objective(ObjectiveOptions(self.plan.label_smoothing, weights))

    def _class_weights(self, targets: Tensor) -> NDArray[np.float64]:
        if not self.plan.class_weights:
            return np.empty(0)
        return head.class_weights(targets, self.network.classes)

    def _checkpoint(self, optimiser: dict[str, Any]) -> None:
        if not self.compute.main:
            return
        state = {
            "progress": {name: getattr(self.progress, name) for name in _FIELDS},
            "learned": learned_state(self.network, self.learned),
            "optimiser": optimiser,
        }
        path = checkpoints.save(self.run_folder.checkpoints_dir, self.progress.total, state)
        self.reporter.emit("checkpoint", file=path.name, total=self.progress.total)
