"""The recipe of a training: a versioned file that says everything a run depends on."""

from __future__ import annotations

import tomllib
from typing import Any, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, ValidationError

from tlstudio.core.errors import BadInputError, NewerVersionError
from tlstudio.core.fields import option, problem_in

PLAN_VERSION = 1
Mode = Literal["inductive", "transductive", "unsupervised"]
Preset = Literal["quick", "balanced", "best", "custom"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Head(_Part):
    """The new last layers."""

    kind: Literal["linear", "mlp"] = option(
        "linear",
        label="New layers",
        help="One linear layer, or a small network (MLP).",
        words={"linear": "One linear layer", "mlp": "Small network (MLP)"},
    )
    hidden: int = option(
        256,
        label="Hidden width",
        help="Width of the hidden layer of an MLP.",
        ge=2,
        le=8192,
        when="kind=mlp",
    )
    dropout: float = option(
        0.2, label="Dropout", help="Share of features dropped in training.", ge=0, le=0.95
    )
    norm: bool = option(True, label="Normalise", help="Normalise features before the new layers.")


class InputPlan(_Part):
    """How a file becomes the network's input; stored, so that prediction repeats it."""

    size: int | None = option(
        None,
        label="Image size",
        help="Side in pixels; empty takes the model's own.",
        unit="px",
        ge=16,
        le=2048,
    )
    fit: Literal["crop", "letterbox", "stretch"] = option(
        "crop",
        label="Fit",
        help="Crop the centre, keep everything with a border, or stretch to a square.",
        words={
            "crop": "Crop the centre",
            "letterbox": "Add a border",
            "stretch": "Stretch",
        },
    )
    brightness: Literal["auto", "image", "group", "fixed"] = option(
        "auto",
        label="Brightness",
        help="Range that becomes black to white. By bit depth: the full range for 8 bit, "
        "percentiles over the training images for deeper ones. Each image by itself erases "
        "differences in intensity.",
        words={
            "auto": "By bit depth",
            "image": "Each image by itself",
            "group": "Each group by itself",
            "fixed": "A fixed range",
        },
    )
    low: float | None = option(
        None, label="Black", help="Value that becomes black (fixed).", when="brightness=fixed"
    )
    high: float | None = option(
        None, label="White", help="Value that becomes white (fixed).", when="brightness=fixed"
    )
    channels: int | None = option(
        None,
        label="Channels",
        help="Input channels; empty takes the model's own (3).",
        ge=1,
        le=64,
    )


class Phase(_Part):
    """One stage of training.

    `unfreeze_from` is a block boundary 0…n of the cut backbone: blocks with index at or above it
    train, those below are kept as they are. None means n: the head alone.
    """

    name: str = "head"
    unfreeze_from: int | None = None
    epochs: int = option(
        10, label="Passes", help="Passes through the training images.", ge=1, le=10_000
    )
    lr: float = option(
        1e-3, label="Learning rate", help="Largest step size of this stage.", ge=0, le=10
    )
    layer_decay: float = option(
        1.0,
        label="Layer decay",
        help="Each block below the top learns this factor slower.",
        ge=0.05,
        le=1,
    )
    schedule: Literal["one-cycle", "cosine", "constant"] = option(
        "one-cycle",
        label="Schedule",
        help="How the learning rate changes over the stage.",
        words={
            "one-cycle": "Up, then down (one cycle)",
            "cosine": "Smoothly down (cosine)",
            "constant": "Stays the same",
        },
    )
    warmup: float = option(
        0.1, label="Warm-up", help="Share of the stage in which the rate rises.", ge=0, le=0.9
    )
    solver: Literal["auto", "exact", "steps"] = option(
        "auto",
        label="Solver",
        help="For one linear layer alone: its exact solution on cached features, or steps of the "
        "optimiser. Automatic: exact.",
        words={"auto": "Automatic", "exact": "Exact solution", "steps": "Step by step"},
    )


class Optimizer(_Part):
    """The optimiser, the same in every phase."""

    name: Literal["adamw", "sgd"] = option(
        "adamw",
        label="Optimiser",
        help="How each step is chosen: with rates of each weight's own, or one for all.",
        words={"adamw": "AdamW", "sgd": "SGD with momentum"},
    )
    weight_decay: float = option(
        0.01, label="Weight decay", help="Pull of weights to zero.", ge=0, le=10
    )
    momentum: float = option(
        0.9, label="Momentum", help="For SGD.", ge=0, le=0.999, when="name=sgd"
    )
    clip: float = option(
        1.0, label="Clip gradients", help="Largest gradient norm; 0 is off.", ge=0, le=1000
    )


class Augmentation(_Part):
    """Changes made to training images so that few stand for many."""

    set: Literal["none", "photo", "microscopy", "document"] = option(
        "photo",
        label="Augmentation",
        help="Photos: crops, flips, colour. Microscopy: flips and turns are free. Documents: "
        "small turns and shifts.",
        words={
            "none": "None",
            "photo": "Photos",
            "microscopy": "Microscopy",
            "document": "Documents",
        },
    )
    strength: float = option(0.5, label="Strength", help="0 is hardly any, 1 strong.", ge=0, le=1)
    mixup: float = option(0.0, label="Mixup", help="Mixing of two images; 0 is off.", ge=0, le=2)
    cutmix: float = option(0.0, label="CutMix", help="Pasting of patches; 0 is off.", ge=0, le=2)
    views: int | None = option(
        None,
        label="Fixed views",
        help="Augmented views cached for each image below the frozen boundary; 1 is the plain "
        "image. Empty: 1 for new layers alone, else up to 4.",
        ge=1,
        le=32,
    )


class Plan(_Part):
    """The whole recipe.

    `cut` is the boundary 0…n of the backbone after which its layers are removed; None keeps all
    blocks (only the old head goes).
    """

    schema_version: int = PLAN_VERSION
    mode: Mode = "transductive"
    preset: Preset = option(
        "balanced",
        label="Preset",
        help="Quick, Standard or Thorough.",
        advanced=False,
        words={
            "quick": "Quick",
            "balanced": "Standard",
            "best": "Thorough",
            "custom": "Own recipe",
        },
    )
    backbone: str = option(
        "fractalnet", label="Pretrained model", help="Id of the model.", advanced=False
    )
    weights: Literal["pretrained", "random"] = option(
        "pretrained",
        label="Start from",
        help="The weights of the pretraining, or random ones: from scratch, to see what the "
        "pretraining is worth.",
        words={"pretrained": "Pretrained weights", "random": "Random weights (from scratch)"},
    )
    cut: int | None = None
    head: Head = Head()
    input: InputPlan = InputPlan()
    phases: tuple[Phase, ...] = (Phase(),)
    optimizer: Optimizer = Optimizer()
    augmentation: Augmentation = Augmentation()
    batch_size: int = option(
        32, label="Batch size", help="Images a step.", unit="images", ge=1, le=65_536
    )
    label_smoothing: float = option(
        0.0, label="Label smoothing", help="Softens the truth.", ge=0, le=0.9
    )
    class_weights: bool = option(
        False, label="Class weights", help="Errors on rare classes count more."
    )
    balanced_sampling: bool = option(
        False, label="Balanced sampling", help="Rare classes are drawn more often."
    )
    batch_norm: Literal["keep", "learn"] = option(
        "keep",
        label="Batch-norm",
        help="Keep the statistics of the pretraining where blocks are fine-tuned (safe for few "
        "images and small batches), or learn those of the new images.",
        words={"keep": "Keep the pretrained", "learn": "Learn anew"},
    )
    early_stopping: int = option(
        0,
        label="Early stopping",
        unit="passes",
        ge=0,
        le=1000,
        help="Stop after this many passes without gain; 0 is off.",
    )
    ema: float = option(
        0.0,
        label="Weight averaging",
        help="Decay of the moving average (EMA); 0 is off.",
        ge=0,
        le=0.99999,
    )
    precision: Literal["auto", "float32", "bfloat16", "float16"] = option(
        "auto",
        label="Precision",
        help="Automatic takes half precision where the device gains.",
        words={
            "auto": "Automatic",
            "float32": "Full (float32)",
            "bfloat16": "Half (bfloat16)",
            "float16": "Half (float16)",
        },
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = option(
        "auto",
        label="Device",
        help="Where to compute.",
        words={
            "auto": "Automatic",
            "cpu": "Processor (CPU)",
            "cuda": "NVIDIA GPU (CUDA)",
            "mps": "Apple GPU (MPS)",
        },
    )
    engine: Literal["auto", "eager", "channels-last", "onnxruntime"] = option(
        "auto",
        label="Engine",
        help="What runs the part that is kept as it is; the choice is stored in the run.",
        words={
            "auto": "The faster one",
            "eager": "PyTorch",
            "channels-last": "PyTorch, channels last",
            "onnxruntime": "ONNX Runtime",
        },
    )
    threads: int | None = option(
        None, label="Threads", help="CPU threads; empty takes all.", ge=1, le=1024
    )
    seed: int = option(
        0, label="Seed", help="Same seed, same result on the same machine.", ge=0, le=2**31 - 1
    )
    patience_metric: Literal["auto", "loss", "accuracy", "balanced_accuracy"] = option(
        "auto",
        label="Best by",
        help="What decides which pass is the best.",
        words={
            "auto": "Automatic",
            "loss": "Loss",
            "accuracy": "Accuracy",
            "balanced_accuracy": "Balanced accuracy",
        },
    )


def to_toml(plan: Plan) -> str:
    """The plan as a file for people; automatic values are left out."""
    return tomli_w.dumps(_without_none(plan.model_dump(mode="json")))


def from_toml(text: str, name: str = "plan") -> Plan:
    """Read a plan.

    Raises:
        BadInputError: When the text is no TOML or a field is wrong; the field is named.
        NewerVersionError: When a newer version of the program wrote it.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"The plan {name} is no TOML file: {error}.") from error
    return parse_plan(raw, name)


def parse_plan(raw: dict[str, Any], name: str = "plan") -> Plan:
    """Validate a plan from a dictionary, with errors in words; see `from_toml`."""
    version = raw.get("schema_version", PLAN_VERSION)
    if not isinstance(version, int) or version > PLAN_VERSION:
        raise NewerVersionError(
            f"The plan {name} has version {version}; this program knows up to {PLAN_VERSION}.",
            "Update the program.",
        )
    try:
        return Plan.model_validate(raw)
    except ValidationError as error:
        raise BadInputError(f"In the plan {name}, {problem_in(error, name)}.") from error


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_none(item) for item in value]
    return value
