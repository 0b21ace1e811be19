"""A model that somebody gave, without a project: what it is, and predictions with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.core.paths import data_dir
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.services import Services
from tlstudio.gui.shell.tray import TrayButton
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.predicting.panel import PredictionPanel
from tlstudio.gui.widgets.words import breakable, size
from tlstudio.jobs import questions as ask
from tlstudio.jobs.answers import ModelFacts

_MODELS = {".onnx", ".zip"}
_NAMED = 12


class GivenModelPage(QWidget):
    """Opened with a file, or with "" to ask for one.

    Signals:
        home: Back to the home page.
    """

    home = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._ticket: Ticket | None = None
        self.facts: ModelFacts | None = None
        self.banner = Banner()
        self.title = make.label(self.tr("Use a model I was given"), "title", wrap=True)
        self.predictions = PredictionPanel(services, data_dir() / "predictions", services)
        self.pages = make.Pages()
        self.pages.addWidget(self._empty())
        self.pages.addWidget(self._full())
        back = make.button(self.tr("Home"), self.home.emit, role="quiet", icon_name="arrow-left")
        self.other = make.button(
            self.tr("Another model…"), self.browse, role="quiet", icon_name="package-open"
        )
        column = QVBoxLayout()
        column.setContentsMargins(28, 16, 28, 14)
        column.setSpacing(10)
        head = make.row(back, self.title, self.other, spacing=12)
        head.setStretch(1, 1)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        footer = QFrame()
        footer.setProperty("role", "footer")
        line = make.row(None, TrayButton(services.centre))
        line.setContentsMargins(16, 3, 12, 3)
        footer.setLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(column, 1)
        layout.addWidget(footer)
        self.other.hide()
        services.failed.connect(self.banner.show_error)

    def _empty(self) -> QWidget:
        zone, inside = make.frame("drop", margins=32)
        zone.setAccessibleName(self.tr("Drop the model here"))
        sign = make.IconLabel("package-open", 44, "accent")
        title = make.label(self.tr("Drop the model here"), "heading")
        words = make.label(
            self.tr(
                "The bundle (.tlstudio.zip) or .onnx file that a colleague saved with this "
                "program. It is checked before it is used, and everything stays on this computer."
            ),
            "muted",
            wrap=True,
        )
        for label in (sign, title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = make.button(
            self.tr("Choose the file…"), self.browse, role="primary", icon_name="folder-open"
        )
        self.opening = make.label("", "caption")
        self.opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addStretch(1)
        for widget in (sign, title, words):
            inside.addWidget(widget)
        inside.addSpacing(8)
        inside.addLayout(make.row(None, self.choose, None))
        inside.addWidget(self.opening)
        inside.addStretch(2)
        return zone

    def _full(self) -> QWidget:
        page = QWidget()
        card, inside = make.frame("card", margins=14, spacing=4)
        self.classes = make.label("", "strong", wrap=True)
        self.said = make.label("", "muted", wrap=True)
        self.proof = make.label(self.tr("It is the very file that its proof describes."))
        self._proven = QWidget()
        self._proven.setLayout(
            make.row(make.IconLabel("shield-check", 16, "good"), self.proof, None)
        )
        for label in (self.classes, self.said):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self.classes)
        inside.addWidget(self.said)
        inside.addWidget(self._proven)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(card)
        layout.addWidget(self.predictions, 1)
        return page

    # The model

    def use(self, path: str) -> None:
        """Open a model; "" asks for the file once the page is seen."""
        self.banner.hide()
        if path:
            self._open(Path(path))
        else:
            QTimer.singleShot(0, self, self.browse)

    def browse(self) -> None:
        """Ask for the file."""
        kinds = f"{self.tr('Models')} (*.tlstudio.zip *.onnx);;{self.tr('All files')} (*)"
        file, _ = QFileDialog.getOpenFileName(self, self.tr("The model"), "", kinds)
        if file:
            self._open(Path(file))

    def accept_drop(self, paths: list[str]) -> None:
        """A model is opened; anything else is predicted on, when there is a model."""
        if not paths:
            return
        if self.facts is None or Path(paths[0]).suffix.lower() in _MODELS:
            self._open(Path(paths[0]))
        else:
            self.predictions.accept_drop(paths)

    def _open(self, path: Path) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self.banner.hide()
        self.opening.setText(self.tr("%1 is being checked…").replace("%1", path.name))
        self._ticket = self._services.ask_models(
            ask.About(model=path),
            owner=self,
            done=lambda facts: self._take(path, facts),
            failed=self._refuse,
        )

    def _refuse(self, error: StudioError) -> None:
        """What is no model, or none to be trusted, changes nothing of what is open."""
        self.opening.setText("")
        self.banner.show_error(error, ((self.tr("Choose another…"), self.browse),))

    def _take(self, path: Path, facts: ModelFacts) -> None:
        self.facts = facts
        self.opening.setText("")
        self.title.setText(breakable(facts.name))
        self.other.show()
        names = ", ".join(facts.classes[:_NAMED])
        more = len(facts.classes) - _NAMED
        if more > 0:
            names += self.tr(" and %n more", "", more)
        self.classes.setText(
            self.tr("Tells apart %1 classes: %2")
            .replace("%1", str(len(facts.classes)))
            .replace("%2", names)
        )
        self.classes.setToolTip("\n".join(facts.classes))
        self.said.setText(" · ".join(self._facts(facts)))
        self._proven.setVisible(facts.proven)
        self.pages.setCurrentIndex(1)
        self.predictions.set_model(path, facts.classes)

    def _facts(self, facts: ModelFacts) -> list[str]:
        tasks = {"image-classification": self.tr("Names the class of an image")}
        colour = {1: self.tr("grey"), 3: self.tr("colour")}.get(
            facts.channels, self.tr("%n channels", "", facts.channels)
        )
        said = [
            tasks.get(facts.task, facts.task),
            self.tr("sees images as %1 × %1 pixels, %2")
            .replace("%1", str(facts.size))
            .replace("%2", colour),
        ]
        if facts.multi_label:
            said.append(self.tr("several classes may apply"))
        if facts.backbone:
            said.append(self.tr("made from %1").replace("%1", facts.backbone))
        if facts.run:
            said.append(self.tr("by run %1").replace("%1", facts.run))
        if facts.made:
            said.append(self.tr("saved %1").replace("%1", facts.made))
        licence = self.tr("licence of its weights: %1")
        said.append(licence.replace("%1", facts.licence or self.tr("not told")))
        said.append(size(facts.bytes))
        return said

    def palette_actions(self) -> list[QAction]:
        """For the command palette."""
        return self.predictions.actions_for_palette() if self.facts is not None else []

    def leave(self) -> None:
        """Stop what is at work; a table of many files that is being made goes on no longer."""
        if self._ticket is not None:
            self._ticket.cancel()
        self.predictions.predictor.cancel()
