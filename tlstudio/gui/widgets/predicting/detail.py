"""One prediction on an image, large, and where the model looked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSlider, QVBoxLayout

from tlstudio.core.errors import StudioError
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.canvas import ImageCanvas
from tlstudio.gui.widgets.channel_choice import ChannelChoice
from tlstudio.gui.widgets.predicting.answer import AnswerDetail
from tlstudio.gui.widgets.predicting.seeing import SeeingChoice
from tlstudio.gui.widgets.predicting.table import Row
from tlstudio.jobs import questions as ask
from tlstudio.jobs.answers import Heat, Pixels


class PredictionDetail(AnswerDetail):
    """Shows a `Row`; a class that is clicked shows where it is seen, when heat-maps are on."""

    def __init__(self, services: Services, nouns: Nouns = IMAGES) -> None:
        super().__init__(services, nouns)
        self._map: Ticket | None = None
        self._checking: Ticket | None = None
        self.canvas = ImageCanvas(self.tr("The image that was predicted on"))
        self.note = make.label("", "caption", wrap=True)
        self.channels = ChannelChoice()
        self.channels.chosen.connect(self.canvas.set_channels)
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
        self.show_row(None)

    def _forget(self) -> None:
        self._stop_maps()
        self.seeing.forget()
        self.note.setText("")
        self.note.hide()

    def _say_instead(self, words: str) -> None:
        self.canvas.say(words)

    def _present(self, row: Row) -> None:
        self.canvas.say(self.tr("The image is being read…"))
        self._view = self._services.ask_pictures(
            ask.View(files=row.files), owner=self, done=self._take, failed=self._fail
        )

    def _fill(self, row: Row | None) -> None:
        super()._fill(row)
        usable = row is not None and bool(row.probabilities)
        self.heat.setEnabled(usable and self._model is not None)

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
