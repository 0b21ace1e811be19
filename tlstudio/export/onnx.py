"""ONNX: one file that onnxruntime runs anywhere, with classes and preprocessing inside."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from torch import Tensor, nn

from tlstudio.core.errors import BadInputError
from tlstudio.core.fields import option
from tlstudio.evaluation.onnx_file import (
    DISTANCE,
    INPUT,
    LOGITS,
    PROBABILITIES,
    OnnxInfo,
    OnnxModel,
)
from tlstudio.export.protocol import Exporter, Reloaded, Trained
from tlstudio.models.saved import SavedModel
from tlstudio.version import __version__

# Not 1: a traced batch of one may be taken for a constant.
_TRACED = 2
_CHATTY = ("torch.onnx", "onnxscript", "onnx_ir")


class OnnxOptions(BaseModel):
    """What can be chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    opset: int = option(
        20, label="Opset", help="Version of ONNX's operators; older programs need 18.", ge=18, le=23
    )


class _Deployed(nn.Module):
    """A network with its calibration, the last step to probabilities, and the distance."""

    def __init__(self, trained: Trained) -> None:
        super().__init__()
        info, familiarity = trained.info, trained.familiarity
        self.network = trained.network
        self.temperature = info.temperature
        self.multi_label = info.multi_label
        self.measured = familiarity is not None
        if familiarity is not None:
            self.floor = familiarity.floor
            self.register_buffer("means", torch.from_numpy(familiarity.means))
            self.register_buffer("directions", torch.from_numpy(familiarity.directions))
            self.register_buffer("gains", torch.from_numpy(familiarity.gains))

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        """(N, K) logits and probabilities, (N,) distances where they are known."""
        features = self.network.run(image, 0, self.network.cut)
        logits = self.network.logits_from(features, self.network.cut) / self.temperature
        chances = logits.sigmoid() if self.multi_label else logits.softmax(dim=1)
        return (logits, chances, self._distance(features)) if self.measured else (logits, chances)

    def _distance(self, features: Tensor) -> Tensor:
        """As `Familiarity.distances`."""
        means: Tensor = self.get_buffer("means")
        away = features.float()[:, None, :] - means[None]
        along = away @ self.get_buffer("directions").T
        squared = self.floor * away.square().sum(-1)
        squared = squared + (along.square() * self.get_buffer("gains")).sum(-1)
        return squared.amin(dim=1).clamp(min=0) / features.shape[1]


def _measured(trained: Trained) -> list[str]:
    return [DISTANCE] if trained.familiarity is not None else []


class OnnxExporter:
    """The exporter; it holds no state."""

    id = "onnx"
    title = "ONNX"
    purpose = (
        "One file that a colleague opens in this program, and that other programs on any computer "
        "run through onnxruntime."
    )
    suffix = ".onnx"
    options: type[BaseModel] = OnnxOptions
    tolerance = 1e-3

    def write(self, trained: Trained, target: Path, options: Any) -> None:
        """Write one self-contained file that takes any number of images at once.

        Raises:
            BadInputError: When the network holds something that ONNX cannot say, or is larger
                than the 2 GB of one file.
        """
        info = trained.info
        recipe = info.recipe
        sample = torch.zeros(_TRACED, recipe.channels, recipe.size, recipe.size)
        try:
            with _quiet():
                program = torch.onnx.export(
                    _Deployed(trained).eval().cpu(),
                    (sample,),
                    input_names=[INPUT],
                    output_names=[LOGITS, PROBABILITIES, *_measured(trained)],
                    dynamic_shapes=({0: torch.export.Dim("batch")},),
                    opset_version=options.opset,
                    external_data=False,
                    dynamo=True,
                    verbose=False,
                )
            if program is None:
                raise RuntimeError("the exporter gave nothing")
            graph = program.model_proto
            _describe(graph, info)
            onnx.checker.check_model(graph)
        except Exception as error:  # the exporter fails in many ways, all said alike
            first = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
            raise BadInputError(
                f"The model of {info.run or 'this run'} could not be written as ONNX: {first}",
                "Its backbone holds a layer that ONNX cannot express; choose another backbone.",
            ) from error
        target.write_bytes(graph.SerializeToString())

    def reload(self, path: Path) -> Reloaded:
        """Through onnxruntime, on the CPU."""
        model = OnnxModel(path)

        def run(images: NDArray[Any]) -> NDArray[Any]:
            return model.logits(images.astype(np.float32, copy=False))

        return run


def _describe(graph: onnx.ModelProto, info: SavedModel) -> None:
    said = OnnxInfo(
        task=info.task,
        classes=info.classes,
        multi_label=info.multi_label,
        # Names of groups may be patients; new images have none of these groups anyway.
        recipe=info.recipe.model_copy(update={"group_ranges": {}}),
        run=info.run,
        backbone=info.card.id,
        licence=info.card.licence,
        created_with=__version__,
        made=time.strftime("%Y-%m-%d"),
        temperature=info.temperature,
        certainty=info.certainty,
    )
    graph.producer_name = "tlstudio"
    graph.producer_version = __version__
    graph.doc_string = (
        f"{info.card.title}, adapted to {len(info.classes)} classes. Input: images cut to "
        f"{info.recipe.size} pixels, (value / white - mean) / std, channels first."
    )
    onnx.helper.set_model_props(graph, said.to_metadata())
    # Names of source lines and stack traces would tell of the computer that exported it.
    for node in graph.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    for value in (*graph.graph.value_info, *graph.graph.input, *graph.graph.output):
        del value.metadata_props[:]
    del graph.graph.metadata_props[:]


@contextmanager
def _quiet() -> Iterator[None]:
    """The exporter explains itself at length; errors are enough."""
    levels = {name: logging.getLogger(name).level for name in _CHATTY}
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


EXPORTER: Exporter = OnnxExporter()
