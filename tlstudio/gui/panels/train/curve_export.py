"""A training's curves for a paper and for a spreadsheet, as they are at that moment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tlstudio.core.cells import tab_separated
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import make

if TYPE_CHECKING:
    from tlstudio.gui.views.figures import LineFigure


class CurveExport(QWidget):
    """Three buttons beside the title of a plot.

    Args:
        figure: Gives the figure as it is now, None while there is no point.
        name: Of the plot, for screen readers.
        services: Of the application.
    """

    def __init__(
        self, figure: Callable[[], LineFigure | None], name: str, services: Services
    ) -> None:
        super().__init__()
        self._figure = figure
        self._services = services
        self.picture = make.button(
            self.tr("Figure…"),
            self.open_dialog,
            role="quiet",
            icon_name="file-image",
            tip=self.tr("Save it for a paper: PDF, SVG, TIFF or PNG, and its data as CSV"),
        )
        self.data = make.tool("file-spreadsheet", self.tr("Save its data (CSV)…"), self._ask)
        self.copy = make.tool("copy", self.tr("Copy its data for a spreadsheet"), self.copy_data)
        for button in (self.picture, self.data, self.copy):
            button.setAccessibleDescription(name)
        self.setLayout(make.row(self.picture, self.data, self.copy, spacing=2))

    def allow(self, *, there: bool) -> None:
        """Whether there is a point to save."""
        for button in (self.picture, self.data, self.copy):
            button.setEnabled(there)

    def open_dialog(self) -> None:
        """The dialog for figures."""
        from tlstudio.gui.views.figure_dialog import FigureDialog

        figure = self._figure()
        if figure is not None:
            FigureDialog(figure, self._services, self.window()).open()

    def _ask(self) -> None:
        figure = self._figure()
        if figure is None:
            return
        name, kinds = f"{figure.name}.csv", "CSV (*.csv)"
        file, _ = QFileDialog.getSaveFileName(self, self.tr("Save data"), name, kinds)
        if file:
            self.save_data_to(Path(file))

    def save_data_to(self, target: Path) -> None:
        """Write the points; one row each."""
        from tlstudio.gui.views.figure_files import write_table

        figure = self._figure()
        if figure is None:
            return

        said = self.tr("Saved as %1.").replace("%1", target.name)
        self._services.background.run(
            lambda: write_table(figure, target),
            owner=self,
            done=lambda _: self._services.tell(said),
        )

    def copy_data(self) -> None:
        """To the clipboard."""
        figure = self._figure()
        if figure is not None:
            QGuiApplication.clipboard().setText(tab_separated(figure.table()))
            self._services.tell(self.tr("The data were copied; paste them into a spreadsheet."))
