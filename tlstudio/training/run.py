"""A whole training: the frozen plan and dataset of a run become its best network."""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torchvision
from numpy.typing import NDArray

from tlstudio.core import files
from tlstudio.core.errors import BadInputError, StudioError, UsageError
from tlstudio.core.plans import Plan
from tlstudio.core.reporting import Reporter
from tlstudio.data.manifest import Manifest
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import Recipe, fit_recipe
from tlstudio.features.extract import FeatureTable, features_at, items_of
from tlstudio.features.images import canvases_of
from tlstudio.features.linear import fit_linear, softmax
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.network import Network, count_parameters
from tlstudio.models.saved import SavedModel, save_model
from tlstudio.models.surgery import operate
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.protocol import ObjectiveOptions
from tlstudio.tasks.registry import task
from tlstudio.training import checkpoints
from tlstudio.training.fit import Part, Progress, Stage
from tlstudio.version import __version__

_TASK = "image-classification"
_SAMPLED = 200


@dataclass(frozen=True)
class TrainOutcome:
    """What a training came to."""

    epochs: int
    best_loss: float
    stages: int

    def summary(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def train(
    run: RunFolder, reporter: Reporter, *, resume: bool = False, cache_folder: Path
) -> TrainOutcome:
    """Train the run's plan on its manifest; the best network goes into `model/`.

    The first stage fits the new layers on features computed once: a linear layer by its exact
    solution (multinomial logistic regression), an MLP by the same loop as later stages.

    Raises:
        BadInputError: When there is nothing to learn from, or weights are missing.
        Stopped: When the reporter said so; a checkpoint is written first.
        DivergedError: When the loss is no number any more.
    """
    plan = run.plan()
    manifest = Manifest.read(run.manifest_path)
    if manifest.multi_label:
        raise BadInputError(
            "Images with several labels at once cannot be trained yet.",
            "Import with one label an image.",
        )
    torch.set_num_threads(plan.threads or torch.get_num_threads())
    torch.manual_seed(plan.seed)
    recipe = _recipe(run, plan, manifest)
    chosen = card(plan.backbone)
    network = operate(
        chosen,
        cut=plan.cut,
        head=plan.head,
        classes=len(manifest.classes),
        in_channels=recipe.channels,
        seed=plan.seed,
    )
    _environment(run, plan)
    work = _Training(run, plan, manifest, recipe, network, reporter, cache_folder)
    outcome = work.run(resume=resume)
    network.load_state_dict(work.progress.best_state)
    info = SavedModel(
        task=_TASK,
        classes=manifest.classes,
        card=chosen,
        cut=network.cut,
        head=plan.head,
        recipe=recipe,
        run=run.name,
    )
    save_model(run.model_dir, network, info)
    return outcome


@dataclass
class _Training:
    run_folder: RunFolder
    plan: Plan
    manifest: Manifest
    recipe: Recipe
    network: Network
    reporter: Reporter
    cache: Path

    def run(self, *, resume: bool) -> TrainOutcome:
        """Every stage from where the newest checkpoint is."""
        self.progress = Progress()
        state = checkpoints.newest(self.run_folder.checkpoints_dir) if resume else None
        optimiser = None
        if state is not None:
            self.progress = Progress(**state["progress"])
            self.network.load_state_dict(state["network"])
            optimiser = state["optimiser"] or None
            self.reporter.emit("note", text=f"Going on from pass {self.progress.epoch + 1}.")
        for index in range(self.progress.phase, len(self.plan.phases)):
            self._stage(index, optimiser)
            optimiser = None
            self.progress = replace(
                self.progress, phase=index + 1, epoch=0, step=0, waited=0, loss_sum=0.0, average={}
            )
            self._checkpoint({})
        return TrainOutcome(self.progress.total, self.progress.best, len(self.plan.phases))

    def _stage(self, index: int, optimiser: dict[str, Any] | None) -> None:
        phase = self.plan.phases[index]
        limit = self.network.cut if phase.unfreeze_from is None else phase.unfreeze_from
        if limit > self.network.cut:
            raise UsageError(
                f"Stage {index + 1} unfreezes from {limit}, but {self.network.cut} blocks stay.",
                "Choose a smaller --freeze-to.",
            )
        self.network.freeze_below(limit)
        trainable = count_parameters(self.network, trainable=True)
        self.reporter.emit(
            "phase", index=index, name=phase.name, epochs=phase.epochs, trainable=trainable
        )
        if index == 0 or (limit == self.network.cut and self.plan.head.kind == "linear"):
            if self.progress.epoch == 0 and self.progress.step == 0:
                self._fit_head(index)
            if self.plan.head.kind == "linear" and limit == self.network.cut:
                return
        self._stage_on_images(index, optimiser)

    def _features(self, part: str) -> tuple[FeatureTable, NDArray[np.int64]]:
        rows = self.manifest.rows("train" if part == "train" else "validation")
        if len(rows) == 0:
            raise BadInputError(
                f"There are no labelled images to {part}.", "Import with --resplit."
            )
        table = features_at(
            self.network,
            self.network.cut,
            self.manifest,
            rows,
            self.recipe,
            folder=self.cache / "features",
            reporter=self.reporter,
            engine=self.plan.engine,
            threads=self.plan.threads,
        )
        if table.failures:
            text = f"{len(table.failures)} images could not be read and are left out."
            self.reporter.emit("warning", text=text)
        return table, self.manifest.targets()[table.rows]

    def _fit_head(self, index: int) -> None:
        table, y = self._features("train")
        held, held_y = self._features("tune")
        x = np.asarray(table.array, np.float32)
        if self.network.standardise is not None:
            self.network.standardise.fit(torch.from_numpy(np.array(x)))
        if self.plan.head.kind != "linear":
            return
        weights = self._class_weights(y)
        groups = self.manifest.groups()[table.rows] if self.manifest.has_groups() else None
        model = fit_linear(
            x, y, self.network.classes, groups=groups, seed=self.plan.seed,
            sample_weights=weights[y] if len(weights) else None,
        )  # fmt: skip
        last = self.network.head[-1]
        if not isinstance(last, torch.nn.Linear):
            raise StudioError("The new layers do not end in a linear one.")
        with torch.no_grad():
            folded = self.network.standardise is not None
            scale = model.scale if folded else np.ones_like(model.scale)
            mean = model.mean if folded else np.zeros_like(model.mean)
            last.weight.copy_(torch.from_numpy(model.weight / scale))
            last.bias.copy_(torch.from_numpy(model.bias + model.weight @ mean))
        found = softmax(model.logits(np.asarray(held.array)))
        loss = float(-np.log(np.clip(found[np.arange(len(held_y)), held_y], 1e-12, 1)).mean())
        accuracy = float((found.argmax(1) == held_y).mean())
        self.progress.best = loss
        self.progress.best_state = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.progress.total += 1
        text = f"New layer solved exactly on cached features (regularisation {model.l2:g})."
        self.reporter.emit("note", text=text)
        self.reporter.emit(
            "epoch", phase=index, epoch=0, validation_loss=loss, metrics={"accuracy": accuracy},
            best=loss,
        )  # fmt: skip

    def _stage_on_images(self, index: int, optimiser: dict[str, Any] | None) -> None:
        parts = []
        for name in ("train", "validation"):
            rows = self.manifest.rows("train" if name == "train" else "validation")
            canvases = canvases_of(
                self.manifest, rows, self.recipe, folder=self.cache / "canvases",
                reporter=self.reporter, threads=self.plan.threads,
            )  # fmt: skip
            parts.append(Part(canvases, self.manifest.targets()[canvases.rows]))
        weights = tuple(float(w) for w in self._class_weights(parts[0].targets))
        options = ObjectiveOptions(self.plan.label_smoothing, weights)
        Stage(
            network=self.network,
            plan=self.plan,
            phase=self.plan.phases[index],
            recipe=self.recipe,
            train=parts[0],
            validation=parts[1],
            loss=task(_TASK).objective(options),
            plain_loss=task(_TASK).objective(ObjectiveOptions()),
            progress=self.progress,
            reporter=self.reporter,
            checkpoint=self._checkpoint,
        ).run(optimiser)

    def _class_weights(self, y: NDArray[np.int64]) -> NDArray[np.float64]:
        if not self.plan.class_weights:
            return np.empty(0)
        counts = np.bincount(y, minlength=self.network.classes)
        weights = 1 / np.maximum(counts, 1)
        return np.asarray(weights * len(y) / (weights[y].sum()))

    def _checkpoint(self, optimiser: dict[str, Any]) -> None:
        state = {
            "progress": {name: getattr(self.progress, name) for name in _FIELDS},
            "network": self.network.state_dict(),
            "optimiser": optimiser,
        }
        path = checkpoints.save(self.run_folder.checkpoints_dir, self.progress.total, state)
        self.reporter.emit("checkpoint", file=path.name, total=self.progress.total)


_FIELDS = tuple(Progress.__dataclass_fields__)


def _recipe(run: RunFolder, plan: Plan, manifest: Manifest) -> Recipe:
    if run.recipe_path.is_file():
        return Recipe.model_validate(files.read_json(run.recipe_path))
    rows = manifest.rows("train")
    if len(rows) == 0:
        raise BadInputError("There are no labelled images to train on.", "Import with --resplit.")
    step = max(1, len(rows) // _SAMPLED)
    pictures = []
    for paths, group in items_of(manifest, rows[::step]):
        try:
            pictures.append((read_picture(paths, shorter=64), group))
        except StudioError:
            continue
    recipe = fit_recipe(plan.input, card(plan.backbone).input, pictures)
    files.write_text(run.recipe_path, recipe.model_dump_json(indent=1) + "\n")
    return recipe


def _environment(run: RunFolder, plan: Plan) -> None:
    files.write_json(
        run.environment_path,
        {
            "tlstudio": __version__,
            "python": platform.python_version(),
            "platform": platform.platform(),
            "torch": torch.__version__,
            "torchvision": torchvision.__version__,
            "threads": torch.get_num_threads(),
            "device": "cpu",
            "seed": plan.seed,
        },
    )
