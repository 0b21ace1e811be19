"""Predictions on files, folders and tables go to files whole, and into a watched folder's table."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyarrow.parquet
import pytest

from tests.pictures import noisy
from tests.runs import SIZE
from tlstudio.cli.app import main
from tlstudio.core import files
from tlstudio.core.certainty import Certainty, SetRule, UnlikeRule
from tlstudio.core.errors import BadInputError, LockedError
from tlstudio.core.plans import Head
from tlstudio.core.reporting import Silent
from tlstudio.data.preprocess import Recipe
from tlstudio.evaluation.inputs import gather
from tlstudio.evaluation.predict import Prediction, predict
from tlstudio.evaluation.tables import Form, write_predictions
from tlstudio.evaluation.watching import _Watched, watch
from tlstudio.features.familiarity import fit_familiarity
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.saved import SavedModel, read_info, save_certainty, save_model
from tlstudio.models.surgery import operate

CLASSES = ("blue", "red")
PARQUET: Any = pyarrow.parquet
FORMS: tuple[Form, ...] = ("csv", "json", "parquet")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that was not trained, which is enough to answer."""
    folder = tmp_path_factory.mktemp("model") / "model"
    backbone = card("fractalnet")
    network = operate(backbone, cut=None, head=Head(), classes=2, in_channels=3, seed=0).eval()
    recipe = Recipe(size=SIZE, canvas=SIZE, mean=backbone.input.mean, std=backbone.input.std)
    info = SavedModel(
        task="image-classification", classes=CLASSES, card=backbone, cut=network.cut,
        head=Head(), recipe=recipe,
    )  # fmt: skip
    save_model(folder, network, info)
    rng = np.random.default_rng(0)
    familiarity = fit_familiarity(
        rng.normal(size=(40, network.backbone.width_at(network.cut))), np.arange(40) % 2
    )
    assert familiarity is not None
    familiarity.save(folder)
    save_certainty(
        folder,
        Certainty(
            weights_sha256=read_info(folder).weights_sha256,
            sets=SetRule(coverage=0.9, threshold=0.6, n=40, groups=40),
            unlike=UnlikeRule(limit=1e-6, share=0.99, n=40, fitted_on=40),
        ),
    )
    return folder


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(5):
        noisy("red", number).save(folder / f"{number}.png")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nno")
    return folder


def test_a_table_of_paths_keeps_its_columns_and_its_order(model: Path, photos: Path) -> None:
    table = photos.parent / "plates.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["well", "Bild", "path", "dose"])
    for well, path in (
        ("B2", "photos/3.png"),
        ("A1", "photos\\0.png"),
        ("C3", "../elsewhere.png"),
        ("D4", ""),
        ("E5", "photos/gone.png"),
    ):
        sheet.append([well, path, "@risk", 0.5])
    book.save(table)
    found = list(predict(model, [table, photos / "1.png"], Silent()))
    assert [one.path.name for one in found] == [
        "3.png", "0.png", "elsewhere.png", "plates.xlsx", "gone.png", "1.png",
    ]  # fmt: skip
    assert [bool(one.problem) for one in found] == [False, False, True, True, True, False]
    assert "does not stay inside" in found[2].problem
    assert "Row 4 of plates.xlsx names no file" in found[3].problem
    assert "gone.png is missing" in found[4].problem
    assert found[0].extra == {"well": "B2", "path": "@risk", "dose": "0.5"}
    assert found[5].extra == {"well": "", "path": "", "dose": ""}
    target = photos.parent / "answers.csv"
    counts = write_predictions(found, target, "csv")
    assert (counts.predicted, counts.failed) == (3, 3)
    with target.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0]["path (table)"] == "'@risk", "a formula went into a cell"
    assert [row["well"] for row in rows] == ["B2", "A1", "C3", "D4", "E5", ""]


def test_a_column_may_be_named_and_must_be_there(model: Path, photos: Path) -> None:
    table = photos.parent / "t.csv"
    table.write_text("where;id\nphotos/1.png;7\n")
    assert [one.path.name for one in gather([table]).files()] == ["1.png"]
    assert gather([table], "WHERE").columns == ("id",)
    with pytest.raises(BadInputError, match="no column 'file'"):
        gather([table], "file")
    table.write_text("a;b\n1;2\n")
    with pytest.raises(BadInputError, match=r"No column of t\.csv names files"):
        list(predict(model, [table], Silent()))


def test_every_kind_of_table_says_the_same(model: Path, photos: Path) -> None:
    found = list(predict(model, [photos], Silent()))
    for form in FORMS:
        counts = write_predictions(found, photos.parent / f"t.{form}", form)
        assert (counts.predicted, counts.failed, counts.unlike) == (5, 1, 5)
    rows = PARQUET.read_table(photos.parent / "t.parquet").to_pylist()
    said = files.read_json(photos.parent / "t.json")
    with (photos.parent / "t.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = list(csv.DictReader(stream))
    for one, row, other, cell in zip(found, rows, said, cells, strict=True):
        assert row["path"] == other["path"] == cell["path"] == str(one.path)
        assert row["prediction"] == other["prediction"] == cell["prediction"] == one.label
        assert row["problem"] == other["problem"] == cell["problem"] == one.problem
        assert row["short_list"] == other["short_list"] == list(one.short_list)
        assert cell["short_list"] == "; ".join(one.short_list)
        assert row["unlike"] == other["unlike"] == (None if one.problem else True)
        assert cell["unlike"] == ("" if one.problem else "yes")
        for name in CLASSES:
            assert row[f"p({name})"] == other["probabilities"].get(name)
    assert sum(bool(one.problem) for one in found) == 1


def test_no_file_at_all_gives_an_empty_table(tmp_path: Path) -> None:
    for form in FORMS:
        write_predictions([], tmp_path / f"t.{form}", form)
    assert PARQUET.read_table(tmp_path / "t.parquet").num_rows == 0
    assert files.read_json(tmp_path / "t.json") == []


def test_many_rows_go_into_parquet_some_at_a_time(tmp_path: Path) -> None:
    def endless() -> Iterator[Prediction]:
        for number in range(10_000):
            yield Prediction(Path(f"{number}.png"), "a", {"a": 1.0}, "", ("a",), ("a",))

    write_predictions(endless(), tmp_path / "t.parquet", "parquet")
    table = PARQUET.ParquetFile(tmp_path / "t.parquet")
    assert table.metadata.num_rows == 10_000
    assert table.metadata.num_row_groups == 3


class Until(Silent):
    """Stops when a condition holds, at the latest after a while."""

    def __init__(self) -> None:
        super().__init__()
        self.stop = threading.Event()
        self.end = time.monotonic() + 60

    def should_stop(self) -> bool:
        return self.stop.is_set() or time.monotonic() > self.end


def rows_of(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def wait_for(condition: object, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    assert callable(condition)
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def test_a_watched_folder_is_answered_as_files_come(model: Path, photos: Path) -> None:
    target, reporter = photos.parent / "w.csv", Until()

    def run() -> None:
        watch(model, [photos], target, reporter, batch=2, poll=0.1)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        wait_for(lambda: len(rows_of(target)) == 6)
        growing = photos / "late.png"
        whole = (photos / "0.png").read_bytes()
        with growing.open("wb") as stream:
            for place in range(0, len(whole), len(whole) // 8):
                stream.write(whole[place : place + len(whole) // 8])
                stream.flush()
                time.sleep(0.05)
        noisy("blue", 9).save(photos / "broken.png")
        wait_for(lambda: len(rows_of(target)) >= 8)
    finally:
        reporter.stop.set()
        thread.join()
    rows = rows_of(target)
    last = {Path(row["path"]).name: row for row in rows}
    assert not last["late.png"]["problem"], "it was read while it grew"
    assert not last["broken.png"]["problem"], "it was mended and not answered again"
    again = Until()
    again.stop.set()
    watch(model, [photos], target, again)
    assert rows_of(target) == rows


def test_a_killed_watch_goes_on_with_what_is_left(model: Path, photos: Path) -> None:
    target = photos.parent / "w.csv"
    code = (
        "import sys; from pathlib import Path\n"
        "from tlstudio.core.reporting import Silent\n"
        "from tlstudio.evaluation.watching import watch\n"
        "watch(Path(sys.argv[1]), [Path(sys.argv[2])], Path(sys.argv[3]), Silent(), batch=1,"
        " poll=0.05)\n"
    )
    command = [sys.executable, "-c", code, str(model), str(photos), str(target)]
    worker = subprocess.Popen(command)
    try:
        wait_for(lambda: len(rows_of(target)) >= 2, 150)
        with pytest.raises(LockedError):
            watch(model, [photos], target, Until())
    finally:
        worker.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        worker.wait()
    with target.open("ab") as stream:
        stream.write(b'"/torn/by, the kill')
    reporter = Until()
    thread = threading.Thread(
        target=watch, args=(model, [photos], target, reporter), kwargs={"poll": 0.05}
    )
    thread.start()
    try:
        wait_for(lambda: len(rows_of(target)) == 6 and b"torn" not in target.read_bytes())
    finally:
        reporter.stop.set()
        thread.join()
    names = [Path(row["path"]).name for row in rows_of(target)]
    assert sorted(names) == sorted(path.name for path in photos.iterdir()), "twice, or left out"


def test_a_file_that_is_no_table_of_this_model_is_left_alone(model: Path, photos: Path) -> None:
    precious = photos.parent / "notes.csv"
    precious.write_text("my,own\ntable,here\n")
    with pytest.raises(BadInputError, match="no table of this model's predictions"):
        watch(model, [photos], precious, Until())
    assert precious.read_text() == "my,own\ntable,here\n"


def test_a_file_that_changes_while_it_is_answered_is_answered_again(photos: Path) -> None:
    image = photos / "0.png"
    watched = _Watched([image], {})
    watched.ready()
    assert watched.ready() == [image]
    noisy("blue", 77, 90).save(image)
    watched.answered(image)
    watched.ready()
    assert watched.ready() == [image]
    watched.answered(image)
    watched.ready()
    assert watched.ready() == []


def test_watching_takes_no_column(
    model: Path, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = photos.parent / "w.csv"
    words = ["predict", str(model), str(photos), "--watch", "-o", str(table), "--column", "Bild"]
    assert main(words) == 2
    assert "--column does not go with --watch" in capsys.readouterr().err
    assert not table.exists()
