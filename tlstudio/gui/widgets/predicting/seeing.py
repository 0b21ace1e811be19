"""How to see why a model answered so, behind "Advanced": the method, and a test of its map."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from tlstudio.core.explaining import METHODS, Method
from tlstudio.gui.widgets import make
from tlstudio.jobs.answers import MapChecked


class SeeingChoice(QWidget):
    """A line below a heat-map, opened by its button.

    Signals:
        chosen: Another method.
        check_wanted: Compare the map with a model that knows nothing.
    """

    chosen = Signal()
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = make.tool(
            "sliders-horizontal", self.tr("Advanced: how to see why"), self._toggle
        )
        self.button.setCheckable(True)
        self.methods = QComboBox()
        self.methods.setAccessibleName(self.tr("How to see why"))
        words = self._words()
        for place, method in enumerate(METHODS):
            title, tip = words[method]
            self.methods.addItem(title, method)
            self.methods.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
        self.methods.currentIndexChanged.connect(self._choose)
        self.check = make.button(self.tr("Check this map"), self.check_wanted.emit, role="quiet")
        self.check.setToolTip(
            self.tr(
                "Shuffles what a copy of the model has learned and looks whether the map changes "
                "(randomised-model check, Adebayo et al. 2018)."
            )
        )
        self.verdict = make.label("", "good", wrap=True)
        self.numbers = make.label("", "caption", wrap=True)
        self._inside = QWidget()
        self._inside.setLayout(
            make.column(
                make.row(self.methods, self.check, None), self.verdict, self.numbers, spacing=4
            )
        )
        self._inside.hide()
        column = make.column(self._inside, spacing=0)
        self.setLayout(column)
        self.forget()

    def _words(self) -> dict[Method, tuple[str, str]]:
        return {
            "gradcam": (
                self.tr("Where the class is seen"),
                self.tr("Grad-CAM: quick and coarse; for every kind of network."),
            ),
            "integrated-gradients": (
                self.tr("What each pixel adds"),
                self.tr("Integrated gradients: fine, slower; for every kind of network."),
            ),
            "rollout": (
                self.tr("Which patches the answer draws on"),
                self.tr("Attention rollout: for transformers, the same for every class."),
            ),
        }

    @property
    def method(self) -> Method:
        """What is chosen."""
        found: Method = self.methods.currentData()
        return found

    def _toggle(self) -> None:
        self._inside.setVisible(self.button.isChecked())

    def _choose(self) -> None:
        self.methods.setToolTip(self._words()[self.method][1])
        self.forget()
        self.chosen.emit()

    def offer(self, *, usable: bool) -> None:
        """Whether there is a map that can be seen in another way."""
        self.button.setEnabled(usable)
        if not usable:
            self.button.setChecked(False)
            self._inside.hide()

    def forget(self) -> None:
        """Another map: what was said of the one before is taken away."""
        self.check.setEnabled(True)
        for label in (self.verdict, self.numbers):
            label.setText("")
            label.hide()

    def wait(self) -> None:
        """The check is being made."""
        self.check.setEnabled(False)
        self._say("muted", self.tr("Comparing with a model that knows nothing…"))

    def take(self, found: MapChecked) -> None:
        """What came out, with the numbers below."""
        self.check.setEnabled(True)
        self._say("good" if found.passed else "error", found.words)
        lines = [
            self.tr("%1 shuffled: rank correlation %2, structural similarity %3")
            .replace("%1", name)
            .replace("%2", f"{rank:.2f}")
            .replace("%3", f"{structure:.2f}")
            for name, rank, structure in found.stages
        ]
        self.numbers.setText("\n".join(lines))
        self.numbers.setVisible(bool(lines))

    def fail(self, words: str) -> None:
        """It could not be made."""
        self.check.setEnabled(True)
        self._say("error", words)

    def _say(self, role: str, words: str) -> None:
        make.set_role(self.verdict, role)
        self.verdict.setText(words)
        self.verdict.show()
