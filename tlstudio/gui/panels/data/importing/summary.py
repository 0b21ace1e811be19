"""Before anything is written: classes, parts, copies, what cannot be read, what may mislead."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QRadioButton, QVBoxLayout, QWidget

from tlstudio.core.reporting import Progress
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.data.bars import PARTS, BarList, PartLegend, class_bars, part_word
from tlstudio.gui.panels.data.finding_list import FindingList
from tlstudio.gui.panels.data.importing.nouns import counted
from tlstudio.gui.panels.data.importing.shares import ShareEditor
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.words import count
from tlstudio.jobs.answers import ImportPreview, Said

_CLASSES = 24
_PROBLEMS = 4
# Said in the headline or in its own line already.
_ELSEWHERE = {"duplicates", "unreadable"}


class SummaryPage(QWidget):
    """Shows a preview, and takes the last wishes: shares and copies of the files.

    Signals:
        shares_changed: The shares of the split.
        copy_changed: Whether the files are copied into the project.
    """

    shares_changed = Signal()
    copy_changed = Signal()

    def __init__(self, *, first: bool, nouns: Nouns = IMAGES, kept: bool = False) -> None:
        super().__init__()
        self._nouns = nouns
        self._first = first
        self._word = ""
        self._total = 0
        self._title = make.label("", "title", wrap=True)
        self._sentence = make.label("", "muted", wrap=True)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self._nouns.tr(self, "Looking at the images"))
        self.classes = BarList(self.tr("Classes"))
        self._more = make.label("", "muted")
        self.findings = FindingList(self.tr("Worth knowing"))
        self._parts = make.label("", "strong", wrap=True)
        self._legend = PartLegend()
        self.shares = ShareEditor(nouns)
        self.shares.changed.connect(self.shares_changed)
        self.shares.hide()
        self._leave = QRadioButton(self.tr("Leave the files where they are"))
        self._copy = QRadioButton(self.tr("Copy them into the project, to take it along"))
        self._leave.setChecked(True)
        self._kept = make.label(
            self.tr("The texts are kept in the project; the file is not needed any more."),
            "muted",
            wrap=True,
        )
        for part in (self._leave, self._copy) if kept else (self._kept,):
            part.hide()
        self._copy.toggled.connect(lambda _: self.copy_changed.emit())
        self._results = self._make_results()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(make.column(self._title, self._sentence, self._busy, spacing=4))
        layout.addWidget(self._results)
        layout.addStretch(1)

    def _make_results(self) -> QWidget:
        left, inside = make.frame("card")
        inside.addWidget(make.label(self.tr("Classes"), "heading"))
        inside.addWidget(self.classes)
        inside.addWidget(self._more)
        inside.addStretch(1)
        right, inside = make.frame("card")
        self._change = make.button(self.tr("Change the shares…"), self._open_shares, role="link")
        inside.addWidget(make.label(self.tr("How they are divided"), "heading"))
        inside.addWidget(self._parts)
        inside.addWidget(self._legend)
        inside.addLayout(make.row(self._change, None))
        inside.addWidget(self.shares)
        inside.addWidget(make.rule())
        inside.addWidget(self._leave)
        inside.addWidget(self._copy)
        inside.addWidget(self._kept)
        inside.addStretch(1)
        cards = make.row(left, right, spacing=12)
        cards.setStretch(0, 1)
        cards.setStretch(1, 1)
        results = QWidget()
        column = make.column(cards, self.findings, spacing=12)
        results.setLayout(column)
        return results

    @property
    def copy_files(self) -> bool:
        """Whether to copy."""
        return self._copy.isChecked()

    @property
    def title(self) -> str:
        """What stands at the top."""
        return self._title.text()

    @property
    def parts(self) -> str:
        """The sentence about the parts."""
        return self._parts.text()

    def wait(self) -> None:
        """A preview is being made."""
        self._title.setText(self._nouns.tr(self, "Looking at the images…"))
        self._sentence.setText(
            self.tr("They are read once, to find copies and damage. Nothing is written.")
        )
        self._busy.setRange(0, 0)
        self._busy.show()
        self._results.setEnabled(False)
        self._results.setVisible(bool(self.classes.bars) or self._parts.text() != "")

    def show_progress(self, progress: Progress) -> None:
        """How far the look is; while files are searched for, nobody knows how many there are."""
        done, total = progress.done, progress.total
        if not total:
            words = self._nouns.tr(self, "Looking at the images: %1 so far").replace(
                "%1", count(done)
            )
            self._busy.setRange(0, 0)
        else:
            words = self._nouns.tr(self, "Looking at the images: %1 of %2 (%3 %)")
            words = words.replace("%1", count(done)).replace("%2", count(total))
            words = words.replace("%3", str(100 * done // total))
            self._busy.setRange(0, total)
            self._busy.setValue(done)
        self._title.setText(words)

    def fail(self) -> None:
        """There is no preview; the reason stands in a banner."""
        self._title.setText(self._nouns.tr(self, "The images could not be looked at"))
        self._sentence.setText("")
        self._busy.hide()
        self._results.hide()

    def show_preview(self, preview: ImportPreview, word: str = "", total: int = 0) -> None:
        """Show what the import will bring.

        Args:
            preview: What was seen.
            word: What its groups are called, where that was said.
            total: How many there are, where they were not all looked at.
        """
        self._total = max(total, preview.found)
        self._word = word
        self._busy.hide()
        self._results.show()
        self._results.setEnabled(True)
        self._title.setText(self._headline(preview))
        self._sentence.setText(self._reading(preview))
        bars = class_bars(preview.classes)
        self.classes.show_bars(bars[:_CLASSES])
        hidden = len(bars) - _CLASSES
        bare = preview.unlabelled
        words = [
            self.tr("and %n more class(es)", "", hidden) if hidden > 0 else "",
            self._nouns.tr(self, "%n image(s) without a label", bare) if bare else "",
        ]
        self._more.setText(" · ".join(word for word in words if word))
        self._more.setVisible(any(words))
        self._show_parts(preview)
        self.findings.show_findings(self._findings(preview))

    def _open_shares(self) -> None:
        self.shares.setVisible(self.shares.isHidden())

    def _headline(self, preview: ImportPreview) -> str:
        """As in: 24 plates, 3 classes, 31 images appear twice. Right?"""
        parts = []
        if preview.group_count:
            parts.append(counted(preview.group_count, tuple(preview.groups), self._word))
        if preview.classes:
            parts.append(self.tr("%n class(es)", "", len(preview.classes)))
        else:
            parts.append(self.tr("no labels yet"))
        if preview.duplicates:
            parts.append(self._nouns.tr(self, "%n image(s) appear twice", preview.duplicates))
        return self.tr("%1. Right?").replace("%1", ", ".join(parts))

    def _reading(self, preview: ImportPreview) -> str:
        words = [self._nouns.tr(self, "%n image(s) found.", self._total)]
        if preview.checked < self._total:
            words.append(
                self._nouns.tr(
                    self, "%1 of them were looked at so far; the rest follows with the import."
                ).replace("%1", count(preview.checked))
            )
        return " ".join(words)

    def _show_parts(self, preview: ImportPreview) -> None:
        known = [part for part in PARTS if part in preview.splits]
        self._change.setVisible(self._first and bool(known))
        self._legend.setVisible(self._first and bool(known))
        if not self._first:
            self._parts.setText(
                self._nouns.tr(
                    self, "New images join the division that is there; originals untouched."
                )
            )
            return
        if not known:
            self._parts.setText(
                self.tr("They are divided as soon as there are labels; originals untouched.")
            )
            return
        grouped = preview.group_count > 0
        names = tuple(preview.groups)
        sizes = {
            part: preview.splits[part].groups if grouped else preview.splits[part].images
            for part in known
        }
        words = {
            "train": self.tr("%1 to train"),
            "validation": self.tr("%1 to tune"),
            "test": self.tr("%1 for the final test"),
        }
        said = []
        for part in known:
            number = str(sizes[part])
            if part == known[0]:
                images = self._nouns.tr(self, "%n image(s)", sizes[part])
                number = counted(sizes[part], names, self._word) if grouped else images
            said.append(words[part].replace("%1", number))
        self._parts.setText(self.tr("%1; originals untouched").replace("%1", ", ".join(said)))
        self._legend.show_parts(
            {
                part: f"{part_word(part, self._nouns)}: {count(preview.splits[part].images)}"
                for part in known
            }
        )

    def _findings(self, preview: ImportPreview) -> list[Said]:
        found = [said for said in preview.findings if said.kind not in _ELSEWHERE]
        if not preview.classes:
            found = [said for said in found if said.kind != "unlabelled"]
            sentence = self._nouns.tr(
                self, "The images come without labels: you label them in the next step."
            )
            found.insert(0, Said(kind="unlabelled", level="note", sentence=sentence))
        if preview.unreadable:
            found.insert(0, self._unreadable(preview))
        if self._first:
            known = {said.sentence for said in found}
            found += [
                Said(kind="split", level="warning", sentence=text)
                for text in preview.split_warnings
                if text not in known
            ]
        # What a table matched was said on the first page.
        notes = preview.notes if preview.importer != "table" else ()
        found += [Said(kind="note", level="note", sentence=text) for text in notes]
        rank = {"error": 0, "warning": 1, "note": 2}
        return sorted(found, key=lambda said: rank[said.level])

    def _unreadable(self, preview: ImportPreview) -> Said:
        number = preview.unreadable
        shown = list(preview.problems[:_PROBLEMS])
        if number > len(shown):
            shown.append(self.tr("and %n more", "", number - len(shown)))
        return Said(
            kind="unreadable",
            level="warning",
            sentence=self._nouns.tr(
                self, "%n image(s) cannot be read and will be left out:", number
            ),
            hint="\n".join(shown),
        )
