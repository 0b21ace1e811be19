"""Scores of a run on one part of its split."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.certainty import Choices
from tlstudio.core.reporting import Reporter
from tlstudio.core.reports import Curve, EvaluationReport, Ladder, Metric, Metrics, Table, Warnings
from tlstudio.core.samples import SplitPart
from tlstudio.evaluation.certain_parts import TOPIC
from tlstudio.evaluation.evaluate import evaluate
from tlstudio.jobs.requests import EvaluateRequest
from tlstudio.project.runs import RunFolder


def do_evaluate(request: EvaluateRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Score a part; whether the test part may be opened was asked before."""
    del folder
    return evaluation_result(
        RunFolder(request.run),
        request.part,
        reporter,
        cache=request.cache,
        openings=request.openings,
        choices=request.choices,
    )


def evaluation_result(
    run: RunFolder,
    part: SplitPart,
    reporter: Reporter,
    *,
    cache: Path,
    openings: int,
    choices: Choices | None = None,
) -> dict[str, Any]:
    """Evaluate and give the object that `evaluate --json` prints."""
    report = evaluate(run, part, reporter, cache_folder=cache, openings=openings, choices=choices)
    return summary(report) | {"report": str(run.report_path)}


def summary(report: EvaluationReport) -> dict[str, Any]:
    """The report's numbers: metrics and ladder by name, each with its interval, and certainty."""
    metrics: dict[str, Any] = {}
    ladder: dict[str, Any] = {}
    verdict, offer, beaten = "", "", True
    warnings: list[str] = []
    for item in report.parts:
        if isinstance(item, Metrics):
            metrics |= {metric.name: _number(metric) for metric in item.metrics}
        elif isinstance(item, Ladder):
            verdict, offer, beaten = item.verdict, item.offer, item.beaten
            for rung in item.rungs:
                ladder[rung.name] = {metric.name: _number(metric) for metric in rung.metrics}
                if rung.difference is not None:
                    ladder[rung.name]["difference"] = _number(rung.difference)
                if rung.p_value is not None:
                    ladder[rung.name]["p_value"] = rung.p_value
        elif isinstance(item, Warnings):
            warnings.extend(item.sentences)
    headline = next(
        (m.name for p in report.parts if isinstance(p, Metrics) for m in p.metrics if m.headline),
        "accuracy",
    )
    return {
        "run": report.run,
        "task": report.task,
        "split": report.split,
        "n": report.n,
        "groups": report.groups,
        "headline": headline,
        "metrics": metrics,
        "ladder": ladder,
        "verdict": verdict,
        "beaten": beaten,
        "offer": offer,
        "certainty": report.facts.get("certainty"),
        "how_sure": [
            {"title": part.title, "note": part.note}
            for part in report.parts
            if part.topic == TOPIC and isinstance(part, Curve | Table)
        ],
        "warnings": warnings,
        "openings": report.openings,
    }


def _number(metric: Metric) -> dict[str, float | None]:
    return {"value": metric.value, "low": metric.low, "high": metric.high}
