"""Curves; on a ROC or precision-recall curve a slider moves the threshold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSlider

from tlstudio.core.reports import Curve
from tlstudio.core.words import whole_percent
from tlstudio.gui.views.card import Card
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.figure_widget import FigureWidget
from tlstudio.gui.views.figures import LineFigure
from tlstudio.gui.views.view import PartView
from tlstudio.gui.widgets import below, make
from tlstudio.project.evaluations import Scores

_STEPS = 100
_SEPARATOR = "; "


@dataclass(frozen=True)
class AtThreshold:
    """What naming a class from a probability on would mean.

    Attributes:
        found: Share of its images that are named (recall, sensitivity).
        alarms: Share of all others that are named (1 - specificity).
        precision: Share of the named ones that are right; None when none is named.
        named: How many are named.
    """

    found: float
    alarms: float
    precision: float | None
    named: int


def at_threshold(scores: Scores, label: str, threshold: float) -> AtThreshold:
    """Count what a threshold names."""
    chances = scores.probabilities[:, scores.classes.index(label)]
    truth = np.array([label in text.split(_SEPARATOR) for text in scores.truth], bool)
    named = chances >= threshold
    hits, positives = int((named & truth).sum()), int(truth.sum())
    count, negatives = int(named.sum()), int((~truth).sum())
    return AtThreshold(
        found=hits / positives if positives else 0.0,
        alarms=(count - hits) / negatives if negatives else 0.0,
        precision=hits / count if count else None,
        named=count,
    )


class CurveView(Card):
    """The lines, and below them what the threshold means."""

    def __init__(self, part: Curve, context: ReportContext) -> None:
        super().__init__(part.title, context)
        self._part = part
        title = part.title.lower()
        self._roc = "roc" in title.split()
        self._shares = self._roc or ("precision" in title and "recall" in title)
        self._marks: tuple[tuple[float, float], ...] = ()
        self.add_export(self.figure)
        self.plot = FigureWidget(
            self.figure(), below.report(part.title), most=560 if self._shares else 820
        )
        self.inside.addWidget(self.plot)
        self.said = make.label("", wrap=True)
        self.classes = QComboBox()
        self.classes.setAccessibleName(self.tr("Class of the threshold"))
        self.threshold = QSlider(Qt.Orientation.Horizontal)
        self.threshold.setAccessibleName(self.tr("Threshold"))
        self.threshold.setRange(0, _STEPS)
        self.threshold.setValue(_STEPS // 2)
        scores = context.scores
        known = [name for name in part.lines if scores is not None and name in scores.classes]
        if self._shares and known:
            self.classes.addItems(known)
            line = make.row(make.label(self.tr("Name it")), self.classes)
            line.addWidget(make.label(self.tr("from this probability on")))
            line.addWidget(self.threshold, 1)
            self.inside.addLayout(line)
            self.inside.addWidget(self.said)
            self.classes.currentTextChanged.connect(lambda _: self._move())
            self.threshold.valueChanged.connect(lambda _: self._move())
            self._move()

    def figure(self) -> LineFigure:
        """As it is shown."""
        return LineFigure(
            self._part.lines,
            below.report(self._part.x_label),
            below.report(self._part.y_label),
            "-".join(self._part.title.lower().split()),
            self.context.legend(f"{below.report(self._part.title)}."),
            tuple(self._part.lines),
            diagonal=self._roc,
            unit_square=self._shares,
            marks=self._marks,
        )

    def _move(self) -> None:
        scores = self.context.scores
        if scores is None:
            return
        threshold = self.threshold.value() / _STEPS
        at = at_threshold(scores, self.classes.currentText(), threshold)
        if self._roc:
            self._marks = ((at.alarms, at.found),)
        else:
            self._marks = () if at.precision is None else ((at.found, at.precision),)
        self.plot.show_figure(self.figure())
        precision = "–" if at.precision is None else whole_percent(at.precision)
        words = self.context.session.nouns.tr(
            self,
            "From %1 on: %2 of its images are found (sensitivity), %3 of all others are wrongly "
            "named; of the %4 images that are named, %5 are right (precision).",
        )
        values = (
            whole_percent(threshold),
            whole_percent(at.found),
            whole_percent(at.alarms),
            at.named,
            precision,
        )
        for number, value in enumerate(values, 1):
            words = words.replace(f"%{number}", str(value))
        self.said.setText(words)


VIEW = PartView("curve", lambda _: "curves", CurveView)
