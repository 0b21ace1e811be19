"""What differs between runs in recipe, model and data, in the words of the declared options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tlstudio.core.fields import OptionField, options_of
from tlstudio.core.plans import Phase, Plan
from tlstudio.core.reports import EvaluationReport

_DIGITS = 12
_PARTS = {"train": "Training images", "validation": "Tuning images", "test": "Final test images"}
_MACHINE = {"device": "Device", "torch": "PyTorch", "tlstudio": "Version of the program"}
Row = tuple[str, ...]


def differing(reports: Mapping[str, EvaluationReport]) -> tuple[Row, ...]:
    """Rows of a name and its value in each run, only where the values are not all the same."""
    columns = [_described(report) for report in reports.values()]
    names = dict.fromkeys(name for column in columns for name in column)
    rows = ((name, *(column.get(name, "–") for column in columns)) for name in names)
    return tuple(row for row in rows if len(set(row[1:])) > 1)


def _described(report: EvaluationReport) -> dict[str, str]:
    facts = report.facts
    return _model(facts) | _recipe(facts.get("plan") or {}) | _data(report) | _machine(facts)


def _model(facts: Mapping[str, Any]) -> dict[str, str]:
    plan = facts.get("plan") or {}
    cut = plan.get("cut")
    backbone = facts.get("backbone") or {}
    return {
        "Pretrained model": str(backbone.get("title") or plan.get("backbone") or "–"),
        "Removed from": "nothing" if cut is None else f"block {int(cut) + 1} on",
        "Trained weights": str(facts.get("weights_sha256", ""))[:_DIGITS] or "–",
    }


def _recipe(plan: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    defaults = Plan().model_dump(mode="json")
    for field in options_of(Plan):
        if field.path != "backbone":
            found[field.label] = _worded(field, _at(plan, defaults, field.path))
    stages = plan.get("phases") or ()
    found["Stages"] = str(len(stages))
    for number, stage in enumerate(stages, 1):
        start = stage.get("unfreeze_from")
        lead = f"Stage {number}"
        found[f"{lead}: trained"] = (
            "new layers alone" if start is None else f"from block {int(start) + 1} on"
        )
        usual = Phase().model_dump(mode="json")
        for field in options_of(Phase):
            found[f"{lead}: {field.label}"] = _worded(field, _at(stage, usual, field.path))
    return found


def _at(values: Mapping[str, Any], usual: Mapping[str, Any], path: str) -> Any:
    """A value by its dotted path; older recipes do not have every field."""
    place: Any = values
    known: Any = usual
    for name in path.split("."):
        known = known.get(name) if isinstance(known, dict) else None
        place = place.get(name, known) if isinstance(place, dict) else known
    return place


def _worded(field: OptionField, value: Any) -> str:
    if value is None:
        return "automatic"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.type == "choice" and str(value) in field.choices:
        return field.words[field.choices.index(str(value))]
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{text} {field.unit}".strip()


def _data(report: EvaluationReport) -> dict[str, str]:
    facts = report.facts
    parts = facts.get("parts") or {}
    found = {
        "Data (fingerprint)": report.dataset[:_DIGITS] or "–",
        "Frozen list (SHA-256)": str(facts.get("manifest_sha256", ""))[:_DIGITS] or "–",
        "Classes": ", ".join(map(str, facts.get("classes", ()))) or "–",
    }
    for part, words in _PARTS.items():
        counts = parts.get(part)
        if counts:
            images, groups = counts.get("images", 0), counts.get("groups", 0)
            more = f" ({groups} groups)" if groups != images else ""
            found[words] = f"{images}{more}"
    return found


def _machine(facts: Mapping[str, Any]) -> dict[str, str]:
    environment = facts.get("environment") or {}
    return {words: str(environment.get(key, "–")) for key, words in _MACHINE.items()}
