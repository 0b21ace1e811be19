"""Jobs that fill a project's dataset and divide it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runs import make_project
from tlstudio.core.errors import UsageError
from tlstudio.core.reporting import Silent
from tlstudio.data.sample_project import write_sample_images
from tlstudio.data.store.store import DatasetStore
from tlstudio.jobs.beginning import create_project
from tlstudio.jobs.handlers import dataset
from tlstudio.jobs.requests import SampleRequest, SplitRequest


def test_the_sample_images_are_drawn_and_imported_with_their_plates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def few(folder: Path, *, reporter: Silent) -> None:
        write_sample_images(folder, per_class=6, plates=3, reporter=reporter)

    monkeypatch.setattr(dataset, "write_sample_images", few)
    create_project(tmp_path / "p", "image-classification").close()
    request = SampleRequest(project=tmp_path / "p", annotator="Ada")
    result = dataset.do_sample(request, Silent(), tmp_path)
    assert result["added"] == 18
    assert result["groups"] == 3
    assert result["classes"] == {"apoptotic": 6, "interphase": 6, "mitotic": 6}
    again = dataset.do_sample(request, Silent(), tmp_path)
    assert (again["added"], again["unchanged"]) == (0, 18)


def test_a_split_is_made_anew_with_other_shares(tmp_path: Path) -> None:
    project = make_project(tmp_path, per_class=2)
    with DatasetStore.open(project / "dataset.sqlite") as store:
        before = store.split()
    request = SplitRequest(project=project, split={"test": 0, "seed": 5, "folds": 3})
    result = dataset.do_split(request, Silent(), tmp_path)
    assert set(result["splits"]) == {"train", "validation"}
    with DatasetStore.open(project / "dataset.sqlite") as store:
        after = store.split()
    assert before is not None
    assert after is not None
    assert after.hash != before.hash
    assert set(after.folds.values()) == {0, 1, 2}
    with pytest.raises(UsageError):
        dataset.do_split(SplitRequest(project=project, split={"test": 7}), Silent(), tmp_path)
