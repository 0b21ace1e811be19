"""Who labels: asked once, in a line of the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from tlstudio.gui.panels.data.labelling import Labelling
from tlstudio.gui.widgets import make
from tlstudio.jobs.beginning import annotator_name


class AnnotatorBar(QFrame):
    """Shows who labels; becomes a question when nobody said so yet, or when asked to change.

    Signals:
        settled: A name was given.
    """

    settled = Signal()

    def __init__(self, labelling: Labelling) -> None:
        super().__init__()
        self._labelling = labelling
        self._name = make.button("", self.ask, role="link", icon_name="user-round")
        self._name.setToolTip(
            self.tr("Every label keeps the name of who gave it. Change the name.")
        )
        self._question = make.label(
            self.tr("Who labels? The name is kept with each label."), wrap=True
        )
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Name of who labels"))
        self.field.setMaxLength(80)
        self.field.returnPressed.connect(self._take)
        self._save = make.button(self.tr("That's me"), self._take, role="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(self._name)
        layout.addWidget(self._question)
        layout.addWidget(self.field)
        layout.addLayout(make.row(None, self._save))
        labelling.name_wanted.connect(self.ask)
        labelling.session.services.settings_changed.connect(self._show)
        self._show()

    @property
    def asks(self) -> bool:
        """Whether it waits for a name."""
        return not self.field.isHidden()

    def ask(self) -> None:
        """Ask for the name; the person's account is suggested."""
        self._asking(True)
        self.field.setText(self._labelling.annotator or annotator_name())
        self.field.selectAll()
        self.field.setFocus()

    def _take(self) -> None:
        if self.field.text().strip():
            self._labelling.set_annotator(self.field.text())
            self._show()
            self.settled.emit()

    def _show(self, _: object = None) -> None:
        name = self._labelling.annotator
        self._name.setText(name or self.tr("Say who labels"))
        self._asking(False)

    def _asking(self, asks: bool) -> None:
        make.set_role(self, "info" if asks else "")
        self._name.setVisible(not asks)
        for part in (self._question, self.field, self._save):
            part.setVisible(asks)
