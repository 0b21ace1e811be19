"""How one prediction is painted: picture, name, answer, a bar for each of the likely classes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPixmap

from tlstudio.core.words import whole_percent
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.colours import class_colour
from tlstudio.gui.theme.icons import pixmap
from tlstudio.gui.widgets.predicting.table import Row

_GAP = 12
_BARS = 3
_SIGNS = 300
_BAR = 6
_PERCENT = 48
_SIGN = 20
_ALIGNED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def paint_row(
    painter: QPainter,
    area: QRect,
    row: Row | None,
    picture: QPixmap | None,
    classes: tuple[str, ...],
    *,
    marked: bool,
    current: bool,
) -> None:
    """Paint a row; one that was not read yet is an empty place."""
    colours = theme.colours()
    inner = area.adjusted(4, 2, -4, -2)
    if marked:
        _round(painter, QRectF(inner), colours.accent_soft)
    if current:
        painter.setPen(QColor(colours.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, 6, 6)
    side = inner.height() - 12
    left = inner.left() + 10
    if row is None or not row.texts:
        frame = QRect(inner.left() + 8, inner.top() + 6, side, side)
        _picture(painter, frame, picture, broken=row is not None and bool(row.problem))
        left = frame.right() + _GAP
    if row is None:
        return
    width = inner.right() - 8 - left
    if row.problem:
        _words(painter, QRect(left, inner.top() + 6, width, side), row)
        return
    names = max(90, round(width * (0.6 if row.texts else 0.42)))
    _words(painter, QRect(left, inner.top() + 6, names, side), row)
    bars = QRect(left + names + _GAP, inner.top() + 6, width - names - _GAP, side)
    if bars.width() > 90:
        _chances(painter, bars, row, classes)


def _words(painter: QPainter, area: QRect, row: Row) -> None:
    colours, metrics = theme.colours(), painter.fontMetrics()
    line = metrics.height() + 2
    top = QRect(
        area.left(), area.top() + max(0, (area.height() - 3 * line) // 2), area.width(), line
    )
    elide = Qt.TextElideMode.ElideMiddle
    if row.problem:
        painter.setPen(QColor(colours.text))
        painter.drawText(top, _ALIGNED, metrics.elidedText(row.path.name, elide, area.width()))
        painter.setPen(QColor(colours.warning))
        rest = QRect(area.left(), top.bottom() + 1, area.width(), 2 * line)
        painter.drawText(rest, int(_TOP | Qt.TextFlag.TextWordWrap), row.problem)
        return
    bold = QFont(painter.font())
    bold.setWeight(QFont.Weight.DemiBold)
    usual = painter.font()
    painter.setFont(bold)
    painter.setPen(QColor(colours.text))
    answer = row.answer or "–"
    answer = painter.fontMetrics().elidedText(answer, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(top, _ALIGNED, answer)
    painter.setFont(usual)
    second, third = top.translated(0, line), top.translated(0, 2 * line)
    if row.texts:
        _beginning(painter, second, row)
        return
    painter.drawText(second, _ALIGNED, metrics.elidedText(row.path.name, elide, area.width()))
    if row.unlike:
        painter.setPen(QColor(colours.warning))
        said = QCoreApplication.translate("PredictionRow", "Unlike the training images")
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(third, _ALIGNED, said)
        return
    painter.setPen(QColor(colours.muted))
    folder = metrics.elidedText(str(row.path.parent), Qt.TextElideMode.ElideLeft, area.width())
    painter.drawText(third, _ALIGNED, folder)


def _beginning(painter: QPainter, area: QRect, row: Row) -> None:
    """Two lines of the texts; they are pale where they are unlike those of the training."""
    colours, metrics = theme.colours(), painter.fontMetrics()
    painter.setPen(QColor(colours.warning if row.unlike else colours.muted))
    text = " · ".join(" ".join(one[:_SIGNS].split()) for one in row.texts)
    # Words are not cut in the middle, so that a line is never quite full.
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(area.width() * 1.75))
    both = area.adjusted(0, 0, 0, area.height())
    painter.drawText(both, int(_TOP | Qt.TextFlag.TextWordWrap), text)


def _chances(painter: QPainter, area: QRect, row: Row, classes: tuple[str, ...]) -> None:
    """A bar for each class, the likeliest first; as many as there is room for."""
    colours, metrics = theme.colours(), painter.fontMetrics()
    likely = sorted(row.probabilities.items(), key=lambda pair: -pair[1])[:_BARS]
    line = metrics.height() + 3
    top = area.top() + max(0, (area.height() - len(likely) * line) // 2)
    label = min(120, max(50, area.width() // 3))
    for place, (name, share) in enumerate(likely):
        y = top + place * line
        painter.setPen(QColor(colours.text if name in row.names else colours.muted))
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, label)
        painter.drawText(QRect(area.left(), y, label, line), _ALIGNED, text)
        number = QRect(area.right() - _PERCENT, y, _PERCENT, line)
        painter.drawText(number, _RIGHT, whole_percent(share))
        begin = area.left() + label + 8
        groove = QRectF(begin, y + (line - _BAR) / 2, number.left() - 8 - begin, _BAR)
        if groove.width() > 10:
            _round(painter, groove, colours.line, _BAR / 2)
            code = classes.index(name) if name in classes else 0
            filled = QRectF(groove)
            filled.setWidth(max(_BAR, groove.width() * share))
            _round(painter, filled, class_colour(code), _BAR / 2)


def _picture(painter: QPainter, frame: QRect, picture: QPixmap | None, *, broken: bool) -> None:
    path = QPainterPath()
    if picture is None:
        _round(painter, QRectF(frame), theme.colours().raised)
        name, role = ("triangle-alert", "warning") if broken else ("image", "muted")
        sign = pixmap(name, _SIGN, role, painter.device().devicePixelRatioF())
        middle = frame.center()
        painter.drawPixmap(middle.x() - _SIGN // 2, middle.y() - _SIGN // 2, sign)
        return
    size = picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(frame.topLeft(), size)
    target.moveCenter(frame.center())
    path.addRoundedRect(target, 6, 6)
    painter.save()
    painter.setClipPath(path)
    painter.drawPixmap(target, picture)
    painter.restore()


def _round(painter: QPainter, area: QRectF, colour: str, radius: float = 6) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(area, radius, radius)
