"""Formats that a model can be saved in: one folder each, declared in its `spec`, made in `make`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from tlstudio.core.errors import UsageError
from tlstudio.core.fields import problem_in
from tlstudio.core.registry import Found, discover

PACKAGE = "tlstudio.export"
PROOF_SUFFIX = ".proof.json"
"""Of the proof, after the whole name of the export that it stands beside."""


@dataclass(frozen=True)
class Promise:
    """What the proof holds an export to.

    Attributes:
        difference: Largest difference of a probability; None where answers may differ.
        by_file: Likewise where the export reads image files by itself; None: only told.
        loss: By how much balanced accuracy may be lower; None: no more than answers differ.
        examples: Training images that writing wants to see.
    """

    difference: float | None
    by_file: float | None = None
    loss: float | None = None
    examples: int = 0


@dataclass(frozen=True)
class Format:
    """One format, without the code that writes it.

    Attributes:
        id: Name on the command line, and of its folder.
        title: Name on the screen.
        purpose: What it is for, in one sentence.
        suffix: Of the files, with its dot; "" where the export is a folder.
        pieces: What it holds; see `export.contents`.
        options: Model of its declared options.
        promise: Options to what the proof holds the export to.
    """

    id: str
    title: str
    purpose: str
    suffix: str
    pieces: tuple[str, ...]
    options: type[BaseModel]
    promise: Callable[[Any], Promise]

    def settings(self, given: dict[str, Any]) -> BaseModel:
        """Checked options, those that were not given by default.

        Raises:
            UsageError: When there is no such option, or no such value.
        """
        try:
            return self.options.model_validate(given)
        except ValidationError as error:
            known = ", ".join(self.options.model_fields) or "none"
            raise UsageError(
                f"The option {problem_in(error)}.",
                f"Options of {self.title}: {known}.",
            ) from error


def all_formats() -> Found[Format]:
    """Every format by id, and why others cannot be loaded."""
    return discover(PACKAGE, "FORMAT", _id, module="spec")


def format_of(ident: str) -> Format:
    """The format of that id.

    Raises:
        UsageError: When there is none; the known ones are named.
    """
    return all_formats().pick(ident, "export format")


def _id(found: Format) -> str:
    return found.id
