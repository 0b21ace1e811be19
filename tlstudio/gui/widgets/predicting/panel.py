"""Use a model: drop images, look at the answers, filter, save, copy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from tlstudio.core.errors import StudioError
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.predicting.filters import PredictionFilters
from tlstudio.gui.widgets.predicting.kinds import kind_of
from tlstudio.gui.widgets.predicting.predictor import Guard
from tlstudio.gui.widgets.predicting.saving import COPIED, as_text, save_table
from tlstudio.gui.widgets.predicting.table import BROKEN, Row, select
from tlstudio.gui.widgets.predicting.view import PredictionList
from tlstudio.gui.widgets.thumbnail import Thumbnails
from tlstudio.gui.widgets.words import breakable, count, duration


class PredictionPanel(QWidget):
    """The same in a project and on the page of a given model.

    Args:
        services: Of the application.
        folder: Where tables of many files are kept.
        owner: Whose thumbnails are used.
        guard: See `Predictor`.
        nouns: Of what is predicted on.

    Signals:
        rows_changed: Other rows are shown or selected.
    """

    rows_changed = Signal()

    def __init__(
        self,
        services: Services,
        folder: Path,
        owner: Session | Services,
        guard: Guard | None = None,
        nouns: Nouns = IMAGES,
    ) -> None:
        super().__init__()
        self._nouns, self._kind = nouns, kind_of(nouns)
        self._services = services
        self._saved_in: Path | None = None
        self._ticket: Ticket | None = None
        self.banner = Banner()
        self.predictor = self._kind.predictor(services, folder, guard, self, nouns)
        self.filters = PredictionFilters(nouns)
        self.list = PredictionList(services, Thumbnails.of(owner))
        self.detail = self._kind.detail(services, nouns)
        self.typing = self._kind.typing(services, nouns, guard) if self._kind.typing else None
        self.counted = make.label("", "caption")
        self.pages = make.Pages()
        self.pages.addWidget(self._empty_page())
        self.pages.addWidget(self._full_page())
        self._progress = self._progress_line()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.banner)
        layout.addWidget(self._progress)
        if self.typing is not None:
            layout.addWidget(self.typing)
        layout.addWidget(self.pages, 1)
        self.list.chosen.connect(self._look_at)
        self.list.selected.connect(lambda _: self._count())
        self.filters.changed.connect(lambda _: self._show_rows())
        self.predictor.changed.connect(self._table_changed)
        self.predictor.busy.connect(self._busy)
        self.predictor.started.connect(self._follow)
        self.predictor.failed.connect(self.banner.show_error)
        self.predictor.hidden.connect(self._say_hidden)
        self.predictor.stopped.connect(self._say_stopped)
        self._actions = self._make_actions()

    # Parts

    def _empty_page(self) -> QWidget:
        self.zone, inside = make.frame("drop", margins=32)
        self.zone.setAccessibleName(self._nouns.tr(self, "Drop images or folders here"))
        sign = make.IconLabel(self._kind.icon, 44, "accent")
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = make.label(self._nouns.tr(self, "Drop images or folders here"), "heading")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = make.label(
            self._nouns.tr(
                self,
                "The model answers on this computer. A folder may hold thousands of images; files "
                "that cannot be read are listed and stop nothing. Your files are never changed.",
            ),
            "muted",
            wrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose_folder = make.button(
            self.tr("Choose a folder…"), self.browse_folder, role="primary", icon_name="folder-open"
        )
        self.choose_files = make.button(
            self._nouns.tr(self, "Choose images…"),
            self.browse_files,
            icon_name=self._kind.file_icon,
        )
        inside.addStretch(1)
        inside.addWidget(sign)
        inside.addWidget(title)
        inside.addWidget(words)
        inside.addSpacing(8)
        inside.addLayout(make.row(None, self.choose_folder, self.choose_files, None))
        inside.addStretch(2)
        return self.zone

    def _full_page(self) -> QWidget:
        page = QWidget()
        more = make.button(
            self._nouns.tr(self, "More images…"), self.browse_files, icon_name="plus"
        )
        folder = make.tool("folder-open", self.tr("Predict on a folder"), self.browse_folder)
        self.save_button = make.button(self.tr("Save…"), self.save, icon_name="save")
        self.save_button.setToolTip(self.tr("The rows that are shown, as CSV or JSON"))
        self.copy_button = make.tool("copy", self.tr("Copy the table for a spreadsheet"), self.copy)
        self.open_button = make.tool(
            "external-link", self.tr("Open the folder of the table"), self.open_folder
        )
        self.acts = make.row(spacing=8)
        top = make.row(more, folder, None, self.save_button, self.copy_button, self.open_button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        card, inside = make.frame("card", margins=4)
        inside.addWidget(self.list)
        column.addWidget(self.filters)
        column.addWidget(card, 1)
        under = make.row(self.counted, None, self.acts)
        column.addLayout(under)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(left)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([580, 420])
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        return page

    def _progress_line(self) -> QFrame:
        frame, inside = make.frame("inset", margins=12)
        self.stage = make.label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the predictions"))
        self.cancel_button = make.button(self.tr("Stop"), self.predictor.stop, icon_name="x")
        line = make.row(make.column(self.stage, self.bar, spacing=4), self.cancel_button)
        line.setStretch(0, 1)
        inside.addLayout(line)
        frame.hide()
        return frame

    def _make_actions(self) -> list[QAction]:
        pairs = (
            (self._nouns.tr(self, "Predict on images…"), "Ctrl+Shift+O", self.browse_files),
            (self.tr("Predict on a folder…"), "Ctrl+Alt+O", self.browse_folder),
            (self.tr("Save the predictions…"), "Ctrl+S", self.save),
            (self.tr("Copy the predictions for a spreadsheet"), "Ctrl+Shift+C", self.copy),
        )
        made = []
        for words, keys, act in pairs:
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda *_, act=act: act())
            self.addAction(action)
            made.append(action)
        return made

    def actions_for_palette(self) -> list[QAction]:
        """Of this panel."""
        return self._actions

    # The model and the images

    def set_model(self, model: Path | None, classes: tuple[str, ...]) -> None:
        """Predict with this model from now on."""
        self.banner.hide()
        self.filters.set_classes(classes)
        self.detail.set_model(model, classes)
        self.predictor.set_model(model, classes)
        if self.typing is not None:
            self.typing.set_model(model, classes)

    def accept_drop(self, paths: list[str]) -> bool:
        """Predict on what was dropped."""
        if self.predictor.model is None or not paths:
            return False
        self.banner.hide()
        self.predictor.predict(paths)
        return True

    def browse_files(self) -> None:
        """Ask for images."""
        names = " ".join(f"*{suffix}" for suffix in sorted(self._kind.suffixes))
        kinds = f"{self._nouns.tr(self, 'Images')} ({names});;{self.tr('All files')} (*)"
        files, _ = QFileDialog.getOpenFileNames(
            self, self._nouns.tr(self, "Images to predict on"), "", kinds
        )
        self.accept_drop(files)

    def browse_folder(self) -> None:
        """Ask for a folder."""
        folder = QFileDialog.getExistingDirectory(
            self, self._nouns.tr(self, "Folder of images to predict on")
        )
        if folder:
            self.accept_drop([folder])

    # Progress

    def _busy(self, busy: bool, words: str) -> None:
        self._progress.setVisible(busy)
        self.stage.setText(words)
        self.bar.setRange(0, 0 if busy else 1)

    def _follow(self, item: JobItem) -> None:
        item.changed.connect(lambda: self._show_progress(item))

    def _show_progress(self, item: JobItem) -> None:
        if item is not self.predictor.job or item.state == "stopping":
            return
        if item.state == "waiting":
            self.stage.setText(self.tr("Waiting for other work to end…"))
            return
        if not item.total:
            return
        said = [
            self._nouns.tr(self, "%1 of %2 images")
            .replace("%1", count(item.done))
            .replace("%2", count(item.total))
        ]
        if item.rate:
            said.append(self.tr("%1 a second").replace("%1", f"{item.rate:.0f}"))
        if item.eta is not None and item.done < item.total:
            said.append(self.tr("%1 left").replace("%1", duration(item.eta)))
        self.stage.setText(" · ".join(said))
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * (item.fraction or 0)))

    def _say_stopped(self, done: int, total: int) -> None:
        words = self._nouns.tr(self, "Stopped after %1 of %2 images.")
        self.banner.say(
            "info",
            words.replace("%1", count(done)).replace("%2", count(total)),
            self.tr("What was answered until then is in the table.") if done else "",
        )

    def _say_hidden(self, number: int) -> None:
        self.banner.say(
            "info",
            self._nouns.tr(self, "%n image(s) of the final test are left out.", number),
            self.tr("They, and copies of them, stay unseen until you open it in Evaluate."),
        )

    # Rows

    def _table_changed(self) -> None:
        self.pages.setCurrentIndex(1 if len(self.predictor.table.codes) else 0)
        self._show_rows()

    def _show_rows(self) -> None:
        table, wish = self.predictor.table, self.filters.wish()
        if self._ticket is not None:
            self._ticket.cancel()
        if table.file is None:
            self.list.show_rows(table, select(table, wish))
            self._count()
            return

        def show(order: NDArray[np.int64]) -> None:
            self.list.show_rows(table, order)
            self._count()

        self._ticket = self._services.background.run(
            lambda: select(table, wish), owner=self, done=show
        )

    def _look_at(self, row: Row | None) -> None:
        self.detail.show_row(row)

    def _count(self) -> None:
        table, shown = self.predictor.table, len(self.list.order)
        total, broken = len(table.codes), int((table.codes == BROKEN).sum())
        said = [self._nouns.tr(self, "%n image(s)", total)]
        if shown != total:
            said.append(self.tr("%n shown", "", shown))
        if broken:
            said.append(self.tr("%n without an answer", "", broken))
        if unlike := int(table.unlike.sum()):
            said.append(self._nouns.tr(self, "%n unlike the training images", unlike))
        if len(self.list.marked) > 1:
            said.append(self.tr("%n selected", "", len(self.list.marked)))
        self.counted.setText(" · ".join(said))
        self.open_button.setEnabled(table.file is not None or self._saved_in is not None)
        self.rows_changed.emit()

    def wanted_rows(self) -> NDArray[np.int64]:
        """The selected rows when several are, else all that are shown."""
        marked = self.list.marked
        return marked if len(marked) > 1 else self.list.order

    def add_act(self, act: QPushButton) -> None:
        """Put a further button below the list."""
        self.acts.addWidget(act)

    # Saving

    def save(self) -> None:
        """Ask where to, and save what is shown."""
        if not len(self.list.order):
            return
        kinds = f"{self.tr('Table for spreadsheets')} (*.csv);;JSON (*.json)"
        target, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the predictions"), "predictions.csv", kinds
        )
        if target:
            ending = ".json" if "json" in kind else ".csv"
            path = Path(target)
            self.save_to(path if path.suffix else path.with_suffix(ending))

    def save_to(self, target: Path) -> None:
        """Save what is shown, or selected when several are."""
        table, numbers = self.predictor.table, self.wanted_rows()

        def done(number: int) -> None:
            self._saved_in = target.parent
            self._count()
            self.banner.say(
                "good",
                self.tr("%n prediction(s) are saved in %1.", "", number).replace("%1", target.name),
                breakable(str(target.parent)),
                ((self.tr("Open the folder"), self.open_folder),),
            )

        self._services.background.run(
            lambda: save_table(table, numbers, target),
            owner=self,
            done=done,
            failed=self.banner.show_error,
        )

    def copy(self) -> None:
        """Put what is shown on the clipboard."""
        table, numbers = self.predictor.table, self.wanted_rows()
        if not len(numbers):
            return

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            copied = min(len(numbers), COPIED)
            sentence = self.tr("%n row(s) are copied. Paste them into a spreadsheet.", "", copied)
            hint = ""
            if copied < len(numbers):
                hint = self.tr("There are more: save the table to have them all.")
            self.banner.say("good", sentence, hint)

        self._services.background.run(
            lambda: as_text(table, numbers), owner=self, done=done, failed=self.banner.show_error
        )

    def open_folder(self) -> None:
        """Show where the table lies."""
        file = self.predictor.table.file
        folder = self._saved_in or (file.parent if file is not None else None)
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def show_error(self, error: StudioError) -> None:
        """Say what went wrong above the list."""
        self.banner.show_error(error)
