"""The draft of a surgery: the model, its cut and its input, as they were chosen last."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from tlstudio.core import files
from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import ProjectError, UsageError
from tlstudio.project.project import Project

DRAFT_FILE = "surgery.json"


class Draft(BaseModel):
    """The surgery and the input that were chosen last; the next training takes them.

    Attributes:
        backbone: Id of the model, "" while none was chosen.
        cut: Boundary behind the last block that stays; None keeps all.
        head: Fields of `Head` that were chosen; the others keep their defaults.
        freeze_to: Blocks below this boundary stay as they are in every stage that unfreezes;
            None leaves it to the preset.
        size: Side of the images; None takes the model's own.
        channels: Input channels; None takes the model's own.
        input: Further fields of `InputPlan` that were chosen (fit, brightness, low, high).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    backbone: str = ""
    cut: int | None = None
    head: dict[str, Any] = {}
    freeze_to: int | None = None
    size: int | None = None
    channels: int | None = None
    input: dict[str, Any] = {}

    def texts(self) -> dict[str, str]:
        """As overrides of a plan."""
        found = {f"head.{key}": str(value) for key, value in self.head.items()}
        found |= {f"input.{key}": str(value) for key, value in self.input.items()}
        fields = {
            "cut": self.cut,
            "unfreeze_from": self.freeze_to,
            "input.size": self.size,
            "input.channels": self.channels,
        }
        return found | {path: str(value) for path, value in fields.items() if value is not None}


def read_draft(project: Project) -> Draft:
    """The draft that was saved last; an empty one when there is none.

    Raises:
        ProjectError: When the file is damaged.
    """
    path = project.folder / DRAFT_FILE
    if not path.is_file():
        return Draft()
    try:
        return Draft.model_validate(files.read_json(path))
    except ValidationError as error:
        raise ProjectError(
            f"The draft {path.name} in {project.folder.name} is damaged.",
            "Choose the model and its layers again.",
        ) from error


def write_draft(project: Project, draft: Draft) -> None:
    """Keep a draft for the next training."""
    files.write_json(project.folder / DRAFT_FILE, draft.model_dump(mode="json"))


def boundary(text: str | None, chosen: BackboneCard, *, option: str) -> int | None:
    """A block boundary from a number 0…n, or from the name of the last block below it.

    Raises:
        UsageError: When the model has no such block; its blocks are named.
    """
    if text is None:
        return None
    count = len(chosen.blocks)
    if text.isdecimal():
        if int(text) <= count:
            return int(text)
    elif text in chosen.blocks:
        return chosen.blocks.index(text) + 1
    raise UsageError(
        f"{option} {text}: {chosen.id} has {count} blocks and no such boundary.",
        f"Give a number from 0 to {count}, or a block: {', '.join(chosen.blocks)}.",
    )
