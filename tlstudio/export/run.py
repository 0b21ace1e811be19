"""An export and its proof: reloaded, run on the run's own images, compared with its source."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from tlstudio.core import files
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.core.samples import SplitPart
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.truth import truth_of
from tlstudio.export.protocol import Exporter, Reloaded, Trained, exporter
from tlstudio.features.batches import to_input
from tlstudio.features.decode import stream_canvases
from tlstudio.features.extract import items_of
from tlstudio.metrics.answers import answers_of
from tlstudio.metrics.catalogue import USUAL, metric_values
from tlstudio.metrics.intervals import metric_intervals
from tlstudio.metrics.sums import item_sums, total
from tlstudio.metrics.units import units_of
from tlstudio.project.runs import RunFolder
from tlstudio.tasks.registry import task
from tlstudio.version import __version__

_BATCH = 16
_STAGE = "proving the export"
_NAMES = USUAL


@dataclass(frozen=True)
class ExportResult:
    """What was written and how well it agrees with the trained model.

    Attributes:
        file: The export.
        proof: The proof beside it.
        n: Images of the proof.
        part: Whose images they were.
        difference: Largest difference of a probability.
        agreement: Share of images with the same answer.
        metrics: Of the export.
        source_metrics: Of the trained model on the same images.
        intervals: 95 % interval of each metric of the export, None where it cannot be given.
        groups: How many groups of images they rest on; that of images when these are independent.
        sha256: Of the export.
        size: Bytes.
    """

    file: Path
    proof: Path
    format: str
    n: int
    part: SplitPart
    difference: float
    agreement: float
    metrics: dict[str, float] = field(default_factory=dict)
    source_metrics: dict[str, float] = field(default_factory=dict)
    intervals: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    groups: int = 0
    sha256: str = ""
    size: int = 0
    seconds: float = 0.0

    def summary(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self) | {"file": str(self.file), "proof": str(self.proof)}


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

    The file appears only when it was proven; an older one stays until then. The images of the
    proof are those that are open already, so it opens nothing.

    Args:
        run: A run with a model.
        format: Id of an exporter.
        target: File to write; `<target>.proof.json` is written beside it.
        reporter: Hears of progress, asked whether to stop.
        options: Of the exporter.
        part: Whose images prove it.

    Raises:
        UsageError: When there is no such format or option.
        BadInputError: When the model cannot be exported, no image can be read, or the reloaded
            export answers differently.
    """
    chosen = exporter(format)
    settings = _settings(chosen, options or {})
    trained = Trained.load(run.model_dir)
    proof_path = target.with_name(target.name + ".proof.json")
    begin = time.perf_counter()
    with files.atomic_path(target) as temporary:
        reporter.progress(f"writing {chosen.title}", 0, 1)
        chosen.write(trained, temporary, settings)
        reporter.progress(f"writing {chosen.title}", 1, 1)
        result = _prove(chosen, trained, temporary, run, part, reporter)
    done = ExportResult(
        file=target,
        proof=proof_path,
        format=chosen.id,
        sha256=files.sha256(target),
        size=target.stat().st_size,
        seconds=round(time.perf_counter() - begin, 2),
        **result,
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


def _settings(chosen: Exporter, options: dict[str, Any]) -> BaseModel:
    try:
        return chosen.options.model_validate(options)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"The option {name} = {first.get('input')!r} is not allowed: {first['msg']}."
        ) from error


def _prove(
    chosen: Exporter,
    trained: Trained,
    path: Path,
    run: RunFolder,
    part: SplitPart,
    reporter: Reporter,
) -> dict[str, Any]:
    info = trained.info
    manifest = Manifest.read(run.manifest_path)
    rows = manifest.rows(part)
    if len(rows) == 0 and part == "validation":
        # Without tuning images any image that the model may see will do: it is a comparison.
        part, rows = "train", manifest.rows("train")
    kept, ours, theirs = _both(trained, chosen.reload(path), manifest, rows, reporter)
    difference = float(np.abs(ours - theirs).max())
    truth = truth_of(manifest, kept, info.classes, multi_label=info.multi_label)
    tables = [answers_of(truth, table, multi_label=info.multi_label) for table in (ours, theirs)]
    same = (tables[0].predicted == tables[1].predicted).all(axis=1)
    scores = [metric_values(total(item_sums(table), table), _NAMES) for table in tables]
    units = units_of(tables[1], manifest.groups()[kept])
    found = zip(_NAMES, metric_intervals(units, _NAMES), strict=True)
    agreement = float(same.mean())
    if not difference <= chosen.tolerance:
        raise BadInputError(
            f"The export does not answer as the trained model does: probabilities differ by up to "
            f"{difference:.2g} and {agreement:.1%} of the answers are the same.",
            "Nothing was written. Please send this run to the developers.",
        )
    return {
        "n": len(kept),
        "part": part,
        "difference": difference,
        "agreement": agreement,
        "source_metrics": dict(zip(_NAMES, map(float, scores[0]), strict=True)),
        "metrics": dict(zip(_NAMES, map(float, scores[1]), strict=True)),
        "intervals": {name: (interval.low, interval.high) for name, interval in found},
        "groups": len(units),
    }


def _both(
    trained: Trained,
    reloaded: Reloaded,
    manifest: Manifest,
    rows: NDArray[np.int64],
    reporter: Reporter,
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Rows that could be read, and the probabilities of source and export on them."""
    info = trained.info
    codec: Any = task(info.task).codec(info.classes, multi_label=info.multi_label)
    kept: list[NDArray[np.int64]] = []
    ours: list[NDArray[np.float64]] = []
    theirs: list[NDArray[np.float64]] = []
    done = 0
    for part in stream_canvases(items_of(manifest, rows), info.recipe, batch=_BATCH):
        done += len(part.rows) + len(part.failures)
        if len(part.rows):
            images = to_input(part.canvases, info.recipe).contiguous()
            with torch.inference_mode():
                logits = trained.network(images) / info.temperature
            found = torch.from_numpy(reloaded(images.numpy()))
            kept.append(rows[part.rows])
            ours.append(codec.probabilities(logits).numpy())
            theirs.append(codec.probabilities(found).numpy())
        reporter.progress(_STAGE, done, len(rows))
        if reporter.should_stop():
            raise Stopped
    if not kept:
        raise BadInputError(
            "None of the run's images could be read, so the export cannot be proven.",
            "Bring the images back to where they were, or run: tlstudio check.",
        )
    return np.concatenate(kept), np.concatenate(ours), np.concatenate(theirs)
