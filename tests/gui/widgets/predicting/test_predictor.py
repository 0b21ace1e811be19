"""What the job of many files is asked to do."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tlstudio.data.unseen import Unseen
from tlstudio.gui.widgets.predicting.predictor import Predictor
from tlstudio.jobs.requests import PredictRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.runs import RunFolder


@pytest.mark.usefixtures("qapp")
def test_a_job_is_told_of_the_locked_final_test(tmp_path: Path) -> None:
    asked: list[PredictRequest] = []
    item = SimpleNamespace(ended=SimpleNamespace(connect=lambda _: None), state="finished")

    def start(job: Job, title: str) -> Any:
        del title
        assert isinstance(job.request, PredictRequest)
        asked.append(job.request)
        return item

    services: Any = SimpleNamespace(centre=SimpleNamespace(start=start))
    predictor = Predictor(services, tmp_path)
    run = RunFolder(tmp_path / "run")
    run.path.mkdir()
    hidden = Unseen(frozenset({"/a.png"}))
    predictor.model = run.model_dir
    for unseen in (hidden, Unseen()):
        predictor._many((tmp_path,), unseen)
    run.manifest_path.write_text("")
    for unseen in (hidden, Unseen()):
        predictor._many((tmp_path,), unseen)
    assert [one.locked_of for one in asked] == [None, None, run.path, None]
