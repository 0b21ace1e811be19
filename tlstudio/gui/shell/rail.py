"""The rail: five places, and in them the six steps of transfer learning by name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from tlstudio.gui.facts import ProjectFacts, StepName, StepState, step_states
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.panel import PANELS
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.widgets import make

_STATE_ICONS: dict[StepState, tuple[str, str]] = {
    "todo": ("circle-dashed", "muted"),
    "needs": ("circle-dot", "accent"),
    "running": ("loader-circle", "warm"),
    "done": ("circle-check", "good"),
}
_WIDTH = 236


class Rail(QFrame):
    """Emits `chosen` with the name of the place."""

    chosen = Signal(str)
    home = Signal()

    def __init__(self, nouns: Nouns = IMAGES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nouns = nouns
        self.setProperty("role", "rail")
        self._fit()
        theme.current().changed.connect(self._fit)
        self._buttons: dict[StepName, QPushButton] = {}
        self._marks: dict[StepName, make.IconLabel] = {}
        self._group = QButtonGroup(self)
        # What to do next always has its room; with large text the steps above it are scrolled.
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(12, 14, 12, 8)
        layout.setSpacing(2)
        back = make.button(self.tr("Home"), self.home.emit, role="quiet", icon_name="house")
        back.setToolTip(self.tr("All projects"))
        layout.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._title = make.label("", "heading", wrap=True)
        layout.addSpacing(8)
        layout.addWidget(self._title)
        layout.addSpacing(10)
        steps = self.transfer_steps()
        titles = self.titles()
        for number, info in enumerate(PANELS, 1):
            made = QPushButton(titles[info.name])
            made.setProperty("role", "step")
            made.setCheckable(True)
            made.setIcon(icon(info.icon))
            made.setIconSize(QSize(24, 18))
            made.setShortcut(QKeySequence(f"Ctrl+{number}"))
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.clicked.connect(lambda *_, name=info.name: self.chosen.emit(name))
            mark = make.IconLabel("circle-dashed", 16, "muted")
            self._group.addButton(made)
            self._buttons[info.name], self._marks[info.name] = made, mark
            line = make.row(made, mark, spacing=4)
            line.setStretch(0, 1)
            layout.addLayout(line)
            for step in info.steps:
                name = make.label(f"{step}  {steps[step]}", "caption", wrap=True)
                name.setContentsMargins(34, 0, 0, 2)
                layout.addWidget(name)
            layout.addSpacing(6)
        layout.addStretch(1)
        self._next = make.label("", "muted", wrap=True)
        box, inside = make.frame("inset", margins=12, spacing=4)
        inside.addWidget(make.label(self.tr("Next"), "caption"))
        inside.addWidget(self._next)
        foot = make.column(box)
        foot.setContentsMargins(12, 6, 12, 14)
        whole = make.column(make.scrolled(content), foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _fit(self) -> None:
        """Wider with larger text."""
        self.setFixedWidth(round(_WIDTH * (0.5 + 0.5 * theme.current().scale)))

    def titles(self) -> dict[StepName, str]:
        """Place → words."""
        return {
            "data": self.tr("Data"),
            "model": self.tr("Model"),
            "train": self.tr("Train"),
            "evaluate": self.tr("Evaluate"),
            "deploy": self.tr("Deploy"),
        }

    def transfer_steps(self) -> dict[int, str]:
        """The six steps of transfer learning."""
        return {
            1: self.tr("Choose a pretrained model"),
            2: self.tr("Remove the last layers"),
            3: self.tr("Add new layers"),
            4: self.tr("Train"),
            5: self.tr("Fine-tune"),
            6: self.tr("Evaluate and deploy"),
        }

    def set_title(self, title: str) -> None:
        """The project's name."""
        self._title.setText(title)

    def set_current(self, name: StepName) -> None:
        """Mark where the person is."""
        self._buttons[name].setChecked(True)

    def set_facts(self, facts: ProjectFacts, *, busy: bool = False) -> None:
        """Show how each place stands and what to do next.

        Args:
            facts: Of the project.
            busy: Whether a training of this window works.
        """
        states = step_states(facts)
        if busy:
            states["train"] = "running"
        words = {
            "todo": self.tr("not yet"),
            "needs": self.tr("needs you"),
            "running": self.tr("running"),
            "done": self.tr("done"),
        }
        for name, state in states.items():
            self._marks[name].set(*_STATE_ICONS[state])
            self._marks[name].setToolTip(words[state])
            self._buttons[name].setAccessibleName(f"{self.titles()[name]}, {words[state]}")
        self._next.setText(self._sentence(facts, states))

    def _sentence(self, facts: ProjectFacts, states: dict[StepName, StepState]) -> str:
        if states["train"] == "running":
            return self.tr("The training is running. You may close this window or go on labelling.")
        if facts.images == 0:
            return self._nouns.tr(self, "Drop a folder of images here, or import one.")
        if not facts.trainable:
            return self._nouns.tr(self, "Label images of at least two classes.")
        if states["model"] == "needs":
            return self.tr("Choose a pretrained model.")
        if states["train"] == "needs":
            return self._nouns.tr(self, "Look at what the model sees, then start the training.")
        if states["evaluate"] == "needs":
            return self._nouns.tr(self, "See the results on your tuning images.")
        if states["deploy"] == "needs":
            return self._nouns.tr(self, "Use the model on new images, or save it to share.")
        return self._nouns.tr(self, "All steps are taken. Try another model, or label more images.")
