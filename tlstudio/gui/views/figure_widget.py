"""A figure on the screen, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tlstudio.gui.theme import theme
from tlstudio.gui.views.figures import Figure
from tlstudio.gui.views.paper import UNITS, FigureStyle, Paper

_BASE_POINTS = 10.0


def screen_style() -> FigureStyle:
    """The theme's colours and font size."""
    colours = theme.colours()
    return FigureStyle(
        points=_BASE_POINTS * theme.current().scale,
        ink=colours.text,
        soft=colours.muted,
        line=colours.line,
        ground=colours.surface,
        accent=colours.accent,
    )


class FigureWidget(QWidget):
    """As high as its figure wants to be at the width it is given."""

    def __init__(self, figure: Figure, name: str, *, most: int = 900) -> None:
        super().__init__()
        self._figure = figure
        self.setAccessibleName(name)
        self.setAccessibleDescription(figure.legend)
        self.setMaximumWidth(most)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.current().changed.connect(self._restyle)

    def show_figure(self, figure: Figure) -> None:
        """Draw another one."""
        self._figure = figure
        self.setAccessibleDescription(figure.legend)
        self.updateGeometry()
        self.update()

    @property
    def _ratio(self) -> float:
        """Pixels of the screen in a point."""
        return self.logicalDpiX() / 72

    def hasHeightForWidth(self) -> bool:
        """It has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As the figure wants."""
        return round(self._figure.height(width / self._ratio, screen_style()) * self._ratio)

    def sizeHint(self) -> QSize:
        """Comfortable."""
        width = min(560, self.maximumWidth())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows."""
        return QSize(260, self.heightForWidth(max(260, min(self.width(), self.maximumWidth()))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        del event
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        ratio = self._ratio
        painter.scale(ratio / UNITS, ratio / UNITS)
        paper = Paper(painter, screen_style())
        self._figure.draw(paper, self.width() / ratio, self.height() / ratio)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
