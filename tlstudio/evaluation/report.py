"""The report as one page that opens anywhere: no script, no font, no network."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from tlstudio.core import files
from tlstudio.core.paths import resources_dir
from tlstudio.core.reports import Confusion, Curve, EvaluationReport, Ladder, Metric, Table
from tlstudio.evaluation import drawing

_SPLITS = {
    "train": "training images",
    "validation": "tuning images",
    "test": "final test images",
    "none": "images",
}


def write_report(report: EvaluationReport, *targets: Path) -> None:
    """Write the page, atomically, to every target."""
    page = render(report)
    for target in targets:
        files.write_text(target, page)


def render(report: EvaluationReport) -> str:
    """The page; everything that came from outside is escaped."""
    return (
        _environment()
        .get_template("report.html.j2")
        .render(report=report, facts=report.facts, split=_SPLITS[report.split])
    )


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources_dir() / "report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": number,
        "metric": metric,
        "p": p_value,
        "cells": cells,
        "heads": heads,
        "count": count,
        "ladder_svg": _ladder,
        "curve_svg": _curve,
        "heat": _heat,
    }
    return environment


def number(value: object) -> str:
    """Three decimals for numbers, a dash for nothing, words as they are."""
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def count(value: int) -> str:
    """Thousands apart."""
    return f"{value:,}".replace(",", "\u202f")


def metric(found: Metric) -> str:
    """Value and interval."""
    return _interval(found.value, found.low, found.high)


def _interval(value: object, low: object, high: object) -> str:
    if low is None or high is None:
        return number(value)
    return f"{number(value)} ({number(low)} to {number(high)})"


def p_value(value: float | None) -> str:
    """As journals print it."""
    if value is None:
        return ""
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def heads(table: Table) -> list[str]:
    """Column names; the ends of an interval stand with their value."""
    return [name for name in table.columns if not _is_end(name, table.columns)]


def cells(row: Sequence[Any], table: Table) -> list[str]:
    """A row under `heads`."""
    by_name = dict(zip(table.columns, row, strict=True))
    return [
        _interval(by_name[name], by_name.get(f"{name} low"), by_name.get(f"{name} high"))
        for name in heads(table)
    ]


def _is_end(name: str, columns: Sequence[str]) -> bool:
    base, _, end = name.rpartition(" ")
    return end in ("low", "high") and base in columns


def _ladder(ladder: Ladder) -> Markup:
    rows = []
    for rung in ladder.rungs:
        found = next(m for m in rung.metrics if m.headline)
        rows.append((rung.label, found.value, found.low, found.high, rung.name == "this_run"))
    return drawing.intervals(rows)


def _curve(curve: Curve) -> Markup:
    return drawing.lines(curve.lines, curve.x_label, curve.y_label)


def _heat(confusion: Confusion, row: int, column: int) -> str:
    """Background of a cell by its share of the row."""
    total = sum(confusion.counts[row]) or 1
    share = confusion.counts[row][column] / total
    colour = "var(--good)" if row == column else "var(--bad)"
    return f"color-mix(in srgb, {colour} {round(share * 70)}%, transparent)"
