"""How the images are divided, whether that can be trusted, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.core.samples import SplitPart
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.data.alike_view import AlikeView
from tlstudio.gui.panels.data.bars import PARTS, Bar, BarList, PartLegend, part_role, part_word
from tlstudio.gui.panels.data.division import DivisionFacts, read_division
from tlstudio.gui.panels.data.finding_list import Act, FindingList, Told
from tlstudio.gui.panels.data.importing.nouns import counted
from tlstudio.gui.panels.data.importing.running import DatasetJob, progress_words
from tlstudio.gui.panels.data.importing.shares import ShareEditor
from tlstudio.gui.panels.data.unreadable import UnreadableList
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.gui.widgets.words import count
from tlstudio.jobs.outcome import Outcome
from tlstudio.jobs.requests import SplitRequest

_WAIT = 400
_ALIKE = {"duplicates", "duplicates-disagree", "near-duplicates", "duplicates-across-parts"}


class SplitView(QWidget):
    """Parts, balance, findings, copies, damage; read anew when labels change and it is seen.

    Signals:
        read: Everything shown is up to date.
    """

    read = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._nouns = session.nouns
        self._services = session.services
        self.facts = DivisionFacts()
        self._asked: Ticket | None = None
        self._job: DatasetJob | None = None
        self._stale = True
        self.banner = Banner()
        self.bars = BarList(self._nouns.tr(self, "Images of each class, by part"))
        self.findings = FindingList(self.tr("Worth knowing"))
        self.unreadable = UnreadableList(session.nouns)
        self.unreadable.place_wanted.connect(_show_in_folder)
        self.alike = AlikeView(session)
        self.alike.done.connect(self._back)
        self.shares = ShareEditor(session.nouns)
        self.pages = make.Pages()
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=_WAIT)
        self._soon.timeout.connect(self._read)
        session.labels_changed.connect(self._changed)
        session.facts_changed.connect(lambda _: self._changed())

    def _build(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 12, 12)
        layout.setSpacing(12)
        self._sentence = make.label("", "muted", wrap=True)
        title = make.label(self._nouns.tr(self, "How the images are divided"), "title", wrap=True)
        title.setToolTip(self.tr("The terms of the field: training, validation and test split."))
        layout.addLayout(make.column(title, self._sentence, spacing=4))
        self._parts_card, inside = make.frame("card")
        self._legend = PartLegend()
        self._lock_icon = make.IconLabel("lock", 18, "muted")
        self._lock = make.label("", "", wrap=True)
        inside.addWidget(self._legend)
        inside.addWidget(self.bars)
        inside.addWidget(make.rule())
        line = make.row(self._lock_icon, self._lock, spacing=10)
        line.setStretch(1, 1)
        inside.addLayout(line)
        layout.addWidget(self._parts_card)
        layout.addWidget(self.findings)
        layout.addWidget(self.unreadable)
        self._anew_card, inside = make.frame("card")
        inside.addWidget(make.label(self.tr("Divide them otherwise"), "heading"))
        inside.addWidget(
            make.label(
                self._nouns.tr(
                    self, "Images that belong together and copies stay on one side in any case."
                ),
                "muted",
                wrap=True,
            )
        )
        inside.addWidget(self.shares)
        self.anew = make.button(self.tr("Make the split anew"), self.ask_anew, icon_name="shuffle")
        inside.addLayout(make.row(self.anew, None))
        layout.addWidget(self._anew_card)
        layout.addStretch(1)
        self.pages.addWidget(make.scrolled(content))
        self.pages.addWidget(make.scrolled(self.alike))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 4, 24, 0)
        outer.setSpacing(12)
        outer.addWidget(self.banner)
        outer.addWidget(self.pages, 1)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while it was hidden is read now."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _read(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        self._stale = False
        path = self._session.project.dataset_path
        self._asked = self._services.background.run(
            lambda: read_division(path), owner=self, done=self._show, failed=self.banner.show_error
        )

    def _show(self, facts: DivisionFacts) -> None:
        self.facts = facts
        self._asked = None
        known = [part for part in PARTS if part in facts.parts]
        self._parts_card.setVisible(bool(known))
        self._anew_card.setVisible(bool(known))
        self._sentence.setText(self._words(known))
        self._legend.show_parts({part: self._part_words(part) for part in known})
        parts: tuple[SplitPart, ...] = (*PARTS, "none")
        self.bars.show_bars(
            [
                Bar(name, tuple((part_role(part), sizes.get(part, 0)) for part in parts))
                for name, sizes in facts.classes.items()
            ]
        )
        self._show_lock()
        self.findings.show_findings(facts.findings, self._act)
        self.unreadable.show_files(facts.unreadable, facts.unreadable_count)
        self.shares.show_values(facts.spec)
        enabled = not self._session.read_only and self._job is None
        self.shares.setEnabled(enabled)
        self.anew.setEnabled(enabled)
        self.anew.setToolTip(self._session.why_read_only)
        self.read.emit()

    def _words(self, known: list[SplitPart]) -> str:
        facts = self.facts
        if not facts.images:
            return self._nouns.tr(
                self, "There are no images yet: import a folder or a table first."
            )
        if not known:
            return self.tr("They are divided as soon as some have labels.")
        text = self._nouns.tr(
            self, "%n labelled image(s)", sum(p.images for p in facts.parts.values())
        )
        if facts.groups:
            text += self.tr(" of %1").replace("%1", counted(len(facts.groups), facts.groups))
        if facts.unlabelled:
            text += self.tr(", %n without a label", "", facts.unlabelled)
        return f"{text}. " + self.tr("Every class should be seen in every part.")

    def _part_words(self, part: SplitPart) -> str:
        size = self.facts.parts[part]
        words = f"{part_word(part, self._nouns)}: {count(size.images)}"
        if self.facts.groups:
            words += f" ({counted(size.groups, self.facts.groups)})"
        return words

    def _show_lock(self) -> None:
        test, opened = self.facts.parts.get("test"), self.facts.openings
        if test is None:
            text, icon = (
                self._nouns.tr(self, "There is no final test: results rest on tuning images."),
                "info",
            )
        elif not opened:
            text = self.tr("The final test is locked. It was never opened.")
            icon = "lock"
        else:
            text = self.tr(
                "The final test was opened %n time(s), last for the run %1.", "", len(opened)
            )
            text = text.replace("%1", opened[-1].run)
            icon = "lock-open"
        self._lock.setText(text)
        self._lock_icon.set(icon, "warning" if icon == "lock-open" else "muted")

    # Copies

    def _act(self, finding: Told) -> Act | None:
        if getattr(finding, "kind", "") in _ALIKE and self.facts.alike:
            return self.tr("Look at them…"), self.look_at_alike
        return None

    def look_at_alike(self) -> None:
        """Copies side by side."""
        if self.facts.alike:
            self.alike.show_sets(self.facts.alike, locked=not self.facts.openings)
            self.pages.setCurrentIndex(1)
            self.alike.setFocus()

    def _back(self) -> None:
        self.pages.setCurrentIndex(0)
        self._read()

    # Anew

    def ask_anew(self) -> None:
        """Divide again; asked once more where results would lose their meaning."""
        doubts = []
        if self.facts.openings:
            doubts.append(
                self._nouns.tr(
                    self, "The final test was opened: images of it may now train a model."
                )
            )
        if self._session.facts.model_runs:
            doubts.append(
                self.tr("Models were trained already: their results rest on the split as it was.")
            )
        if not doubts:
            self.make_anew()
            return
        self.banner.say(
            "warning",
            self.tr("Making the split anew cannot be undone."),
            " ".join(doubts),
            ((self.tr("Make it anew all the same"), self.make_anew),),
        )

    def make_anew(self) -> None:
        """Divide again."""
        if not self.shares.valid or self._job is not None:
            return
        request = SplitRequest(
            project=self._session.project.folder.resolve(), split=self.shares.values()
        )
        self._job = DatasetJob(
            self._session, request, self._nouns.tr(self, "Dividing the images anew")
        )
        self.anew.setEnabled(False)
        item = self._job.item
        item.changed.connect(lambda: self.banner.say("info", item.title, progress_words(item)))
        self._job.ended.connect(self._ended)

    def _ended(self, outcome: Outcome) -> None:
        self._job = None
        if outcome.error is not None:
            self.banner.show_error(outcome.error)
        else:
            warnings = [str(text) for text in outcome.result.get("split_warnings", [])]
            tone, hint = ("warning", " ".join(warnings)) if warnings else ("good", "")
            self.banner.say(tone, self.tr("The split was made anew."), hint)  # type: ignore[arg-type]
        self._read()


def _show_in_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
