"""A trained network as a folder: what it is, how its input is made, and its weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import safetensors.torch
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tlstudio.core import files
from tlstudio.core.cards import BackboneCard
from tlstudio.core.certainty import CERTAINTY_VERSION, Certainty
from tlstudio.core.errors import BadInputError, NewerVersionError, ProjectError
from tlstudio.core.plans import Head
from tlstudio.data.texts.recipe import AnyRecipe
from tlstudio.models.network import Network
from tlstudio.models.sequence.texts import TextBackbone
from tlstudio.models.surgery import operate
from tlstudio.models.tokenizer import FILE as TOKENIZER_FILE
from tlstudio.models.tokenizer import Tokenizer
from tlstudio.models.weights import load_state
from tlstudio.version import __version__

MODEL_VERSION = 1
INFO_FILE = "model.json"
WEIGHTS_FILE = "weights.safetensors"
SHARED_WEIGHTS_FILE = "model.safetensors"
CERTAINTY_FILE = "certainty.json"


class SavedModel(BaseModel):
    """`model.json`: everything that prediction needs besides the weights.

    Attributes:
        cut: Boundary behind the last block that stayed.
        recipe: From pixels or texts to the network's input.
        run: Name of the run that trained it.
        weights_sha256: Of the weights file.
        certainty: Kept in a file of its own, as it is learned after the training; None before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = MODEL_VERSION
    task: str
    classes: tuple[str, ...]
    multi_label: bool = False
    card: BackboneCard
    cut: int
    head: Head
    recipe: AnyRecipe
    run: str = ""
    temperature: float = Field(default=1.0, gt=0)
    created_with: str = __version__
    weights_sha256: str = ""
    facts: dict[str, Any] = Field(default_factory=dict)
    certainty: Certainty | None = Field(default=None, exclude=True)


def save_model(folder: Path, network: Network, info: SavedModel) -> None:
    """Write both files; `model.json` comes last and names the weights' hash.

    A network of texts brings its tokenizer, so that the folder needs nothing beside it.

    Raises:
        DiskFullError: When there is no room; an older model in the folder stays whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    backbone = network.backbone
    if isinstance(backbone, TextBackbone) and backbone.tokenizer is not None:
        files.write_bytes(folder / TOKENIZER_FILE, backbone.tokenizer.path.read_bytes())
    state = {
        name: value.detach().cpu().contiguous() for name, value in network.state_dict().items()
    }
    with files.atomic_path(folder / WEIGHTS_FILE) as temporary:
        safetensors.torch.save_file(state, temporary)
    stated = info.model_copy(update={"weights_sha256": files.sha256(folder / WEIGHTS_FILE)})
    files.write_text(folder / INFO_FILE, stated.model_dump_json(indent=1) + "\n")


def read_info(folder: Path, *, certainty: bool = True) -> SavedModel:
    """Read `model.json`, and what was learned of its certainty.

    Raises:
        BadInputError: When it is missing or damaged.
        NewerVersionError: When a newer program wrote it.
    """
    try:
        raw = files.read_json(folder / INFO_FILE)
        if int(raw.get("schema_version", 0)) > MODEL_VERSION:
            raise NewerVersionError(
                f"The model in {folder.name} was made by a newer version.", "Update the program."
            )
        info = SavedModel.model_validate(raw)
    except (ValidationError, AttributeError, TypeError, ValueError) as error:
        raise BadInputError(f"The model in {folder} is damaged.", "Copy it again.") from error
    return with_certainty(info, read_certainty(folder, info)) if certainty else info


def read_certainty(folder: Path, info: SavedModel) -> Certainty | None:
    """`certainty.json`; None when there is none, or it belongs to other weights.

    Raises:
        BadInputError: When it is damaged.
        NewerVersionError: When a newer program wrote it.
    """
    path = folder / CERTAINTY_FILE
    if not path.is_file():
        return None
    try:
        raw = files.read_json(path)
        if int(raw.get("schema_version", 0)) > CERTAINTY_VERSION:
            raise NewerVersionError(
                f"{CERTAINTY_FILE} of {folder.name} was made by a newer version.",
                "Update the program.",
            )
        found = Certainty.model_validate(raw)
    except (ValidationError, ProjectError, AttributeError, TypeError, ValueError) as error:
        raise BadInputError(
            f"The file {CERTAINTY_FILE} of the model in {folder} is damaged.",
            "Delete it and evaluate the run again: it is made anew.",
        ) from error
    return found if found.weights_sha256 == info.weights_sha256 else None


def with_certainty(info: SavedModel, certainty: Certainty | None) -> SavedModel:
    """A model that answers with this certainty."""
    temperature = certainty.temperature if certainty else info.temperature
    return info.model_copy(update={"certainty": certainty, "temperature": temperature})


def save_certainty(folder: Path, certainty: Certainty) -> None:
    """Write `certainty.json`, atomically."""
    files.write_text(folder / CERTAINTY_FILE, certainty.model_dump_json(indent=1) + "\n")


def weights_of(folder: Path) -> Path:
    """The weights of a model folder; one that was exported calls them as other programs do."""
    shared = folder / SHARED_WEIGHTS_FILE
    return shared if shared.is_file() else folder / WEIGHTS_FILE


def load_model(folder: Path, *, certainty: bool = True) -> tuple[Network, SavedModel]:
    """Read a trained network, in eval mode.

    Args:
        folder: The run's model folder.
        certainty: Whether to read its certainty, too; who learns it anew needs none.

    Raises:
        BadInputError: When a file is missing or damaged, or the weights are not the stated ones.
        NewerVersionError: When a newer program wrote it.
    """
    info = read_info(folder, certainty=certainty)
    path = weights_of(folder)
    if not path.is_file() or files.sha256(path) != info.weights_sha256:
        raise BadInputError(
            f"The weights of the model in {folder} are missing or were changed.", "Copy it again."
        )
    network = operate(
        info.card,
        cut=info.cut,
        head=info.head,
        classes=len(info.classes),
        in_channels=info.recipe.channels,
        seed=0,
        weights=False,
    )
    if isinstance(network.backbone, TextBackbone):
        network.backbone.tokenizer = Tokenizer.of(info.card, folder / TOKENIZER_FILE)
    try:
        network.load_state_dict(load_state(path))
    except RuntimeError as error:
        raise BadInputError(f"The weights of the model in {folder} do not fit it.") from error
    return network.eval(), info
