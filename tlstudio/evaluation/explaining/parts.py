"""Whether heat-maps of this model may be believed, as a part of a report."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from tlstudio.core.errors import StudioError
from tlstudio.core.reports import Check
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import Recipe
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.explaining.explain import input_of, map_of
from tlstudio.evaluation.explaining.randomised import LIMIT, check

_TITLE = "Do heat-maps show something of the model?"
_TOPIC = "mistakes"
_IMAGES = 8
_PATIENCE = 8.0


def seeing_part(answerer: Answerer, rows: NDArray[np.int64]) -> Check | None:
    """The test with a randomised model on a few images, where it is quick; else how to make it.

    Args:
        answerer: Of the run.
        rows: Images that were answered.

    Returns:
        None when none of the images can be read, or the model reads something else.

    Raises:
        Stopped: When the reporter said so.
    """
    images = _some(answerer, rows)
    if not images:
        return None
    map_of(answerer.network, images[0], None, "gradcam")  # the first one is slower
    begin = time.perf_counter()
    map_of(answerer.network, images[0], None, "gradcam")
    expected = (time.perf_counter() - begin) * 2 * len(images)
    if expected > _PATIENCE:
        sentence = (
            f"Not checked: it would have taken about {expected:.0f} seconds. Press “Check this "
            "map” beside a heat-map (Advanced), or run: tlstudio explain … --check."
        )
        return Check(name="maps", title=_TITLE, topic=_TOPIC, sentence=sentence)
    found = check(answerer.network, images, "gradcam", reporter=answerer.reporter)
    rows_of = tuple((one.name, one.rank, one.structure) for one in found.stages)
    return Check(
        name="maps",
        title=_TITLE,
        topic=_TOPIC,
        sentence=found.words,
        passed=found.passed if found.stages else None,
        columns=("shuffled", "rank correlation", "structural similarity"),
        rows=rows_of,
        note=(
            f"Grad-CAM of {found.images} images before and after the values of all weights were "
            f"shuffled (Adebayo et al. 2018); passed below a rank correlation of {LIMIT}."
        ),
    )


def _some(answerer: Answerer, rows: NDArray[np.int64]) -> list[Tensor]:
    """Inputs of a few images, evenly over the rows."""
    places = np.linspace(0, len(rows) - 1, min(_IMAGES, len(rows))).round().astype(int)
    recipe, found = answerer.info.recipe, list[Tensor]()
    if not isinstance(recipe, Recipe):
        return found
    for sample in answerer.manifest.stream(rows[np.unique(places)]):
        try:
            picture = read_picture(answerer.manifest.files(sample), shorter=recipe.canvas)
        except StudioError:
            continue
        found.append(input_of(answerer.network, recipe, picture, sample.group))
    return found
