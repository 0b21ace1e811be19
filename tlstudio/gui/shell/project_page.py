"""One open project: rail at the left, the chosen panel beside it, messages above, jobs below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.gui.facts import ProjectFacts, StepName, step_states
from tlstudio.gui.panels.panel import PANELS, Panel
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.session import Session
from tlstudio.gui.shell.rail import Rail
from tlstudio.gui.shell.tray import TrayButton
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.words import breakable

_TOLD = 8000


class ProjectPage(QWidget):
    """Builds panels when they are first entered; knows nothing of what they do.

    Signals:
        home: The person wants to see all projects.
        copy_wanted: "Save a copy" of a read-only project.
        reopen_wanted: Its folder is there again, and must be opened anew.
    """

    home = Signal()
    copy_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.panels: dict[StepName, Panel] = {}
        self.rail = Rail(session.nouns)
        self.rail.set_title(session.project.config.name)
        self.rail.chosen.connect(self.show_step)
        self.rail.home.connect(self.home)
        self.state_banner = Banner(closable=False)
        self.message = Banner()
        self._told = QTimer(self, singleShot=True, interval=_TOLD)
        self._told.timeout.connect(self._untell)
        self.stack = make.Pages()
        self.tray = TrayButton(session.services.centre)
        self._saved = make.label("", "caption")
        self._saved.setAccessibleName(self.tr("Last saved"))
        footer = QFrame()
        footer.setProperty("role", "footer")
        line = QHBoxLayout(footer)
        line.setContentsMargins(16, 3, 12, 3)
        line.addWidget(self._saved)
        line.addStretch(1)
        line.addWidget(self.tray)
        banners = make.column(self.state_banner, self.message)
        banners.setContentsMargins(20, 12, 20, 0)
        # With large text a panel is scrolled; the window never outgrows the screen.
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.stack)
        self.stack.setProperty("role", "content")
        right = make.column(banners, area, footer, spacing=0)
        right.setStretch(1, 1)
        layout = make.row(self.rail, right, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        # A training that went on without the window is followed at once, whatever panel is first.
        Trainings.of(session)
        session.facts_changed.connect(self._facts)
        session.saved.connect(self._show_saved)
        session.go.connect(self.show_step)
        session.services.failed.connect(self.show_error)
        session.services.told.connect(self._tell)
        session.services.centre.changed.connect(self._rail_state)
        session.vanished.connect(self._say_vanished)
        session.came_back.connect(self.reopen_wanted)
        self._facts(session.facts)
        if session.read_only:
            self.state_banner.say(
                "warning",
                self.tr("You can look at everything, but nothing can be changed here."),
                session.why_read_only,
                ((self.tr("Save a copy…"), self.copy_wanted.emit),),
            )

    def begin(self) -> None:
        """Bring the step to the front at which the project stands."""
        self.show_step(self._first())

    def show_step(self, name: StepName) -> None:
        """Bring a panel to the front; it is built the first time."""
        if name not in self.panels:
            self._build(name)
        self.stack.setCurrentWidget(self.panels[name])
        self.rail.set_current(name)
        self.panels[name].entered()
        if not self.panels[name].isAncestorOf(self.focusWidget() or self):
            self.panels[name].setFocus()  # else the rail's first button would take it

    def _build(self, name: StepName) -> None:
        info = next(info for info in PANELS if info.name == name)
        panel = info.build(self.session)
        self.panels[name] = panel
        self.stack.addWidget(panel)
        self.stack.setCurrentWidget(panel)

    @property
    def current(self) -> Panel:
        """The panel in front."""
        panel = self.stack.currentWidget()
        if not isinstance(panel, Panel):
            raise TypeError("no panel is shown")
        return panel

    @property
    def step(self) -> StepName:
        """The step in front."""
        return next(name for name, panel in self.panels.items() if panel is self.current)

    def accept_drop(self, paths: list[str]) -> bool:
        """The panel in front is asked first, then the data panel."""
        if self.current.accept_drop(paths):
            return True
        if "data" not in self.panels or self.current is not self.panels["data"]:
            self.show_step("data")
            return self.panels["data"].accept_drop(paths)
        return False

    def begin_import(
        self, source: str, group_by: str = "", only: str = "", classes: Sequence[str] = ()
    ) -> None:
        """Import a folder, a table or the sample images; see `Panel.begin_import`."""
        self.show_step("data")
        self.panels["data"].begin_import(source, group_by, only, classes)

    def palette_actions(self) -> list[QAction]:
        """Of the panel in front."""
        return self.current.actions_for_palette()

    def show_error(self, error: StudioError) -> None:
        """Show an error that belongs to no other place."""
        self.message.show_error(error)

    def _say_vanished(self) -> None:
        where = breakable(str(self.session.project.folder))
        self.state_banner.say(
            "error",
            self.tr("The folder of this project is not there any more."),
            self.tr(
                "It was moved or renamed, or its drive was taken out: %1. What was saved is in it. "
                "Once it is back, it opens by itself; until then nothing can be saved."
            ).replace("%1", where),
            ((self.tr("All projects"), self.home.emit),),
        )

    def _tell(self, sentence: str) -> None:
        self.message.say("info", sentence)
        self._told.start()

    def _untell(self) -> None:
        if self.message.tone == "info":
            self.message.hide()

    def _first(self) -> StepName:
        states = step_states(self.session.facts)
        waiting = (name for name, state in states.items() if state in ("needs", "running"))
        return next(waiting, "data")

    def _facts(self, facts: ProjectFacts) -> None:
        del facts
        self._rail_state()

    def _rail_state(self) -> None:
        busy = bool(self.session.services.centre.active("training"))
        self.rail.set_facts(self.session.facts, busy=busy)

    def _show_saved(self, words: str) -> None:
        time = QDateTime.currentDateTime().toString("HH:mm:ss")
        text = self.tr("Saved %1").replace("%1", time)
        self._saved.setText(f"{text} · {words}" if words else text)
