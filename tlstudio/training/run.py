"""A whole training: the frozen plan and dataset of a run become its best network."""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torchvision
import transformers
from numpy.typing import NDArray

from tlstudio.core import files
from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import BadInputError, DivergedError, StudioError
from tlstudio.core.plans import Plan
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.data.manifest import Manifest
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import fit_recipe
from tlstudio.data.texts.recipe import AnyRecipe, fit_text_recipe, read_recipe
from tlstudio.features.extract import items_of
from tlstudio.models.catalogue.catalogue import card, tokenizer_file
from tlstudio.models.network import Network
from tlstudio.models.saved import SavedModel, save_model
from tlstudio.models.surgery import operate
from tlstudio.models.tokenizer import Tokenizer
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.registry import task
from tlstudio.training.compute import Compute
from tlstudio.training.training import Training
from tlstudio.version import __version__

_TASKS = {"image": "image-classification", "text": "text-classification"}
_SAMPLED = 200
_SAMPLED_TEXTS = 5000


@dataclass(frozen=True)
class TrainOutcome:
    """What a training came to.

    Attributes:
        steps: Done over all stages.
        best: Best value of the deciding metric, larger is better.
        stages: Number of stages.
    """

    steps: int
    best: float
    stages: int

    def summary(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def train(
    run: RunFolder, reporter: Reporter, *, resume: bool = False, cache_folder: Path
) -> TrainOutcome:
    """Train the run's plan on its manifest; the best network goes into `model/`.

    A stage of the new layers alone works on features computed once: a linear layer by its exact
    solution (multinomial logistic regression), others by steps. When the training is stopped or
    diverges, the best network so far is kept all the same.

    Raises:
        BadInputError: When there is nothing to learn from, or weights are missing.
        Stopped: When the reporter said so; a checkpoint is written first.
        DivergedError: When the loss is no number any more.
        OutOfMemoryError: When not even a single image fits.
    """
    plan = run.plan()
    compute = Compute(plan)
    torch.manual_seed(plan.seed)
    manifest = Manifest.read(run.manifest_path)
    if compute.main:
        recipe_of(run, plan, manifest)
        _environment(run, plan, compute)
    compute.wait()
    recipe = recipe_of(run, plan, manifest)
    network = network_of(plan, manifest, recipe)
    network.keep_statistics(plan.batch_norm == "keep")
    kind = task_of(manifest)
    work = Training(kind, run, plan, manifest, recipe, network, reporter, cache_folder, compute)
    try:
        work.run(resume=resume)
    except (Stopped, DivergedError):
        if compute.main and work.progress.best_state:
            _save(run, work)
        raise
    if compute.main:
        _save(run, work)
    compute.end()
    return TrainOutcome(work.progress.total, work.progress.best, len(plan.phases))


def task_of(manifest: Manifest) -> str:
    """Id of the task that a frozen dataset is for."""
    return _TASKS[manifest.kind]


def network_of(plan: Plan, manifest: Manifest, recipe: AnyRecipe) -> Network:
    """The network that a plan begins with.

    Raises:
        BadInputError: When its weights are missing.
    """
    return operate(
        card(plan.backbone),
        cut=plan.cut,
        head=plan.head,
        classes=len(manifest.classes),
        in_channels=recipe.channels,
        seed=plan.seed,
        weights=plan.weights == "pretrained",
    )


def described(
    run: RunFolder, plan: Plan, manifest: Manifest, recipe: AnyRecipe, network: Network
) -> SavedModel:
    """What a run's network is, for those who use it."""
    known = card(plan.backbone)
    if plan.weights == "random":
        known = known.model_copy(update={"pretrained_on": "nothing"})
    return SavedModel(
        task=task_of(manifest),
        classes=manifest.classes,
        multi_label=manifest.multi_label,
        card=known,
        cut=network.cut,
        head=plan.head,
        recipe=recipe,
        run=run.name,
    )


def _save(run: RunFolder, work: Training) -> None:
    work.network.load_state_dict(work.progress.best_state, strict=False)
    info = described(run, work.plan, work.manifest, work.recipe, work.network)
    save_model(run.model_dir, work.network, info)


def recipe_of(run: RunFolder, plan: Plan, manifest: Manifest) -> AnyRecipe:
    """The run's preprocessing: as it was frozen, or fitted on the training items and frozen."""
    if run.recipe_path.is_file():
        return read_recipe(files.read_json(run.recipe_path))
    rows = manifest.rows("train")
    if len(rows) == 0:
        noun = task(task_of(manifest)).spec.noun
        raise BadInputError(
            f"There are no labelled {noun.many} to train on.", "Import with --resplit."
        )
    known = card(plan.backbone)
    found = (
        _image_recipe(plan, known, manifest, rows)
        if known.text is None
        else _text_recipe(plan, known, manifest, rows)
    )
    files.write_text(run.recipe_path, found.model_dump_json(indent=1) + "\n")
    return found


def _image_recipe(
    plan: Plan, known: BackboneCard, manifest: Manifest, rows: NDArray[np.int64]
) -> AnyRecipe:
    step = max(1, len(rows) // _SAMPLED)
    pictures = []
    for paths, group in items_of(manifest, rows[::step]):
        try:
            pictures.append((read_picture(paths, shorter=64), group))
        except StudioError:
            continue
    return fit_recipe(plan.input, known.input, pictures)


def _text_recipe(
    plan: Plan, known: BackboneCard, manifest: Manifest, rows: NDArray[np.int64]
) -> AnyRecipe:
    assert known.text is not None
    tokenizer = Tokenizer.of(known, tokenizer_file(known))
    step = max(1, len(rows) // _SAMPLED_TEXTS)
    texts: list[tuple[str, ...]] = []
    names: tuple[str, ...] = ("",)
    for sample in manifest.stream(rows[::step]):
        try:
            texts.append(manifest.texts(sample))
        except StudioError:
            continue
        names = tuple(ref.channel for ref in sample.media)
    counts = tokenizer.counts(texts, known.text.longest)
    return fit_text_recipe(known.text, counts, names=names, longest=plan.input.size)


def _environment(run: RunFolder, plan: Plan, compute: Compute) -> None:
    name = ""
    if compute.device.type == "cuda":
        name = torch.cuda.get_device_properties(compute.device).name
    files.write_json(
        run.environment_path,
        {
            "tlstudio": __version__,
            "python": platform.python_version(),
            "platform": platform.platform(),
            "torch": torch.__version__,
            "torchvision": torchvision.__version__,
            "transformers": transformers.__version__,
            "threads": compute.threads,
            "device": f"{compute.device} {name}".strip(),
            "precision": compute.precision,
            "processes": compute.world,
            "seed": plan.seed,
        },
    )
