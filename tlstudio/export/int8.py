"""The inner layers of a graph in whole numbers of 8 bits: a quarter of the size, at some loss.

Two ways are tried and the one that changes the answers least is taken: fixed ranges of activations
seen on some training images, or ranges found anew for each image (Jacob et al. 2018, arXiv
1712.05877). Weights use 7 of the 8 bits, as sums of products overflow on processors without
special instructions, which would answer differently from this one. The head and the distance from
the training images stay in full precision: they are small and decide.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.quantization import (
    CalibrationDataReader,
    QuantFormat,
    QuantType,
    quantize_dynamic,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process

from tlstudio.core.errors import BadInputError
from tlstudio.evaluation.onnx_file import DISTANCE, INPUT, LOGITS, PROBABILITIES

_BATCH = 8
_INNER = ("Conv", "MatMul", "Gemm")
# Quantising that leaves more than this of the size found hardly a layer to do.
_SMALLER = 0.7


def quantised(graph: onnx.ModelProto, examples: NDArray[np.float32]) -> onnx.ModelProto:
    """A graph that answers nearly as this one, in 8 bits.

    Args:
        graph: As `graph_of` gives it.
        examples: (N, C, size, size) training images in network units.

    Raises:
        BadInputError: When it cannot be done with this network.
    """
    before = logging.getLogger().level
    logging.getLogger().setLevel(logging.ERROR)
    try:
        with tempfile.TemporaryDirectory() as name:
            return _best(graph, examples, Path(name))
    except BadInputError:
        raise
    except Exception as error:  # the library raises of all kinds over layers that it does not know
        first = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise BadInputError(
            f"The model could not be made smaller: {first}", "Export it with precision float32."
        ) from error
    finally:
        logging.getLogger().setLevel(before)


def _best(graph: onnx.ModelProto, examples: NDArray[np.float32], folder: Path) -> onnx.ModelProto:
    source, ready = folder / "source.onnx", folder / "ready.onnx"
    source.write_bytes(graph.SerializeToString())
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    keep = _outer(onnx.load(ready))
    ways = (folder / "fixed.onnx", folder / "anew.onnx")
    quantize_static(
        ready,
        ways[0],
        _Examples(examples),
        quant_format=QuantFormat.QDQ,
        op_types_to_quantize=list(_INNER),
        nodes_to_exclude=keep,
        per_channel=True,
        reduce_range=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
    )
    quantize_dynamic(
        ready,
        ways[1],
        op_types_to_quantize=["MatMul", "Gemm"],
        nodes_to_exclude=keep,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    wanted = _answers(source, examples)
    size = source.stat().st_size
    small = [way for way in ways if way.stat().st_size < _SMALLER * size] or [ways[0]]
    best = min(small, key=lambda way: float(np.abs(_answers(way, examples) - wanted).mean()))
    done: onnx.ModelProto = onnx.load(best)
    # What the graph says of itself stays; the library's own notes tell of its inner steps.
    del done.metadata_props[:]
    done.metadata_props.extend(graph.metadata_props)
    done.producer_name, done.producer_version = graph.producer_name, graph.producer_version
    done.doc_string = graph.doc_string
    for node in done.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    onnx.checker.check_model(done)
    return done


def _outer(graph: onnx.ModelProto) -> list[str]:
    """Nodes between the features and the outputs: head and distance."""
    logits = _behind(graph, (LOGITS, PROBABILITIES))
    if any(output.name == DISTANCE for output in graph.graph.output):
        return sorted(logits ^ _behind(graph, (DISTANCE,)))
    last = [node.name for node in graph.graph.node if node.op_type in ("Gemm", "MatMul")]
    return [name for name in last if name in logits][-1:]


def _behind(graph: onnx.ModelProto, outputs: tuple[str, ...]) -> set[str]:
    """Names of all nodes that some outputs are computed by."""
    makers = {name: node for node in graph.graph.node for name in node.output}
    found: set[str] = set()
    waiting = list(outputs)
    while waiting:
        node = makers.get(waiting.pop())
        if node is not None and node.name not in found:
            found.add(node.name)
            waiting.extend(node.input)
    return found


def _answers(path: Path, examples: NDArray[np.float32]) -> NDArray[Any]:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return np.concatenate(
        [session.run([PROBABILITIES], {INPUT: some})[0] for some in _batches(examples)]
    )


def _batches(examples: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    for begin in range(0, len(examples), _BATCH):
        yield np.ascontiguousarray(examples[begin : begin + _BATCH])


class _Examples(CalibrationDataReader):  # type: ignore[misc]  # an untyped library's base
    """Hands out training images a batch at a time."""

    def __init__(self, examples: NDArray[np.float32]) -> None:
        self._batches = _batches(examples)

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        """The next ones, None at the end."""
        some = next(self._batches, None)
        return None if some is None else {INPUT: some}
