"""What the command line and the window both do before a job starts; no torch, no questions asked.

Everything works on a project and a dataset that are open already: the caller holds the lock.
"""

from __future__ import annotations

from pathlib import Path

from tlstudio.core import files
from tlstudio.core.cards import BackboneCard, Modality
from tlstudio.core.errors import BadInputError, ProjectError, StudioError, UsageError
from tlstudio.core.plans import Plan
from tlstudio.core.words import IMAGE, Noun
from tlstudio.data.foldspec import FoldSpec
from tlstudio.data.manifest import Manifest, write_manifest
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.jobs.beginning import open_store
from tlstudio.jobs.drafts import Draft, read_draft
from tlstudio.jobs.requests import (
    CrossvalRequest,
    EvaluateRequest,
    TrainRequest,
    read_request,
)
from tlstudio.models.catalogue.catalogue import available, card
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.specs import task_noun, task_specs
from tlstudio.training.presets import (
    DatasetFacts,
    apply_overrides,
    check_nested,
    check_suits,
    preset_plan,
    scratch_plan,
)

DEFAULT_BACKBONE = "fractalnet"
_LISTED, _SIGNS = 10_000, 20_000
_DEFAULTS: dict[Modality, str] = {"image": DEFAULT_BACKBONE, "text": "minilm-l6"}


def default_backbone(task: str) -> str:
    """The embedded model of a task's modality."""
    found = task_specs().get(task)
    return embedded(found.modality if found else "image")


def embedded(modality: Modality) -> str:
    """The embedded model that reads a modality."""
    return _DEFAULTS.get(modality, DEFAULT_BACKBONE)


def facts_of(store: DatasetStore) -> DatasetFacts:
    """What a preset needs to know of the dataset."""
    counts = [count for count in store.classes().values() if count]
    return DatasetFacts(
        n_train=store.splits().get("train", 0),
        classes=len(counts),
        imbalance=max(counts) / min(counts) if counts else 1.0,
        deep_images=store.has_deep_images(),
    )


def some_texts(store: DatasetStore, most: int = 64) -> tuple[tuple[str, ...], ...]:
    """The beginnings of texts to train on, at even distances; () for other kinds of samples.

    Args:
        store: The dataset.
        most: How many.
    """
    where = Where(split="train", problem=False)
    ids = store.listing().ids(where, Order("added"), None, _LISTED).ids
    listing = store.listing()
    found = listing.samples(ids[:: max(1, len(ids) // most)][:most]).values()
    samples = (listed.sample for listed in found if listed.sample.kind == "text")
    return tuple(listing.wholes(sample, _SIGNS) for sample in samples)


def require_trainable(store: DatasetStore, noun: Noun = IMAGE) -> None:
    """Refuse to train on what cannot be learned from.

    Args:
        store: The dataset.
        noun: What its items are called.

    Raises:
        BadInputError: Without items, labels, two classes, or a split.
    """
    classes = {name: count for name, count in store.classes().items() if count}
    if store.count() == 0:
        raise BadInputError(f"The project has no {noun.many} yet.", "Import some: tlstudio import.")
    if not classes:
        raise BadInputError(
            f"No {noun.one} has a label yet.", "Import labels from folders or a table."
        )
    if len(classes) == 1:
        raise BadInputError(
            f"All labelled {noun.many} are of one class, {next(iter(classes))!r}.",
            "A classifier needs at least two classes.",
        )
    parts = store.splits()
    if not parts.get("train") or not parts.get("validation"):
        raise BadInputError(
            f"The {noun.many} are not divided into parts to train and to tune.",
            f"Import again with --resplit, or with more {noun.many} in each class.",
        )


def make_plan(
    store: DatasetStore,
    *,
    preset: str,
    saved: Draft,
    given: dict[str, str],
    task: str = "image-classification",
) -> Plan:
    """The plan from a preset, the saved draft and what else was chosen.

    Args:
        store: The dataset.
        preset: quick, balanced or best.
        saved: Heeded when it is for the model that is used.
        given: Dotted path → text, as `apply_overrides` takes them; "phase.lr" is the field of
            every stage, "1e-3,1e-4" one value for each.
        task: Of the project.

    Raises:
        UsageError: When the model is unknown or for something else, or an option is no plan field.
        BadInputError: When the model's weights are not on this computer.
    """
    chosen = card(given.get("backbone") or saved.backbone or default_backbone(task))
    _check_reads(chosen, task)
    if not available(chosen):
        raise BadInputError(
            f"The weights of {chosen.id} are not on this computer.",
            f"Bring them with 'tlstudio models fetch {chosen.id}' (network) or "
            "'tlstudio models unpack FILE' (USB stick).",
        )
    plan = preset_plan(preset, chosen, facts_of(store))
    texts = {"backbone": chosen.id}
    if saved.backbone == chosen.id:
        texts |= saved.texts()
    made = apply_overrides(plan, texts | _spread(given, len(plan.phases)))
    check_suits(made, chosen)
    return made


def _check_reads(chosen: BackboneCard, task: str) -> None:
    """Refuse a model of another modality than the task's."""
    found = task_specs().get(task)
    if found is not None and chosen.modality != found.modality:
        raise UsageError(
            f"The model {chosen.id} reads {chosen.modality}s; this project holds "
            f"{found.noun.many}.",
            f"Leave it out, or choose another: tlstudio models list ({default_backbone(task)}).",
        )


def prepare_training(
    project: Project,
    store: DatasetStore,
    *,
    preset: str = "balanced",
    plan: Plan | None = None,
    given: dict[str, str] | None = None,
    name: str = "",
    processes: int = 1,
) -> tuple[RunFolder, TrainRequest]:
    """Freeze the plan and the dataset into a new run; nothing is started.

    Args:
        project: Open for writing.
        store: Its dataset, open.
        preset: Fills the plan when none is given; the project's draft is heeded then.
        plan: The recipe itself.
        given: What replaces fields of it; see `make_plan`.
        name: Of the run; "" takes the preset's.
        processes: That share each batch.

    Raises:
        BadInputError: When there is nothing to learn from, or weights are missing.
        UsageError: When an option is no plan field.
    """
    task = project.config.task
    require_trainable(store, task_noun(task))
    chosen = given or {}
    if plan is None:
        saved = read_draft(project)
        plan = make_plan(store, preset=preset, saved=saved, given=chosen, task=task)
    else:
        plan = apply_overrides(plan, _spread(chosen, len(plan.phases)))
        _check_reads(card(plan.backbone), task)
        check_suits(plan, card(plan.backbone))
    run = project.new_run(name or plan.preset, plan)
    write_manifest(store, run.manifest_path)
    cache = project.cache_dir.resolve()
    return run, TrainRequest(run=run.path.resolve(), cache=cache, processes=processes)


def prepare_scratch(project: Project, name: str | None) -> tuple[RunFolder, TrainRequest]:
    """A run of the same network from random weights, on the very images of another run.

    That run is scored again when it has ended, so that its report holds both.

    Args:
        project: Open for writing.
        name: Of the run to compare with; None takes the newest.

    Raises:
        UsageError: When there is no such run, or it is itself from scratch.
    """
    other = project.run(name)
    plan = other.plan()
    if plan.weights == "random":
        raise UsageError(f"The run {other.name} is from scratch itself.", "Name another run.")
    manifest = Manifest.read(other.manifest_path)
    run = project.new_run("from scratch", scratch_plan(plan, len(manifest.rows("train"))))
    files.write_text(run.manifest_path, other.manifest_path.read_text("utf-8"))
    cache = project.cache_dir.resolve()
    request = TrainRequest(run=run.path.resolve(), cache=cache, beside=other.path.resolve())
    return run, request


def prepare_crossval(
    project: Project,
    store: DatasetStore,
    *,
    preset: str = "quick",
    plan: Plan | None = None,
    folds: int = 5,
    nested: bool = False,
) -> tuple[RunFolder, CrossvalRequest]:
    """Freeze a recipe and the dataset for a cross-validation; nothing is started.

    The folds of the project's division are taken where it has so many.

    Args:
        project: Open for writing.
        store: Its dataset, open.
        preset: Fills the plan when none is given; the project's draft is heeded then.
        plan: The recipe itself.
        folds: How many, 3 to 50.
        nested: Choose the penalty of the new layer inside each fold.

    Raises:
        BadInputError: When there is nothing to learn from, or weights are missing.
        UsageError: When so many folds cannot be made, or there is nothing to nest.
    """
    task = project.config.task
    require_trainable(store, task_noun(task))
    if not 3 <= folds <= 50:
        raise UsageError(f"{folds} folds cannot be made.", "Choose 3 to 50.")
    if plan is None:
        plan = make_plan(store, preset=preset, saved=read_draft(project), given={}, task=task)
    if nested:
        check_nested(plan)
    split = store.split()
    given = dict(split.folds) if split is not None and split.spec.folds == folds else {}
    spec = FoldSpec(
        asked=folds, nested=nested, alike=split.spec.alike if split else True, given=given
    )
    run = project.new_crossval(plan.preset, plan)
    write_manifest(store, run.manifest_path)
    spec.save(run.path)
    cache = project.cache_dir.resolve()
    return run, CrossvalRequest(run=run.path.resolve(), cache=cache)


def begun_crossval(
    project: Project, store: DatasetStore, *, plan: Plan, folds: int, nested: bool
) -> RunFolder | None:
    """The newest cross-validation of this recipe on the images as they are; None if it finished."""
    now = store.fingerprint()
    for run in reversed(project.crossvals()):
        try:
            spec = FoldSpec.load(run.path)
            same = run.plan() == plan and (spec.asked, spec.nested) == (folds, nested)
            if not same or is_outdated(now, run):
                continue
        except StudioError:
            continue
        return None if run.status().state == "finished" else run
    return None


def resume_crossval(project: Project, name: str = "") -> tuple[RunFolder, CrossvalRequest]:
    """The request that goes on with a cross-validation; its finished folds are kept.

    Raises:
        UsageError: When there is none that was ended, or it is at work.
    """
    known = [run for run in project.crossvals() if run.name.startswith(name)]
    ended = [run for run in known if run.status().state not in ("finished", "running", "paused")]
    if not ended:
        raise UsageError(
            "There is no cross-validation to go on with.", "Begin one: tlstudio crossval PROJECT."
        )
    cache = project.cache_dir.resolve()
    return ended[-1], CrossvalRequest(run=ended[-1].path.resolve(), cache=cache)


def resume_training(project: Project, name: str) -> tuple[RunFolder, TrainRequest]:
    """The request that goes on with a run from its newest checkpoint.

    Raises:
        UsageError: When there is no such run, it is still at work, or it has ended well.
    """
    run = project.run(name)
    state = run.status().state
    if state in ("running", "paused"):
        raise UsageError(f"The run {run.name} is at work in another process.", "Wait for it.")
    if state == "finished":
        raise UsageError(f"The run {run.name} has finished.", "Train a new one.")
    cache = project.cache_dir.resolve()
    beside = _beside(run)
    return run, TrainRequest(run=run.path.resolve(), cache=cache, resume=True, beside=beside)


def _beside(run: RunFolder) -> Path | None:
    """What a run that was ended was to be compared with."""
    try:
        request = read_request(run.path)
    except ProjectError:
        return None
    beside = request.beside if isinstance(request, TrainRequest) else None
    return beside if beside is not None and beside.is_dir() else None


def validation_request(project: Project, run: RunFolder) -> EvaluateRequest:
    """The request that scores a run on the tuning images."""
    return EvaluateRequest(run=run.path.resolve(), cache=project.cache_dir.resolve())


def is_outdated(fingerprint: str, run: RunFolder) -> bool:
    """Whether labels, groups or parts are others than when the run was frozen.

    Args:
        fingerprint: Of the dataset as it is now.
        run: Which run.

    Raises:
        ProjectError: When the run's list of images is missing or damaged.
    """
    return fingerprint != Manifest.read(run.manifest_path).fingerprint


def count_final_test(run: RunFolder) -> int:
    """How many images the run's final test holds.

    Raises:
        BadInputError: When there is none.
    """
    count = len(Manifest.read(run.manifest_path).rows("test"))
    if count == 0:
        raise BadInputError(
            "This project has no final test part.",
            "Import with --split-test 0.2 to set one aside, then train again.",
        )
    return count


def open_final_test(
    project: Project, store: DatasetStore, run: RunFolder, *, why: str
) -> EvaluateRequest:
    """Count an opening of the final test and give the request that scores it.

    The person was asked before: `count_final_test` and `store.openings()` say what to ask.

    Args:
        project: Open for writing.
        store: Its dataset.
        run: Which run.
        why: Kept with the count ("evaluate --final").

    Raises:
        BadInputError: When there is no final test; nothing is counted then.
    """
    count_final_test(run)
    openings = store.record_opening(run.name, why)
    request = validation_request(project, run)
    return request.model_copy(update={"part": "test", "openings": openings})


def model_path(given: Path) -> Path:
    """What predicts: an ONNX file, a model folder, a run's folder, or a project's newest run.

    Raises:
        BadInputError: When it is none of them.
    """
    if given.is_file() or (given / "model.json").is_file():
        return given
    if (given / "model" / "model.json").is_file():
        return given / "model"
    if (given / "project.toml").is_file():
        return Project.open(given, write=False).run(None).model_dir
    raise BadInputError(
        f"{given} is no model.", "Give an exported file, a run's folder, or a project."
    )


def locked_of(model: Path) -> Path | None:
    """The run of a project whose final test nobody has opened; None for models from elsewhere.

    Raises:
        BadInputError: When it is no model; see `model_path`.
    """
    folder = model_path(model).resolve()
    run, project = folder.parent, folder.parent.parent.parent
    if not folder.is_dir() or not (project / "project.toml").is_file():
        return None
    opened = Project.open(project, write=False)
    with open_store(opened, read_only=True) as store:
        return None if store.openings() else run


def _spread(given: dict[str, str], phases: int) -> dict[str, str]:
    """`phase.lr = "1e-3,1e-4"` for the first and second stage becomes `phases.0.lr` and so on."""
    spread: dict[str, str] = {}
    for path, text in given.items():
        if not path.startswith("phase."):
            spread[path] = text
            continue
        values = text.split(",")
        if len(values) not in (1, phases):
            raise UsageError(
                f"--{path.replace('.', '-').replace('_', '-')} has {len(values)} values; "
                f"this recipe has {phases} stages.",
                "Give one value for all stages, or one for each, with commas between.",
            )
        for index in range(phases):
            value = values[index if len(values) > 1 else 0]
            spread[path.replace("phase.", f"phases.{index}.", 1)] = value.strip()
    return spread
