"""What is wrong with a window as it stands: texts cut off, widgets on top of each other, pale text.

Every check works on the widgets that can be seen now; see `problems`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QSizeGrip,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionSpinBox,
    QTabBar,
    QTabWidget,
    QWidget,
)

# Antialiased strokes at ordinary size are a little paler than the colour they are drawn in; the
# colours themselves are held to 4.5 exactly by the test of the theme.
_PALEST = 3.9
_SLACK = 2
_OVERLAP = 2
_COLOURS = 3
_MOST = 0.8


def problems(window: QWidget) -> list[str]:
    """Everything that a person would notice, as "class 'text': what is wrong"."""
    found = []
    image: QImage | None = None
    for widget in visible(window):
        for check in _CHECKS:
            found += [f"{_name(widget)}: {what}" for what in check(widget)]
        if isinstance(widget, QLabel | QAbstractButton) and widget.isEnabled():
            image = image or window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
            found += [f"{_name(widget)}: {what}" for what in pale(widget, window, image)]
    return found


def visible(window: QWidget) -> Iterator[QWidget]:
    """Every widget of which some part can be seen."""
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is window and not _hidden(widget):
            yield widget


def _hidden(widget: QWidget) -> bool:
    return widget.visibleRegion().isEmpty()


def _name(widget: QWidget) -> str:
    text = ""
    for name in ("text", "title", "currentText"):
        read = getattr(widget, name, None)
        if callable(read):
            value = read()
            text = value if isinstance(value, str) else ""
            break
    said = text or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {said[:60]!r}"


# Text that is cut


def cut(widget: QWidget) -> Iterator[str]:
    """Text that has no room; one that is shortened with "…" is told in full by a tooltip."""
    if isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton) and widget.text():
        if widget.width() + _SLACK < widget.sizeHint().width():
            yield f"{widget.width()} wide, needs {widget.sizeHint().width()}"
        if widget.height() + _SLACK < widget.sizeHint().height():
            yield f"{widget.height()} high, needs {widget.sizeHint().height()}"
    elif isinstance(widget, QTabBar):
        yield from _cut_tabs(widget)
    elif isinstance(widget, QComboBox):
        yield from _cut_choice(widget)
    elif isinstance(widget, QAbstractSpinBox):
        yield from _cut_number(widget)
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        yield from _cut_header(widget)


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if label.text().endswith("…") and not label.toolTip() and "…" in label.text()[:-1]:
        yield "shortened twice"
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            yield f"{label.height()} high, needs {needed}"
        longest = max(label.fontMetrics().horizontalAdvance(w) for w in label.text().split())
        if longest > label.contentsRect().width() + _SLACK:
            yield f"{label.contentsRect().width()} wide, its longest word {longest}"
        return
    if label.width() + _SLACK < label.sizeHint().width():
        yield f"{label.width()} wide, needs {label.sizeHint().width()}"
    if label.height() + _SLACK < label.sizeHint().height():
        yield f"{label.height()} high, needs {label.sizeHint().height()}"


def _cut_tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        needed = bar.fontMetrics().horizontalAdvance(bar.tabText(place))
        rect = bar.tabRect(place)
        outside = rect.right() > bar.width() + _SLACK and not bar.usesScrollButtons()
        if bar.isTabVisible(place) and (rect.width() < needed or outside):
            yield f"tab {bar.tabText(place)!r}: {rect} in {bar.width()}, needs {needed}"


def _cut_choice(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    room = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    needed = combo.fontMetrics().horizontalAdvance(combo.currentText())
    if needed > room.width() + _SLACK and not combo.toolTip():
        yield f"{room.width()} wide, needs {needed}"


def _cut_number(box: QAbstractSpinBox) -> Iterator[str]:
    option = QStyleOptionSpinBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_SpinBox, option, QStyle.SubControl.SC_SpinBoxEditField, box
    )
    needed = box.fontMetrics().horizontalAdvance(box.text())
    if needed > room.width() + _SLACK:
        yield f"{room.width()} wide, needs {needed}"


def _cut_header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = str(model.headerData(section, header.orientation()) or "")
        tip = model.headerData(section, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        longest = max(
            (header.fontMetrics().horizontalAdvance(line) for line in text.splitlines()), default=0
        )
        if longest > header.sectionSize(section) and not tip:
            yield f"column {text!r}: {header.sectionSize(section)} wide, needs {longest}"


# Widgets on top of each other or outside their parent

_FREE = (
    QAbstractScrollArea, QAbstractSpinBox, QComboBox, QDialogButtonBox, QHeaderView, QMainWindow,
    QSplitter, QStackedWidget, QTabBar, QTabWidget, QLineEdit,
)  # fmt: skip


def overlapping(parent: QWidget) -> Iterator[str]:
    """Children of one layout that lie on top of each other."""
    if isinstance(parent, _FREE) or parent.layout() is None:
        return
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and not isinstance(child, QSizeGrip)
    ]
    for place, one in enumerate(children):
        for other in children[place + 1 :]:
            common = one.geometry().intersected(other.geometry())
            if common.width() > _OVERLAP and common.height() > _OVERLAP:
                yield f"{_name(one)} lies on {_name(other)}"


def outside(widget: QWidget) -> Iterator[str]:
    """What reaches out of its parent is cut off there."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, _FREE):
        return
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return
    if isinstance(widget, QSizeGrip) or parent.layout() is None:
        return
    room = parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    if not room.contains(widget.geometry()):
        yield f"reaches out of its parent {_name(parent)}: {widget.geometry()} in {parent.rect()}"


def sideways(widget: QWidget) -> Iterator[str]:
    """A page that has to be scrolled to the side, though it is meant to be scrolled down."""
    if isinstance(widget, QAbstractScrollArea) and isinstance(widget.parentWidget(), QMainWindow):
        return
    content = getattr(widget, "widget", None)
    if isinstance(widget, QAbstractScrollArea) and callable(content):
        inner = content()
        if isinstance(inner, QWidget) and inner.width() > widget.viewport().width() + _SLACK:
            yield f"{inner.width()} wide in {widget.viewport().width()}"


_CHECKS: tuple[Callable[[QWidget], Iterator[str]], ...] = (cut, overlapping, outside, sideways)


# Contrast


def pale(widget: QWidget, window: QWidget, image: QImage) -> Iterator[str]:
    """Text that stands out too little from what is painted behind it."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    if not any(letter.isalnum() for letter in text):
        return
    seen = widget.visibleRegion().boundingRect()
    ratio = window.devicePixelRatioF()
    corner = widget.mapTo(window, QPoint(seen.x(), seen.y()))
    place = QRect(
        round(corner.x() * ratio), round(corner.y() * ratio),
        round(seen.width() * ratio), round(seen.height() * ratio),
    ).intersected(image.rect())  # fmt: skip
    if seen.height() < widget.height() * _MOST or seen.width() < widget.width() * _MOST:
        return  # scrolled away in part, and its text with it
    contrast = _contrast(image.copy(place))
    if contrast is not None and contrast < _PALEST:
        yield f"contrast {contrast:.1f}"


def _contrast(image: QImage) -> float | None:
    width, height, line = image.width(), image.height(), image.bytesPerLine()
    data = np.frombuffer(image.constBits(), dtype=np.uint8)[: line * height].reshape(height, line)
    pixels = data[:, : 3 * width].reshape(-1, 3)
    codes = pixels.astype(np.int64) @ np.array([65536, 256, 1])
    colours, counts = np.unique(codes, return_counts=True)
    if len(colours) < _COLOURS:
        return None
    light = luminance(np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1))
    ground = light[counts.argmax()]
    ratio = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return float(ratio.max())


def luminance(colours: np.ndarray) -> np.ndarray:
    """Relative luminance of sRGB colours, 0–255, as WCAG defines it."""
    values = colours.astype(np.float64) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def open_windows() -> list[QWidget]:
    """Every window of the application that is shown."""
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]
