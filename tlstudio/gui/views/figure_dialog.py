"""A figure made ready for a paper: format, size, font, colours, names and order, with a preview."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tlstudio.core.errors import StudioError
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.services import Services
from tlstudio.gui.views.figure_files import (
    FORMATS,
    FigureSize,
    Format,
    height_mm,
    render,
    write_figure,
    write_table,
)
from tlstudio.gui.views.figures import Figure
from tlstudio.gui.views.paper import PALETTES, FigureStyle
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner

_PREVIEW_DPI = 144
_WAIT = 60
_WIDTHS = (85.0, 174.0)
_FILTERS = {
    "pdf": "PDF (*.pdf)",
    "svg": "SVG (*.svg)",
    "tiff": "TIFF (*.tif)",
    "png": "PNG (*.png)",
}
_ENDINGS = {"pdf": ".pdf", "svg": ".svg", "tiff": ".tif", "png": ".png"}


@dataclass(frozen=True)
class FigureWish:
    """What was chosen."""

    form: Format
    size: FigureSize
    style: FigureStyle


class FigureDialog(QDialog):
    """Changes nothing of the report; the figure alone gets other names."""

    def __init__(self, figure: Figure, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Figure for a paper"))
        self.resize(980, 640)
        self._figure = figure
        self._services = services
        self._ticket: Ticket | None = None
        self.banner = Banner()
        self.preview = QLabel()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setMinimumSize(360, 320)
        self.preview.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.preview.setAccessibleName(self.tr("Preview of the figure"))
        self.measures = make.label("", "caption")
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._render)
        form = self._form()
        self._image: QImage | None = None
        paper, inside = make.frame("inset", margins=12)
        inside.addWidget(self.preview, 1)
        inside.addWidget(self.measures, 0, Qt.AlignmentFlag.AlignCenter)
        middle = make.row(spacing=20)
        middle.addWidget(paper, 1)
        middle.addLayout(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(make.label(self.tr("Figure for a paper"), "title"))
        layout.addWidget(self.banner)
        layout.addLayout(middle, 1)
        layout.addLayout(self._buttons())
        self._render()

    # What can be chosen

    def _form(self) -> QVBoxLayout:
        self.form = QComboBox()
        for name in FORMATS:
            self.form.addItem(name.upper(), name)
        self.width_choice = QComboBox()
        for width, words in zip(
            _WIDTHS, (self.tr("One column (85 mm)"), self.tr("Whole page (174 mm)")), strict=True
        ):
            self.width_choice.addItem(words, width)
        self.width_choice.addItem(self.tr("Another width"), 0.0)
        self.free = make.Decimal()
        self.free.setRange(30, 600)
        self.free.setValue(120)
        self.free.setSuffix(" mm")
        self.free.setAccessibleName(self.tr("Width in millimetres"))
        self.free.setEnabled(False)
        self.dpi = QComboBox()
        for dpi in (300, 600):
            self.dpi.addItem(f"{dpi} dpi", dpi)
        self.dpi.setToolTip(self.tr("Dots per inch of TIFF and PNG; PDF and SVG need none"))
        self.points = make.Decimal()
        self.points.setRange(4, 24)
        self.points.setSingleStep(0.5)
        self.points.setValue(8)
        self.points.setSuffix(" pt")
        self.palette_choice = QComboBox()
        self.palette_choice.addItem(self.tr("Safe for colour-blind readers"), "okabe-ito")
        self.palette_choice.addItem(self.tr("Greys"), "greys")
        rows = (
            (self.tr("Format"), self.form),
            (self.tr("Width"), self.width_choice),
            ("", self.free),
            (self.tr("Resolution"), self.dpi),
            (self.tr("Font size"), self.points),
            (self.tr("Colours"), self.palette_choice),
        )
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for words, field in rows:
            form.addRow(words, field)
            if words:
                field.setAccessibleName(words)
        for box in (self.form, self.width_choice, self.dpi, self.palette_choice):
            box.currentIndexChanged.connect(lambda _: self._changed())
        for spin in (self.free, self.points):
            spin.valueChanged.connect(lambda _: self._changed())
        column = make.column(form, spacing=12)
        self.names = self._names()
        if self._figure.classes:
            column.addWidget(make.label(self.tr("Names and their order"), "strong"))
            words = self.tr("Double-click to rename, drag to reorder.")
            column.addWidget(make.label(words, "caption"))
            column.addWidget(self.names, 1)
            up = make.tool("chevron-up", self.tr("Move up"), lambda: self._shift(-1))
            down = make.tool("chevron-down", self.tr("Move down"), lambda: self._shift(1))
            column.addLayout(make.row(up, down, None))
        else:
            column.addStretch(1)
        return column

    def _names(self) -> QListWidget:
        names = QListWidget()
        names.setAccessibleName(self.tr("Names in the figure"))
        names.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        names.setMaximumWidth(320)
        for name in self._figure.classes:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            names.addItem(item)
        names.itemChanged.connect(lambda _: self._changed())
        names.model().rowsMoved.connect(lambda *_: self._changed())
        return names

    def _buttons(self) -> QHBoxLayout:
        legend = make.button(self.tr("Copy legend"), self.copy_legend, icon_name="copy")
        legend.setToolTip(self._figure.legend)
        data = make.button(
            self.tr("Save its data (CSV)…"), self._ask_table, icon_name="file-spreadsheet"
        )
        close = make.button(self.tr("Close"), self.reject)
        self.save = make.button(
            self.tr("Save figure…"), self._ask_figure, role="primary", icon_name="save"
        )
        return make.row(legend, data, None, close, self.save)

    def wish(self) -> FigureWish:
        """What is chosen now."""
        items = [self.names.item(row) for row in range(self.names.count())]
        given = [str(item.data(Qt.ItemDataRole.UserRole)) for item in items]
        names = {old: item.text() for old, item in zip(given, items, strict=True)}
        width = float(self.width_choice.currentData()) or self.free.value()
        return FigureWish(
            cast(Format, self.form.currentData()),
            FigureSize(width, int(self.dpi.currentData())),
            FigureStyle(
                points=self.points.value(),
                palette=PALETTES[str(self.palette_choice.currentData())],
                names=names,
                order=tuple(given),
                accent=PALETTES[str(self.palette_choice.currentData())][0],
            ),
        )

    def _shift(self, step: int) -> None:
        row = self.names.currentRow()
        target = row + step
        if row >= 0 and 0 <= target < self.names.count():
            item = self.names.takeItem(row)
            self.names.insertItem(target, item)
            self.names.setCurrentRow(target)
            self._changed()

    # Preview

    def _changed(self) -> None:
        self.free.setEnabled(float(self.width_choice.currentData()) == 0.0)
        self.dpi.setEnabled(self.form.currentData() in ("tiff", "png"))
        self._timer.start()

    def _render(self) -> None:
        wish = self.wish()
        figure = self._figure
        if self._ticket is not None:
            self._ticket.cancel()
        height = height_mm(figure, wish.size, wish.style)
        text = f"{wish.size.width:.0f} × {height:.0f} mm"
        if wish.form in ("tiff", "png"):
            text += " · {} × {} px".format(*wish.size.pixels(height))
        self.measures.setText(text)
        size = FigureSize(wish.size.width, _PREVIEW_DPI)
        self._ticket = self._services.background.run(
            lambda: render(figure, size, wish.style),
            owner=self,
            done=self._show,
            failed=self.banner.show_error,
        )

    def _show(self, image: QImage) -> None:
        self._image = image
        ratio = self.devicePixelRatioF()
        room = self.preview.size() * ratio
        shown = image
        if image.width() > room.width() or image.height() > room.height():
            shown = image.scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        picture = QPixmap.fromImage(shown)
        picture.setDevicePixelRatio(ratio)
        self.preview.setPixmap(picture)

    # Files

    def copy_legend(self) -> None:
        """To the clipboard."""
        QGuiApplication.clipboard().setText(self._figure.legend)
        self.banner.say("good", self.tr("The legend was copied."), self._figure.legend)

    def _ask_figure(self) -> None:
        form = self.wish().form
        name = self._figure.name + _ENDINGS[form]
        file, _ = QFileDialog.getSaveFileName(self, self.tr("Save figure"), name, _FILTERS[form])
        if file:
            self.save_to(Path(file))

    def save_to(self, target: Path) -> None:
        """Write the figure as chosen."""
        wish, figure = self.wish(), self._figure
        if target.suffix.lower() not in (_ENDINGS[wish.form], f".{wish.form}"):
            target = target.with_name(target.name + _ENDINGS[wish.form])
        self.save.setEnabled(False)
        self._services.background.run(
            lambda: write_figure(figure, target, wish.form, wish.size, wish.style),
            owner=self,
            done=lambda _: self._saved(target),
            failed=self._failed,
        )

    def _ask_table(self) -> None:
        name = f"{self._figure.name}.csv"
        file, _ = QFileDialog.getSaveFileName(self, self.tr("Save data"), name, "CSV (*.csv)")
        if file:
            self.save_table_to(Path(file))

    def save_table_to(self, target: Path) -> None:
        """Write the figure's data."""
        figure = self._figure
        self._services.background.run(
            lambda: write_table(figure, target),
            owner=self,
            done=lambda _: self._saved(target),
            failed=self._failed,
        )

    def _saved(self, target: Path) -> None:
        self.save.setEnabled(True)
        self.banner.say(
            "good", self.tr("Saved as %1.").replace("%1", target.name), str(target.parent)
        )

    def _failed(self, error: StudioError) -> None:
        self.save.setEnabled(True)
        self.banner.show_error(error)
