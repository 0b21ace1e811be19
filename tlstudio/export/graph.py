"""A trained network as an ONNX graph that carries its calibration, its distance and its facts."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional

from tlstudio.core.errors import BadInputError
from tlstudio.evaluation.onnx_file import DISTANCE, INPUT, LOGITS, PROBABILITIES, OnnxInfo
from tlstudio.export.trained import Trained
from tlstudio.features.familiarity import TINY
from tlstudio.models.saved import SavedModel
from tlstudio.version import __version__

# Not 1: a traced batch of one may be taken for a constant.
_TRACED = 2
_CHATTY = ("torch.onnx", "onnxscript", "onnx_ir")


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
        means, directions, gains = map(self.get_buffer, ("means", "directions", "gains"))
        x = functional.normalize(features.float(), dim=1, eps=TINY)
        there, here = means @ directions.T, x @ directions.T
        squared = x.square().sum(1, keepdim=True) - 2 * (x @ means.T) + means.square().sum(1)
        squared = self.floor * squared + (here.square() @ gains)[:, None]
        squared = squared - 2 * (here * gains) @ there.T + there.square() @ gains
        return squared.amin(dim=1).clamp(min=0) / features.shape[1]


def graph_of(trained: Trained, opset: int) -> onnx.ModelProto:
    """One self-contained graph that takes any number of images at once.

    Raises:
        BadInputError: When the network holds something that ONNX cannot say, or is larger than
            the 2 GB of one file.
    """
    info, recipe = trained.info, trained.recipe
    sample = torch.zeros(_TRACED, recipe.channels, recipe.size, recipe.size)
    names = [LOGITS, PROBABILITIES, *([DISTANCE] if trained.familiarity is not None else [])]
    try:
        with _quiet():
            program = torch.onnx.export(
                _Deployed(trained).eval().cpu(),
                (sample,),
                input_names=[INPUT],
                output_names=names,
                dynamic_shapes=({0: torch.export.Dim("batch")},),
                opset_version=opset,
                external_data=False,
                dynamo=True,
                verbose=False,
            )
        if program is None:
            raise RuntimeError("the exporter gave nothing")
        graph: onnx.ModelProto = program.model_proto
        describe(graph, info)
        onnx.checker.check_model(graph)
    except Exception as error:  # the exporter fails in many ways, all said alike
        first = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise BadInputError(
            f"The model of {info.run or 'this run'} could not be written as ONNX: {first}",
            "Its backbone holds a layer that ONNX cannot express; choose another backbone.",
        ) from error
    return graph


def said_of(info: SavedModel) -> OnnxInfo:
    """What an export says of itself."""
    return OnnxInfo(
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


def describe(graph: onnx.ModelProto, info: SavedModel) -> None:
    """Put in what the graph is, and take out what tells of the computer that made it."""
    graph.producer_name = "tlstudio"
    graph.producer_version = __version__
    graph.doc_string = (
        f"{info.card.title}, adapted to {len(info.classes)} classes. Input: images cut to "
        f"{info.recipe.size} pixels, (value / white - mean) / std, channels first."
    )
    onnx.helper.set_model_props(graph, said_of(info).to_metadata())
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
