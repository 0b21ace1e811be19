"""Which theme is on, and putting another one on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from tlstudio.core.paths import resources_dir
from tlstudio.gui.theme.colours import DARK, LIGHT, Colours
from tlstudio.gui.theme.stylesheet import style_sheet

_BASE_POINTS = 10.0


class _Theme(QObject):
    """The one theme of the application; `changed` is emitted after another one is on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT
        self.scale = 1.0
        self.chosen: tuple[str, float] = ("system", 1.0)


_theme: _Theme | None = None


def current() -> _Theme:
    """The theme object, made with the first use."""
    global _theme  # noqa: PLW0603 - Qt has one application, and it has one theme
    if _theme is None:
        _theme = _Theme()
    return _theme


def colours() -> Colours:
    """The colours that are on."""
    return current().colours


def load_fonts() -> None:
    """Make the shipped fonts known to Qt."""
    for path in sorted((resources_dir() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


def apply(app: QApplication, choice: str, scale: float = 1.0) -> None:
    """Put a theme on.

    Args:
        app: The application.
        choice: "light" or "dark"; anything else follows the desktop.
        scale: Of all text, 1.0 as designed.
    """
    hints = app.styleHints()
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice)
    hints.setColorScheme(scheme or Qt.ColorScheme.Unknown)
    dark = hints.colorScheme() == Qt.ColorScheme.Dark if scheme is None else choice == "dark"
    theme = current()
    theme.colours = DARK if dark else LIGHT
    theme.scale = scale
    theme.chosen = (choice, scale)
    base = _BASE_POINTS * scale
    app.setFont(QFont("Inter", round(base)))
    app.setPalette(_palette(theme.colours))
    app.setStyleSheet(style_sheet(theme.colours, base))
    theme.changed.emit()


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    pairs = (
        (QPalette.ColorRole.Window, colours.ground),
        (QPalette.ColorRole.WindowText, colours.text),
        (QPalette.ColorRole.Base, colours.surface),
        (QPalette.ColorRole.AlternateBase, colours.raised),
        (QPalette.ColorRole.Text, colours.text),
        (QPalette.ColorRole.Button, colours.surface),
        (QPalette.ColorRole.ButtonText, colours.text),
        (QPalette.ColorRole.Highlight, colours.accent),
        (QPalette.ColorRole.HighlightedText, colours.on_accent),
        (QPalette.ColorRole.ToolTipBase, colours.surface),
        (QPalette.ColorRole.ToolTipText, colours.text),
        (QPalette.ColorRole.PlaceholderText, colours.muted),
        (QPalette.ColorRole.Link, colours.accent),
        (QPalette.ColorRole.Mid, colours.line),
    )
    for role, colour in pairs:
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette
