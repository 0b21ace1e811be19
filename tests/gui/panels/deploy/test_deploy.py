"""Deploy: predictions on good and broken files, the locked final test, exports, sharing."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.pictures import noisy
from tests.runs import new_run, small_plan
from tlstudio.core.samples import SplitPart
from tlstudio.data.store.query import Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.deploy.panel import DeployPanel
from tlstudio.gui.panels.deploy.records import read_exports
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.predicting.detail import PredictionDetail
from tlstudio.jobs.answers import Format, FormatList

pytestmark = pytest.mark.timeout(240)
Open = Callable[[Path], Session]
MANY = 30
PARTS: tuple[SplitPart, ...] = ("test", "train")


@pytest.fixture
def copied(trained_project: Path, tmp_path: Path) -> Path:
    """The trained project, to be changed; its images stay where they are."""
    return Path(shutil.copytree(trained_project, tmp_path / "copied"))


@pytest.fixture
def panel(copied: Path, open_session: Open, qtbot: QtBot) -> DeployPanel:
    made = DeployPanel(open_session(copied))
    qtbot.addWidget(made)
    made.resize(1050, 740)
    made.show()
    made.entered()
    qtbot.waitUntil(lambda: made.using.predictor.model is not None)
    return made


def pictures(folder: Path, number: int, first: int = 900) -> Path:
    folder.mkdir(exist_ok=True)
    for seed in range(first, first + number):
        colour = ("red", "blue")[seed % 2]
        noisy(colour, seed).save(folder / f"{seed}-{colour}.png")
    return folder


def answered(panel: DeployPanel, qtbot: QtBot, number: int) -> None:
    qtbot.waitUntil(
        lambda: len(panel.using.predictor.table.codes) == number and panel.using.stage.text() == "",
        timeout=90_000,
    )


def press(panel: DeployPanel, words: str) -> None:
    buttons = panel.findChildren(QPushButton)
    next(button for button in buttons if button.text() == words and button.isVisible()).click()


ONNX = Format(id="onnx", title="ONNX", purpose="For others.", suffix=".onnx")


def test_without_a_model_it_sends_to_the_training(
    session: Session, project: Path, qtbot: QtBot
) -> None:
    panel = DeployPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.accept_drop([str(project)])
    with qtbot.waitSignal(session.go) as gone:
        press(panel, "Go to Train")
    assert gone.args == ["train"]


@pytest.mark.long
def test_dropped_files_are_answered_looked_at_filtered_and_saved(
    panel: DeployPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = pictures(tmp_path / "new", 4)
    (folder / "torn.png").write_bytes((folder / "900-red.png").read_bytes()[:200])
    (folder / "notes.txt").write_text("nothing to look at")
    using = panel.using
    assert panel.accept_drop([str(folder), str(folder / "notes.txt")])
    answered(panel, qtbot, 6)
    rows = {row.path.name: row for row in using.predictor.table.rows(range(6))}
    assert "torn.png" in rows["torn.png"].problem
    assert rows["notes.txt"].problem
    for name in ("900-red.png", "901-blue.png"):
        assert rows[name].names == (name[4:-4],)
        assert sum(rows[name].probabilities.values()) == pytest.approx(1, abs=1e-4)
    assert "2 without an answer" in using.counted.text()

    detail = using.detail
    assert isinstance(detail, PredictionDetail)
    qtbot.waitUntil(lambda: detail.canvas.has_image, timeout=60_000)
    assert detail.answer.text().startswith("red")
    detail.heat.setChecked(True)
    qtbot.waitUntil(lambda: "Looking" not in detail.note.text(), timeout=30_000)
    assert detail.note.text()

    using.filters.label.setCurrentText("blue")
    assert len(using.list.order) == 2
    using.save_to(tmp_path / "blue.csv")
    qtbot.waitUntil(lambda: "2 prediction(s) are saved" in using.banner.text)
    with (tmp_path / "blue.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [line["prediction"] for line in csv.DictReader(stream)] == ["blue", "blue"]
    using.filters.label.setCurrentText("Files without an answer")
    using.copy()
    qtbot.waitUntil(lambda: "copied" in using.banner.text)
    assert QGuiApplication.clipboard().text().count("torn.png") >= 1
    assert using.detail.answer.text() == "No answer"


@pytest.mark.long
def test_a_folder_of_many_is_a_job_whose_table_is_read_in_pieces(
    panel: DeployPanel, copied: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = pictures(tmp_path / "many", MANY)
    (folder / "torn.png").write_bytes(b"no image")
    using = panel.using
    with qtbot.waitSignal(using.predictor.started, timeout=20_000) as started:
        panel.accept_drop([str(folder)])
    item = started.args[0]
    answered(panel, qtbot, MANY + 1)
    assert item.outcome.state == "finished"
    file = using.predictor.table.file
    assert file is not None
    assert file.parent == copied / "exports" / "predictions"
    qtbot.waitUntil(lambda: using.list.row_at(0) is not None)
    using.list.go_to(MANY)
    qtbot.waitUntil(lambda: using.detail.answer.text() == "No answer")
    using.filters.order.setCurrentIndex(1)
    qtbot.waitUntil(lambda: using.list.place == 0)
    qtbot.waitUntil(lambda: using.list.row_at(0) is not None)
    first, second = using.list.row_at(0), using.list.row_at(1)
    assert first is not None
    assert second is not None
    assert (first.probability or 1) <= (second.probability or 1)


@pytest.mark.long
def test_what_was_answered_before_a_stop_is_kept_and_counted(
    panel: DeployPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = pictures(tmp_path / "many", 1)
    content = next(folder.iterdir()).read_bytes()
    for number in range(799):
        (folder / f"copy{number}.png").write_bytes(content)
    using = panel.using
    with qtbot.waitSignal(using.predictor.started, timeout=20_000) as started:
        panel.accept_drop([str(folder)])
    item = started.args[0]
    qtbot.waitUntil(lambda: bool(item.total), timeout=90_000)
    with qtbot.waitSignal(using.predictor.stopped, timeout=90_000) as told:
        using.cancel_button.click()
        assert "Stopping" in using.stage.text()
    done, total = told.args
    assert 0 < done < total == 800
    assert f"Stopped after {done} of 800 images." in using.banner.text
    assert "in the table" in using.banner.text
    assert len(using.predictor.table.codes) == done
    assert using.stage.text() == ""
    file = using.predictor.table.file
    assert file is not None
    with file.open(encoding="utf-8-sig", newline="") as stream:
        assert sum(1 for _ in csv.DictReader(stream)) == done


@pytest.mark.long
def test_the_locked_final_test_is_neither_shown_nor_taken_in(
    panel: DeployPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    using, session = panel.using, panel.session
    found: list[tuple[list[Path], list[Path]]] = []

    def paths(store: DatasetStore) -> tuple[list[Path], list[Path]]:
        test, train = (
            [store.resolve(sample.media[0]) for sample in store.iterate(Where(split=part))]
            for part in PARTS
        )
        return test, train

    session.read(paths, owner=panel, done=found.append)
    qtbot.waitUntil(lambda: bool(found))
    tests, trains = found[0]
    panel.accept_drop([str(tests[0]), str(tests[1]), str(trains[0])])
    answered(panel, qtbot, 1)
    assert "2 image(s) of the final test are left out" in using.banner.text

    new = pictures(tmp_path / "new", 3)
    shutil.copyfile(tests[0], new / "a copy of a final test image.png")
    panel.accept_drop([str(new)])
    answered(panel, qtbot, 4)
    assert "1 image(s) of the final test are left out" in using.banner.text
    assert "copies" in using.banner.text
    before = dict(session.facts.classes)
    panel.send_back()
    qtbot.waitUntil(lambda: "Add 4 image(s)" in using.banner.text)
    assert "without a label" in using.banner.text
    press(panel, "Add them")
    with qtbot.waitSignal(panel.sending.done, timeout=120_000):
        qtbot.waitUntil(lambda: "3 image(s) are added" in using.banner.text, timeout=60_000)
    assert "1 were there already" in using.banner.text
    qtbot.waitUntil(lambda: session.facts.images == 75)
    assert session.facts.classes == before
    suggestions = panel.run.folder.path / "suggestions.sqlite" if panel.run else Path()
    counts: list[int] = []

    def count(store: DatasetStore) -> int:
        store.attach_suggestions(suggestions)
        return store.count(Where(label="", suggested=True)) + store.count(Where(aside=True))

    session.read(count, owner=panel, done=counts.append)
    qtbot.waitUntil(lambda: counts == [3])


@pytest.mark.long
def test_a_model_is_saved_with_its_proof_and_shared_with_its_report(
    panel: DeployPanel, copied: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = panel.share
    panel.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: bool(page.cards), timeout=60_000)
    card = page.cards["onnx"]
    assert "onnxruntime" in card.purpose.text()
    page.folder = tmp_path / "stick"
    with qtbot.waitSignal(card.written, timeout=90_000):
        card.save.click()
    qtbot.waitUntil(lambda: len(page.exports.found) == 1)
    record = page.exports.found[0]
    assert record.file.parent == page.folder
    assert record.proof is not None
    assert record.proof.part == "validation"
    assert record.proof.agreement == 1.0
    assert "12 tuning image(s)" in card.proof.text()
    # One plate alone: no interval can be given, and none is made up.
    said = card.quality.text().replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Balanced accuracy 100 %; the trained model 100 %."
    item = page.past.item(0, 0)
    assert item is not None
    assert item.text() == record.file.name

    report = panel.run.folder.report_path if panel.run else copied
    report.write_text(report.read_text("utf-8").replace("</body>", "<p>plate1</p></body>"), "utf-8")
    page.share_into(tmp_path / "given")
    qtbot.waitUntil(lambda: "plate1" in page.share_banner.text)
    assert not (tmp_path / "given").exists()
    press(panel, "Share it as it is")
    qtbot.waitUntil(lambda: "Report, model and proof" in page.share_banner.text)
    (target,) = (tmp_path / "given").iterdir()
    names = sorted(path.name for path in target.iterdir())
    assert names == sorted(
        ["README.txt", "report.html", record.file.name, f"{record.file.name}.proof.json"]
    )
    assert "It does not include: Images" in (target / "README.txt").read_text("utf-8")


def test_a_place_that_cannot_be_written_is_said_and_a_damaged_proof_named(
    panel: DeployPanel, copied: Path, qtbot: QtBot
) -> None:
    page = panel.share
    (copied / "exports" / "old.onnx.proof.json").write_text("{torn")
    page._take_formats(FormatList(formats=(ONNX,), broken={"tlstudio.export.other": "no module"}))
    assert "other" in page.banner.text
    page.refresh()
    qtbot.waitUntil(lambda: "1 proof(s) cannot be read" in page.banner.text)
    (copied / "file").write_text("no folder")
    page.folder = copied / "file" / "below"
    card = page.cards["onnx"]
    card.save.click()
    qtbot.waitUntil(lambda: "cannot be used" in card.banner.text)
    assert not card.save.isHidden()
    assert read_exports(copied / "exports").found == ()


def test_a_run_without_a_model_is_not_offered(
    copied: Path, open_session: Open, qtbot: QtBot
) -> None:
    new_run(copied, small_plan(), "begun")
    panel = DeployPanel(open_session(copied))
    qtbot.addWidget(panel)
    assert panel.runs.count() == 1
    assert panel.run is not None
    assert "begun" not in panel.run.name
    qtbot.waitUntil(lambda: panel.using.predictor.model is not None)
