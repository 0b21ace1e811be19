"""What runs the part that is kept as it is: measured on this machine, the fastest is taken."""

from __future__ import annotations

import copy
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor, fx, nn
from torch.fx.experimental.optimization import fuse

from tlstudio.core.errors import BadInputError
from tlstudio.core.reporting import Reporter
from tlstudio.models.network import Network

EngineName = Literal["eager", "channels-last", "onnxruntime"]
_EXPORT_SECONDS = 8.0
_EXPECTED_GAIN = 0.25
_TOLERANCE = 1e-3
# Images of a trial: enough to tell engines apart, few enough that choosing costs next to nothing.
_TRIED = 16
_ROUNDS = 3
# On a busy computer measurements differ by more than this from one moment to the next. The usual
# winner stays unless another is clearly faster; and it finds again what it once put into the cache.
_CLEARLY = 1.1


@dataclass(frozen=True)
class FrozenEngine:
    """Runs blocks below a boundary.

    Attributes:
        name: What it is; stored with a run and part of every cache key.
        run: Images (B, C, H, W), already in network units, to the activation, on the CPU.
        seconds: Measured for one image, 0 where nothing was measured.
    """

    name: EngineName
    run: Callable[[Tensor], Tensor]
    seconds: float = 0.0


class _Part(nn.Module):
    """Blocks [0, boundary) of a network, pooled when the boundary is the cut."""

    def __init__(self, network: Network, boundary: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(
            copy.deepcopy(block) for block in list(network.backbone.blocks)[:boundary]
        )
        self.pooling = network.backbone.pool if boundary == network.cut else None

    def forward(self, x: Tensor) -> Tensor:
        """The activation at the boundary."""
        for block in self.blocks:
            x = block(x)
        return x if self.pooling is None else self.pooling(x)


def choose_engine(
    network: Network,
    boundary: int,
    sample: Tensor,
    *,
    n_items: int,
    wanted: str,
    reporter: Reporter,
    device: torch.device | str = "cpu",
) -> FrozenEngine:
    """Measure what there is on a sample batch and take the fastest.

    Args:
        network: Its blocks are copied; the network is left as it is.
        boundary: Up to where.
        sample: A batch of images in network units.
        n_items: How many images will come; an export is only tried where it pays.
        wanted: "auto", or an engine's name, which is then taken without measuring.
        reporter: Hears which and why.
        device: Where.

    Raises:
        BadInputError: When an engine that was asked for cannot run this network.
    """
    if wanted != "auto":
        return make_engine(network, boundary, wanted, sample, device)
    sample = sample[:_TRIED]
    names: Sequence[EngineName] = ("channels-last", "eager")
    if network.backbone.card.modality == "text":
        return make_engine(network, boundary, "eager", sample, device)
    engines = _raced([make_engine(network, boundary, n, sample, device) for n in names], sample)
    best = _fastest(engines)
    saving = n_items * best.seconds * _EXPECTED_GAIN
    if torch.device(device).type == "cpu" and saving > _EXPORT_SECONDS:
        try:
            exported = make_engine(network, boundary, "onnxruntime", sample, device)
            engines = _raced([best, exported], sample)
        except BadInputError as error:
            reporter.emit("note", text=error.message)
        best = _fastest(engines)
    times = ", ".join(f"{engine.name} {engine.seconds * 1e3:.1f} ms" for engine in engines)
    reporter.emit("note", text=f"Engine for the frozen part: {best.name} ({times} an image).")
    return best


def make_engine(
    network: Network,
    boundary: int,
    name: str,
    sample: Tensor,
    device: torch.device | str = "cpu",
) -> FrozenEngine:
    """One engine by name; see `choose_engine`."""
    part = _Part(network, boundary).eval().to(device)
    if network.backbone.card.modality == "text" and name != "eager":
        raise BadInputError(
            f"The engine {name} runs networks of images.", "Texts take: --engine eager, or auto."
        )
    if name == "eager":
        return FrozenEngine("eager", _torch(part, torch.contiguous_format, device))
    if name == "channels-last":
        folded = _folded(part, sample.to(device))
        if torch.device(device).type == "mps":
            return FrozenEngine("channels-last", _torch(folded, torch.contiguous_format, device))
        folded = folded.to(memory_format=torch.channels_last)
        return FrozenEngine("channels-last", _torch(folded, torch.channels_last, device))
    return FrozenEngine("onnxruntime", _exported(part, sample))


def _torch(
    part: nn.Module, layout: torch.memory_format, device: torch.device | str
) -> Callable[[Tensor], Tensor]:
    def run(images: Tensor) -> Tensor:
        with torch.inference_mode():
            result: Tensor = part(images.to(device).contiguous(memory_format=layout))
            return result.cpu()

    return run


def _folded(part: _Part, sample: Tensor) -> nn.Module:
    """Batch-norms folded into the convolutions before them, where that changes nothing."""
    plain = copy.deepcopy(part)
    for index, block in enumerate(part.blocks):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                part.blocks[index] = fuse(traced(block), no_trace=True)
        except Exception:  # noqa: BLE001 - tracing fails in many ways, all harmless
            continue
    with torch.inference_mode():
        try:
            want, got = plain(sample), part(sample)
        except Exception:  # noqa: BLE001 - a traced block may be tied to another shape
            return plain
    close = torch.allclose(want, got, rtol=_TOLERANCE, atol=_TOLERANCE)
    return part if close else plain


class _Tracer(fx.Tracer):
    """Traces this thread alone: while it works, it is asked for the modules of every thread."""

    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.get_ident()

    def call_module(self, m: nn.Module, forward: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        if threading.get_ident() != self._thread:
            return forward(*args, **kwargs)
        return super().call_module(m, forward, args, kwargs)

    def getattr(self, attr: str, attr_val: Any, parameter_proxy_cache: dict[str, Any]) -> Any:
        if threading.get_ident() != self._thread:
            return attr_val
        return super().getattr(attr, attr_val, parameter_proxy_cache)


# Two at once would not put back what each found.
_TRACING = threading.Lock()


def traced(block: nn.Module) -> fx.GraphModule:
    """The graph of a block; other threads may run networks meanwhile.

    Raises:
        Exception: Of many kinds, when what the block does depends on what it is given.
    """
    with _TRACING:
        tracer = _Tracer()
        graph = tracer.trace(block)
        return fx.GraphModule(tracer.root, graph)


def _exported(part: nn.Module, sample: Tensor) -> Callable[[Tensor], Tensor]:
    import onnxruntime  # noqa: PLC0415 - half a second that only this engine needs

    sample = sample.cpu().contiguous()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            program = torch.onnx.export(
                part,
                (sample,),
                input_names=["image"],
                output_names=["features"],
                dynamic_shapes=({0: torch.export.Dim("batch")},),
                dynamo=True,
                verbose=False,
            )
        if program is None:
            raise RuntimeError("no program was made")
        data = program.model_proto.SerializeToString()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])

        def run(images: Tensor) -> Tensor:
            (found,) = session.run(None, {"image": images.contiguous().numpy()})
            return torch.from_numpy(np.asarray(found))

        with torch.inference_mode():
            difference = (run(sample) - part(sample)).abs().max().item()
    except Exception as error:  # exporters fail in many ways; the others still work
        raise BadInputError(
            f"This network could not be run with onnxruntime: {type(error).__name__}."
        ) from error
    if difference > _TOLERANCE * 10:
        raise BadInputError(f"onnxruntime's features differ by {difference:.1e}; it is not used.")
    return run


def _raced(engines: Sequence[FrozenEngine], sample: Tensor) -> list[FrozenEngine]:
    """Seconds of each, its best of some rounds in turn: what disturbs one disturbs all."""
    seconds = [float("inf")] * len(engines)
    for _ in range(_ROUNDS):
        for place, engine in enumerate(engines):
            begin = time.perf_counter()
            engine.run(sample)
            seconds[place] = min(seconds[place], time.perf_counter() - begin)
    return [
        FrozenEngine(engine.name, engine.run, found / len(sample))
        for engine, found in zip(engines, seconds, strict=True)
    ]


def _fastest(engines: Sequence[FrozenEngine]) -> FrozenEngine:
    """The first of them, or another that is clearly faster."""
    first = engines[0]
    best = min(engines, key=lambda engine: engine.seconds)
    return best if best.seconds * _CLEARLY < first.seconds else first
