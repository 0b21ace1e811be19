"""Opening, making and copying projects off the window's thread, with the errors in words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from tlstudio.core.errors import ProjectError, StudioError, VanishedError
from tlstudio.gui.home.page import NewProject
from tlstudio.gui.services import Services
from tlstudio.gui.session import Opened, open_project
from tlstudio.jobs.beginning import create_project


class Opening(QObject):
    """One act of opening; the window is the parent of its messages."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window

    def open(self, folder: Path, done: Callable[[Opened], None]) -> None:
        """Open a project."""

        def look() -> Opened:
            if not folder.exists():
                raise VanishedError(
                    self.tr("The project %1 is not where it was.").replace("%1", folder.name),
                    self.tr("It was moved or renamed, or its drive is not there: %1").replace(
                        "%1", str(folder)
                    ),
                )
            if folder.is_dir() and not (folder / "project.toml").exists():
                raise ProjectError(
                    self.tr("%1 is no project.").replace("%1", folder.name),
                    self.tr("Drop a folder of images on the home page to make one of them."),
                )
            return open_project(folder)

        def failed(error: StudioError) -> None:
            if isinstance(error, VanishedError):
                self._offer_to_find(error, folder, done)
            else:
                self._failed(error)

        self._services.background.run(look, owner=self, done=done, failed=failed)

    def _offer_to_find(
        self, error: StudioError, folder: Path, done: Callable[[Opened], None]
    ) -> None:
        box = self._box(error)
        find = box.addButton(self.tr("Find it…"), QMessageBox.ButtonRole.AcceptRole)
        forget = box.addButton(self.tr("Take off the list"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Close)

        def chosen() -> None:
            if box.clickedButton() is find:
                self._find(folder, done)
            elif box.clickedButton() is forget:
                services = self._services
                services.change_settings(services.settings.without_recent(str(folder)))

        box.finished.connect(chosen)
        box.open()

    def _find(self, old: Path, done: Callable[[Opened], None]) -> None:
        title = self.tr("Where is %1 now?").replace("%1", old.name)
        found = QFileDialog.getExistingDirectory(self._window, title)
        if found:
            services = self._services
            services.change_settings(services.settings.without_recent(str(old)))
            self.open(Path(found), done)

    def create(self, wanted: NewProject, done: Callable[[Opened], None]) -> None:
        """Make a project in a free folder below the projects folder."""

        def make() -> Opened:
            folder = free_folder(Path(wanted.parent), wanted.name)
            folder.parent.mkdir(parents=True, exist_ok=True)
            create_project(folder, wanted.task, wanted.name).close()
            return open_project(folder)

        self._run(make, done)

    def save_copy(self, source: Path, done: Callable[[Path], None]) -> None:
        """Ask where to, copy the project there, and go on with the copy."""
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Save a copy in"))
        if not chosen:
            return
        target = free_folder(Path(chosen), source.name)

        def copy() -> Path:
            ignore = shutil.ignore_patterns(".lock", "cache", "*-shm")
            shutil.copytree(source, target, ignore=ignore)
            return target

        self._run(copy, done)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._services.background.run(work, owner=self, done=done, failed=self._failed)

    def _failed(self, error: StudioError) -> None:
        self._box(error).open()

    def _box(self, error: StudioError) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Not opened"), error.message)
        box.setParent(self._window, box.windowFlags())
        box.setInformativeText(error.hint)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return box


def free_folder(parent: Path, name: str) -> Path:
    """A folder that does not exist yet, named after a project.

    Raises:
        ProjectError: When too many are named alike.
    """
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f\s]+', " ", name).strip(" .") or "project"
    for number in range(1, 1000):
        folder = parent / (plain if number == 1 else f"{plain} {number}")
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return folder
    raise ProjectError(f"Too many projects are named {plain}.", "Choose another name.")
