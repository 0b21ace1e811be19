"""Exports with their proof, and what a report shows: read and copied off the window's thread."""

from __future__ import annotations

import html
import json
import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tlstudio.core import files
from tlstudio.core.errors import BadInputError, ProjectError, StudioError
from tlstudio.export.formats import PROOF_SUFFIX
from tlstudio.project.runs import RunFolder

ELSEWHERE = "elsewhere"
_MOST = 200
_NAMED = 5
_TEXT = re.compile(r">([^<>]+)<")


@dataclass(frozen=True)
class Proof:
    """What the proof beside an export says.

    Attributes:
        n: Images that it was run on.
        part: "validation" or "test" (or "train" where there is nothing else).
        difference: Largest difference of a probability.
        agreement: Share of the same answers.
        value: Balanced accuracy of the export; None when it is not told.
        low: Lower end of its interval.
        high: Upper end.
        source: Balanced accuracy of the trained model.
    """

    n: int
    part: str
    difference: float
    agreement: float
    value: float | None = None
    low: float | None = None
    high: float | None = None
    source: float | None = None


@dataclass(frozen=True)
class ExportRecord:
    """One export.

    Attributes:
        file: Where it was written.
        made: Seconds since 1970.
        present: Whether it is there still.
    """

    file: Path
    run: str
    format: str
    size: int
    made: float
    proof: Proof | None
    present: bool = True


@dataclass(frozen=True)
class Exports:
    """All of a project.

    Attributes:
        found: The newest first.
        damaged: Names of proofs that cannot be read.
    """

    found: tuple[ExportRecord, ...] = ()
    damaged: tuple[str, ...] = ()

    def of(self, run: str) -> ExportRecord | None:
        """The newest of a run that is still there."""
        return next((one for one in self.found if one.run == run and one.present), None)


def proof_of(said: dict[str, Any]) -> Proof:
    """The proof in the result of an export, or in the file beside it."""
    low, high = (said.get("intervals") or {}).get("balanced_accuracy") or (None, None)
    return Proof(
        n=int(said["n"]),
        part=str(said["part"]),
        difference=float(said["difference"]),
        agreement=float(said["agreement"]),
        value=_number((said.get("metrics") or {}).get("balanced_accuracy")),
        low=_number(low),
        high=_number(high),
        source=_number((said.get("source_metrics") or {}).get("balanced_accuracy")),
    )


def read_exports(folder: Path) -> Exports:
    """Every export that a project knows of; one with a damaged proof is named."""
    found: list[ExportRecord] = []
    damaged: list[str] = []
    for place in (folder, folder / ELSEWHERE):
        for path in sorted(place.glob(f"*{PROOF_SUFFIX}"))[-_MOST:]:
            try:
                said = files.read_json(path)
                beside = path.with_name(path.name.removesuffix(PROOF_SUFFIX))
                file = Path(said["where"]) if "where" in said else beside
                found.append(
                    ExportRecord(
                        file=file,
                        run=str(said["run"]),
                        format=str(said["format"]),
                        size=int(said["size"]),
                        made=path.stat().st_mtime,
                        proof=proof_of(said),
                        present=file.exists(),
                    )
                )
            except (StudioError, OSError, KeyError, TypeError, ValueError):
                damaged.append(path.name)
    found.sort(key=lambda record: -record.made)
    return Exports(tuple(found[:_MOST]), tuple(damaged))


def require_room(folder: Path) -> None:
    """Find out whether a folder can be written before somebody waits for an export.

    Raises:
        DiskFullError: When there is no room.
        ProjectError: When it is read-only, or cannot be made.
    """
    try:
        trial = folder / f".{time.time_ns()}.trial"
        files.write_bytes(trial, bytes(1))
        trial.unlink(missing_ok=True)
    except OSError as error:
        raise ProjectError(
            f"The folder {folder} cannot be used: {error.strerror or error}.", "Choose another one."
        ) from error


def remember_elsewhere(exports: Path, proof: Path, file: Path) -> None:
    """Keep the proof of an export that was written to another folder, with where it is."""
    said = files.read_json(proof)
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{file.name}{PROOF_SUFFIX}"
    files.write_json(exports / ELSEWHERE / name, said | {"where": str(file)})


@dataclass(frozen=True)
class Shown:
    """What a report would tell to whoever reads it.

    Attributes:
        images: Whether it shows images.
        names: Some names of images, patients, plates and so on that stand in it.
        count: How many there are.
    """

    images: bool = False
    names: tuple[str, ...] = field(default=())
    count: int = 0


def report_shows(run: RunFolder) -> Shown:
    """Look through a report for images and for names of the dataset.

    Raises:
        BadInputError: When there is no report yet.
    """
    page = _page(run)
    texts = {html.unescape(text).strip() for text in _TEXT.findall(page)}
    names: dict[str, None] = {}
    try:
        with run.manifest_path.open(encoding="utf-8") as stream:
            next(stream, None)
            for line in stream:
                said = json.loads(line)
                key, group = str(said.get("key", "")), str(said.get("group", ""))
                names |= dict.fromkeys(
                    name for name in (group, key, key.rpartition("/")[2]) if name in texts and name
                )
    except (OSError, ValueError) as error:
        raise BadInputError(
            f"The list of images of {run.name} cannot be read.", "Run a check of the project."
        ) from error
    images = bool(re.search(r"<img\b|<image\b|data:image/", page))
    return Shown(images, tuple(names)[:_NAMED], len(names))


def share(run: RunFolder, export: ExportRecord, folder: Path, words: str) -> Path:
    """Copy a report and an export with its proof into a new folder below one that was chosen.

    Args:
        run: Whose report.
        export: Of the same run.
        folder: Where the new folder goes.
        words: What the colleague should know, written beside them.

    Returns:
        The new folder.

    Raises:
        BadInputError: When there is no report or no export.
        DiskFullError: When there is no room.
        ProjectError: When the place is read-only.
    """
    _page(run)
    if not export.file.exists():
        raise BadInputError(f"The export {export.file.name} is gone.", "Export the model again.")
    target = _free(folder, run.name)
    proof = export.file.with_name(export.file.name + PROOF_SUFFIX)
    with files.disk_errors(target.name):
        target.mkdir(parents=True)
        try:
            shutil.copyfile(run.report_path, target / "report.html")
            if export.file.is_dir():
                shutil.copytree(export.file, target / export.file.name)
            else:
                shutil.copyfile(export.file, target / export.file.name)
            if proof.is_file():
                shutil.copyfile(proof, target / proof.name)
            (target / "README.txt").write_text(words, "utf-8")
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
    return target


def _free(folder: Path, name: str) -> Path:
    for number in range(1, 1000):
        target = folder / (name if number == 1 else f"{name} {number}")
        if not target.exists():
            return target
    raise BadInputError(f"Too many folders are named {name}.", "Choose another folder.")


def _page(run: RunFolder) -> str:
    try:
        return run.report_path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"The run {run.name} has no report yet.", "Look at its results in Evaluate first."
        ) from error


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
