"""Writes and reads ONNX files, with classes and preprocessing inside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from tlstudio.core.errors import BadInputError
from tlstudio.evaluation.onnx_file import DISTANCE, LOGITS, OnnxModel
from tlstudio.evaluation.usable import Outputs
from tlstudio.export.graph import graph_of
from tlstudio.export.int8 import quantised
from tlstudio.export.onnx.spec import OnnxOptions
from tlstudio.export.trained import Reloaded, Trained


def write(trained: Trained, target: Path, options: OnnxOptions) -> None:
    """Write one self-contained file that takes any number of images at once.

    Raises:
        BadInputError: When the network holds something that ONNX cannot say, or is larger than
            the 2 GB of one file.
    """
    target.write_bytes(onnx_bytes(trained, options))


def onnx_bytes(trained: Trained, options: OnnxOptions) -> bytes:
    """The whole file.

    Raises:
        BadInputError: When the network cannot be expressed.
    """
    graph: onnx.ModelProto = graph_of(trained, options.opset)
    if options.precision == "int8":
        if trained.examples is None or not len(trained.examples):
            raise BadInputError(
                "None of the training images could be read, and 8 bits need some.",
                "Bring the images back to where they were, or export with precision float32.",
            )
        graph = quantised(graph, trained.examples)
    data: bytes = graph.SerializeToString()
    return data


def reload(path: Path) -> Reloaded:
    """An ONNX file or a bundle through onnxruntime, on the CPU."""
    model = OnnxModel(path)

    def run(images: NDArray[Any]) -> Outputs:
        found = model.run(np.ascontiguousarray(images, np.float32))
        return Outputs(found[LOGITS], found.get(DISTANCE))

    return Reloaded(run)
