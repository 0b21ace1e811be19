"""The application as a person starts it, which also tells a driver where its widgets are.

    python -m tests.real.app WHERE [ARGUMENT]

Whenever the file WHERE.ask appears, the visible widgets are written to WHERE as JSON: class, text,
accessible name and place on the screen. Nothing is pressed from in here: that is the driver's part.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTabBar, QTableView, QWidget

from tlstudio.gui import app as application
from tlstudio.gui import settings as stored

_ROWS = 60


def text_of(widget: QWidget) -> str:
    """What a person reads on it; of a table all of its cells."""
    if isinstance(widget, QTableView):
        return cells_of(widget)
    for name in ("text", "title", "placeholderText", "currentText"):
        found = getattr(widget, name, None)
        if callable(found):
            value = found()
            if isinstance(value, str) and value:
                return value.replace("&", "")
    return ""


def cells_of(table: QTableView) -> str:
    """The first rows of a table, a line each."""
    model = table.model()
    rows = min(model.rowCount(), _ROWS) if model is not None else 0
    lines = (
        "\t".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(rows)
    )
    return "\n".join(lines)


def visible_widgets() -> list[dict[str, Any]]:
    """Every widget that can be seen, with the part of it that is not scrolled away."""
    found = []
    for window in QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        for widget in (window, *window.findChildren(QWidget)):
            seen = widget.visibleRegion().boundingRect()
            if not widget.isVisible() or seen.isEmpty():
                continue
            found.append(_entry(widget, seen, text_of(widget), widget.accessibleName()))
            if isinstance(widget, QAbstractScrollArea) and widget.accessibleName():
                inside = widget.viewport()
                shown = inside.visibleRegion().boundingRect()
                found.append(_entry(inside, shown, "", f"inside {widget.accessibleName()}"))
            if isinstance(widget, QTabBar):
                found += [
                    _entry(widget, widget.tabRect(place), widget.tabText(place), "")
                    for place in range(widget.count())
                ]
    return found


def _entry(widget: QWidget, seen: QRect, text: str, name: str) -> dict[str, Any]:
    corner = widget.mapToGlobal(QPoint(seen.x(), seen.y()))
    return {
        "class": type(widget).__name__,
        "text": text,
        "name": name,
        "enabled": widget.isEnabled(),
        "x": corner.x(),
        "y": corner.y(),
        "width": seen.width(),
        "height": seen.height(),
    }


def main() -> int:
    """Run the application with the teller beside it."""
    where = Path(sys.argv[1])
    ask = where.with_suffix(".ask")
    timer = QTimer()

    def answer() -> None:
        if ask.exists():
            ask.unlink()
            temporary = where.with_suffix(".tmp")
            temporary.write_text(json.dumps(visible_widgets()), "utf-8")
            temporary.replace(where)

    timer.timeout.connect(answer)
    settings = stored.load()
    app = application.make_application(settings, [])
    timer.start(40)
    return application.show(app, settings, sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
