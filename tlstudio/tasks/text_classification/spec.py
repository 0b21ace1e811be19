"""Text classification without the code that computes it."""

from __future__ import annotations

from tlstudio.core.tasks import TaskSpec
from tlstudio.core.words import TEXT

SPEC = TaskSpec(
    id="text-classification",
    title="Text classification",
    sentence="Say which class, or which classes, a text is of.",
    modality="text",
    annotation="labels",
    noun=TEXT,
    modes=("inductive", "transductive"),
    importers=("text_table", "text_files"),
    headline="accuracy",
    headline_unbalanced="balanced_accuracy",
)
