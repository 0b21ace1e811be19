"""Images beside the report: small ones to choose from, one large with its heat-map, relabelling."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSplitter, QVBoxLayout

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import ProjectError
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.session import Session
from tlstudio.gui.views.context import ImageItem, ImageSet, ReportContext
from tlstudio.gui.views.items import answer_detail, item_list
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.predicting.table import Row
from tlstudio.jobs import questions as ask
from tlstudio.jobs.answers import Predictions
from tlstudio.jobs.beginning import annotator_name

_WIDTH = 400
_SEPARATOR = "; "


class ImagesPane(QFrame):
    """For one report; hidden until somebody wants to see images.

    Signals:
        closed: It was put away.
    """

    closed = Signal()

    def __init__(self, context: ReportContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setMinimumWidth(_WIDTH)
        self._context = context
        self._session: Session = context.session
        scores = context.scores
        self._places = {} if scores is None else {key: n for n, key in enumerate(scores.keys)}
        self.title = make.label("", "heading", wrap=True)
        self.said = make.label("", "muted", wrap=True)
        close = make.tool("x", self.tr("Close"), self._close)
        self.list = item_list(context, self._session.nouns.tr(self, "Images"))
        self.list.setMinimumHeight(110)
        self.detail = answer_detail(self._session)
        # The images of folds were answered by models that are no more.
        self._model = None if context.report.split == "folds" else context.run.model_dir
        self.detail.set_model(self._model, context.classes)
        self.truth = make.label("", "muted", wrap=True)
        self.labels = QComboBox()
        self.labels.setAccessibleName(self.tr("Another label"))
        self.labels.addItems(list(context.classes))
        self.relabel = make.button(self.tr("Change label"), self.change_label, icon_name="tag")
        self.undo = make.tool("undo-2", self.tr("Undo the change of label"), self.take_back)
        self.undo.setEnabled(False)
        self._act: int | None = None
        self._own = False
        self._asked: Ticket | None = None
        self._allow([])
        lower = QFrame()
        inside = QVBoxLayout(lower)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.addWidget(self.detail, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.list)
        parts.addWidget(make.scrolled(lower))
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 3)
        parts.setSizes([170, 430])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 14)
        head = make.row(make.column(self.title, self.said, spacing=2), close)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        layout.addWidget(self.truth)
        layout.addLayout(make.row(self.labels, self.relabel, self.undo, None))
        self.list.looked_at.connect(lambda _, item: self._look(item))
        self.list.picked.connect(self._allow)
        self._session.labels_changed.connect(self.list.forget_items)
        self._session.labels_changed.connect(self._look_at_acts)
        self.hide()

    def show_set(self, images: ImageSet) -> None:
        """Show images; the first one large."""
        self.title.setText(images.title)
        self.said.setText(self._session.nouns.tr(self, "%n image(s)", len(images.keys)))
        if self._asked is not None:
            self._asked.cancel()
        self.detail.show_row(None)
        self.truth.setText("")
        self.list.show_set(images)
        self.show()
        self.list.look_at_first()
        self.list.setFocus()

    def _look(self, item: ImageItem) -> None:
        scores, place = self._context.scores, self._places.get(item.key)
        if not item.there:
            return
        if self._asked is not None:
            self._asked.cancel()
        if scores is None or place is None:
            self._ask(item)
            return
        chances = dict(zip(scores.classes, map(float, scores.probabilities[place]), strict=True))
        names = tuple(name for name in scores.answers[place].split(_SEPARATOR) if name)
        least = min((chances[name] for name in names if name in chances), default=None)
        self.detail.show_row(
            replace(_row(item), names=names, probabilities=chances, probability=least)
        )
        text = self.tr("Truth when it was scored: %1.").replace("%1", scores.truth[place] or "–")
        if item.id and item.label != scores.truth[place]:
            text += " " + self.tr("Now: %1.").replace("%1", item.label or self.tr("no label"))
        self._say_truth(item, text)

    def _ask(self, item: ImageItem) -> None:
        """An image of another part than the one that was scored: the model answers to it now."""
        row = _row(item)
        now = self.tr("Now: %1.").replace("%1", item.label or self.tr("no label"))
        if self._model is None:
            self.detail.show_row(replace(row, problem=self.tr("Its answer cannot be read.")))
            self._say_truth(item, now)
            return

        def take(found: Predictions) -> None:
            got = found.answers[0]
            self.detail.show_row(
                replace(
                    row,
                    names=got.names,
                    probabilities=got.probabilities,
                    probability=got.probability,
                    problem=got.problem,
                )
            )

        self._asked = self._session.services.ask_models(
            _question(self._model, item),
            owner=self,
            done=take,
            failed=lambda error: self.detail.show_row(replace(row, problem=str(error))),
        )
        self._say_truth(
            item,
            now + " " + self._session.nouns.tr(self, "The model may have learned from this image."),
        )

    def _say_truth(self, item: ImageItem, text: str) -> None:
        """What is known of the image besides its answer; its label is proposed."""
        if item.group:
            text += " " + self.tr("Belongs to %1.").replace("%1", item.group)
        self.truth.setText(text)
        if item.label in self._context.classes:
            self.labels.setCurrentText(item.label)

    def _allow(self, chosen: list[ImageItem]) -> None:
        count = len([item for item in chosen if item.id])
        why = self._session.why_read_only
        self.relabel.setEnabled(count > 0 and not self._session.read_only)
        self.labels.setEnabled(self.relabel.isEnabled())
        self.relabel.setToolTip(why)
        one = self.tr("Change label")
        self.relabel.setText(self.tr("Change %n label(s)", "", count) if count > 1 else one)

    def change_label(self) -> None:
        """Give the chosen images the label that is chosen below."""
        ids = [item.id for item in self.list.chosen if item.id]
        label = self.labels.currentText()
        if not ids or not label:
            return
        who = self._session.services.settings.annotator or annotator_name()
        words = self._session.nouns.tr(self, "%n image(s) as %1", len(ids)).replace("%1", label)
        self._session.write(
            lambda store: store.annotate(ids, Labels(names=(label,)), annotator=who),
            owner=self,
            done=self._changed,
            words=words,
        )

    def _changed(self, act: int) -> None:
        self._act, self._own = act, True
        self.undo.setEnabled(True)

    def _look_at_acts(self) -> None:
        """What somebody did elsewhere is not taken back here."""
        if not self._own:
            self._act = None
            self.undo.setEnabled(False)
        self._own = False

    def take_back(self) -> None:
        """Undo the change of labels, as long as nothing else was done since."""
        act, self._act = self._act, None
        self.undo.setEnabled(False)
        if act is None:
            return

        def back(store: DatasetStore) -> None:
            if store.undo(only=act) is None:
                raise ProjectError(
                    self.tr("Not undone: something else was changed meanwhile."),
                    self.tr("Change the label again."),
                )

        self._session.write(back, owner=self, words=self.tr("The label is as it was before"))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _row(item: ImageItem) -> Row:
    """An item without its answer."""
    first, *further = item.files or (Path(item.key),)
    return Row(
        first,
        further=tuple(further),
        group=item.group,
        texts=item.texts,
        columns=item.columns,
    )


def _question(model: Path, item: ImageItem) -> ask.Predict:
    if item.texts:
        return ask.Predict(model=model, texts=(item.texts,))
    return ask.Predict(model=model, items=(item.files,), groups=(item.group,))
