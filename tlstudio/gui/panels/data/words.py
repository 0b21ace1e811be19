"""What is said of one image, for tooltips, tables and screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tlstudio.core.samples import Sample, SplitPart
from tlstudio.gui.panels.data.tiles import badges, label_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("images", text)


def part_words(part: SplitPart) -> str:
    """A part of the split as the person knows it."""
    return {
        "train": _tr("Training"),
        "validation": _tr("Tuning"),
        "test": _tr("Final test"),
        "none": "",
    }[part]


def tooltip_of(sample: Sample, joint: str = "\n") -> str:
    """Name, label, who said so, what it belongs to, what is wrong with it."""
    lines = [sample.key, label_words(sample) or _tr("Not labelled")]
    lines += [words for _, _, words in badges(sample) if words not in lines]
    if sample.annotator and sample.annotation is not None:
        lines.append(_tr("Labelled by %1").replace("%1", sample.annotator))
    if sample.group:
        lines.append(_tr("Belongs to %1").replace("%1", sample.group))
    if part := part_words(sample.split):
        lines.append(part)
    if sample.problem:
        lines.append(sample.problem)
    return joint.join(lines)
