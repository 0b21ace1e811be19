"""A part of a kind that nobody has drawn yet: its title and its values, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.widgets import make

_MOST = 60


class PlainView(QWidget):
    """Shows whatever a part holds."""

    def __init__(self, part: Any, context: ReportContext) -> None:
        super().__init__()
        del context
        raw = part if isinstance(part, dict) else part.model_dump(mode="json")
        card, inside = make.frame("card")
        inside.addWidget(make.label(str(raw.get("title") or raw.get("part", "")), "heading"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        lines = list(_lines({k: v for k, v in raw.items() if k not in ("part", "title")}))
        for name, value in lines[:_MOST]:
            form.addRow(make.label(name, "muted"), make.label(value, wrap=True))
        inside.addLayout(form)
        if len(lines) > _MOST:
            rest = self.tr("%n more value(s) are in report.json.", "", len(lines) - _MOST)
            inside.addWidget(make.label(rest, "caption"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)


def _lines(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, f"{name} {key}".strip())
    elif isinstance(value, list | tuple) and any(isinstance(v, dict | list) for v in value):
        for place, inner in enumerate(value, 1):
            yield from _lines(inner, f"{name} {place}".strip())
    elif isinstance(value, list | tuple):
        yield name, ", ".join(map(str, value))
    else:
        yield name, f"{value:.4g}" if isinstance(value, float) else str(value)
