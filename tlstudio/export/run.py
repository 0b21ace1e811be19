"""An export with its proof beside it: what is not proven is not written."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core import files
from tlstudio.core.errors import UsageError
from tlstudio.core.reporting import Reporter
from tlstudio.core.reports import Ladder, Metrics
from tlstudio.core.samples import SplitPart
from tlstudio.core.words import noun_of
from tlstudio.data.manifest import Manifest
from tlstudio.data.preprocess import Recipe
from tlstudio.export.contents import contents_of
from tlstudio.export.formats import PROOF_SUFFIX, Format, format_of
from tlstudio.export.proof import Proof, prove
from tlstudio.export.trained import Result, Trained, maker
from tlstudio.features.batches import to_input
from tlstudio.features.decode import stream_canvases
from tlstudio.features.extract import items_of
from tlstudio.project.evaluations import read_evaluations
from tlstudio.project.runs import RunFolder
from tlstudio.version import __version__


@dataclass(frozen=True)
class ExportResult:
    """What was written and how well it agrees with the trained model.

    Attributes:
        file: The export; a folder for some formats.
        proof_file: The proof beside it.
        proof: What it says.
        options: That were chosen, those by default included.
        included: What the export holds.
        not_included: What it does not.
        sha256: Of the export; of a folder, of the list of its files and their hashes.
        size: Bytes.
    """

    file: Path
    proof_file: Path
    format: str
    proof: Proof
    options: dict[str, Any] = field(default_factory=dict)
    included: tuple[str, ...] = ()
    not_included: tuple[str, ...] = ()
    sha256: str = ""
    size: int = 0
    seconds: float = 0.0

    def summary(self) -> dict[str, Any]:
        """For machines, in one object."""
        said: dict[str, Any] = asdict(self)
        proof: dict[str, Any] = said.pop("proof")
        del said["proof_file"]
        return said | proof | {"file": str(self.file), "proof": str(self.proof_file)}


def export_run(
    run: RunFolder,
    format: str,  # noqa: A002 - the field's usual word
    target: Path,
    reporter: Reporter,
    *,
    options: dict[str, Any] | None = None,
    part: SplitPart = "validation",
) -> ExportResult:
    """Write a run's model in a format, prove it, and store the proof beside it.

    The export appears only when it was proven; an older one stays until then. The images of the
    proof are those that are open already, so it opens nothing.

    Args:
        run: A run with a model.
        format: Id of an exporter.
        target: File or folder to write; `<target>.proof.json` is written beside it.
        reporter: Hears of progress, asked whether to stop.
        options: Of the exporter.
        part: Whose images prove it.

    Raises:
        UsageError: When there is no such format or option, or it does not suit the model.
        BadInputError: When the model cannot be exported, no image can be read, or the reloaded
            export answers differently.
        DiskFullError: When there is no room; an older export stays whole.
    """
    chosen = format_of(format)
    settings = chosen.settings(options or {})
    made = maker(chosen)
    promise = chosen.promise(settings)
    manifest = Manifest.read(run.manifest_path)
    if manifest.kind != "image":
        raise UsageError(
            f"A model of {noun_of(manifest.kind).many} cannot be exported yet.",
            "Its folder works as it is: copy the run's folder 'model', and predict with it.",
        )
    trained = _trained(run, manifest, part, promise.examples)
    proof_path = target.with_name(target.name + PROOF_SUFFIX)
    begin = time.perf_counter()
    with _place(chosen, target) as temporary:
        reporter.progress(f"writing {chosen.title}", 0, 1)
        made.write(trained, temporary, settings)
        reporter.progress(f"writing {chosen.title}", 1, 1)
        proof = prove(promise, trained, made.reload(temporary), manifest, part, reporter)
    contents = contents_of(chosen.pieces, trained.info.certainty)
    sha256, size = _measure(target)
    done = ExportResult(
        file=target,
        proof_file=proof_path,
        format=chosen.id,
        proof=proof,
        options=settings.model_dump(mode="json"),
        included=contents.included,
        not_included=contents.not_included,
        sha256=sha256,
        size=size,
        seconds=round(time.perf_counter() - begin, 2),
    )
    files.write_json(
        proof_path,
        done.summary()
        | {"file": target.name, "proof": proof_path.name}
        | {
            "run": run.name,
            "model_sha256": trained.info.weights_sha256,
            "created_with": __version__,
        }
        | {"created": time.strftime("%Y-%m-%dT%H:%M:%S%z")},
    )
    return done


@contextmanager
def _place(chosen: Format, target: Path) -> Iterator[Path]:
    """Where an export is written before it is proven; on success it is moved to its place."""
    if chosen.suffix:
        with files.atomic_path(target) as temporary:
            yield temporary
        return
    with files.disk_errors(target.name):
        target.parent.mkdir(parents=True, exist_ok=True)
        stamp = f"{time.time_ns():x}"
        new, old = (
            target.with_name(f".{target.name[:40]}.{stamp}.{end}") for end in ("tmp", "old")
        )
        new.mkdir()
        try:
            yield new
            _settle(chosen, new, target, old)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _settle(chosen: Format, new: Path, target: Path, old: Path) -> None:
    """Put a folder in the place of an older export; what is none of ours is never replaced."""
    for path in new.iterdir():
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
    if target.exists():
        proof = target.with_name(target.name + PROOF_SUFFIX)
        kind = "folder" if target.is_dir() else "file"
        if kind == "file" or (any(target.iterdir()) and not proof.is_file()):
            raise UsageError(
                f"The {kind} {target.name} is there already and is no {chosen.title} export.",
                "Choose another name.",
            )
        files.replace(target, old)
    try:
        files.replace(new, target)
    except OSError:
        if old.exists():
            files.replace(old, target)
        raise
    files.sync_folder(target.parent)


def _trained(run: RunFolder, manifest: Manifest, part: SplitPart, examples: int) -> Trained:
    base = Trained.load(run.model_dir)
    groups = manifest.groups()
    counts: dict[str, dict[str, int]] = {}
    parts: tuple[SplitPart, ...] = ("train", "validation", "test")
    for name in parts:
        rows = manifest.rows(name)
        if len(rows):
            counts[name] = {"images": len(rows), "groups": len(np.unique(groups[rows]))}
    return replace(
        base,
        counts=counts,
        result=_result(run, part),
        examples=_examples(manifest, base.recipe, examples) if examples else None,
    )


def _examples(manifest: Manifest, recipe: Recipe, count: int) -> NDArray[Any]:
    rows = manifest.rows("train")
    if len(rows) > count:
        rows = np.sort(np.random.default_rng(0).choice(rows, count, replace=False))
    found = [
        to_input(some.canvases, recipe).contiguous().numpy()
        for some in stream_canvases(items_of(manifest, rows), recipe)
        if len(some.rows)
    ]
    return np.concatenate(found) if found else np.empty((0,))


def _result(run: RunFolder, part: SplitPart) -> Result | None:
    """Of the newest evaluation of that part; of the tuning images where there is none."""
    known = read_evaluations(run)
    scored: SplitPart = part if known.newest(part) else "validation"
    newest = known.newest(scored)
    if newest is None:
        return None
    report = newest.report
    found = [one for one in report.parts if isinstance(one, Metrics)]
    ladders = [one for one in report.parts if isinstance(one, Ladder)]
    return Result(
        part=scored,
        n=report.n,
        groups=report.groups,
        metrics=tuple(metric for one in found[:1] for metric in one.metrics),
        verdict=ladders[0].verdict if ladders else "",
    )


def _measure(target: Path) -> tuple[str, int]:
    if target.is_file():
        return files.sha256(target), target.stat().st_size
    listed = sorted(path for path in target.iterdir() if path.is_file())
    lines = "".join(f"{files.sha256(path)}  {path.name}\n" for path in listed)
    return hashlib.sha256(lines.encode()).hexdigest(), sum(p.stat().st_size for p in listed)
