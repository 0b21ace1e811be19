"""The one sentence that says how good a run is, with its interval and beside a simpler method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from tlstudio.core.reports import (
    Confusion,
    EvaluationReport,
    Ladder,
    Metric,
    Metrics,
    Rung,
)
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.widgets import below

Tone = Literal["good", "plain", "bad"]


@dataclass(frozen=True)
class Headline:
    """What stands first.

    Attributes:
        sentence: The result.
        beside: How it compares with a simpler method; "" when nothing is known.
        why: Why this number comes first; "" where it is the usual one.
        tone: Of `beside`.
    """

    sentence: str
    beside: str = ""
    why: str = ""
    tone: Tone = "plain"


def headline(report: EvaluationReport, nouns: Nouns = IMAGES) -> Headline:
    """The sentence of a report."""
    metric = _first(report)
    if metric is None:
        return Headline(
            nouns.said("headline", "%1 images were scored.").replace("%1", str(report.n))
        )
    beside, tone = _beside(report)
    return Headline(_sentence(report, metric, nouns), beside, _why(report, metric, nouns), tone)


def run_is_probe(report: EvaluationReport) -> bool:
    """Whether the run trains one linear layer on the model as it is."""
    plan = report.facts.get("plan")
    if not isinstance(plan, dict):
        return False
    head = plan.get("head")
    kind = head.get("kind", "linear") if isinstance(head, dict) else "linear"
    phases = plan.get("phases") or ()
    return kind == "linear" and all(phase.get("unfreeze_from") is None for phase in phases)


def _first(report: EvaluationReport) -> Metric | None:
    metrics = [m for part in report.parts if isinstance(part, Metrics) for m in part.metrics]
    return next((m for m in metrics if m.headline), metrics[0] if metrics else None)


def _sentence(report: EvaluationReport, metric: Metric, nouns: Nouns) -> str:
    what = nouns.said("headline", "tuning images")
    if report.split == "test":
        what = nouns.said("headline", "final test images")
    if report.split == "folds":
        what = nouns.said("headline", "images, each answered by a model that had not seen it")
    templates = {
        "accuracy": _tr("Right in %1 of 100 %2%3."),
        "balanced_accuracy": _tr("Right in %1 of 100 %2 of each class, on average%3."),
        "auroc": nouns.said("headline", "Puts the right image first in %1 of 100 pairs of %2%3."),
    }
    template = templates.get(metric.name)
    if template is None:
        text = f"{below.report(metric.label)} {metric.value:.3f}"
        ends = _ends(metric, 1, 3)
        return _tr("%1 on your %2%3.").replace("%1", text).replace("%2", what).replace("%3", ends)
    value = _hundredths(metric.value)
    return template.replace("%1", value).replace("%2", what).replace("%3", _ends(metric, 100, 0))


def _ends(metric: Metric, scale: float, digits: int) -> str:
    if metric.low is None or metric.high is None:
        return " " + _tr("(too few groups for an interval)")
    low, high = (f"{end * scale:.{digits}f}" for end in (metric.low, metric.high))
    return " " + _tr("(95 %: %1–%2)").replace("%1", low).replace("%2", high)


def _hundredths(value: float) -> str:
    """93 of 100; what is not perfect is never 100."""
    return f"{min(value * 100, 99.9):.1f}" if 0.995 <= value < 1 else f"{value * 100:.0f}"


def _beside(report: EvaluationReport) -> tuple[str, Tone]:
    ladder = next((part for part in report.parts if isinstance(part, Ladder)), None)
    if ladder is None:
        return "", "plain"
    probe = run_is_probe(report)
    rung = _rung(ladder, "majority" if probe else "linear_probe")
    if rung is None or rung.difference is None or rung.difference.low is None:
        return ladder.verdict, "plain" if ladder.beaten else "bad"
    simpler = _tr("always naming the most frequent class") if probe else _tr("a linear layer alone")
    low, high = rung.difference.low, rung.difference.high or 0.0
    if low > 0:
        words, tone = _tr("Better than %1."), "good"
    elif high < 0:
        words, tone = _tr("Worse than %1: take the simpler one."), "bad"
    elif probe:
        words, tone = _tr("Not clearly better than %1."), "bad"
    else:
        words, tone = _tr("About as good as %1, so the simpler one may serve as well."), "bad"
    lead = _tr("This run is itself a linear layer on the model as it is.") + " " if probe else ""
    sentence = lead + words.replace("%1", simpler)
    return sentence, "good" if tone == "good" else "bad"


def _rung(ladder: Ladder, name: str) -> Rung | None:
    return next((rung for rung in ladder.rungs if rung.name == name), None)


def _why(report: EvaluationReport, metric: Metric, nouns: Nouns) -> str:
    if metric.name == "accuracy":
        return ""
    counts = class_counts(report)
    if metric.name == "balanced_accuracy" and len(counts) > 1:
        most = max(counts, key=lambda name: counts[name])
        least = min(counts, key=lambda name: counts[name])
        words = nouns.said(
            "headline",
            "Balanced accuracy comes first because the classes are unbalanced (%1: %2 images, "
            "%3: %4): each class counts the same, however rare it is.",
        )
        values = (most, str(counts[most]), least, str(counts[least]))
        for number, value in enumerate(values, 1):
            words = words.replace(f"%{number}", value)
        return words
    if metric.name == "auroc":
        return _tr("AUROC comes first because it does not depend on how frequent the classes are.")
    return ""


def class_counts(report: EvaluationReport) -> dict[str, int]:
    """Class → scored images, as far as the report tells; classes without any are left out."""
    for part in report.parts:
        if isinstance(part, Confusion):
            sums = (sum(row) for row in part.counts)
            return {name: n for name, n in zip(part.classes, sums, strict=True) if n}
    return {}


def _tr(text: str) -> str:
    return QCoreApplication.translate("headline", text)
