"""One image, large, beside what the model will see of it, with brightness, channels and facts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSlider

from tlstudio.core.errors import StudioError
from tlstudio.core.plans import InputPlan
from tlstudio.data.store.listing import Listed
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.data.showing import Act, ItemViewer
from tlstudio.gui.panels.data.words import tooltip_of
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.canvas import ImageCanvas
from tlstudio.gui.widgets.channel_choice import ChannelChoice
from tlstudio.gui.widgets.words import size as size_words
from tlstudio.jobs.answers import Input, Pixels
from tlstudio.jobs.questions import ModelInput, View

_STEPS = 1000
_NAME_WIDTH = 240


@dataclass(frozen=True)
class _Shown:
    """What is in front."""

    listed: Listed
    position: int
    count: int


class Viewer(ItemViewer):
    """See `ImageCanvas` for its keys; arrows go to the next and to the previous image."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: _Shown | None = None
        self._pixels: Pixels | None = None
        self._asked: list[Ticket] = []
        self.canvas = ImageCanvas(self.tr("Image"))
        self.second = ImageCanvas(self.tr("What the model will see"))
        self.canvas.link(self.second)
        self.setFocusProxy(self.canvas)
        self.canvas.window_changed.connect(lambda *_: self._show_window())
        self._facts, self._fact_grid = self._make_facts()
        back = make.tool("arrow-left", self.tr("Back to all images"), self.closed.emit)
        back.setToolTip(self.tr("Back to all images (Escape)"))
        self._name = make.label("", "heading")
        self._place = make.label("", "muted")
        before = make.tool("chevron-left", self.tr("Previous image"), lambda: self.moved.emit(-1))
        after = make.tool("chevron-right", self.tr("Next image"), lambda: self.moved.emit(1))
        self.sees = make.button(self.tr("What the model sees"), icon_name="eye")
        self.sees.setCheckable(True)
        self.sees.toggled.connect(self._toggle_second)
        self.info = make.tool("info", self.tr("Facts of the file"), checkable=True)
        self.info.toggled.connect(lambda on: self._facts.setVisible(on and bool(self._pixels)))
        top = make.row(back, self._name, self._place, None, self.sees, self.info, before, after)
        self._words = make.label("", "muted", wrap=True)
        self._words.hide()
        canvases = QHBoxLayout()
        canvases.setSpacing(8)
        canvases.addWidget(self.canvas, 1)
        self.second.hide()
        canvases.addWidget(self.second, 1)
        canvases.addWidget(self._facts)
        self.tools = self._make_tools()
        layout = make.column(top, canvases, self._words, self.tools)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    # Brightness and channels

    def _make_tools(self) -> QFrame:
        made, inside = make.frame("inset", margins=8)
        self.channels = ChannelChoice()
        self.channels.chosen.connect(self.canvas.set_channels)
        self.brightness = self._slider(self.tr("Brightness"))
        self.contrast = self._slider(self.tr("Contrast"))
        self._window = make.label("", "caption")
        auto = make.button(self.tr("Automatic"), self._automatic, role="quiet")
        auto.setToolTip(self.tr("Darkest and brightest values of this image fill the range"))
        whole = make.button(self.tr("As stored"), self._whole, role="quiet")
        whole.setToolTip(self.tr("The whole range of the format, or the window stored in a DICOM"))
        line = make.row(
            self._sign("sun", self.tr("Brightness")), self.brightness,
            self._sign("contrast", self.tr("Contrast")), self.contrast,
            auto, whole, None, self.channels,
        )  # fmt: skip
        inside.addLayout(make.column(line, self._window, spacing=2))
        return made

    def _sign(self, name: str, words: str) -> make.IconLabel:
        made = make.IconLabel(name, 18, "muted")
        made.setToolTip(words)
        return made

    def _slider(self, name: str) -> QSlider:
        made = QSlider(Qt.Orientation.Horizontal)
        made.setRange(0, _STEPS)
        made.setAccessibleName(name)
        made.setMinimumSize(50, 24)
        made.setToolTip(
            self.tr("%1: or drag with the right button on the image").replace("%1", name)
        )
        made.setMaximumWidth(150)
        made.valueChanged.connect(lambda _: self._slide())
        return made

    def _range(self) -> tuple[float, float]:
        pixels = self._pixels
        if pixels is None:
            return 0.0, 255.0
        low = min(pixels.black, pixels.low)
        return low, max(pixels.white, pixels.high, low + 1e-6)

    def _slide(self) -> None:
        low, high = self._range()
        span = high - low
        middle = high - span * self.brightness.value() / _STEPS
        width = span * 2.0 ** (-10 * (self.contrast.value() / _STEPS - 0.1))
        self.canvas.set_window(middle - width / 2, middle + width / 2)
        self._say_window()

    def _show_window(self) -> None:
        from math import log2

        low, high = self._range()
        span = high - low
        middle, width = (self.canvas.low + self.canvas.high) / 2, self.canvas.high - self.canvas.low
        values = ((high - middle) / span, 0.1 - log2(max(width, span * 1e-6) / span) / 10)
        for slider, value in zip((self.brightness, self.contrast), values, strict=True):
            slider.blockSignals(True)
            slider.setValue(round(min(1.0, max(0.0, value)) * _STEPS))
            slider.blockSignals(False)
        self._say_window()

    def _say_window(self) -> None:
        low, high = self.canvas.low, self.canvas.high
        digits = 0 if high - low > 20 else 3
        words = self.tr("level %1, window %2")
        words = words.replace("%1", f"{(low + high) / 2:.{digits}f}")
        self._window.setText(words.replace("%2", f"{high - low:.{digits}f}"))

    def _automatic(self) -> None:
        if self._pixels is not None:
            self.canvas.set_window(self._pixels.low, self._pixels.high)
            self._show_window()

    def _whole(self) -> None:
        if self._pixels is not None:
            self.canvas.set_window(self._pixels.black, self._pixels.white)
            self._show_window()

    # What is shown

    def acts(self) -> tuple[Act, ...]:
        """The model's view beside the image."""
        return ((self.tr("What the model sees"), "W", self.sees.toggle),)

    def show_item(self, listed: Listed, position: int, count: int, find: str = "") -> None:
        """See `ItemViewer`."""
        del find
        before = self._shown
        self._shown = _Shown(listed, position, count)
        name = listed.sample.key.rpartition("/")[2]
        middle = Qt.TextElideMode.ElideMiddle
        self._name.setText(self._name.fontMetrics().elidedText(name, middle, _NAME_WIDTH))
        self._name.setToolTip(tooltip_of(listed.sample))
        words = self.tr("%1 of %2").replace("%1", f"{position + 1:,}")
        self._place.setText(words.replace("%2", f"{count:,}"))
        self.canvas.setAccessibleName(tooltip_of(listed.sample, ". "))
        if before is not None and before.listed.files == listed.files and self.canvas.has_image:
            return
        for ticket in self._asked:
            ticket.cancel()
        self._asked = [
            self._session.services.ask_pictures(
                View(files=listed.files), owner=self, done=self._take, failed=self._fail
            )
        ]
        if self.sees.isChecked():
            self._ask_input()

    def _take(self, pixels: Pixels) -> None:
        self._pixels = pixels
        self.channels.set_names(pixels.channels)
        chosen = self.channels.places
        plain = pixels.pixels.dtype.name == "uint8" and pixels.depth <= 8
        low, high = (pixels.black, pixels.white) if plain else (pixels.low, pixels.high)
        box = (0.0, 0.0, float(pixels.width), float(pixels.height))
        self.canvas.show_pixels(pixels.pixels, low=low, high=high, channels=chosen, box=box)
        self.tools.setEnabled(True)
        self._show_window()
        self._show_facts(pixels)

    def _fail(self, error: StudioError) -> None:
        self._pixels = None
        self.canvas.say(f"{error.message} {error.hint}".strip())
        self.tools.setEnabled(False)
        self._facts.hide()

    def _make_facts(self) -> tuple[QFrame, QGridLayout]:
        made, inside = make.frame("inset", margins=10)
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        inside.addLayout(grid)
        inside.addStretch(1)
        made.setMaximumWidth(280)
        made.hide()
        return made, grid

    def _show_facts(self, pixels: Pixels) -> None:
        make.clear(self._fact_grid)
        size = self.tr("%1 × %2 pixels").replace("%1", str(pixels.width))
        rows = [
            (self.tr("Size"), size.replace("%2", str(pixels.height))),
            (self.tr("Depth"), self.tr("%1 bits").replace("%1", str(pixels.depth))),
            (self.tr("Channels"), ", ".join(name for name in pixels.channels if name)),
            *(self._fact(name, value) for name, value in pixels.facts.items()),
        ]
        shown = self._shown
        if shown is not None:
            rows += list(shown.listed.sample.columns.items())
        for row, (name, value) in enumerate([pair for pair in rows if pair[1]][:24]):
            self._fact_grid.addWidget(make.label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._fact_grid.addWidget(make.label(value, wrap=True), row, 1)
        self._fact_grid.setColumnStretch(1, 1)
        self._facts.setVisible(self.info.isChecked())

    def _fact(self, name: str, value: str) -> tuple[str, str]:
        if name == "bytes":
            return self.tr("On disk"), size_words(float(value))
        known = {
            "file": self.tr("File"),
            "patient_id": self.tr("Patient"),
            "taken": self.tr("Taken"),
            "modality": self.tr("Modality"),
        }
        return known.get(name, name.replace("_", " ").capitalize()), value

    # What the model sees

    def _toggle_second(self, on: bool) -> None:
        self.second.setVisible(on)
        self._words.setVisible(on)
        if on:
            self._ask_input()
        else:
            self.canvas.set_frames(())

    def _ask_input(self) -> None:
        shown = self._shown
        if shown is None:
            return
        draft = self._session.facts.draft
        chosen = dict(draft.input)
        if draft.size is not None:
            chosen["size"] = draft.size
        if draft.channels is not None:
            chosen["channels"] = draft.channels
        question = ModelInput(
            files=shown.listed.files,
            group=shown.listed.sample.group,
            project=self._session.project.folder,
            backbone=draft.backbone,
            input=InputPlan.model_validate(chosen),
        )
        self._words.setText(self.tr("Looking with the model's eyes…"))
        self._asked.append(
            self._session.services.ask_pictures(
                question, owner=self, done=self._take_input, failed=self._fail_input
            )
        )

    def _take_input(self, found: Input) -> None:
        self.second.show_rgb(found.pixels, found.box)
        self.second.sight = self.canvas.sight
        self.canvas.set_frames((found.box,))
        self._words.setText(" ".join(found.words))

    def _fail_input(self, error: StudioError) -> None:
        self.second.say(error.message)
        self._words.setText(error.hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Page keys turn over, Escape goes back."""
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageUp: -1,
        }
        if key in steps and not event.modifiers():
            self.moved.emit(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            event.ignore()
