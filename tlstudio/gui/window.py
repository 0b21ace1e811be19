"""The main window: home or one project, the menu, drops, and a polite end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QStackedWidget

from tlstudio.gui.home.page import HomePage, NewProject
from tlstudio.gui.home.starts import SAMPLE
from tlstudio.gui.services import Services
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.icons import icon

if TYPE_CHECKING:
    from tlstudio.gui.home.given_model import GivenModelPage
    from tlstudio.gui.session import Opened
    from tlstudio.gui.shell.project_page import ProjectPage

_TITLE = "Transfer Learning Studio"
# Room for the frame that a window manager draws around.
_DECORATION = QSize(8, 40)


class MainWindow(QMainWindow):
    """Builds pages and passes things on; every page minds its own business.

    Signals:
        ready: The first page was painted.
        project_opened: The `Session` of a project that was opened.
        ended: Everything was closed.
    """

    ready = Signal()
    project_opened = Signal(object)
    ended = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setWindowTitle(_TITLE)
        self.setWindowIcon(icon("layers", "accent"))
        self.setAcceptDrops(True)
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize() - _DECORATION))
        if services.settings.geometry:
            self.restoreGeometry(QByteArray.fromHex(services.settings.geometry.encode()))
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.home = HomePage(services)
        self.pages.addWidget(self.home)
        self.project: ProjectPage | None = None
        self.given: GivenModelPage | None = None
        self._closing = False
        self._painted = False
        self._make_menu()
        self.home.project_wanted.connect(lambda folder: self.open_project(Path(folder)))
        self.home.new_wanted.connect(self.new_project)
        self.home.model_wanted.connect(self.use_model)
        services.settings_changed.connect(self._restyle)

    # Projects

    def open_project(self, folder: Path, then: Callable[[], None] | None = None) -> None:
        """Open a project off the window's thread and show it; `then` is called when it is shown."""
        from tlstudio.gui.opening import Opening

        if self._shows(folder):
            if then is not None:
                then()
            return
        Opening(self.services, self).open(folder, lambda opened: self._show(opened, then))

    def _shows(self, folder: Path) -> bool:
        """Whether this project is open here: opened twice, it would be locked by ourselves."""
        if self.project is None:
            return False
        folder = folder.parent if folder.name == "project.toml" else folder
        return folder.absolute() == self.project.session.project.folder.absolute()

    def _reopen(self) -> None:
        """Open the project anew, at the same step; its old connections may lead nowhere."""
        page = self.project
        if page is None:
            return
        folder, step = page.session.project.folder, page.step
        self.close_project()

        def show_step() -> None:
            if self.project is not None:
                self.project.show_step(step)

        self.open_project(folder, show_step)

    def new_project(self, wanted: NewProject) -> None:
        """Make a project and show it, with the import of a dropped source begun."""
        from tlstudio.gui.opening import Opening

        def begin() -> None:
            source = SAMPLE if wanted.sample else wanted.source
            if source and self.project is not None:
                self.project.begin_import(source, wanted.group_by, wanted.only, wanted.classes)
            if wanted.note:
                self.services.tell(wanted.note)

        Opening(self.services, self).create(wanted, lambda opened: self._show(opened, begin))

    def _show(self, opened: object, then: Callable[[], None] | None) -> None:
        from tlstudio.gui.session import Opened, Session
        from tlstudio.gui.shell.project_page import ProjectPage

        if not isinstance(opened, Opened):
            raise TypeError("no opened project")
        self.go_home()
        session = Session(self.services, opened)
        page = ProjectPage(session)
        page.home.connect(self.close_project)
        page.copy_wanted.connect(self._save_copy)
        page.reopen_wanted.connect(self._reopen)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        # In a turn of its own: a page and its first panel together would hold the window.
        QTimer.singleShot(0, page, lambda: self._enter(page, opened, then))

    def _enter(self, page: ProjectPage, opened: Opened, then: Callable[[], None] | None) -> None:
        if self._closing:
            page.session.close()
            return
        self.go_home()
        self.project = page
        self.pages.setCurrentWidget(page)
        page.begin()
        self.setWindowTitle(f"{opened.project.config.name} – {_TITLE}")
        folder = opened.project.folder.resolve()
        self.services.change_settings(self.services.settings.with_recent(folder))
        self.services.prepare_workers()
        self.services.warm_up()
        self.services.prepare_models()
        self.project_opened.emit(page.session)
        if then is not None:
            QTimer.singleShot(0, page, then)

    def close_project(self) -> None:
        """Back to the home page; running trainings go on being followed by the tray."""
        page, self.project = self.project, None
        if page is None:
            return
        self.pages.setCurrentWidget(self.home)
        self.pages.removeWidget(page)
        page.session.close()
        page.deleteLater()
        self.setWindowTitle(_TITLE)
        self.home.refresh()

    def go_home(self) -> None:
        """Close whatever is open."""
        self.close_project()
        self.close_model()

    # A model without a project

    def use_model(self, path: str) -> None:
        """Show the page of a model that somebody gave; "" asks for the file."""
        from tlstudio.gui.home.given_model import GivenModelPage

        if self.given is None:
            self.given = GivenModelPage(self.services)
            self.given.home.connect(self.close_model)
            self.pages.addWidget(self.given)
        self.pages.setCurrentWidget(self.given)
        self.given.use(path)

    def close_model(self) -> None:
        """Back to the home page."""
        page, self.given = self.given, None
        if page is not None:
            page.leave()
            self.pages.setCurrentWidget(self.home)
            self.pages.removeWidget(page)
            page.deleteLater()

    def _save_copy(self) -> None:
        from tlstudio.gui.opening import Opening

        if self.project is not None:
            folder = self.project.session.project.folder
            Opening(self.services, self).save_copy(folder, self.open_project)

    # Menu

    def _make_menu(self) -> None:
        bar = self.menuBar()
        entries: tuple[tuple[str, tuple[tuple[str, str, Callable[[], object]], ...]], ...] = (
            (
                self.tr("&File"),
                (
                    (self.tr("Open a project…"), "Ctrl+O", self.home.browse),
                    (self.tr("All projects"), "Ctrl+W", self.go_home),
                    (self.tr("Settings…"), "Ctrl+,", self.show_settings),
                    (self.tr("Quit"), "Ctrl+Q", self.close),
                ),
            ),
            (
                self.tr("&View"),
                (
                    (self.tr("Commands…"), "Ctrl+K", self.show_commands),
                    (self.tr("Jobs"), "Ctrl+J", self._show_jobs),
                    (self.tr("Light or dark"), "Ctrl+Shift+L", self.toggle_theme),
                    (self.tr("Larger text"), "Ctrl++", lambda: self._zoom(0.1)),
                    (self.tr("Smaller text"), "Ctrl+-", lambda: self._zoom(-0.1)),
                    (self.tr("Full screen"), "F11", self._full_screen),
                ),
            ),
            (
                self.tr("&Help"),
                (
                    (self.tr("Shortcuts"), "F1", self.show_shortcuts),
                    (self.tr("About"), "", self._about),
                ),
            ),
        )
        for title, items in entries:
            menu = bar.addMenu(title)
            for words, keys, act in items:
                action = QAction(words, self)
                if keys:
                    action.setShortcut(QKeySequence(keys))
                action.triggered.connect(lambda *_, act=act: act())
                menu.addAction(action)
                self.addAction(action)

    def all_actions(self) -> list[QAction]:
        """Of the window and of the panel in front."""
        front = self.project or self.given
        return [*(front.palette_actions() if front is not None else []), *self.actions()]

    def show_commands(self) -> None:
        """Ctrl+K."""
        from tlstudio.gui.shell.commands import CommandPalette

        palette = CommandPalette(self.all_actions(), self)
        palette.move(self.mapToGlobal(self.rect().center()) - palette.rect().center())
        palette.open()

    def show_shortcuts(self) -> None:
        """F1."""
        from tlstudio.gui.shell.commands import ShortcutsPage

        ShortcutsPage(self.all_actions(), self).open()

    def show_settings(self) -> None:
        """The settings dialog."""
        from tlstudio.gui.shell.settings_dialog import SettingsDialog

        SettingsDialog(self.services, self).open()

    def toggle_theme(self) -> None:
        """From light to dark or back."""
        choice = "light" if theme.colours().dark else "dark"
        self.services.change_settings(replace(self.services.settings, theme=choice))

    def _zoom(self, step: float) -> None:
        scale = round(min(1.8, max(0.8, self.services.settings.font_scale + step)), 2)
        self.services.change_settings(replace(self.services.settings, font_scale=scale))

    def _restyle(self, settings: object) -> None:
        app = QApplication.instance()
        wanted = (getattr(settings, "theme", "system"), getattr(settings, "font_scale", 1.0))
        if isinstance(app, QApplication) and wanted != theme.current().chosen:
            theme.apply(app, *wanted)

    def _show_jobs(self) -> None:
        if self.project is not None:
            self.project.tray.open()

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _about(self) -> None:
        from tlstudio.version import __version__

        QMessageBox.about(
            self,
            _TITLE,
            self.tr(
                "Transfer Learning Studio %1\n\nAdapts pretrained models to your own few hundred "
                "labelled images, on your own computer. Nothing leaves it.\n\nMIT licence. Icons: "
                "Lucide (ISC). Font: Inter (OFL). Made with Qt (LGPL) and PyTorch (BSD)."
            ).replace("%1", __version__),
        )

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders are welcome everywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A panel takes them, or the home page makes a project of them."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.drop(paths)

    def drop(self, paths: list[str]) -> None:
        """What a drop of these files means here."""
        if self.project is not None:
            self.project.accept_drop(paths)
        elif self.given is not None:
            self.given.accept_drop(paths)
        else:
            self.home.accept_drop(paths)

    # The end

    def event(self, event: QEvent) -> bool:
        """Say when the first paint is done."""
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.ready.emit)
        return handled

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about a running training, then end everything off the window's thread."""
        if self._closing:
            event.accept()
            return
        if self.services.training() and not self._may_close():
            event.ignore()
            return
        event.ignore()
        self._closing = True
        self.hide()
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        settings = replace(self.services.settings, geometry=geometry)
        self.close_project()
        self.services.background.run(
            lambda: self.services.put_away(settings), owner=self, done=self._gone, failed=self._gone
        )

    def _gone(self, _: object) -> None:
        self.services.close()
        self.close()
        self.ended.emit()
        QApplication.exit(0)

    def _may_close(self) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(_TITLE)
        box.setText(self.tr("A training is running."))
        box.setInformativeText(
            self.tr("It can go on without the window; open the project again to see it.")
        )
        keep = box.addButton(self.tr("Keep it running"), QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton(self.tr("Stop and save"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Go on working"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is keep:
            self.services.centre.leave_trainings()
            return True
        return box.clickedButton() is stop
