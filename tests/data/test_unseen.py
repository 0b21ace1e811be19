"""The final test is recognised wherever its files lie, until it is opened."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.runs import make_project
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.unseen import Unseen, final_test_files, unseen
from tlstudio.project.project import Project


def files_of(store: DatasetStore, part: str) -> list[Path]:
    samples = store.iterate(Where(split=part))  # type: ignore[arg-type]
    return [store.resolve(sample.media[0]) for sample in samples]


def test_a_copy_under_another_name_is_known_by_its_content(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    with Project.open(folder) as project, DatasetStore.open(project.dataset_path) as store:
        test, train = files_of(store, "test"), files_of(store, "train")
        hidden = unseen(store)
        assert all(hidden.holds(path) for path in test)
        assert not any(hidden.holds(path) for path in train)
        copy = tmp_path / "elsewhere" / "holiday.png"
        copy.parent.mkdir()
        shutil.copyfile(test[0], copy)
        assert hidden.holds(copy)
        link = tmp_path / "link.png"
        link.symlink_to(test[0])
        assert hidden.holds(link)
        grown = tmp_path / "grown.png"
        grown.write_bytes(test[0].read_bytes() + b"x")
        assert not hidden.holds(grown)
        assert not hidden.holds(tmp_path / "missing.png")
        by_content = Unseen(contents=hidden.contents)
        assert by_content.holds(copy)
        assert not by_content.holds(train[0])
        assert not Unseen()
        store.record_opening("run", "because")
        assert unseen(store) == Unseen()
        assert final_test_files(store).holds(copy)
