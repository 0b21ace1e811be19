"""A trained run that knows how sure it may be of itself."""

from __future__ import annotations

import pytest

from tests.runs import make_project, new_run, small_plan
from tlstudio.core import files
from tlstudio.core.plans import Head, Phase
from tlstudio.core.reporting import Silent
from tlstudio.core.reports import EvaluationReport, Ladder, Metric, Metrics
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.certainty import with_learned_certainty
from tlstudio.evaluation.evaluate import REPORT_FILE
from tlstudio.models.saved import load_model
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train


@pytest.fixture(scope="session")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A run with its certainty and a report of what was scored."""
    project = make_project(tmp_path_factory.mktemp("evaluated"))
    plan = small_plan(phases=(Phase(name="new", epochs=2, lr=1e-2),), head=Head())
    made = new_run(project, plan)
    train(made, Silent(), cache_folder=project / "cache")
    network, info = load_model(made.model_dir)
    manifest = Manifest.read(made.manifest_path)
    cache = project / "cache"
    with_learned_certainty(Answerer(network, info, manifest, cache, Silent()), made.model_dir)
    metric = Metric(name="accuracy", label="Accuracy", value=0.75, low=0.5, high=0.9, method="BCa")
    report = EvaluationReport(
        run=made.name, task=info.task, split="validation", n=12, groups=1, created="today",
        parts=(
            Metrics(metrics=(metric,)),
            Ladder(rungs=(), verdict="No better than a linear layer."),
        ),
    )  # fmt: skip
    files.write_text(made.new_evaluation() / REPORT_FILE, report.model_dump_json())
    return made
