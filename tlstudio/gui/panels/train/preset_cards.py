"""The three presets as cards, with what each does and how long it will take here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tlstudio.gui.panels.train.words import PRESETS, preset_sentence, preset_word
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.words import duration

RECOMMENDED = "balanced"
_ICONS = {"quick": "zap", "balanced": "target", "best": "gauge"}


class PresetCards(QWidget):
    """One is chosen.

    Signals:
        chosen: The preset that was pressed.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, _Card] = {}
        line = make.row(spacing=12)
        for preset in PRESETS:
            card = _Card(preset)
            card.pressed.connect(lambda preset=preset: self.chosen.emit(preset))
            self._cards[preset] = card
            line.addWidget(card, 1)
        self.setLayout(line)

    def choose(self, preset: str) -> None:
        """Show one as chosen; none for a recipe of one's own."""
        for name, card in self._cards.items():
            card.set_selected(name == preset)
            chosen = self.tr("chosen") if name == preset else ""
            card.setAccessibleDescription(f"{preset_sentence(name)} {card.time} {chosen}".strip())

    def press(self, preset: str) -> None:
        """As a click would."""
        self._cards[preset].pressed.emit()

    def set_times(self, seconds: Mapping[str, float] | None, why: str = "") -> None:
        """Preset → seconds; None while they are being measured, empty when they are unknown.

        Args:
            seconds: As the estimate says.
            why: For the tooltip.
        """
        for name, card in self._cards.items():
            if seconds is None:
                card.set_time(self.tr("measuring the time…"), why)
            elif name in seconds:
                about = self.tr("about %1").replace("%1", duration(seconds[name]))
                card.set_time(about, why)
            else:
                card.set_time(self.tr("time unknown"), why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from card to card."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        focused = [n for n, card in self._cards.items() if card.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        place = (PRESETS.index(focused[0]) + step) % len(PRESETS)
        self._cards[PRESETS[place]].setFocus(Qt.FocusReason.TabFocusReason)


class _Card(make.CardButton):
    def __init__(self, preset: str) -> None:
        super().__init__(preset_word(preset))
        self.time = ""
        name = make.label(preset_word(preset), "heading")
        badge = make.label(self.tr("recommended"), "badge-good")
        if preset != RECOMMENDED:
            badge.hide()
        self.inside.addLayout(
            make.row(make.IconLabel(_ICONS[preset], 20, "accent"), name, None, badge)
        )
        sentence = make.label(preset_sentence(preset), "muted", wrap=True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.inside.addWidget(sentence, 1)
        self._clock = make.label("", "strong")
        self._sign = make.IconLabel("clock", 15)
        self._sign.hide()
        self.inside.addLayout(make.row(self._sign, self._clock, None, spacing=6))

    def set_time(self, text: str, why: str) -> None:
        self.time = text
        self._clock.setText(text)
        self._sign.setVisible(bool(text))
        self._clock.setToolTip(why)
