"""Each kind of report part is shown, one that nobody knows as well, and tables copy safely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tlstudio.core.reports import (
    Check,
    Confusion,
    Curve,
    EvaluationReport,
    Gallery,
    Ladder,
    Metric,
    Metrics,
    Prose,
    ReportPart,
    Rung,
    Table,
    Warnings,
)
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.session import Session
from tlstudio.gui.views.confusion import ConfusionView
from tlstudio.gui.views.context import ImageItem, ImageSet, ReportContext
from tlstudio.gui.views.curve import CurveView, at_threshold
from tlstudio.gui.views.gallery import GalleryView
from tlstudio.gui.views.image_list import ImageList
from tlstudio.gui.views.ladder import LadderView
from tlstudio.gui.views.plain import PlainView
from tlstudio.gui.views.table import TableView
from tlstudio.gui.views.view import view_of, views
from tlstudio.project.evaluations import Evaluation, Scores
from tlstudio.project.runs import RunFolder

ACCURACY = Metric(
    name="accuracy", label="Accuracy", value=0.9, low=0.8, high=0.95, method="Wilson", headline=True
)


def scores() -> Scores:
    return Scores(
        classes=("ant", "bee"),
        keys=("a/1.png", "a/2.png", "b/3.png", "b/4.png"),
        groups=("", "", "", ""),
        truth=("ant", "ant", "bee", "bee"),
        answers=("ant", "bee", "bee", "bee"),
        right=np.array([True, False, True, True]),
        probabilities=np.array([[0.9, 0.1], [0.3, 0.7], [0.2, 0.8], [0.4, 0.6]], np.float32),
    )


def parts() -> dict[str, ReportPart]:
    rungs = (
        Rung(
            name="linear_probe", label="Linear layer", metrics=(ACCURACY,), p_value=4e-4, test="t",
            difference=Metric(name="accuracy", label="", value=-0.1, low=-0.2, high=-0.01),
        ),
        Rung(name="this_run", label="This run", metrics=(ACCURACY,)),
    )  # fmt: skip
    columns = ("class", "images", "recall", "recall low", "recall high")
    rows = (("ant", 12, 0.5, 0.2, 0.8), ("=bee", 3, 1.0, 0.9, 1.0), ("wasp", 40, None, None, None))
    return {
        "metrics": Metrics(metrics=(ACCURACY,)),
        "ladder": Ladder(rungs=rungs, verdict="It is worse.", beaten=False),
        "table": Table(title="Results by class", columns=columns, rows=rows, note="A note."),
        "confusion": Confusion(classes=("ant", "bee"), counts=((1, 1), (0, 2))),
        "curve": Curve(
            title="ROC curve", x_label="others", y_label="found",
            lines={"ant": ((0.0, 1.0), (0.0, 1.0)), "bee": ((0.0, 1.0), (0.0, 1.0))},
        ),
        "gallery": Gallery(title="Worst", keys=("a/2.png", "b/4.png"), captions=("x", "y")),
        "prose": Prose(
            name="methods", title="Methods", paragraphs=("We did.", "And so."), copyable=True
        ),
        "check": Check(
            title="Do heat-maps show something?", sentence="They do.", passed=True,
            columns=("shuffled", "rank correlation"), rows=(("everything", 0.03),),
        ),
        "warnings": Warnings(sentences=("Only 3 groups.",)),
    }  # fmt: skip


class _Context(ReportContext):
    """Finds every image at once, without a run's frozen list."""

    def fetch(
        self, keys: Sequence[str], owner: QObject, done: Callable[[list[ImageItem]], None]
    ) -> Ticket:
        done([ImageItem(key) for key in keys])
        return Ticket(owner, done, None)


@pytest.fixture
def context(session: Session, tmp_path: Path) -> ReportContext:
    report = EvaluationReport(
        run="r", task="image-classification", split="validation", n=4, groups=2,
        created="2026-01-01T00:00:00+0000", parts=tuple(parts().values()),
    )  # fmt: skip
    made = _Context(session, RunFolder(tmp_path / "r"), Evaluation(tmp_path, report), scores())
    made.setParent(session)
    return made


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_every_kind_of_part_has_a_view_and_none_is_broken() -> None:
    found = views()
    assert found.broken == {}
    assert set(found.items) == set(parts())


@pytest.mark.parametrize("kind", sorted(parts()))
def test_a_part_is_shown_with_its_title(qtbot: QtBot, context: ReportContext, kind: str) -> None:
    part = parts()[kind]
    widget = view_of(part).build(part, context)
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show()
    assert part.title in words(widget)
    assert not widget.grab().isNull()


def test_a_part_of_an_unknown_kind_is_shown_plainly(qtbot: QtBot, context: ReportContext) -> None:
    part: dict[str, Any] = {
        "part": "spectrum",
        "title": "Something new",
        "peaks": [{"at": 1.25, "names": ["a", "b"]}],
    }
    widget = view_of(part).build(part, context)
    qtbot.addWidget(widget)
    assert isinstance(widget, PlainView)
    assert "Something new" in words(widget)
    assert "1.25" in words(widget)
    assert "a, b" in words(widget)


def test_a_fine_tune_that_does_not_beat_the_probe_is_said_in_red(
    qtbot: QtBot, context: ReportContext
) -> None:
    part = parts()["ladder"]
    assert isinstance(part, Ladder)
    widget = LadderView(part, context)
    qtbot.addWidget(widget)
    assert widget.verdict.property("role") == "error"
    assert "Wilson" in widget.figure().legend
    assert "4 images" in widget.figure().legend
    assert "2 groups" in widget.figure().legend
    assert widget.table is not None
    assert "< 0.001" in widget.table.text_to_copy()
    better = LadderView(part.model_copy(update={"beaten": True}), context)
    qtbot.addWidget(better)
    assert better.verdict.property("role") != "error"


def test_a_table_sorts_copies_safely_and_hides_what_rests_on_few(
    qtbot: QtBot, context: ReportContext
) -> None:
    part = parts()["table"]
    assert isinstance(part, Table)
    view = TableView(part, context)
    qtbot.addWidget(view)
    model = view.table.model()
    assert model.columnCount() == 3
    assert model.index(0, 2).data() == "0.500  (0.200 – 0.800)"
    assert model.index(1, 2).data() == "too few to measure"
    assert model.index(2, 2).data() == "–"
    view.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 0).data() == "wasp"
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "class\timages\trecall\trecall low\trecall high"
    assert lines[1] == "wasp\t40\t\t\t"
    assert lines[3] == "'=bee\t3\t1.0\t0.9\t1.0"
    view.table.selectRow(1)
    assert len(view.table.text_to_copy().splitlines()) == 2


def test_a_cell_of_the_confusion_matrix_shows_its_images(
    qtbot: QtBot, context: ReportContext
) -> None:
    part = parts()["confusion"]
    assert isinstance(part, Confusion)
    view = ConfusionView(part, context)
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    wanted: list[ImageSet] = []
    context.images_wanted.connect(wanted.append)
    area = view.grid.visualRect(view.grid.model().index(0, 1))
    qtbot.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert [images.keys for images in wanted] == [("a/2.png",)]
    assert "ant" in wanted[0].title
    qtbot.keyClick(view.grid, Qt.Key.Key_Down)
    qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    assert [images.keys for images in wanted[1:]] == [("b/3.png", "b/4.png")]
    view.percent.setChecked(True)
    assert view.grid.model().index(0, 0).data() == "50 %"
    assert view.figure().percent
    view.grid.copy()
    assert QGuiApplication.clipboard().text() == "truth \\ answer\tant\tbee\nant\t1\t1\nbee\t0\t2\n"


def test_the_threshold_counts_what_it_names(qtbot: QtBot, context: ReportContext) -> None:
    at = at_threshold(scores(), "bee", 0.65)
    assert (at.found, at.alarms, at.precision, at.named) == (0.5, 0.5, 0.5, 2)
    assert at_threshold(scores(), "bee", 0.99).precision is None
    part = parts()["curve"]
    assert isinstance(part, Curve)
    view = CurveView(part, context)
    qtbot.addWidget(view)
    view.classes.setCurrentText("bee")
    view.threshold.setValue(65)
    assert view.figure().marks == ((0.5, 0.5),)
    assert "50\u00a0%" in view.said.text()


def test_a_training_curve_has_no_threshold(qtbot: QtBot, context: ReportContext) -> None:
    part = Curve(
        title="How training went", x_label="pass", y_label="loss",
        lines={"training images": ((1.0, 2.0), (0.5, 0.4))},
    )  # fmt: skip
    view = CurveView(part, context)
    qtbot.addWidget(view)
    view.show()
    assert view.classes.count() == 0
    assert view.figure().marks == ()


def test_a_gallery_asks_for_the_clicked_image_first(qtbot: QtBot, context: ReportContext) -> None:
    part = parts()["gallery"]
    assert isinstance(part, Gallery)
    view = GalleryView(part, context)
    qtbot.addWidget(view)
    wanted: list[ImageSet] = []
    context.images_wanted.connect(wanted.append)
    images = view.findChild(ImageList)
    assert images is not None
    images.clicked.emit(images.model().index(1, 0))
    assert wanted[0].keys == ("b/4.png", "a/2.png")
    assert wanted[0].captions == ("y", "x")


def test_a_lasso_chooses_what_lies_inside(
    qtbot: QtBot, context: ReportContext, settle: Callable[..., None]
) -> None:
    from tlstudio.gui.views.figures import ScatterFigure
    from tlstudio.gui.views.scatter import ScatterPlot, inside_polygon

    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], float)
    x, y = np.array([0.5, 2.0, -1.0, 0.9]), np.array([0.5, 0.5, 0.5, 0.1])
    assert inside_polygon(x, y, square).tolist() == [True, False, False, True]
    plot = ScatterPlot(context)
    qtbot.addWidget(plot)
    plot.resize(500, 500)
    plot.show()
    keys = ("a/1.png", "a/2.png", "b/3.png", "b/4.png")
    plot.show_figure(
        ScatterFigure(
            x.astype(np.float32),
            y.astype(np.float32),
            np.array([0, 0, 1, 1]),
            np.array([False, True, False, False]),
            keys,
            ("ant", "bee"),
        )
    )
    chosen: list[list[int]] = []
    plot.chosen.connect(lambda places: chosen.append(places.tolist()))
    plot.choose_inside(square)
    assert chosen == [[0, 3]]
    plot.set_lasso(True)
    qtbot.waitExposed(plot)
    area = plot.plot.viewport()
    corners = [
        (1, 1),
        (area.width() - 2, 1),
        (area.width() - 2, area.height() - 2),
        (1, area.height() - 2),
    ]
    points = [QPointF(*corner).toPoint() for corner in corners]
    qtbot.mousePress(area, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(area, point)
    qtbot.mouseRelease(area, Qt.MouseButton.LeftButton, pos=points[-1])
    settle(lambda: len(chosen) == 2)
    assert chosen[1] == [0, 1, 2, 3]


def test_a_small_matrix_is_seen_whole(qtbot: QtBot, context: ReportContext) -> None:
    names, counts = ("apoptotic", "interphase", "mitotic"), ((12, 1, 5), (0, 16, 2), (1, 4, 13))
    view = ConfusionView(Confusion(classes=names, counts=counts), context)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    qtbot.waitExposed(view)
    room, grid = view.grid.viewport().size(), view.grid
    assert room.width() >= grid.horizontalHeader().length()
    assert room.height() >= grid.verticalHeader().length()
