"""The application: one QApplication, one window, an end that leaves nothing behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from tlstudio.core.paths import resources_dir
from tlstudio.gui import settings as stored
from tlstudio.gui.services import Services
from tlstudio.gui.settings import Settings
from tlstudio.gui.theme import theme
from tlstudio.gui.window import MainWindow


def can_show_windows() -> bool:
    """Whether there is a screen to show a window on."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application(settings: Settings, arguments: list[str]) -> QApplication:
    """The QApplication with fonts, theme and language."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("Transfer Learning Studio")
    app.setDesktopFileName("tlstudio")
    app.setQuitOnLastWindowClosed(False)
    app.setStyle("Fusion")
    theme.load_fonts()
    translate(app, settings.language)
    theme.apply(app, settings.theme, settings.font_scale)
    return app


def translate(app: QApplication, language: str) -> None:
    """Install the translation of a language; English, with its plurals, where there is none."""
    name = language or QLocale.system().name()[:2]
    folder = resources_dir() / "translations"
    if not (folder / f"tlstudio_{name}.qm").exists():
        name = "en"
    pairs = ((f"tlstudio_{name}", folder), (f"qtbase_{name}", _qt_translations()))
    for file, place in pairs:
        translator = QTranslator(app)
        if translator.load(file, str(place)):
            app.installTranslator(translator)


def _qt_translations() -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def main(arguments: list[str]) -> int:
    """Show the window until it is closed.

    Args:
        arguments: At most one: a project's folder to open.
    """
    settings = stored.load()
    return show(make_application(settings, arguments), settings, arguments)


def show(app: QApplication, settings: Settings, arguments: list[str]) -> int:
    """The window on an application; see `main`."""
    services = Services(settings)
    window = MainWindow(services)
    window.show()
    if arguments:
        window.open_project(Path(arguments[0]))
    else:
        window.ready.connect(services.warm_up)
    return app.exec()
