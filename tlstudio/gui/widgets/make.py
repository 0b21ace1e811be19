"""Short ways to make the widgets that every panel is built of, with the looks of the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tlstudio.gui.theme import theme
from tlstudio.gui.theme.icons import icon, pixmap


def label(text: str = "", role: str = "", *, wrap: bool = False, tip: str = "") -> QLabel:
    """A text; roles are display, title, heading, strong, muted, caption, error, badge and so on."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if tip:
        made.setToolTip(tip)
    return made


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    role: str = "",
    icon_name: str = "",
    tip: str = "",
) -> QPushButton:
    """A button; roles are primary, quiet, link, danger."""
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    if icon_name:
        made.setIcon(icon(icon_name, _ICON_ROLES.get(role, "text")))
        made.setIconSize(QSize(20, 16))
    if tip:
        made.setToolTip(tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if clicked is not None:
        made.clicked.connect(lambda *_: clicked())
    return made


_NUMBER_MARGINS = (7, 0, 0, 0)
_ICON_ROLES = {"primary": "on_accent", "link": "accent", "danger": "bad"}


def tool(
    icon_name: str,
    name: str,
    clicked: Callable[[], object] | None = None,
    *,
    checkable: bool = False,
    shortcut: str = "",
) -> QToolButton:
    """A button that is an icon; `name` is what screen readers say and the tooltip shows."""
    made = QToolButton()
    made.setProperty("role", "quiet")
    made.setIcon(icon(icon_name))
    made.setIconSize(QSize(18, 18))
    made.setToolTip(f"{name} ({shortcut})" if shortcut else name)
    made.setAccessibleName(name)
    made.setCheckable(checkable)
    if shortcut:
        made.setShortcut(shortcut)
    if clicked is not None:
        made.clicked.connect(lambda *_: clicked())
    return made


def combo(name: str, chosen: Callable[[], object]) -> QComboBox:
    """A list of choices that stays narrow; `chosen` hears what a person picks, nothing else."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setMaxVisibleItems(16)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    made.activated.connect(lambda _: chosen())
    return made


def field(words: str, widget: QWidget) -> QVBoxLayout:
    """A widget below its caption."""
    return column(label(words, "caption"), widget, spacing=2)


class Number(QSpinBox):
    """A field for a whole number; Qt's own forgets the gap before its text under a style sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(*_NUMBER_MARGINS)


class Decimal(QDoubleSpinBox):
    """The same for a number with decimals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(*_NUMBER_MARGINS)


class Pages(QStackedWidget):
    """Pages of which one is seen; only that one says how much room is needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Of the page in front."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Of the page in front."""
        page = self.currentWidget()
        if page is None:
            return super().minimumSizeHint()
        return page.minimumSizeHint().expandedTo(page.minimumSize())

    def hasHeightForWidth(self) -> bool:
        """Whether the page in front has."""
        page = self.currentWidget()
        return page is not None and page.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """The least that the page in front needs; around it there may be more room."""
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        if page is None or layout is None or not page.hasHeightForWidth():
            return self.minimumSizeHint().height()
        return max(layout.totalMinimumHeightForWidth(width), page.minimumHeight())


class IconLabel(QLabel):
    """An icon that follows the theme."""

    def __init__(self, name: str, side: int = 18, role: str = "muted") -> None:
        super().__init__()
        self._name, self._side, self._role = name, side, role
        theme.current().changed.connect(self._draw)
        self._draw()

    def set(self, name: str, role: str) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._name, self._side, self._role, self.devicePixelRatioF()))


def frame(role: str = "card", *, margins: int = 16, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """A frame with a column inside; roles are card, inset, info, good, warning, error, drop."""
    made = QFrame()
    made.setProperty("role", role)
    inside = QVBoxLayout(made)
    inside.setContentsMargins(margins, margins, margins, margins)
    inside.setSpacing(spacing)
    return made, inside


def row(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Items side by side; None is a spring, a number a gap."""
    made = QHBoxLayout()
    _fill(made, items, spacing)
    return made


def column(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QVBoxLayout:
    """Items below each other; None is a spring, a number a gap."""
    made = QVBoxLayout()
    _fill(made, items, spacing)
    return made


def _fill(
    layout: QBoxLayout, items: tuple[QWidget | QLayout | int | None, ...], spacing: int
) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def invitation(icon_name: str, title: str, words: str, *acts: QWidget) -> QWidget:
    """A page without content yet: a picture, a sentence, a button."""
    page = QWidget()
    centre = Qt.AlignmentFlag.AlignCenter
    said = label(words, "muted", wrap=True)
    said.setAlignment(centre)
    inside = column(None, spacing=10)
    inside.addWidget(IconLabel(icon_name, 56, "muted"), 0, centre)
    inside.addWidget(label(title, "title"), 0, centre)
    inside.addWidget(said)
    inside.addSpacing(6)
    inside.addLayout(row(None, *acts, None))
    inside.addStretch(2)
    page.setLayout(inside)
    return page


def rule() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made


class _Scrolled(QScrollArea):
    """As high as its content is at this width; Qt itself reckons with the narrowest."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the content to the new width."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit it when something in it changed."""
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        return handled

    def _fit(self) -> None:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None:
            return
        width = self.viewport().width()
        least = layout.totalMinimumHeightForWidth(width) if layout.hasHeightForWidth() else -1
        height = least if least >= 0 else layout.totalMinimumSize().height()
        content.resize(width, max(height, self.viewport().height()))


def scrolled(content: QWidget) -> QScrollArea:
    """A vertical scroll area around a widget."""
    content.setProperty("role", "content")
    area = _Scrolled()
    # Also when the content's layout is set later, it fills the width.
    area.setWidgetResizable(content.layout() is None)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another look while it is shown."""
    set_property(widget, "role", role)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and restyle."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class CardButton(QFrame):
    """A card that is pressed as a whole, by mouse, Enter or Space."""

    pressed = Signal()

    def __init__(self, name: str, *, margins: int = 16, spacing: int = 6) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setProperty("hoverable", "true")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(margins, margins, margins, margins)
        self.inside.setSpacing(spacing)

    def set_selected(self, selected: bool) -> None:
        """Show whether it is the chosen one."""
        set_property(self, "selected", "true" if selected else "false")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the focus as a selected border would be."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)
