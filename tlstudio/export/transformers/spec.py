"""A transformers folder without the code that writes it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from tlstudio.export.formats import Format, Promise

_TOLERANCE = 1e-3


class FolderOptions(BaseModel):
    """Nothing can be chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def promise(options: FolderOptions) -> Promise:
    """The same network; the library's own way to resize images differs a little."""
    del options
    return Promise(difference=_TOLERANCE)


FORMAT = Format(
    id="transformers",
    title="Transformers folder",
    purpose=(
        "A folder with safetensors weights and config.json, for programmers: to train on, or to "
        "put on a model hub."
    ),
    suffix="",
    pieces=(
        *("weights", "classes", "preprocessing", "origin", "made", "certainty", "familiarity"),
        *("licence", "card"),
    ),
    options=FolderOptions,
    promise=promise,
)
