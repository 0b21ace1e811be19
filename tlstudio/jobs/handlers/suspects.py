"""Labels that are probably wrong, for the dataset as it is now."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from tlstudio.core import files
from tlstudio.core.cells import safe_cell
from tlstudio.core.reporting import Reporter
from tlstudio.data.manifest import Manifest, write_manifest
from tlstudio.data.store.store import DatasetStore
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.suspects.find import Judged, cannot_judge, judge, labelled_parts
from tlstudio.jobs.requests import SuspectsRequest
from tlstudio.models.saved import load_model
from tlstudio.project.runs import RunFolder


def do_suspects(request: SuspectsRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Judge every label outside the final test."""
    frozen = folder / "labels.jsonl"
    with DatasetStore.open(request.project / "dataset.sqlite", read_only=True) as store:
        write_manifest(store, frozen)
    try:
        manifest = Manifest.read(frozen)
        run = RunFolder(request.run)
        network, info = load_model(run.model_dir)
        plan = run.plan()
        answerer = Answerer(
            network, info, manifest, request.cache, reporter, plan.engine, plan.threads
        )
        judged = judge(answerer, labelled_parts(manifest))
        rows = _rows(judged, manifest)
    finally:
        frozen.unlink(missing_ok=True)
    if request.output is not None:
        _write(request.output, rows)
    doubted = [row for row in rows if row["doubted"]]
    return {
        "run": run.name,
        "judged": int(judged.judged.sum()),
        "doubted": len(doubted),
        "note": cannot_judge(judged),
        "first": doubted[: request.first],
        "output": str(request.output) if request.output is not None else None,
    }


def _rows(judged: Judged, manifest: Manifest) -> list[dict[str, Any]]:
    """One of each label that could be judged: the doubted ones first, the least believed first."""
    order = judged.order[judged.judged[judged.order]]
    order = order[(~judged.flagged[order]).argsort(kind="stable")]
    keys = [sample.key for sample in manifest.stream(judged.rows[order])]
    return [
        {
            "image": key,
            "label": judged.given(place),
            "looks_like": judged.suggested(place),
            "sure": round(judged.sure(place), 4),
            "believed": round(float(judged.confidence[place]), 4),
            "doubted": bool(judged.flagged[place]),
        }
        for key, place in zip(keys, order.tolist(), strict=True)
    ]


def _write(target: Path, rows: list[dict[str, Any]]) -> None:
    with (
        files.atomic_path(target) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as stream,
    ):
        writer = csv.writer(stream)
        writer.writerow(["image", "label", "looks like", "sure", "label believed", "doubted"])
        for row in rows:
            cells = [safe_cell(str(row[name])) for name in ("image", "label", "looks_like")]
            said = "yes" if row["doubted"] else "no"
            writer.writerow([*cells, row["sure"], row["believed"], said])
