"""Texts that a model answered come into a project without a label."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.texts import make_text_project, sentences
from tlstudio.core.errors import BadInputError
from tlstudio.core.reporting import Silent
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import AddCounts, DatasetStore
from tlstudio.data.taking_texts import GivenText, read_given, take_in_texts, write_given
from tlstudio.data.texts.pack import FILE_NAME, TextPack
from tlstudio.jobs.handlers.dataset import do_take
from tlstudio.jobs.requests import TakeInRequest


def take(project: Path, *given: GivenText) -> AddCounts:
    file = project / "cache" / "taking.jsonl"
    assert write_given(given, file) == len(given)
    with DatasetStore.open(project / "dataset.sqlite") as store:
        return take_in_texts(store, file, Silent())


def test_texts_come_without_a_label_and_are_read_again(tmp_path: Path) -> None:
    project = make_text_project(tmp_path)
    counts = take(project, GivenText("new.csv#1", ("Zwölf 😀\nlines",)))
    assert (counts.added, counts.unchanged) == (1, 0)
    with DatasetStore.open(project / "dataset.sqlite") as store:
        (added,) = [one for one in store.iterate() if one.key == "new.csv#1"]
        assert (added.kind, added.annotation, added.split, added.group) == (
            "text",
            None,
            "none",
            "",
        )
        with TextPack.open(project / FILE_NAME) as pack:
            assert pack.get(added.media[0].sha256) == "Zwölf 😀\nlines"
        assert store.count(Where(text="Zwölf")) == 1


def test_what_the_project_holds_is_not_added_again(tmp_path: Path) -> None:
    project = make_text_project(tmp_path, classes=("negative", "positive"), per_class=5)
    (held,) = sentences("positive", 1)
    new = GivenText("new.csv#1", ("something new",))
    counts = take(project, GivenText("new.csv#0", (held,)), new, GivenText("other#9", new.texts))
    assert (counts.added, counts.unchanged) == (1, 2)
    assert take(project, new) == AddCounts(0, 0, 1, 0)
    # A table that was changed since: its row is another text, under a name of its own.
    assert take(project, GivenText("new.csv#1", ("another text",))).added == 1
    with DatasetStore.open(project / "dataset.sqlite") as store:
        keys = [one.key for one in store.iterate(Where(label=""))]
    assert keys[0] == "new.csv#1"
    assert keys[1].startswith("new.csv#1 (")


def test_items_of_several_columns_keep_their_names(tmp_path: Path) -> None:
    project = make_text_project(tmp_path, per_class=5, columns=("title", "body"))
    take(project, GivenText("new.csv#1", ("a title", "a body")))
    with DatasetStore.open(project / "dataset.sqlite") as store:
        (added,) = store.iterate(Where(label=""))
    assert [ref.channel for ref in added.media] == ["title", "body"]
    with pytest.raises(BadInputError, match=r"have 2 texts, and new\.csv#2 has 1"):
        take(project, GivenText("new.csv#2", ("alone",)))


def test_the_job_takes_the_list_away_when_it_is_done(tmp_path: Path) -> None:
    project = make_text_project(tmp_path, per_class=5)
    file = tmp_path / "given.jsonl"
    write_given([GivenText("a#1", ("one",)), GivenText("a#2", ("two",))], file)
    result = do_take(TakeInRequest(project=project, texts=file), Silent(), tmp_path)
    assert result == {"added": 2, "known": 0}
    assert not file.exists()
    file.write_text("[1, 2", "utf-8")
    with pytest.raises(BadInputError, match=r"given\.jsonl cannot be read"):
        list(read_given(file))
