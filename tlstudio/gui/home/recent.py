"""Recent projects, with those that are gone told apart."""

from __future__ import annotations

import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.gui.services import Services
from tlstudio.gui.settings import Settings
from tlstudio.gui.widgets import make

_SHOWN = 7


@dataclass(frozen=True)
class _Entry:
    folder: str
    name: str
    changed: float
    there: bool


class RecentProjects(QWidget):
    """Emits `opened` with a project's folder."""

    opened = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._listed: tuple[str, ...] = ()
        services.settings_changed.connect(self._changed)
        self.refresh()

    def _changed(self, settings: Settings) -> None:
        if settings.recent[:_SHOWN] != self._listed:
            self.refresh()

    def refresh(self) -> None:
        """Read them again, off the window's thread."""
        folders = self._listed = self._services.settings.recent[:_SHOWN]
        self._services.background.run(
            lambda: [_read(folder) for folder in folders], owner=self, done=self._show
        )

    def _show(self, entries: list[_Entry]) -> None:
        make.clear(self._layout)
        for entry in entries:
            self._layout.addWidget(self._card(entry))
        if not entries:
            box, inside = make.frame("inset")
            words = self.tr("Projects that you make or open appear here.")
            inside.addWidget(make.label(words, "muted", wrap=True))
            self._layout.addWidget(box)
        self._layout.addStretch(1)

    def _card(self, entry: _Entry) -> QWidget:
        card = make.CardButton(entry.name, margins=12)
        when = QDateTime.fromSecsSinceEpoch(round(entry.changed)).toString("yyyy-MM-dd HH:mm")
        role = "muted" if entry.there else "warning"
        state = when if entry.there else self.tr("not found: moved, or the drive is not there")
        words = make.column(
            make.label(entry.name, "strong"),
            make.label(_short(entry.folder), "caption", tip=entry.folder),
            make.label(state, role),
            spacing=1,
        )
        forget = make.tool("x", self.tr("Take off this list"), lambda: self._forget(entry.folder))
        line = make.row(words, forget)
        line.setStretch(0, 1)
        card.inside.addLayout(line)
        card.pressed.connect(lambda: self.opened.emit(entry.folder))
        return card

    def _forget(self, folder: str) -> None:
        settings = self._services.settings.without_recent(folder)
        self._services.change_settings(settings)


def _read(folder: str) -> _Entry:
    path = Path(folder)
    try:
        raw = tomllib.loads((path / "project.toml").read_text("utf-8"))
        name = str(raw.get("name") or path.name)
        changed = max(
            (item.stat().st_mtime for item in (path / "dataset.sqlite", path / "runs")
             if item.exists()),
            default=time.time(),
        )  # fmt: skip
        return _Entry(folder, name, changed, there=True)
    except (OSError, ValueError):
        return _Entry(folder, path.name, 0.0, there=False)


def _short(folder: str) -> str:
    home = str(Path.home())
    text = folder.replace(home, "~", 1) if folder.startswith(home) else folder
    return text if len(text) <= 52 else "…" + text[-50:]
