"""Everything known of one model, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from tlstudio.core.cards import BackboneCard
from tlstudio.gui.nouns import Nouns
from tlstudio.gui.panels.model.downloads import Downloads
from tlstudio.gui.panels.model.mini import QualityDots
from tlstudio.gui.panels.model.names import (
    family,
    licence_words,
    number,
    pace,
    quality,
    size_words,
)
from tlstudio.gui.panels.model.shelf import Entry
from tlstudio.gui.panels.model.speed import Speed
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.words import duration, size


class Details(QFrame):
    """At the right of the list.

    Signals:
        use: Id of the model to take.
        pack: Id of a model for a USB stick.
        unpack: Models from a USB stick are wanted.
        add: A file with weights is at hand.
    """

    use = Signal(str)
    pack = Signal(str)
    unpack = Signal()
    add = Signal()

    def __init__(
        self, downloads: Downloads, speed: Speed, nouns: Nouns, *, read_only: bool
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Details of the model"))
        self._downloads, self._speed, self._read_only = downloads, speed, read_only
        self._nouns = nouns
        self.entry: Entry | None = None
        self._offline = False
        self._name = make.label("", "title", wrap=True)
        self._ident = make.label("", "caption", wrap=True)
        self._ident.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self.use_button = make.button(self.tr("Use this model"), self._use, role="primary")
        self.download = make.button("", self._begin, role="primary", icon_name="download")
        self.pause = make.button(self.tr("Pause"), self._pause, icon_name="pause")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How much has arrived"))
        self.state = make.label("", "muted", wrap=True)
        self.help = make.label("", "info", wrap=True)
        self.help.setMargin(10)
        left = Qt.AlignmentFlag.AlignLeft
        self.unpack_button = make.button(
            self.tr("Take it from a USB stick…"), self.unpack.emit, role="link"
        )
        self.add_button = make.button(self.tr("I have the file…"), self.add.emit, role="link")
        self.pack_button = make.button(
            self.tr("Prepare a USB stick…"), self._pack, role="quiet", icon_name="usb"
        )
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(18, 16, 14, 12)
        inside.setSpacing(8)
        for widget in (self._name, self._ident):
            inside.addWidget(widget)
        inside.addWidget(self.help)
        inside.addWidget(self.unpack_button, 0, left)
        inside.addWidget(self.add_button, 0, left)
        inside.addLayout(self._facts)
        inside.addStretch(1)
        acts = make.column(
            self.state, self.progress,
            make.row(self.use_button, self.download, self.pause, None),
            make.row(self.pack_button, None),
        )  # fmt: skip
        acts.setContentsMargins(18, 4, 14, 14)
        layout = make.column(make.scrolled(content), acts, spacing=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        downloads.changed.connect(self._moved)
        speed.changed.connect(lambda: self.show_entry(self.entry))
        self.show_entry(None)

    def set_offline(self, offline: bool) -> None:
        """Whether downloads are switched off."""
        self._offline = offline
        self._show_state()

    def show_entry(self, entry: Entry | None) -> None:
        """Show a model; None when none is selected."""
        self.entry = entry
        make.clear(self._facts)
        self._ident.setVisible(entry is None)
        if entry is None:
            self._name.setToolTip("")
            self._name.setText(self.tr("Select a model"))
            self._ident.setText(self.tr("Its facts appear here."))
        else:
            self._name.setText(entry.name)
            self._name.setToolTip(entry.ident)
            for place, (words, value, tip) in enumerate(self._rows(entry)):
                name = make.label(words, "muted", tip=tip)
                name.setAlignment(Qt.AlignmentFlag.AlignTop)
                self._facts.addWidget(name, place, 0)
                if not value:
                    continue
                shown = make.label(value, wrap=True, tip=tip)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._facts.addWidget(shown, place, 1)
            good = quality(entry.card)
            dots = make.row(
                QualityDots(good.level, good.words),
                make.label(good.words, wrap=True, tip=good.why),
            )
            dots.setStretch(1, 1)
            self._facts.addLayout(dots, 1, 1)
        self._show_state()

    def _rows(self, entry: Entry) -> list[tuple[str, str, str]]:
        card, good = entry.card, quality(entry.card)
        rate, seconds = self._speed.rate(card.id), self._speed.training_seconds(card.id)
        speed = self.tr("not measured yet")
        if rate is not None:
            about = "%1" if rate.measured else self.tr("about %1, reckoned")
            speed = about.replace("%1", pace(rate.value, self._nouns))
        rows = [
            (self.tr("Family"), family(card), ""),
            (self.tr("Quality"), "", good.why),
            *self._measured(card),
            (self.tr("Pretrained on"), card.pretrained_on, ""),
            (self.tr("Speed here"), speed, self._speed.words),
            (self.tr("Size"), size_words(card), ""),
            (self.tr("Licence"), licence_words(card), self.tr("Of the weights.")),
            self._input(card),
            (self.tr("Parameters"), number(card.parameters), ""),
            (
                self.tr("Features"),
                str(card.width),
                self._nouns.tr(self, "Numbers that the new last layers are given for each image."),
            ),
            (self.tr("Layers"), f"{len(card.blocks)}: {', '.join(card.blocks)}", ""),
            (self.tr("Notes"), card.notes or "–", ""),
        ]
        if seconds is not None:
            place = [name for name, _, _ in rows].index(self.tr("Size"))
            rows.insert(place, (self.tr("Standard takes"), duration(seconds), self._speed.words))
        return rows

    def _measured(self, card: BackboneCard) -> list[tuple[str, str, str]]:
        """How well it names photographs, if it sees any."""
        if card.modality != "image":
            return []
        accuracy = f"{card.accuracy:.1f} %" if card.accuracy is not None else self.tr("not stated")
        return [(self.tr("On ImageNet"), accuracy, self.tr("Top-1 accuracy on ImageNet."))]

    def _input(self, card: BackboneCard) -> tuple[str, str, str]:
        """What it is given at once."""
        if card.text is None:
            own = self.tr("%1 pixels, %2 channels").replace("%1", str(card.input.size))
            return self.tr("Input"), own.replace("%2", str(card.input.channels)), ""
        own = self.tr("%1 tokens").replace("%1", str(card.text.longest))
        tip = self.tr("A token is a word or a piece of one; of longer texts the end is not read.")
        return self.tr("Longest text"), own, tip

    def _show_state(self) -> None:
        entry = self.entry
        item = self._downloads.item(entry.ident) if entry else None
        here = entry is not None and entry.here
        fetchable = entry is not None and not here and bool(entry.card.weights.url)
        self.use_button.setVisible(here)
        self.use_button.setEnabled(not self._read_only)
        self.pack_button.setVisible(here)
        self.download.setVisible(fetchable and item is None and not self._offline)
        self.pause.setVisible(item is not None)
        self.progress.setVisible(item is not None)
        missing = entry is not None and not here and item is None
        for widget in (self.help, self.unpack_button, self.add_button):
            widget.setVisible(missing)
        self.state.setVisible(item is not None)
        if entry is None:
            return
        words = self.tr("Go on: %1") if entry.partial else self.tr("Download %1")
        self.download.setText(words.replace("%1", size_words(entry.card, entry.partial)))
        self._show_help(entry, fetchable=fetchable)
        if item is not None:
            fraction = item.fraction
            self.progress.setRange(0, 0 if fraction is None else 1000)
            self.progress.setValue(round((fraction or 0) * 1000))
            text = self.tr("waits for its turn")
            if item.state != "waiting":
                text = self.tr("%1 have arrived").replace("%1", size(item.done))
                text += f", {size(item.rate)}/s" if item.rate else ""
                if item.eta is not None:
                    text += ", " + self.tr("%1 left").replace("%1", duration(item.eta))
            self.state.setText(text)

    def _show_help(self, entry: Entry, *, fetchable: bool) -> None:
        if self._offline:
            text = self.tr(
                "You work offline (Settings), so nothing is downloaded. Ask a colleague, or use a "
                "computer with internet: there, download %1 in this program and choose “Prepare a "
                "USB stick”. The file works on Windows, macOS and Linux."
            )
        elif fetchable:
            text = self.tr(
                "No internet here? On another computer, download %1 in this program and choose "
                "“Prepare a USB stick”; the file works on Windows, macOS and Linux."
            )
        else:
            text = self.tr("The weights of %1 are not on this computer any more.")
        self.help.setText(text.replace("%1", entry.name))

    def _moved(self, ident: str) -> None:
        if self.entry is not None and self.entry.ident == ident:
            self._show_state()

    def _use(self) -> None:
        if self.entry is not None:
            self.use.emit(self.entry.ident)

    def _begin(self) -> None:
        if self.entry is not None:
            self._downloads.begin(self.entry.ident, self.entry.name)

    def _pause(self) -> None:
        if self.entry is not None:
            self._downloads.pause(self.entry.ident)

    def _pack(self) -> None:
        if self.entry is not None:
            self.pack.emit(self.entry.ident)
