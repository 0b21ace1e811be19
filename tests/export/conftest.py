"""A trained run that knows how sure it may be of itself."""

from __future__ import annotations

import pytest

from tests.runs import make_project, new_run, small_plan
from tlstudio.core.plans import Head, Phase
from tlstudio.core.reporting import Silent
from tlstudio.evaluation.evaluate import evaluate
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train


@pytest.fixture(scope="session")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A run that was trained and scored on its tuning images."""
    project = make_project(tmp_path_factory.mktemp("evaluated"))
    plan = small_plan(phases=(Phase(name="new", epochs=2, lr=1e-2),), head=Head())
    made = new_run(project, plan)
    train(made, Silent(), cache_folder=project / "cache")
    evaluate(made, "validation", Silent(), cache_folder=project / "cache")
    return made
