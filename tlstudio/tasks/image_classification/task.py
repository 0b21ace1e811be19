"""Image classification: one class an image, or several."""

from __future__ import annotations

from tlstudio.tasks.image_classification.spec import SPEC
from tlstudio.tasks.labelling import Labelling
from tlstudio.tasks.protocol import AnyTask

TASK: AnyTask = Labelling(SPEC)
