"""The panel of the last step: use the model on new images, and save it for others."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QTabBar, QVBoxLayout, QWidget

from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.core.paths import data_dir
from tlstudio.data.unseen import Unseen, unseen
from tlstudio.gui.facts import ProjectFacts, RunFacts
from tlstudio.gui.panels.deploy.sending import SendBack
from tlstudio.gui.panels.deploy.share_page import SharePage
from tlstudio.gui.panels.panel import Panel
from tlstudio.gui.panels.train.words import run_date, run_title
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.predicting.panel import PredictionPanel

_USE, _SHARE = 0, 1


class DeployPanel(Panel):
    """Use the model and share it; both with the run that is chosen at the top."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.run: RunFacts | None = None
        self._names: tuple[str, ...] = ()
        self.banner = Banner()
        self.runs = QComboBox()
        self.runs.setAccessibleName(self.tr("Which model"))
        self.runs.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.runs.setMinimumContentsLength(12)
        self.runs.setMaximumWidth(420)
        self.runs.activated.connect(lambda _: self._chosen())
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.session.nouns.tr(self, "Use it on new images"))
        self.tabs.addTab(self.tr("Save it to share"))
        self.using = PredictionPanel(
            self.services, _tables_folder(session), session, guard=self._guard, nouns=session.nouns
        )
        self.share = SharePage(session)
        self.send_button = make.button(
            self.tr("Add to the project…"), self.send_back, icon_name="tags"
        )
        self.using.add_act(self.send_button)
        self.sending = SendBack(session, self.using, self.using.banner)
        self.pages = make.Pages()
        self.pages.addWidget(self.using)
        self.pages.addWidget(self.share)
        self.stack = make.Pages()
        self.stack.addWidget(self._empty())
        self.stack.addWidget(self._full())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.tabs.currentChanged.connect(self._tab)
        self.using.rows_changed.connect(self._state)
        session.facts_changed.connect(self._facts)
        session.closed.connect(self.using.predictor.cancel)
        self._actions = self._make_actions()
        self._facts(session.facts)

    def _empty(self) -> QWidget:
        page = QWidget()
        go = make.button(
            self.tr("Go to Train"), lambda: self.session.go.emit("train"), role="primary"
        )
        words = self.session.nouns.tr(
            self, "Train one, then use it here on new images and save it to share."
        )
        layout = QVBoxLayout(page)
        layout.setContentsMargins(28, 20, 28, 16)
        layout.addWidget(make.label(self.tr("Use and share"), "title"))
        layout.addWidget(
            make.invitation("rocket", self.tr("There is no trained model yet"), words, go), 1
        )
        return page

    def _full(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(28, 20, 28, 16)
        layout.setSpacing(10)
        title = make.label(self.tr("Use and share"), "title", tip=self.tr("Deployment"))
        model = make.label(self.tr("Model"), "muted")
        head = make.row(title, None, model, self.runs)
        head.setStretch(1, 1)
        head.setStretch(3, 2)
        layout.addLayout(head)
        layout.addWidget(self.tabs)
        layout.addWidget(self.banner)
        layout.addWidget(self.pages, 1)
        return page

    def _make_actions(self) -> list[QAction]:
        def show(tab: int) -> Callable[[], None]:
            return lambda: self.tabs.setCurrentIndex(tab)

        pairs: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (self.session.nouns.tr(self, "Use the model on new images"), "Alt+1", show(_USE)),
            (self.tr("Save the model to share"), "Alt+2", show(_SHARE)),
            (
                self.session.nouns.tr(self, "Add predicted images with suggested labels"),
                "",
                self.send_back,
            ),
            (self.tr("Save the model in a folder"), "Ctrl+E", self._export),
            (self.tr("Save report and model to share"), "", self.share.choose_and_share),
        )
        made = []
        for words, keys, act in pairs:
            action = QAction(words, self)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda *_, act=act: act())
            self.addAction(action)
            made.append(action)
        return made

    # What a panel is

    def entered(self) -> None:
        """Read what may have changed."""
        self._facts(self.session.facts)
        if self.run is not None and self.tabs.currentIndex() == _SHARE:
            self.share.entered()

    def actions_for_palette(self) -> list[QAction]:
        """Of this panel and of the predictions."""
        if self.run is None:
            return []
        return [*self._actions, *self.using.actions_for_palette()]

    def accept_drop(self, paths: list[str]) -> bool:
        """Predict on what was dropped."""
        if self.run is None:
            return False
        self.tabs.setCurrentIndex(_USE)
        return self.using.accept_drop(paths)

    def next_sentence(self) -> str:
        """What to do here."""
        if self.run is None:
            return self.tr("Train a model first.")
        return self.session.nouns.tr(self, "Drop new images, or save the model to share it.")

    # Runs

    def _facts(self, facts: ProjectFacts) -> None:
        """Offer the runs that have a model, the newest first; a choice stays as long as it can."""
        runs = facts.model_runs[::-1]
        names = tuple(run.name for run in runs)
        if names != self._names:
            self._names = names
            self.runs.clear()
            for run in runs:
                title = run_title(run.folder, run.preset)
                words = (title, run.model or run.backbone, run_date(run.folder))
                self.runs.addItem(" · ".join(word for word in words if word), run)
            known = next((run for run in runs if self.run and run.name == self.run.name), None)
            self.runs.setCurrentIndex(names.index(known.name) if known else 0 if runs else -1)
        self.stack.setCurrentIndex(1 if runs else 0)
        self._chosen()
        self._state()

    def _chosen(self) -> None:
        run = self.runs.currentData()
        new = run if isinstance(run, RunFacts) else None
        if (new.name if new else "") == (self.run.name if self.run else ""):
            return
        self.run = new
        self.banner.hide()
        self.using.set_model(None, ())
        self.share.set_run(new)
        if new is None:
            return
        model = new.folder.model_dir

        def take(classes: tuple[str, ...]) -> None:
            if self.run is new:
                self.using.set_model(model, classes)

        self.services.background.run(
            lambda: _classes(model), owner=self, done=take, failed=self._unusable
        )

    def _unusable(self, error: StudioError) -> None:
        self.banner.show_error(error)

    def _tab(self, tab: int) -> None:
        self.pages.setCurrentIndex(tab)
        if tab == _SHARE:
            self.share.entered()

    # Sending back

    def _guard(self, then: Callable[[Unseen], None]) -> None:
        """Images of a final test that was never opened, and copies of them, are not shown."""
        self.session.read(unseen, owner=self, done=then, failed=self.using.show_error)

    def _state(self) -> None:
        usable = not self.session.read_only
        self.send_button.setEnabled(usable and bool(len(self.using.list.order)))
        tip = self.session.nouns.tr(
            self,
            "With the model's answers as suggested labels: the images that are selected when "
            "several are, else all that are shown.",
        )
        self.send_button.setToolTip(tip if usable else self.session.why_read_only)

    def send_back(self) -> None:
        """Ask whether the images should come into the project."""
        if self.run is not None and self.send_button.isEnabled():
            self.sending.ask()

    def _export(self) -> None:
        self.tabs.setCurrentIndex(_SHARE)
        self.share.export_first()


def _tables_folder(session: Session) -> Path:
    if session.read_only:
        return data_dir() / "predictions"
    return session.project.exports_dir / "predictions"


def _classes(model: Path) -> tuple[str, ...]:
    """Class names of a model folder.

    Raises:
        BadInputError: When its description is damaged.
    """
    try:
        found = json.loads((model / "model.json").read_text("utf-8"))["classes"]
        return tuple(str(name) for name in found)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInputError(
            f"The model of {model.parent.name} is damaged.", "Choose another run, or train again."
        ) from error
