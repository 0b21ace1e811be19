"""An evaluation's numbers in the terminal."""

from __future__ import annotations

from typing import Any

from tlstudio.cli.output import Output
from tlstudio.tasks.specs import task_noun

_PARTS = {
    "validation": "tuning {}",
    "test": "final test {}",
    "train": "training {} (they flatter)",
    "folds": "{} over all folds",
}


def number(value: dict[str, float | None]) -> str:
    """0.912 [0.874, 0.943]."""
    middle, low, high = value["value"], value.get("low"), value.get("high")
    text = "–" if middle is None else f"{middle:.3f}"
    return text if low is None or high is None else f"{text} [{low:.3f}, {high:.3f}]"


def show_evaluation(result: dict[str, Any], out: Output) -> None:
    """Metrics with intervals, the ladder, its verdict and what to be careful about."""
    items = task_noun(result["task"]).many
    part = _PARTS.get(result["split"], result["split"]).format(items)
    out.say()
    out.say(f"Scored on {result['n']} {part}, 95 % intervals", style="bold")
    headline = result["headline"]
    names = [headline, *[name for name in result["metrics"] if name != headline]]
    rows = [(name.replace("_", " "), number(result["metrics"][name])) for name in names]
    out.table(("metric", "value"), rows)
    ladder = result.get("ladder", {})
    if ladder:
        out.say()
        out.say("Is it better than simpler methods?", style="bold")
        rungs = [
            (
                rung.replace("_", " "),
                number(values[headline]) if headline in values else "–",
                number(values["difference"]) if "difference" in values else "",
            )
            for rung, values in ladder.items()
        ]
        out.table(("method", headline.replace("_", " "), "this run is better by"), rungs)
        out.say(result.get("verdict", ""), style=None if result.get("beaten", True) else "red")
        if result.get("offer"):
            out.say(result["offer"], style="dim")
    if result.get("how_sure"):
        out.say()
        out.say("How sure is it?", style="bold")
        for part in result["how_sure"]:
            out.say(f"{part['title'].rstrip(':')}: {part['note']}")
    for sentence in result.get("warnings", []):
        out.warn(sentence)
    if result.get("report"):
        out.say(f"Report: {result['report']}", style="dim")
