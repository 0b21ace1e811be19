"""Saves the report that is shown as a web page or a PDF, where the person wants it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tlstudio.core.samples import SplitPart
from tlstudio.gui.panels.evaluate.working import Working
from tlstudio.gui.session import Session
from tlstudio.gui.widgets.banner import Banner, Tone
from tlstudio.gui.widgets.words import breakable
from tlstudio.jobs.requests import ReportRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.runs import RunFolder


class ReportSaving(QObject):
    """Asks for a file, has a worker write it, and says what it holds.

    Args:
        parent: Owner of the dialog.
        banner: Where the end is told.
        working: Shows the work.
    """

    def __init__(self, session: Session, parent: QWidget, banner: Banner, working: Working) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._banner = banner
        self._working = working

    def ask(self, run: RunFolder, part: SplitPart, name: str = "") -> None:
        """Ask where to; names of files and groups are left out unless wanted afterwards.

        Args:
            run: Whose report.
            part: Which of its reports.
            name: File to propose; "" for the usual one.
        """
        start = Path(name) if name else self._session.project.exports_dir / f"{run.name}-report.pdf"
        dialog = QFileDialog(self._window, self.tr("Save the report"), str(start.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [self.tr("PDF to print and send (*.pdf)"), self.tr("Web page (*.html)")]
        )
        # The dialog must know the whole name: it asks before a file is replaced.
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(lambda form: dialog.setDefaultSuffix(_ending(form)))
        dialog.selectFile(start.name)

        def take(chosen: str) -> None:
            if Path(chosen).suffix.lower() in (".pdf", ".html"):
                self.save(run, part, Path(chosen))
            else:  # "version 1.2" has an ending of its own
                self.ask(run, part, f"{chosen}.{dialog.defaultSuffix()}")

        dialog.fileSelected.connect(take)
        dialog.open()

    def save(self, run: RunFolder, part: SplitPart, target: Path, *, names: bool = False) -> None:
        """Write it; nothing is scored anew."""
        if self._working.busy or part == "none":
            return
        self._banner.hide()
        request = ReportRequest(run=run.path.resolve(), target=target, part=part, names=names)
        item = self._session.services.centre.start(
            Job.scratch(request), self.tr("Writing the report")
        )

        def done(result: dict[str, Any]) -> None:
            del result
            self._say(run, part, target, names=names)

        self._working.follow(item, done, self._banner.show_error)

    def _say(self, run: RunFolder, part: SplitPart, target: Path, *, names: bool) -> None:
        actions: list[tuple[str, Callable[[], object]]] = [
            (
                self.tr("Open it"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))),
            )
        ]
        tone: Tone = "warning" if names else "good"
        if names:
            words = self.tr(
                "It holds names of files and groups. Look whether one tells who a person is before "
                "you share it."
            )
        else:
            words = self.tr("It holds no images, and no names of files, groups or patients.")
            actions.append(
                (
                    self.tr("Save it again with these names"),
                    lambda: self.save(run, part, target, names=True),
                )
            )
        self._banner.say(
            tone,
            self.tr("The report is saved as %1.").replace("%1", breakable(target.name)),
            words,
            tuple(actions),
        )


def _ending(form: str) -> str:
    return "html" if "*.html" in form else "pdf"
