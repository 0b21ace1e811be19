"""Items of reporting guidelines: ticked where a report answers them, open where it cannot."""

from __future__ import annotations

import functools
import tomllib
from typing import Any

from tlstudio.core.paths import resources_dir
from tlstudio.evaluation.reporting.citing import Citations
from tlstudio.evaluation.reporting.document import Block, Cell, Grid, Heading, Section, Text
from tlstudio.evaluation.reporting.story import Story

_YOU = "you fill in"
_PLACES = {
    "answer": "The answer",
    "question": "Question and task",
    "data": "Data",
    "model": "Model",
    "surgery": "Layers before and after",
    "recipe": "Recipe",
    "results": "Results",
    "limits": "Limits",
    "methods": "Methods",
    "environment": "Environment",
    "reproduce": "How to repeat it",
}


@functools.cache
def _lists() -> tuple[dict[str, Any], ...]:
    text = (resources_dir() / "report" / "checklists.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["checklist"])


def known_facts(story: Story) -> frozenset[str]:
    """Which of the facts that items need this run has."""
    project = story.project
    found = {
        "project": project is not None,
        "read twice": bool(project and project.kappas),
        "annotators": bool(project and project.annotators),
        "versions": bool(story.environment),
        "calibrated": bool(story.certainty and story.certainty.n),
        "unlike": bool(story.certainty and story.certainty.unlike),
        "subgroups": story.named("subgroups"),
        "mistakes": story.named("mistakes"),
        "explained": story.maps_checked,
    }
    return frozenset(name for name, there in found.items() if there)


def checklist(story: Story, citations: Citations) -> Section:
    """Both guidelines, item by item."""
    facts = known_facts(story)
    blocks: list[Block] = [
        Text(
            "For studies in health care. ✓: this report answers the item; (✓): in part, the author "
            "completes it; open: only the author can. Items are shortened and in our own words: "
            "hand in the original forms.",
            "soft",
        )
    ]
    for listed in _lists():
        citations.cite(listed["cite"])
        rows = tuple(_row(item, facts) for item in listed["items"])
        done = sum(row[2].text == "✓" for row in rows)
        half = sum(row[2].text == "(✓)" for row in rows)
        blocks += [
            Heading(listed["name"]),
            Text(
                f"{listed['about']} {done} of {len(rows)} items are answered here, {half} in part, "
                f"{len(rows) - done - half} are open."
            ),
            Grid(
                ("item", "what to report", "", "where, and what is left"),
                rows,
                widths=(0.08, 0.5, 0.07, 0.35),
            ),
        ]
    return Section("checklist", "Reporting guidelines", tuple(blocks))


def _row(item: dict[str, Any], facts: frozenset[str]) -> tuple[Cell, ...]:
    number, text = Cell(item["n"]), Cell(item["text"])
    missing = item.get("needs") and item["needs"] not in facts
    if not item.get("told") or missing:
        return number, text, Cell("open", "soft"), Cell(_YOU, "soft")
    place = _PLACES[item["told"]]
    left = item.get("both")
    if left:
        return number, text, Cell("(✓)", "accent"), Cell(f"{place}; {_YOU}: {left}")
    always = f": {item['always']}" if item.get("always") else ""
    return number, text, Cell("✓", "good"), Cell(f"{place}{always}")
