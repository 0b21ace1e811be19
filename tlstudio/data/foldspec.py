"""`folds.json`: what was asked of a cross-validation, and which image lies in which fold."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tlstudio.core import files
from tlstudio.core.errors import ProjectError

FOLDS_FILE = "folds.json"


class FoldSpec(BaseModel):
    """What was asked for, and what was dealt.

    Attributes:
        asked: Number of folds.
        nested: Whether the strength of the penalty is chosen inside each fold.
        given: Folds of the project's own division, by key; empty when it has none so many.
        alike: Near copies stay in one fold.
        dealt: Fold of each image; empty before the first one was begun.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1
    asked: int = Field(default=5, ge=3, le=50)
    nested: bool = False
    seed: int = 0
    alike: bool = True
    given: dict[str, int] = Field(default_factory=dict)
    dealt: dict[str, int] = Field(default_factory=dict)

    def save(self, folder: Path) -> None:
        """Write it, atomically."""
        files.write_text(folder / FOLDS_FILE, self.model_dump_json(indent=1) + "\n")

    @classmethod
    def load(cls, folder: Path) -> FoldSpec:
        """Read it.

        Raises:
            ProjectError: When it is missing or damaged.
        """
        try:
            return cls.model_validate(files.read_json(folder / FOLDS_FILE))
        except ValidationError as error:
            raise ProjectError(f"The file {FOLDS_FILE} of {folder.name} is damaged.") from error
