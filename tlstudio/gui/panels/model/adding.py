"""A model from a file or a folder: what it is, what fitted where, or why it was refused."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QListView,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from tlstudio.core.errors import StudioError
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.panels.model.faults import candidates, in_window_words
from tlstudio.gui.panels.model.names import display_name
from tlstudio.gui.panels.model.shelf import Shelf
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import AddRequest
from tlstudio.jobs.supervisor import Job


class AddingPage(QWidget):
    """One file at a time.

    Signals:
        back: To the models.
        added: Id of what was taken in.
        use: Id of what was taken in and is wanted at once.
    """

    back = Signal()
    added = Signal(str)
    use = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._path: Path | None = None
        self._item: JobItem | None = None
        self._ident = ""
        self.banner = Banner()
        self.file = make.label("", "heading", wrap=True)
        self.name = QLineEdit()
        self.licence = QLineEdit()
        self.licence.setPlaceholderText(self.tr("as its makers state it, for example MIT"))
        self.architecture = QComboBox()
        self.architecture.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.architecture.setToolTip(
            self.tr("Which network the weights are for; the program finds out by their shapes.")
        )
        self.add = make.button(self.tr("Add it"), self.start, role="primary")
        self.stop = make.button(self.tr("Stop"), self._stop)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How far the comparison is"))
        self.stage = make.label("", "muted")
        self.use_button = make.button(
            self.tr("Use this model"), lambda: self.use.emit(self._ident), role="primary"
        )
        self.mapping = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self.mapping)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(self.tr("What fitted where"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        back = make.button(
            self.tr("All models"), self.back.emit, role="quiet", icon_name="arrow-left"
        )
        layout.addLayout(make.row(back, None))
        layout.addWidget(self.banner)
        layout.addWidget(self._form())
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        self._show_work(None)
        self.list.hide()

    def _form(self) -> QWidget:
        frame, inside = make.frame("card", margins=20, spacing=12)
        choose = make.button(self.tr("File…"), self.choose_file, icon_name="file")
        folder = make.button(self.tr("Folder…"), self.choose_folder, icon_name="folder-open")
        folder.setToolTip(self.tr("A transformers model: config.json with .safetensors"))
        head = make.row(make.IconLabel("package-open", 32, "accent"), self.file, choose, folder)
        head.setStretch(1, 1)
        inside.addLayout(head)
        inside.addWidget(
            make.label(
                self.tr(
                    "Weights as .safetensors, .pth or .pt, or a transformers folder. Files that "
                    "could run code are refused. You can also drop one here."
                ),
                "muted",
                wrap=True,
            )
        )
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Name"), self.name),
            (self.tr("Network"), self.architecture),
            (self.tr("Licence"), self.licence),
        )
        for place, (words, widget) in enumerate(rows):
            label = make.label(words, "muted")
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            grid.addWidget(label, place, 0)
            grid.addWidget(widget, place, 1)
        inside.addLayout(grid)
        inside.addWidget(self.progress)
        inside.addLayout(make.row(self.stage, None, self.stop, self.add, self.use_button))
        return frame

    # What is to be added

    def show_shelf(self, shelf: Shelf) -> None:
        """Know which networks there are."""
        chosen = self.architecture.currentData()
        self.architecture.clear()
        self.architecture.addItem(self.tr("Find out by itself"), None)
        seen: set[str] = set()
        for entry in sorted(shelf.entries, key=lambda entry: entry.name.lower()):
            card = entry.card
            key = card.id if card.engine == "transformers" else card.architecture
            if card.origin != "user" and key not in seen:
                seen.add(key)
                self.architecture.addItem(display_name(card), key)
        self.architecture.setCurrentIndex(max(0, self.architecture.findData(chosen)))

    def take(self, path: Path) -> None:
        """Show a file or folder; nothing is read yet."""
        if self._item is not None and self._item.active:
            return
        self._path = path
        self._ident = ""
        self.banner.hide()
        self.list.hide()
        self.mapping.setStringList([])
        self.file.setText(path.name)
        self.name.setText(path.name if path.is_dir() else path.stem)
        self.architecture.setCurrentIndex(0)
        self._show_work(None)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def nothing_yet(self) -> None:
        """Invite."""
        self._path = None
        self.banner.hide()
        self.list.hide()
        self.file.setText(self.tr("Choose a file with weights, or drop it here"))
        self.name.clear()
        self._show_work(None)

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = self.tr("Weights (*.safetensors *.pth *.pt);;All files (*)")
        file, _ = QFileDialog.getOpenFileName(self, self.tr("The file with weights"), "", kinds)
        if file:
            self.take(Path(file))

    def choose_folder(self) -> None:
        """Ask for a folder."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("The folder of the model"))
        if folder:
            self.take(Path(folder))

    # The work

    def start(self) -> None:
        """Compare the weights with every network, or with the chosen one."""
        if self._path is None:
            self.choose_file()
            return
        self.banner.hide()
        self.list.hide()
        request = AddRequest(
            path=self._path.absolute(),
            architecture=self.architecture.currentData(),
            ident=self.name.text().strip(),
            licence=self.licence.text().strip(),
        )
        title = self.tr("Adding %1").replace("%1", self._path.name)
        item = self._services.centre.start(Job.scratch(request), title)
        item.changed.connect(self._progress)
        item.ended.connect(self._ended)
        self._show_work(item)

    def _stop(self) -> None:
        if self._item is not None and self._item.active:
            self._item.kill()

    def _show_work(self, item: JobItem | None) -> None:
        self._item = item
        busy = item is not None and item.active
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.stage.setText(self.tr("Reading the file…") if busy else "")
        self.add.setVisible(not busy and not self._ident)
        self.add.setText(self.tr("Choose a file…") if self._path is None else self.tr("Add it"))
        self.use_button.setVisible(not busy and bool(self._ident))
        for widget in (self.name, self.licence, self.architecture):
            widget.setEnabled(not busy)

    def _progress(self) -> None:
        item = self._item
        if item is None or not item.active:
            return
        fraction = item.fraction
        self.progress.setRange(0, 0 if fraction is None else 1000)
        self.progress.setValue(round((fraction or 0) * 1000))
        if item.stage:
            self.stage.setText(self.tr("Comparing with the networks that are known…"))

    def _ended(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._show_work(None)
            self._refused(outcome.error)
        elif outcome.state == "finished":
            self._ident = str(outcome.result["id"])
            self._show_work(None)
            self._show_mapping(outcome.result)
            self.added.emit(self._ident)
        else:
            self._show_work(None)

    def _refused(self, error: StudioError) -> None:
        if error.kind == "worker-died":
            self.banner.say("info", self.tr("Stopped; nothing was added."))
            return
        actions = tuple(
            (
                self.tr("Try as %1 (%2 fits)").replace("%1", name).replace("%2", share),
                lambda name=name: self._try_as(name),
            )
            for name, share in candidates(error)[:2]
        )
        self.banner.show_error(in_window_words(error), actions)

    def _try_as(self, architecture: str) -> None:
        place = self.architecture.findData(architecture)
        if place < 0:
            self.architecture.addItem(architecture, architecture)
            place = self.architecture.count() - 1
        self.architecture.setCurrentIndex(place)
        self.start()

    def _show_mapping(self, result: dict[str, object]) -> None:
        whole = not result["missing"] and not result["mismatched"]
        self.banner.say(
            "good" if whole else "warning",
            self.tr("%1 was added as %2.")
            .replace("%1", self._ident)
            .replace("%2", str(result["architecture"])),
            str(result["sentence"]),
        )
        groups = (
            ("missing", self.tr("Missing in the file, so kept at random values (%1)")),
            ("mismatched", self.tr("Of another shape, so left out (%1)")),
            ("unexpected", self.tr("In the file, without a place (%1)")),
            ("renamed", self.tr("Matched by order and shape (%1)")),
        )
        lines = [self.tr("Loaded (%1)").replace("%1", str(result["loaded"]))]
        for key, words in groups:
            names = result.get(key)
            if isinstance(names, list) and names:
                lines.append(words.replace("%1", str(len(names))))
                lines += [f"      {name}" for name in names]
        self.mapping.setStringList(lines)
        self.list.show()
