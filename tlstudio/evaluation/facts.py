"""What a report says besides results: data, model, surgery, recipe, machine."""

from __future__ import annotations

from typing import Any

import numpy as np

from tlstudio.core import files
from tlstudio.core.errors import StudioError
from tlstudio.core.plans import Plan
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.reporting.project_facts import ProjectFacts
from tlstudio.models.network import Network
from tlstudio.models.saved import SavedModel
from tlstudio.models.surgery import surgery_table
from tlstudio.project.runs import RunFolder


def facts_of(
    run: RunFolder,
    plan: Plan,
    manifest: Manifest,
    network: Network,
    info: SavedModel,
    project: ProjectFacts | None,
) -> dict[str, Any]:
    """Plain data: everything that another laboratory needs to repeat the run."""
    boundaries = [p.unfreeze_from for p in plan.phases if p.unfreeze_from is not None]
    table = surgery_table(
        info.card,
        network,
        freeze_to=min(boundaries, default=network.cut),
        size=info.recipe.size,
    )
    return {
        "classes": list(info.classes),
        "parts": _parts(manifest),
        "backbone": {
            "id": info.card.id,
            "title": info.card.title,
            "licence": info.card.licence,
            "pretrained_on": info.card.pretrained_on,
        },
        "surgery": table.model_dump(mode="json"),
        "plan": plan.model_dump(mode="json", exclude_none=True),
        "recipe": info.recipe.model_dump(mode="json", exclude={"group_ranges"}),
        "environment": _environment(run),
        "weights_sha256": info.weights_sha256,
        "manifest_sha256": manifest.sha256,
        "project": project.to_dict() if project else None,
    }


def _parts(manifest: Manifest) -> dict[str, dict[str, int]]:
    groups = manifest.groups()
    found = {}
    for part in ("train", "validation", "test"):
        rows = manifest.rows(part)
        if len(rows):
            found[part] = {"images": len(rows), "groups": len(np.unique(groups[rows]))}
    return found


def _environment(run: RunFolder) -> dict[str, Any]:
    try:
        return dict(files.read_json(run.environment_path))
    except StudioError:
        return {}
