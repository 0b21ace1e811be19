"""Tables of predictions: taken over, paged, filtered, saved; hostile names stay text."""

from __future__ import annotations

import csv
import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tlstudio.core.errors import BadInputError
from tlstudio.data.unseen import Unseen
from tlstudio.evaluation.predict import Prediction
from tlstudio.evaluation.tables import write_predictions
from tlstudio.gui.widgets.predicting.doubts import Doubts
from tlstudio.gui.widgets.predicting.saving import as_text, paths_of, save_table
from tlstudio.gui.widgets.predicting.table import (
    BROKEN,
    FileTable,
    HeldTable,
    Row,
    Wish,
    select,
    take_over,
)
from tlstudio.jobs.answers import FileAnswer

CLASSES = ("=ant", "bee")


def row(path: Path, first: float) -> Row:
    name = CLASSES[0] if first >= 0.5 else CLASSES[1]
    chances = {CLASSES[0]: first, CLASSES[1]: round(1 - first, 6)}
    return Row(path, (name,), chances, max(chances.values()))


def rows(folder: Path) -> list[Row]:
    return [
        row(folder / "a.png", 0.99),
        row(folder / "with\nnew line, comma.png", 0.55),
        Row(folder / "torn ö.png", problem='The file "torn" is cut off.'),
        replace(row(folder / "d.png", 0.2), short_list=CLASSES, distance=1.5),
    ]


def written(folder: Path) -> Path:
    """As the worker writes it."""
    target = folder / "answers.csv"
    answers = [
        Prediction(
            one.path,
            one.answer,
            one.probabilities,
            one.problem,
            one.names,
            CLASSES,
            one.short_list,
            one.distance,
        )
        for one in rows(folder)
    ]
    write_predictions(answers, target, "csv")
    return target


def taken(tmp_path: Path, unseen: Unseen | None = None) -> FileTable:
    return take_over(written(tmp_path), tmp_path / "kept" / "table.csv", CLASSES, unseen)


def test_a_file_is_taken_over_and_read_in_pieces(tmp_path: Path) -> None:
    table = taken(tmp_path)
    assert not (tmp_path / "answers.csv").exists()
    assert table.rows([3, 1]) == [rows(tmp_path)[3], rows(tmp_path)[1]]
    assert table.rows([2])[0].problem == 'The file "torn" is cut off.'
    assert table.codes.tolist() == [0, 0, BROKEN, 1]
    assert table.unlike.tolist() == [False, False, False, True]


def test_what_is_locked_is_neither_shown_nor_kept(tmp_path: Path) -> None:
    unseen = Unseen(frozenset({os.path.realpath(tmp_path / "a.png")}))
    table = taken(tmp_path, unseen)
    assert table.hidden == 1
    assert table.rows([0, 1, 2]) == rows(tmp_path)[1:]
    assert table.file is not None
    assert f"{os.sep}a.png" not in table.file.read_text("utf-8")


def test_rows_are_filtered_and_sorted(tmp_path: Path) -> None:
    table = taken(tmp_path)
    assert select(table, Wish()).tolist() == [0, 1, 2, 3]
    assert select(table, Wish(label="bee")).tolist() == [3]
    assert select(table, Wish(broken=True)).tolist() == [2]
    assert select(table, Wish(unlike=True)).tolist() == [3]
    assert select(table, Wish(high=0.6)).tolist() == [1]
    assert select(table, Wish(low=0.9)).tolist() == [0]
    assert select(table, Wish(by="unsure")).tolist() == [1, 3, 0, 2]
    assert select(table, Wish(by="sure")).tolist() == [0, 3, 1, 2]
    assert select(table, Wish(by="class")).tolist() == [0, 1, 3, 2]


def test_a_table_that_was_changed_is_told(tmp_path: Path) -> None:
    table = taken(tmp_path)
    assert table.file is not None
    table.file.write_text("other")
    with pytest.raises(BadInputError, match="is gone or was changed"):
        table.rows([3])
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"path\n\xff\xfe,1\n")
    with pytest.raises(BadInputError):
        take_over(bad, tmp_path / "t.csv", CLASSES)
    assert not (tmp_path / "t.csv").exists()


def test_what_is_saved_is_safe_in_a_spreadsheet_and_whole_in_json(tmp_path: Path) -> None:
    table = HeldTable(CLASSES, rows(tmp_path))
    some = np.array([2, 0], np.int64)
    save_table(table, some, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert [line[1] for line in lines[1:]] == ["", "'=ant"]
    assert lines[1][5] == 'The file "torn" is cut off.'
    assert lines[0][5:] == ["problem", "short_list", "distance", "unlike"]
    save_table(table, some, tmp_path / "out.json")
    said = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [one["prediction"] for one in said] == ["", "=ant"]
    assert said[1]["probabilities"] == {"=ant": 0.99, "bee": 0.01}
    text = as_text(table, np.array([1], np.int64))
    assert len(text.splitlines()) == 2
    assert "\t'=ant\t0.55\t" in text
    assert paths_of(table, np.arange(4)) == tuple(
        one.path for one in rows(tmp_path) if not one.problem
    )


def test_a_file_that_is_asked_again_has_its_new_answer_alone(tmp_path: Path) -> None:
    table = HeldTable(CLASSES, rows(tmp_path))
    new = FileAnswer(files=(tmp_path / "a.png",), names=("bee",), probability=0.7)
    again = table.with_answers((new,))
    assert len(again.codes) == 4
    assert again.rows([3])[0].names == ("bee",)


def test_doubts_are_said_where_there_are_any(qtbot: QtBot, tmp_path: Path) -> None:
    doubts = Doubts()
    qtbot.addWidget(doubts)
    sure, odd = rows(tmp_path)[0], rows(tmp_path)[3]
    doubts.show_row(odd)
    assert not doubts.isHidden()
    assert "=ant, bee" in doubts.listed.text()
    assert not doubts.unlike.isHidden()
    doubts.show_row(replace(sure, short_list=("=ant",), distance=0.4))
    assert doubts.isHidden()
    doubts.show_row(None)
    assert doubts.isHidden()
