"""What the person chose for an import, as one value; nothing here touches a disk or a widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tlstudio.data.importers.protocol import Role
from tlstudio.jobs.answers import FolderGuess
from tlstudio.jobs.beginning import USUAL_TASK
from tlstudio.jobs.questions import GuessFolder, PreviewImport
from tlstudio.jobs.requests import ImportRequest

# Folders with fewer images than this, on average, are patients or dates rather than classes.
_FEW = 4
_DICOM = {".dcm", ".dicom", ""}


@dataclass(frozen=True)
class Choice:
    """Everything that an import needs.

    Attributes:
        task: Of the project.
        roles: What each folder level means, from the top; empty for a table.
        belongs: "" as the levels or the table say; else as of the option `group_by`.
        columns: Chosen columns of a table: option → column.
        further: Other options of the importer that were set.
        split: Shares of the split that were changed.
    """

    source: Path
    task: str = USUAL_TASK
    importer: str = ""
    roles: tuple[Role, ...] = ()
    belongs: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    further: Mapping[str, Any] = field(default_factory=dict)
    copy_files: bool = False
    split: Mapping[str, Any] = field(default_factory=dict)

    @property
    def options(self) -> dict[str, Any]:
        """Options of the importer."""
        given: dict[str, Any] = {name: value for name, value in self.further.items() if value}
        if self.roles:
            given["levels"] = ",".join(self.roles)
        given |= {name: column for name, column in self.columns.items() if column}
        if self.belongs:
            given["group_by"] = self.belongs
        return given

    @property
    def word(self) -> str:
        """What the groups are called by the answer itself, "" when it does not say."""
        kind, _, rest = self.belongs.partition(":")
        return rest if kind == "column" else kind if kind in ("patient", "burst") else ""

    def guess_question(self) -> GuessFolder:
        """How the source is understood."""
        # Levels and groups come after the guess; they would only repeat what was said.
        given = {k: v for k, v in self.options.items() if k not in ("levels", "group_by")}
        return GuessFolder(
            source=self.source, importer=self.importer, task=self.task, options=given
        )

    def preview_question(self) -> PreviewImport:
        """What the import would bring."""
        return PreviewImport(
            source=self.source,
            importer=self.importer,
            task=self.task,
            options=self.options,
            split=dict(self.split),
        )

    def request(self, project: Path, annotator: str) -> ImportRequest:
        """The import itself."""
        return ImportRequest(
            project=project,
            source=self.source,
            importer=self.importer,
            options=self.options,
            split=dict(self.split),
            copy_files=self.copy_files,
            annotator=annotator,
        )


def table_found(guess: FolderGuess) -> dict[str, Any] | None:
    """The table that names images of a folder best, where one lies near; see `tables_near`."""
    tables = guess.details.get("tables") or ()
    return dict(tables[0]) if tables else None


def folders_name_classes(guess: FolderGuess) -> bool:
    """Whether a level looks like classes; names of which each has a few images are none."""
    return any(
        level.role == "class" and level.count * _FEW <= guess.images for level in guess.levels
    )


def first_belongs(guess: FolderGuess, hint: str) -> str:
    """The answer to "which images belong together" that fits a source best.

    Args:
        guess: Of the source.
        hint: Of the start card: "patient", "burst" or "".
    """
    if guess.importer in ("table", "text_table"):
        if guess.details.get("columns", {}).get("group"):
            return ""
        return hint or ("burst" if guess.details.get("bursts") else "none")
    if hint != "patient" and not guess.levels and guess.details.get("bursts"):
        return "burst"
    dicom = any(
        file.suffix.lower() in _DICOM for example in guess.examples for file in example.files
    )
    if hint == "patient" and dicom:
        return "patient"
    if any(level.role == "group" for level in guess.levels):
        return ""
    if hint == "burst":
        return "burst"
    return "patient" if dicom else "none"
