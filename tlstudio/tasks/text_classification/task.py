"""Text classification: one class a text, or several."""

from __future__ import annotations

from tlstudio.tasks.labelling import Labelling
from tlstudio.tasks.protocol import AnyTask
from tlstudio.tasks.text_classification.spec import SPEC

TASK: AnyTask = Labelling(SPEC)
