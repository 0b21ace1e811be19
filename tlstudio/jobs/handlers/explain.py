"""Where a model looked, drawn into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.reporting import Reporter
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import to_canvas
from tlstudio.data.texts.recipe import image_recipe
from tlstudio.evaluation.explaining.drawing import draw
from tlstudio.evaluation.explaining.explain import explain, input_of
from tlstudio.evaluation.explaining.randomised import check
from tlstudio.evaluation.locked import LOCKED, locked_files
from tlstudio.evaluation.usable import open_model
from tlstudio.jobs.requests import ExplainRequest

_STEPS = 4
_DRAWS = 3


def do_explain(request: ExplainRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Draw the map; refuse, in words, a locked image, and where a network has no such map."""
    del folder
    if locked_files(request.locked_of).holds(request.image):
        raise BadInputError(f"The image {request.image.name} is not shown.", LOCKED)
    model = open_model(request.model)
    if model.network is None:
        raise BadInputError(
            "An exported file answers, but does not show where it looked.", "Give the run instead."
        )
    recipe = image_recipe(model.recipe, "Heat-maps")
    picture = read_picture([request.image])
    canvas = to_canvas(picture, recipe, request.group)
    chances = model.answer(canvas[None])[0].labels.probabilities
    label = request.label or max(chances, key=chances.__getitem__)
    if label not in model.classes:
        raise UsageError(
            f"The model has no class {label!r}.", f"It knows: {', '.join(model.classes)}."
        )
    code = model.classes.index(label)
    network = model.network
    found = explain(network, recipe, picture, method=request.method, code=code, group=request.group)
    if found.values is None:
        raise BadInputError(found.words)
    draw(picture, found, request.output)
    result: dict[str, Any] = {
        "output": str(request.output),
        "method": request.method,
        "label": label,
        "probability": chances[label],
        "words": found.words,
        "completeness_error": found.error,
    }
    if request.check:
        images = [input_of(network, recipe, picture, request.group)]
        sanity = check(
            network,
            images,
            request.method,
            codes=[code],
            steps=_STEPS,
            draws=_DRAWS,
            reporter=reporter,
        )
        result["check"] = {
            "passed": sanity.passed,
            "words": sanity.words,
            "stages": [
                {"shuffled": one.name, "rank": one.rank, "ssim": one.structure}
                for one in sanity.stages
            ],
        }
    return result
