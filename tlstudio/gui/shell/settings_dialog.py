"""The settings: theme, text, language, device, folders, annotator, offline."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from tlstudio.core.paths import cache_dir, config_dir, data_dir
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make


class SettingsDialog(QDialog):
    """What is changed here is taken with OK; theme and text size are tried at once."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._before = services.settings
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(560)
        given = services.settings
        self.theme = _choice(
            {
                "system": self.tr("As the desktop"),
                "light": self.tr("Light"),
                "dark": self.tr("Dark"),
            },
            given.theme,
        )
        self.language = _choice(
            {"": self.tr("As the desktop"), "en": "English", "de": "Deutsch"}, given.language
        )
        self.device = _choice(
            {
                "auto": self.tr("The fastest that works"),
                "cpu": self.tr("Processor"),
                "cuda": self.tr("NVIDIA GPU"),
                "mps": self.tr("Apple GPU"),
            },
            given.device,
        )
        self.scale = QSlider(Qt.Orientation.Horizontal)
        self.scale.setRange(80, 180)
        self.scale.setSingleStep(10)
        self.scale.setPageStep(10)
        self.scale.setValue(round(given.font_scale * 100))
        self.annotator = QLineEdit(given.annotator)
        self.annotator.setPlaceholderText(self.tr("Asked when you label first"))
        self.offline = QCheckBox(self.tr("Never offer a download"))
        self.offline.setChecked(given.offline)
        self.cache = make.Number()
        self.cache.setRange(1, 2000)
        self.cache.setSuffix(" GB")
        self.cache.setValue(given.cache_gigabytes)
        self.folder = QLineEdit(given.projects_folder)
        self.folder.setPlaceholderText(self.tr("Your documents folder"))
        browse = make.tool("folder-open", self.tr("Choose a folder"), self._browse)
        form = QFormLayout()
        form.setSpacing(12)
        form.addRow(self.tr("Theme"), self.theme)
        form.addRow(self.tr("Text size"), self.scale)
        form.addRow(self.tr("Language"), self.language)
        form.addRow(self.tr("Compute on"), self.device)
        form.addRow(self.tr("Your name on labels"), self.annotator)
        form.addRow(self.tr("Network"), self.offline)
        form.addRow(self.tr("New projects in"), make.row(self.folder, browse))
        form.addRow(self.tr("Cache of each project"), self.cache)
        places = make.label(
            self.tr("Models: %1\nCaches: %2\nSettings: %3")
            .replace("%1", str(data_dir()))
            .replace("%2", str(cache_dir()))
            .replace("%3", str(config_dir())),
            "caption",
            wrap=True,
        )
        places.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(make.label(self.tr("Settings"), "title"))
        layout.addLayout(form)
        layout.addWidget(places)
        layout.addWidget(buttons)
        self.theme.currentIndexChanged.connect(self._try)
        self.scale.valueChanged.connect(self._try)

    def accept(self) -> None:
        """Keep what was chosen."""
        chosen = replace(
            self._services.settings,
            theme=self.theme.currentData(),
            language=self.language.currentData(),
            device=self.device.currentData(),
            font_scale=self.scale.value() / 100,
            annotator=self.annotator.text().strip(),
            offline=self.offline.isChecked(),
            projects_folder=self.folder.text().strip(),
            cache_gigabytes=self.cache.value(),
        )
        self._services.change_settings(chosen)
        if chosen.language != self._before.language:
            self._services.tell(self.tr("The language changes when the program starts again."))
        super().accept()

    def reject(self) -> None:
        """Back to how it looked."""
        self._services.settings_changed.emit(self._before)
        super().reject()

    def _try(self) -> None:
        seen = replace(
            self._services.settings,
            theme=self.theme.currentData(),
            font_scale=self.scale.value() / 100,
        )
        self._services.settings_changed.emit(seen)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("New projects in"))
        if folder:
            self.folder.setText(folder)


def _choice(items: dict[str, str], current: str) -> QComboBox:
    box = QComboBox()
    for value, text in items.items():
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box
