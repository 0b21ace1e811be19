"""One prediction, large: the image, the probability of every class, and where the model looked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QSlider,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tlstudio.core.errors import StudioError
from tlstudio.core.words import whole_percent
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.services import Services
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import class_colour
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.canvas import ImageCanvas
from tlstudio.gui.widgets.channel_choice import ChannelChoice
from tlstudio.gui.widgets.predicting.doubts import Doubts
from tlstudio.gui.widgets.predicting.seeing import SeeingChoice
from tlstudio.gui.widgets.predicting.table import Row
from tlstudio.gui.widgets.words import breakable
from tlstudio.jobs import questions as ask
from tlstudio.jobs.answers import Heat, Pixels

_BAR = 6
_LINES = 4
_SHARE = Qt.ItemDataRole.UserRole
_COLOUR = Qt.ItemDataRole.UserRole + 1


class PredictionDetail(QWidget):
    """Shows a `Row`; a class that is clicked shows where it is seen, when heat-maps are on."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._model: Path | None = None
        self._classes: tuple[str, ...] = ()
        self._row: Row | None = None
        self._view: Ticket | None = None
        self._map: Ticket | None = None
        self._checking: Ticket | None = None
        self._shown = False
        self.canvas = ImageCanvas(self.tr("The image that was predicted on"))
        self.name = make.label("", "strong", wrap=True)
        self.answer = make.label("", "heading", wrap=True)
        self.doubts = Doubts()
        self.note = make.label("", "caption", wrap=True)
        self.channels = ChannelChoice()
        self.channels.chosen.connect(self.canvas.set_channels)
        self.classes = QListWidget()
        self.classes.setAccessibleName(self.tr("Probability of every class"))
        self.classes.setItemDelegate(_ClassDelegate(self.classes))
        self.classes.currentRowChanged.connect(lambda _: self._ask_heat())
        self.heat = QCheckBox(self.tr("Show where the model looked"))
        self.heat.setToolTip(
            self.tr(
                "Warm colours lie where the image speaks for the chosen class (heat-map). It "
                "shows what mattered to the model, not what is there."
            )
        )
        self.heat.toggled.connect(self._heat_toggled)
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(0, 100)
        self.strength.setValue(60)
        self.strength.setMinimumWidth(40)
        self.strength.setMaximumWidth(110)
        self.strength.setAccessibleName(self.tr("Strength of the heat-map"))
        self.strength.valueChanged.connect(lambda value: self.canvas.set_opacity(value / 100))
        self.strength.setEnabled(False)
        self.seeing = SeeingChoice()
        self.seeing.offer(usable=False)
        self.seeing.chosen.connect(self._ask_heat)
        self.seeing.check_wanted.connect(self._check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.answer)
        named = make.row(self.name, self.channels)
        named.setStretch(0, 1)
        layout.addLayout(named)
        layout.addWidget(self.doubts)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(make.row(self.heat, None, self.strength, self.seeing.button))
        layout.addWidget(self.seeing)
        layout.addWidget(self.note)
        layout.addWidget(self.classes)
        theme.current().changed.connect(self._fit_classes)
        self.show_row(None)

    def set_model(self, model: Path | None, classes: tuple[str, ...]) -> None:
        """Whose answers these are."""
        self._model, self._classes = model, classes

    def show_row(self, row: Row | None) -> None:
        """Show an answer; None shows nothing."""
        if row == self._row and self._shown:
            return
        self._shown = True
        self._row = row
        if self._view is not None:
            self._view.cancel()
        self._stop_maps()
        self.seeing.forget()
        self.note.setText("")
        self.note.hide()
        self._fill(row)
        self.doubts.show_row(row)
        if row is None:
            self.answer.setText("")
            self.name.setText("")
            self.canvas.say(self.tr("Choose an image in the list to see it large."))
            return
        self.name.setText(breakable(row.path.name))
        self.name.setToolTip(str(row.path))
        if row.problem:
            self.answer.setText(self.tr("No answer"))
            self.canvas.say(row.problem)
            return
        sure = "" if row.probability is None else f"  {whole_percent(row.probability)}"
        self.answer.setText((row.answer or self.tr("None of the classes")) + sure)
        self.canvas.say(self.tr("The image is being read…"))
        self._view = self._services.ask_pictures(
            ask.View(files=row.files), owner=self, done=self._take, failed=self._fail
        )

    def _fill(self, row: Row | None) -> None:
        """One line for each class, the likeliest first, the first one chosen."""
        self.classes.blockSignals(True)
        self.classes.clear()
        chances = {} if row is None else row.probabilities
        for name, share in sorted(chances.items(), key=lambda pair: -pair[1]):
            item = QListWidgetItem(name)
            item.setData(_SHARE, share)
            code = self._classes.index(name) if name in self._classes else 0
            item.setData(_COLOUR, class_colour(code))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {whole_percent(share)}")
            self.classes.addItem(item)
        self.classes.setCurrentRow(0)
        self.classes.blockSignals(False)
        usable = bool(chances)
        self.classes.setVisible(usable)
        self.heat.setEnabled(usable and self._model is not None)
        self._fit_classes()

    def _fit_classes(self) -> None:
        count = min(_LINES, max(1, self.classes.count()))
        self.classes.setFixedHeight(count * _line_height(self.classes) + 6)

    def _take(self, found: Pixels) -> None:
        self.channels.set_names(found.channels)
        box = (0.0, 0.0, float(found.width), float(found.height))
        shown = self.channels.places
        self.canvas.show_pixels(
            found.pixels, low=found.low, high=found.high, channels=shown, box=box
        )
        self._ask_heat()

    def _fail(self, error: StudioError) -> None:
        self.canvas.say(f"{error.message} {error.hint}".strip())

    # Heat-map

    def _heat_toggled(self, on: bool) -> None:
        self.strength.setEnabled(on)
        self.seeing.offer(usable=on)
        if on:
            self._ask_heat()
        else:
            self.canvas.set_heat(None)
            self.note.hide()

    def _ask_heat(self) -> None:
        row, model, item = self._row, self._model, self.classes.currentItem()
        if not self.heat.isChecked() or row is None or model is None or not self.canvas.has_image:
            return
        self._stop_maps()
        self.seeing.forget()
        label = item.text() if item is not None else ""
        self._say(self.tr("Looking for what spoke for %1…").replace("%1", label))
        self._map = self._services.ask_models(
            ask.Heatmap(
                model=model,
                files=row.files,
                label=label,
                group=row.group,
                method=self.seeing.method,
            ),
            owner=self,
            done=self._take_heat,
            failed=lambda error: self._say(f"{error.message} {error.hint}".strip()),
        )

    def _stop_maps(self) -> None:
        for ticket in (self._map, self._checking):
            if ticket is not None:
                ticket.cancel()
        self._map = self._checking = None

    def _check(self) -> None:
        """Whether this map shows something of the model."""
        row, model, item = self._row, self._model, self.classes.currentItem()
        if row is None or model is None or item is None:
            return
        self.seeing.wait()
        self._checking = self._services.ask_models(
            ask.CheckMap(
                model=model,
                files=row.files,
                label=item.text(),
                group=row.group,
                method=self.seeing.method,
            ),
            owner=self,
            done=self.seeing.take,
            failed=lambda error: self.seeing.fail(f"{error.message} {error.hint}".strip()),
        )

    def _take_heat(self, heat: Heat) -> None:
        self.canvas.set_heat(heat.pixels, heat.box)
        self._say(heat.words)

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))


class _ClassDelegate(QStyledItemDelegate):
    """Name, bar, percent."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line."""
        del index
        widget = option.widget
        return QSize(160, _line_height(widget) if isinstance(widget, QWidget) else 28)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A class that is chosen stands on the accent's ground."""
        colours, area = theme.colours(), QRect(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(area, 5, 5)
        share = float(index.data(_SHARE) or 0.0)
        metrics = painter.fontMetrics()
        number = metrics.horizontalAdvance("100 %") + 10
        label = max(60, round(area.width() * 0.3))
        text = area.adjusted(8, 0, -8, 0)
        painter.setPen(QColor(colours.text))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, label)
        painter.drawText(text, int(left), name)
        painter.drawText(text, int(right), whole_percent(share))
        begin = text.left() + label + 8
        groove = QRectF(
            begin, area.center().y() - _BAR / 2 + 1, text.right() - number - begin, _BAR
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(groove, _BAR / 2, _BAR / 2)
        filled = QRectF(groove)
        filled.setWidth(max(float(_BAR), groove.width() * share))
        painter.setBrush(QColor(str(index.data(_COLOUR))))
        painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)
        painter.restore()


def _line_height(widget: QWidget) -> int:
    return widget.fontMetrics().height() + 10
