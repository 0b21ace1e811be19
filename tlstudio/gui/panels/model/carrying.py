"""Models on a USB stick: out of this computer, and into it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.panels.model.names import file_size
from tlstudio.gui.panels.model.shelf import Entry
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.words import size
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import PackRequest, UnpackRequest
from tlstudio.jobs.supervisor import Job


class Carrying(QObject):
    """Packs and unpacks through the jobs.

    Signals:
        packed: (file, number of models).
        unpacked: Ids of what is here now.
        failed: A `StudioError`.
    """

    packed = Signal(str, int)
    unpacked = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services

    def pack(self, idents: Sequence[str], target: Path) -> JobItem:
        """Write models into one file."""
        request = PackRequest(idents=tuple(idents), target=target.absolute())
        title = self.tr("Preparing %1").replace("%1", target.name)
        item = self._services.centre.start(Job.scratch(request), title)
        item.ended.connect(lambda outcome: self._packed(outcome, target, len(idents)))
        return item

    def unpack(self, source: Path) -> JobItem:
        """Take every model out of a file."""
        request = UnpackRequest(source=source.absolute())
        title = self.tr("Taking models from %1").replace("%1", source.name)
        item = self._services.centre.start(Job.scratch(request), title)
        item.ended.connect(self._unpacked)
        return item

    def _packed(self, outcome: Outcome, target: Path, count: int) -> None:
        if outcome.error is not None:
            self.failed.emit(outcome.error)
        elif outcome.state == "finished":
            self.packed.emit(str(target), count)

    def _unpacked(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(outcome.error)
        elif outcome.state == "finished":
            self.unpacked.emit(tuple(outcome.result["models"]))


class PackDialog(QDialog):
    """Which models go onto the stick, and where to.

    Signals:
        wanted: (ids, file).
    """

    wanted = Signal(object, str)

    def __init__(self, here: Sequence[Entry], chosen: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Prepare a USB stick"))
        self.resize(480, 460)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Models to take along"))
        for entry in here:
            item = QListWidgetItem(f"{entry.name}   ·   {size(file_size(entry.card))}")
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = entry.ident == chosen or (not chosen and entry.card.origin != "embedded")
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(lambda _: self._count())
        self.total = make.label("", "muted")
        self.save = make.button(self.tr("Save as…"), self._save, role="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(make.label(self.tr("Prepare a USB stick"), "title"))
        layout.addWidget(
            make.label(
                self.tr(
                    "Models in one file for a computer without internet. It works on Windows, "
                    "macOS and Linux: there, choose “Take models from a USB stick”, or drop the "
                    "file onto the page of models. No images and no names are in it."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.list, 1)
        cancel = make.button(self.tr("Cancel"), self.reject)
        layout.addLayout(make.row(self.total, None, cancel, self.save))
        self._count()

    def chosen(self) -> tuple[Entry, ...]:
        """What is ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)

    def _count(self) -> None:
        chosen = self.chosen()
        whole = size(sum(file_size(entry.card) for entry in chosen))
        self.total.setText(self.tr("Together %1").replace("%1", whole))
        self.save.setEnabled(bool(chosen))

    def _save(self) -> None:
        name = self.tr("models.zip")
        file, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save on the stick"), name, self.tr("Models (*.zip)")
        )
        if file:
            target = file if file.lower().endswith(".zip") else f"{file}.zip"
            self.wanted.emit(tuple(entry.ident for entry in self.chosen()), target)
            self.accept()
