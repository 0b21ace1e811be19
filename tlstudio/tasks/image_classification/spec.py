"""Image classification without the code that computes it."""

from __future__ import annotations

from tlstudio.core.tasks import TaskSpec

SPEC = TaskSpec(
    id="image-classification",
    title="Image classification",
    sentence="Say which class, or which classes, an image shows.",
    modality="image",
    annotation="labels",
    modes=("inductive", "transductive"),
    importers=("folders", "table"),
    exporters=("onnx", "bundle", "transformers"),
    headline="accuracy",
    headline_unbalanced="balanced_accuracy",
)
