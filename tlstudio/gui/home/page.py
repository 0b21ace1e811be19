"""The home page: drop a folder, start anew, go on with a recent project, use a given model."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QVBoxLayout, QWidget

from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.home.recent import RecentProjects
from tlstudio.gui.home.starts import (
    TEXTS,
    NewProject,
    Start,
    dropped,
    names_images,
    starts,
    table_filter,
    together,
)
from tlstudio.gui.services import Services
from tlstudio.gui.theme import theme
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner

__all__ = ["HomePage", "NewProject"]
_ONE_LINE = 1.2
_MODELS = {".onnx", ".zip"}


class HomePage(QWidget):
    """Needs no project and nothing heavy.

    Signals:
        project_wanted: Folder of a project to open.
        new_wanted: A `NewProject`.
        model_wanted: Path of a model to use, "" to ask for one.
    """

    project_wanted = Signal(str)
    new_wanted = Signal(object)
    model_wanted = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.banner = Banner()
        self._looking: Ticket | None = None
        self.recent = RecentProjects(services)
        self.recent.opened.connect(self.project_wanted)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(48, 36, 48, 36)
        layout.setSpacing(22)
        layout.addWidget(self.banner)
        layout.addLayout(self._head())
        layout.addWidget(self._drop())
        layout.addLayout(self._columns())
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(make.scrolled(content))

    # Parts

    def _head(self) -> QVBoxLayout:
        self._steps = QGridLayout()
        self._steps.setSpacing(8)
        names = (
            self.tr("Choose a pretrained model"),
            self.tr("Remove the last layers"),
            self.tr("Add new layers"),
            self.tr("Train"),
            self.tr("Fine-tune"),
            self.tr("Evaluate and deploy"),
        )
        self._signs = [
            make.row(
                make.label(f"{number}  {name}", "badge"),
                *([make.IconLabel("chevron-right", 14, "muted")] if number < len(names) else []),
                None,
            )
            for number, name in enumerate(names, 1)
        ]
        self._place_steps()
        theme.current().changed.connect(self._place_steps)
        return make.column(
            make.label("Transfer Learning Studio", "display"),
            make.label(
                self.tr(
                    "Teach a pretrained model your own task, with a few hundred labelled images: "
                    "on this computer, without programming. Nothing leaves it."
                ),
                "muted",
                wrap=True,
            ),
            4,
            self._steps,
        )

    def _place_steps(self) -> None:
        """One behind the other; with large text on two lines."""
        columns = 6 if theme.current().scale <= _ONE_LINE else 3
        for place, sign in enumerate(self._signs):
            self._steps.removeItem(sign)
            sign.setParent(None)
            self._steps.addLayout(sign, place // columns, place % columns)
        for column in range(7):
            self._steps.setColumnStretch(column, int(column == columns))

    def _drop(self) -> QFrame:
        zone, inside = make.frame("drop", margins=22)
        zone.setAccessibleName(self.tr("Drop a folder of images here"))
        self.choose = make.button(
            self.tr("Choose a folder…"),
            self._choose_folder,
            role="primary",
            icon_name="folder-open",
        )
        table = make.button(self.tr("or a table…"), self._choose_table, role="link")
        table.setToolTip(
            self.tr("CSV, TSV, XLSX or JSON lines: paths of images or texts, and their labels")
        )
        words = make.column(
            make.label(
                self.tr("Drop a folder of images here, or a table of texts"), "heading", wrap=True
            ),
            make.label(
                self.tr("Your files stay where they are and are never changed."), "muted", wrap=True
            ),
            spacing=2,
        )
        line = make.row(
            make.IconLabel("images", 40, "accent"), words, table, self.choose, spacing=16
        )
        line.setStretch(1, 1)
        inside.addLayout(line)
        self._zone = zone
        return zone

    def _columns(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(10)
        grid.addWidget(make.label(self.tr("New project"), "heading"), 0, 0)
        cards = QGridLayout()
        cards.setSpacing(12)
        for place, start in enumerate(starts()):
            cards.addWidget(self._start_card(start), place // 2, place % 2)
        last = cards.rowCount()
        cards.addWidget(self._sample_card(), last, 0)
        cards.addWidget(self._given_card(), last, 1)
        cards.setRowStretch(last + 1, 1)
        grid.addLayout(cards, 1, 0)
        grid.addWidget(make.label(self.tr("Recent projects"), "heading"), 0, 1)
        grid.addWidget(self.recent, 1, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        return grid

    def _start_card(self, start: Start) -> make.CardButton:
        card = _card(start.icon, start.tone, start.title, start.sentence)
        card.pressed.connect(partial(self._begin, start))
        return card

    def _sample_card(self) -> make.CardButton:
        card = _card(
            "sparkles",
            "warm",
            self.tr("Try it with sample images"),
            self.tr("Cells on plates, drawn by the program; works at once and offline."),
        )
        card.pressed.connect(self.start_sample)
        self.sample = card
        return card

    def _given_card(self) -> make.CardButton:
        card = _card(
            "package-open",
            "muted",
            self.tr("Use a model I was given"),
            self.tr("Predict on your images with a colleague's file; no project needed."),
        )
        card.pressed.connect(lambda: self.model_wanted.emit(""))
        self.given = card
        return card

    # Acts

    def refresh(self) -> None:
        """Show the recent projects as they are now."""
        self.recent.refresh()

    def browse(self) -> None:
        """Ask for a project's folder."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Open a project"))
        if folder:
            self.project_wanted.emit(folder)

    def start_sample(self) -> None:
        """A project of the sample images."""
        name = self.tr("Sample: cells on plates")
        self.new_wanted.emit(NewProject(name, self._parent_folder(), sample=True))

    def start(self, source: str, start: Start | None = None) -> None:
        """A project for a folder or a table; without a card the source says what it is of."""
        path = Path(source)
        wanted = NewProject(
            path.stem if path.suffix else path.name, self._parent_folder(), source=source
        )
        if start is None:
            self._find_task(wanted, [source])
            return
        self.new_wanted.emit(
            replace(wanted, task=start.task, group_by=start.group_by, classes=start.classes)
        )

    def _find_task(self, wanted: NewProject, paths: list[str]) -> None:
        """Look what a source is of, and begin with it."""
        from tlstudio.jobs.questions import FindTask

        if self._looking is not None:
            self._looking.cancel()
        if names_images(paths):
            self.new_wanted.emit(wanted)
            return
        self.banner.say("info", self.tr("Looking at %1…").replace("%1", wanted.name))

        def begin(task: str) -> None:
            self.banner.hide()
            self.new_wanted.emit(self._of_task(wanted, task, paths))

        self._looking = self._services.ask_pictures(
            FindTask(source=Path(wanted.source)),
            owner=self,
            done=lambda found: begin(found.task),
            # What is wrong with the source is told by the import.
            failed=lambda _: begin(wanted.task),
        )

    def _of_task(self, wanted: NewProject, task: str, paths: list[str]) -> NewProject:
        found = together(paths, "text") if task == TEXTS else None
        if found is None:
            return replace(wanted, task=task)
        return replace(wanted, task=task, source=found.source, only=found.only, note=found.words)

    def accept_drop(self, paths: list[str]) -> None:
        """A project opens, a model is used, a folder or table becomes a project."""
        if not paths:
            return
        paths = dropped(paths)
        path = Path(paths[0])
        if path.name == "project.toml" or (path / "project.toml").is_file():
            self.project_wanted.emit(str(path))
        elif path.suffix.lower() in _MODELS:
            self.model_wanted.emit(str(path))
        elif (found := together(paths)) is not None:
            source = Path(found.source)
            name = source.stem if source.is_file() else source.name
            wanted = NewProject(name, self._parent_folder(), source=found.source)
            self._find_task(replace(wanted, only=found.only, note=found.words), paths)
        else:
            self.banner.say(
                "warning",
                self.tr("%1 is no folder, table, project or model.").replace("%1", path.name),
                self.tr("Drop the folder that holds your images, or a table of texts."),
            )

    def _begin(self, start: Start) -> None:
        if start.task == TEXTS:
            self._choose_table(start)
        else:
            self._choose_folder(start)

    def _choose_folder(self, start: Start | None = None) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("The folder of your images"))
        if folder:
            self.start(folder, start)

    def _choose_table(self, start: Start | None = None) -> None:
        title = self.tr("The table") if start is None else start.title
        file, _ = QFileDialog.getOpenFileName(self, title, "", table_filter("text"))
        if file:
            self.start(file, start)

    def _parent_folder(self) -> str:
        chosen = self._services.settings.projects_folder
        if chosen:
            return chosen
        place = QStandardPaths.StandardLocation.DocumentsLocation
        documents = QStandardPaths.writableLocation(place)
        return str(Path(documents or str(Path.home())) / "Transfer Learning Studio")


def _card(icon: str, tone: str, title: str, sentence: str) -> make.CardButton:
    card = make.CardButton(f"{title}. {sentence}", margins=14)
    words = (make.label(title, "strong"), make.label(sentence, "muted", wrap=True))
    line = make.row(_Tile(icon, tone), make.column(*words, spacing=2), spacing=14)
    line.setStretch(1, 1)
    card.inside.addLayout(line)
    return card


class _Tile(QFrame):
    """An icon on a soft square of its colour."""

    def __init__(self, icon: str, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(52, 52)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        picture = make.IconLabel(icon, 26, tone)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(picture)
        theme.current().changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        ground = getattr(theme.colours(), f"{self._tone}_soft", theme.colours().raised)
        self.setStyleSheet(f"_Tile {{ background: {ground}; border-radius: 12px; }}")
