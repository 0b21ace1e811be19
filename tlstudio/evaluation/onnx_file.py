"""What an exported ONNX file says of itself, alone or in a bundle: read by prediction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tlstudio.core.certainty import Certainty
from tlstudio.core.errors import BadInputError, NewerVersionError, UnsafeInputError
from tlstudio.data.preprocess import Recipe
from tlstudio.evaluation.bundle_file import MODEL, SAID, is_bundle, read_bundle

ONNX_VERSION = 2
INPUT, LOGITS, PROBABILITIES, DISTANCE = "image", "logits", "probabilities", "distance"
_KEY = "tlstudio"
_LARGEST = 4096
# How a tensor that lies in another file names it, in ONNX's encoding.
_OUTSIDE = b"\n\x08location"


class OnnxInfo(BaseModel):
    """Everything besides the graph that prediction needs; one JSON text in the file's metadata.

    The graph takes `image` (N, channels, size, size) float32, canvases cut to `recipe.size`,
    divided by white, less `recipe.mean`, divided by `recipe.std`; it gives `logits`, already
    divided by the calibration temperature, and `probabilities`, both (N, classes), and where
    `certainty.unlike` is stated also `distance` (N,), larger than its limit for images that are
    unlike those of the training.

    Attributes:
        schema_version: 1 knew no certainty.
        made: Day of the export, as 2026-11-25.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = ONNX_VERSION
    task: str
    classes: tuple[str, ...]
    multi_label: bool = False
    recipe: Recipe
    run: str = ""
    backbone: str = ""
    licence: str = ""
    created_with: str = ""
    made: str = ""
    temperature: float = Field(default=1.0, gt=0)
    certainty: Certainty | None = None

    def to_metadata(self) -> dict[str, str]:
        """As the file's metadata, with the two facts that other programs look for apart."""
        return {
            _KEY: self.model_dump_json(),
            "classes": "\n".join(self.classes),
            "task": self.task,
        }


def read_metadata(metadata: Mapping[str, str], name: str) -> OnnxInfo:
    """Understand the metadata of a file.

    Raises:
        BadInputError: When another program made it, or it is damaged.
        NewerVersionError: When a newer version made it.
    """
    text = metadata.get(_KEY)
    if text is None:
        raise BadInputError(
            f"The file {name} does not say how its images are prepared and what its classes are.",
            "Use a file that 'tlstudio export' made.",
        )
    try:
        info = OnnxInfo.model_validate_json(text)
    except ValidationError as error:
        if _version(text) > ONNX_VERSION:
            raise NewerVersionError(
                f"The model {name} was made by a newer version.", "Update the program."
            ) from error
        raise BadInputError(
            f"What {name} says of itself is damaged.", "Export it again."
        ) from error
    if info.schema_version > ONNX_VERSION:
        raise NewerVersionError(
            f"The model {name} was made by a newer version.", "Update the program."
        )
    return info


def _version(text: str) -> int:
    """What a description states as its own version, whatever else it holds; 0 where it does not."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return 0
    version = said.get("schema_version") if isinstance(said, dict) else None
    return version if isinstance(version, int) else 0


def _read(path: Path) -> tuple[bytes, bytes | None]:
    """The graph, and what the bundle around it says of it beside."""
    if is_bundle(path):
        members = read_bundle(path)
        return members[MODEL], members[SAID]
    try:
        return path.read_bytes(), None
    except OSError as error:
        raise BadInputError(f"The model {path} cannot be opened: {error.strerror}.") from error


def _apart(name: str) -> UnsafeInputError:
    return UnsafeInputError(
        f"The model {name} and what it says of itself do not belong together: it was changed "
        "after it was made.",
        "Ask whoever gave it to you for the file as it was exported.",
    )


class OnnxModel:
    """An exported model, run by onnxruntime on the CPU.

    Args:
        path: An ONNX file, or a bundle with one inside.
        threads: Threads of the computation; None takes one a processor core.

    Raises:
        BadInputError: When the file is missing, no ONNX file, or not one of ours.
        UnsafeInputError: When graph and description do not fit: somebody changed it.
        NewerVersionError: When a newer version made it.
    """

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = threads or 0
        data, said = _read(path)
        if _OUTSIDE in data:
            raise UnsafeInputError(
                f"The model {path.name} wants to read other files of this computer.",
                "Use a file that 'tlstudio export' made: it holds everything itself.",
            )
        try:
            self._session = onnxruntime.InferenceSession(
                data, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's own exceptions have no common class
            raise BadInputError(
                f"The file {path.name} is no ONNX model, or it is damaged.",
                "Copy it again, or export it again.",
            ) from error
        metadata = self._session.get_modelmeta().custom_metadata_map
        self.info = read_metadata(metadata, path.name)
        if said is not None and read_metadata(
            {_KEY: said.decode("utf-8", "replace")}, path.name
        ) != (self.info):
            raise _apart(path.name)
        self._check_shapes(path.name)

    def _check_shapes(self, name: str) -> None:
        """What the file says of itself and its graph must belong together."""
        recipe, classes = self.info.recipe, len(self.info.classes)
        inputs = {one.name: list(one.shape) for one in self._session.get_inputs()}
        outputs = {one.name: list(one.shape) for one in self._session.get_outputs()}
        wanted = [recipe.channels, recipe.size, recipe.size]
        fits = (
            inputs.keys() == {INPUT}
            and inputs[INPUT][1:] == wanted
            and {LOGITS, PROBABILITIES} <= outputs.keys()
            and all(outputs[key][1:] == [classes] for key in (LOGITS, PROBABILITIES))
            and (DISTANCE in outputs) == self._knows_distance
            and len(recipe.mean) == len(recipe.std) == recipe.channels
            and recipe.size <= recipe.canvas <= _LARGEST
            and len(set(self.info.classes)) == classes
        )
        if not fits:
            raise _apart(name)

    @property
    def _knows_distance(self) -> bool:
        return self.info.certainty is not None and self.info.certainty.unlike is not None

    def run(self, images: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
        """Every output by name."""
        names = [LOGITS, PROBABILITIES, *([DISTANCE] if self._knows_distance else [])]
        return dict(zip(names, self._session.run(names, {INPUT: images}), strict=True))
