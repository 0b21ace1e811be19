"""The first page: three models to choose from, each with what will become of its layers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from tlstudio.gui.nouns import Nouns
from tlstudio.gui.panels.model.mini import MiniStack, QualityDots
from tlstudio.gui.panels.model.names import licence_words, pace, quality, size_words
from tlstudio.gui.panels.model.shelf import Entry, Pick, Shelf
from tlstudio.gui.panels.model.speed import Speed
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.words import duration


class RecommendedPage(QWidget):
    """Three cards and the way to all models.

    Signals:
        use: Id of the model to take.
        look: Id of the model whose details are wanted.
        everything: All models are wanted.
        add: A model from a file is wanted.
        unpack: Models from a USB stick are wanted.
    """

    use = Signal(str)
    look = Signal(str)
    everything = Signal()
    add = Signal()
    unpack = Signal()

    def __init__(self, speed: Speed, nouns: Nouns, *, read_only: bool) -> None:
        super().__init__()
        self._speed, self._nouns, self._read_only = speed, nouns, read_only
        self._times: dict[str, QLabel] = {}
        self.primary: QWidget | None = None
        self._cards = make.row(spacing=14)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 8, 8)
        inside.setSpacing(14)
        inside.addWidget(
            make.label(
                nouns.tr(
                    self,
                    "A pretrained model has seen many images and knows edges, textures and parts. "
                    "Its last layers are removed, and new ones learn your classes.",
                ),
                "muted",
                wrap=True,
            )
        )
        inside.addLayout(self._cards)
        self.count = make.button("", self.everything.emit, icon_name="search")
        inside.addLayout(
            make.row(
                self.count,
                make.button(
                    self.tr("Add a model from a file…"), self.add.emit, role="quiet",
                    icon_name="plus",
                ),
                make.button(
                    self.tr("Take models from a USB stick…"), self.unpack.emit, role="quiet",
                    icon_name="usb",
                ),
                None,
            )
        )  # fmt: skip
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(make.scrolled(holder))
        speed.changed.connect(self._show_times)

    def show_shelf(self, shelf: Shelf, chosen: str) -> None:
        """Draw the cards anew.

        Args:
            shelf: What there is.
            chosen: Id of the model that the project uses, "" for none.
        """
        make.clear(self._cards)
        self._times.clear()
        self.primary = None
        self.count.setText(self.tr("All %n models", "", len(shelf.entries)))
        better = shelf.better_to_bring()
        for pick in shelf.recommended():
            card = self._card(pick, better, chosen=pick.entry.ident == chosen)
            self._cards.addWidget(card, 1)
        self._show_times()

    def _card(self, pick: Pick, better: Entry | None, *, chosen: bool) -> QFrame:
        entry = pick.entry
        frame, inside = make.frame("card", margins=18, spacing=10)
        frame.setAccessibleName(f"{self._role(pick)}: {entry.name}")
        if chosen:
            frame.setProperty("selected", "true")
        badge = make.label(
            self._role(pick), "badge-good" if pick.role == "recommended" else "badge"
        )
        inside.addLayout(make.row(badge, None))
        inside.addWidget(make.label(entry.name, "title", wrap=True))
        layers = len(entry.card.blocks)
        drawn = self.tr("%1 layers stay, the old output goes, new last layers come on top")
        drawn = drawn.replace("%1", str(layers))
        inside.addWidget(MiniStack(layers, drawn))
        inside.addLayout(self._facts(entry))
        inside.addWidget(self._button(pick))
        inside.addWidget(make.label(drawn, "caption", wrap=True))
        if entry.card.origin == "embedded" and entry.card.modality == "image":
            inside.addWidget(self._trying_out(better))
        inside.addStretch(1)
        inside.addWidget(
            make.button(self.tr("Details"), lambda: self.look.emit(entry.ident), role="link"),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        return frame

    def _role(self, pick: Pick) -> str:
        return {
            "recommended": self.tr("Recommended"),
            "alternative": self.tr("Also on this computer"),
            "better": self.tr("Better, to be downloaded"),
            "accurate": self.tr("Most accurate, to be downloaded"),
        }[pick.role]

    def _facts(self, entry: Entry) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        good = quality(entry.card)
        dots = make.row(make.label(good.words), QualityDots(good.level, good.words), None)
        time = make.label(self.tr("being measured…"), wrap=True)
        self._times[entry.ident] = time
        rows: tuple[tuple[str, QWidget | None], ...] = (
            (self.tr("Quality"), None),
            (self.tr("Time"), time),
            (self.tr("Size"), make.label(size_words(entry.card), wrap=True)),
            (self.tr("Licence"), make.label(licence_words(entry.card), wrap=True)),
        )
        for place, (words, widget) in enumerate(rows):
            name = make.label(words, "muted")
            name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(name, place, 0)
            if widget is None:
                name.setToolTip(good.why)
                grid.addLayout(dots, place, 1)
            else:
                grid.addWidget(widget, place, 1)
        return grid

    def _trying_out(self, better: Entry | None) -> QFrame:
        box, inside = make.frame("info", margins=10, spacing=4)
        text = self.tr("This one is for trying out: it has seen drawn shapes alone.")
        if better is not None:
            text += " " + self.tr("On photographs, %1 is better (%2).").replace(
                "%1", better.name
            ).replace("%2", size_words(better.card))
        inside.addWidget(make.label(text, wrap=True))
        if better is not None:
            ident = better.ident
            inside.addWidget(
                make.button(
                    self.tr("How to bring it here"), lambda: self.look.emit(ident), role="link"
                ),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )
        return box

    def _button(self, pick: Pick) -> QWidget:
        entry = pick.entry
        if not entry.here:
            words = self.tr("Bring it here… (%1)").replace("%1", size_words(entry.card))
            return make.button(words, lambda: self.look.emit(entry.ident), icon_name="download")
        first = pick.role == "recommended"
        made = make.button(
            self.tr("Use recommended") if first else self.tr("Use this one"),
            lambda: self.use.emit(entry.ident),
            role="primary" if first else "",
        )
        made.setEnabled(not self._read_only)
        if first:
            self.primary = made
        return made

    def _show_times(self) -> None:
        for ident, label in self._times.items():
            waiting = self._speed.awaited(ident)
            seconds = self._speed.training_seconds(ident)
            rate = self._speed.rate(ident)
            if seconds is not None:
                words = self.tr("about %1 for Standard").replace("%1", duration(seconds))
            elif rate is not None:
                words = self.tr("about %1").replace("%1", pace(rate.value, self._nouns))
            else:
                words = self.tr("being measured…") if waiting else self.tr("not measured yet")
            label.setText(words)
            label.setToolTip(self._speed.words)
