"""Do two readers agree: a blind second reading, kappa, and the disagreements to resolve."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tlstudio.data.kappa import Kappa
from tlstudio.data.store.agreement import Disagreement
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.panels.data.blind_reading import BlindReading, images_to_read
from tlstudio.gui.panels.data.kappa_words import kappa_hint, kappa_sentence
from tlstudio.gui.panels.data.resolving import Resolving, open_disagreements
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.beginning import annotator_name

_WAIT = 400


@dataclass(frozen=True)
class AgreementFacts:
    """What the overview shows.

    Attributes:
        annotators: Who labelled → images.
        readers: Who read blindly → images.
        labelled: How many images have a label.
        classes: Names, in the order of their keys.
        disagreements: How many wait.
        kappa: Of the chosen pair.
    """

    annotators: dict[str, int] = field(default_factory=dict)
    readers: dict[str, int] = field(default_factory=dict)
    labelled: int = 0
    classes: tuple[str, ...] = ()
    disagreements: int = 0
    pair: tuple[str, str] = ("", "")
    kappa: Kappa | None = None


def read_agreement(store: DatasetStore, pair: tuple[str, str]) -> AgreementFacts:
    """Read it; a pair with "" is chosen: a blind reader, and who labelled most beside them."""
    annotators, readers = store.annotators(), store.second_readers()
    names = sorted(annotators, key=lambda name: -annotators[name])
    one, other = pair
    if not one or not other:
        other = max(readers, key=lambda name: readers[name], default="")
        one = next((n for n in [*names, *readers] if n != other), "")
    return AgreementFacts(
        annotators=annotators,
        readers=readers,
        labelled=sum(store.splits().values()),
        classes=tuple(store.classes()),
        disagreements=store.disagreement_count(),
        pair=(one, other),
        kappa=store.kappa(one, other) if one and other and one != other else None,
    )


class AgreementView(QWidget):
    """Overview, blind reading and resolving, one at a time.

    Signals:
        read: The overview is up to date.
    """

    read = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._nouns = session.nouns
        self.facts = AgreementFacts()
        self._pair = ("", "")
        self._stale = True
        self.banner = Banner()
        self.blind = BlindReading(session)
        self.blind.done.connect(self.show_overview)
        self.resolving = Resolving(session)
        self.resolving.done.connect(self.show_overview)
        self.pages = make.Pages()
        self.pages.addWidget(make.scrolled(self._overview()))
        self.pages.addWidget(self.blind)
        self.pages.addWidget(self.resolving)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 4, 24, 0)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(self.pages, 1)
        self._soon = QTimer(self, singleShot=True, interval=_WAIT)
        self._soon.timeout.connect(self._read)
        session.labels_changed.connect(self._changed)

    def _overview(self) -> QWidget:
        content = QWidget()
        title = make.label(self.tr("Do two readers agree?"), "title", wrap=True)
        title.setToolTip(self.tr("The term of the field: inter-rater agreement."))
        why = make.label(
            self._nouns.tr(
                self,
                "No model can be better than the labels. A second person reads some images "
                "without seeing the first label; then you see how well both agree.",
            ),
            "muted",
            wrap=True,
        )
        reading, inside = make.frame("card")
        inside.addWidget(make.label(self.tr("Second reading"), "heading"))
        self._read_words = make.label("", "", wrap=True)
        self.reader = QComboBox()
        self.reader.setEditable(True)
        self.reader.setMinimumWidth(240)
        if (field := self.reader.lineEdit()) is not None:
            field.setPlaceholderText(self.tr("Name of the second person"))
        self.reader.setAccessibleName(self.tr("Who reads"))
        self.reader.currentTextChanged.connect(lambda _: self._warn())
        self._warning = make.label("", "warning", wrap=True)
        self.begin = make.button(
            self.tr("Read blindly"), self.start_reading, role="primary", icon_name="eye-off"
        )
        inside.addWidget(self._read_words)
        line = make.row(make.label(self.tr("Who reads?")), self.reader, self.begin, None)
        inside.addLayout(line)
        inside.addWidget(self._warning)
        self._agreement, inside = make.frame("card")
        inside.addWidget(make.label(self.tr("Agreement"), "heading"))
        self._one, self._other = QComboBox(), QComboBox()
        self._one.setAccessibleName(self.tr("First reader"))
        self._other.setAccessibleName(self.tr("Second reader"))
        for box in (self._one, self._other):
            box.setMinimumWidth(160)
            box.activated.connect(lambda _: self._choose_pair())
        inside.addLayout(make.row(self._one, make.label(self.tr("and")), self._other, None))
        self.kappa_words = make.label("", "strong", wrap=True)
        self.kappa_words.setToolTip(
            self._nouns.tr(
                self,
                "Cohen's kappa: agreement beyond what chance would give, 1 is perfect; the words "
                "are those of Altman (1991). Unsure and skipped images are left out.",
            )
        )
        self._kappa_hint = make.label("", "muted", wrap=True)
        inside.addWidget(self.kappa_words)
        inside.addWidget(self._kappa_hint)
        self.resolve = make.button("", self.start_resolving, icon_name="scale")
        inside.addLayout(make.row(self.resolve, None))
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(make.column(title, why, spacing=4))
        layout.addWidget(reading)
        layout.addWidget(self._agreement)
        layout.addStretch(1)
        return content

    # Overview

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while it was hidden is read now."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def show_overview(self) -> None:
        """Back from reading or resolving."""
        self.pages.setCurrentIndex(0)
        self._read()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible() and self.pages.currentIndex() == 0:
            self._soon.start()

    def _read(self) -> None:
        self._stale = False
        pair = self._pair
        self._session.read(
            lambda store: read_agreement(store, pair),
            owner=self,
            done=self._show,
            failed=self.banner.show_error,
        )

    def _show(self, facts: AgreementFacts) -> None:
        self.facts = facts
        said = ", ".join(f"{name}: {number}" for name, number in facts.readers.items())
        words = self._nouns.tr(self, "%n image(s) have a label.", facts.labelled)
        if said:
            words += " " + self.tr("Read blindly so far: %1.").replace("%1", said)
        self._read_words.setText(words)
        self._fill_readers()
        self.begin.setToolTip(self._session.why_read_only)
        names = sorted({*facts.annotators, *facts.readers})
        for box, chosen in ((self._one, facts.pair[0]), (self._other, facts.pair[1])):
            box.clear()
            box.addItems(names)
            box.setCurrentIndex(names.index(chosen) if chosen in names else -1)
        self._agreement.setVisible(bool(facts.readers))
        self.kappa_words.setText(kappa_sentence(facts.kappa, self._nouns))
        self._kappa_hint.setText(kappa_hint(facts.kappa, self._nouns))
        self._kappa_hint.setVisible(bool(self._kappa_hint.text()))
        self.resolve.setText(self.tr("Resolve %n disagreement(s)", "", facts.disagreements))
        self.resolve.setVisible(facts.disagreements > 0)
        self.resolve.setEnabled(not self._session.read_only)
        self.read.emit()

    def _fill_readers(self) -> None:
        typed = self.reader.currentText()
        own = self._session.services.settings.annotator or annotator_name()
        others = [own] if own not in self.facts.annotators else []
        names = list(dict.fromkeys([*self.facts.readers, *others]))
        self.reader.blockSignals(True)
        self.reader.clear()
        self.reader.addItems(names)
        self.reader.setCurrentText(typed or next(iter(names), ""))
        self.reader.blockSignals(False)
        self._warn()

    def _warn(self) -> None:
        name = self.reader.currentText().strip()
        own = name in self.facts.annotators
        text = self.tr("%1 gave labels here already: a second reading needs another person.")
        self._warning.setText(text.replace("%1", name))
        self._warning.setVisible(own)
        labelled = bool(self.facts.annotators) and not self._session.read_only
        self.begin.setEnabled(labelled and bool(name))

    def _choose_pair(self) -> None:
        self._pair = (self._one.currentText(), self._other.currentText())
        self._read()

    # Reading and resolving

    def start_reading(self) -> None:
        """Begin with what this reader has not read."""
        reader = self.reader.currentText().strip()
        if not reader:
            return

        def begin(ids: list[int]) -> None:
            if not ids:
                self.banner.say(
                    "good", self.tr("%1 has given an answer to all of them.").replace("%1", reader)
                )
                return
            self.banner.hide()
            self.blind.begin(reader, ids, self.facts.classes)
            self.pages.setCurrentIndex(1)
            self.blind.large.setFocus()

        self._session.read(
            lambda store: images_to_read(store, reader),
            owner=self,
            done=begin,
            failed=self.banner.show_error,
        )

    def start_resolving(self) -> None:
        """Begin with the first disagreement."""

        def begin(found: list[Disagreement]) -> None:
            if not found:
                self._read()
                return
            who = self._session.services.settings.annotator or annotator_name()
            self.resolving.begin(who, found, self.facts.classes)
            self.pages.setCurrentIndex(2)
            self.resolving.large.setFocus()

        self._session.read(
            open_disagreements, owner=self, done=begin, failed=self.banner.show_error
        )
