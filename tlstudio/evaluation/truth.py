"""The truth of manifest rows as arrays, in a model's own order of classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError
from tlstudio.data.manifest import Manifest


def truth_of(
    manifest: Manifest,
    rows: NDArray[np.int64],
    classes: Sequence[str],
    *,
    multi_label: bool,
) -> NDArray[Any]:
    """(N,) class codes, or (N, K) membership for multi-label.

    Raises:
        BadInputError: When a label is none of the model's classes.
    """
    codes = {name: code for code, name in enumerate(classes)}
    table = np.zeros((len(rows), len(classes)), np.uint8)
    single = np.full(len(rows), -1, np.int64)
    for place, sample in enumerate(manifest.stream(rows)):
        names = sample.annotation.names if isinstance(sample.annotation, Labels) else ()
        unknown = [name for name in names if name not in codes]
        if unknown:
            raise BadInputError(
                f"The {sample.kind} {sample.key!r} has the label {unknown[0]!r}, which this model "
                "does not know.",
                "Train a new run with the present classes.",
            )
        chosen = [codes[name] for name in names]
        table[place, chosen] = 1
        single[place] = chosen[0] if chosen else -1
    return table if multi_label else single
