"""The engine that we choose for the frozen part, against every other at steady state.

    uv run python -m tests.benchmarks.bench_engines [--networks mobilenet_v3_small resnet18 …]

Prints milliseconds an image of eager, channels-last with folded batch-norms, torch.compile and
onnxruntime, interleaved, compile time apart, and the ratio of the chosen one to the fastest.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import torch
from torch import Tensor

from tlstudio.core.errors import BadInputError
from tlstudio.core.plans import Head
from tlstudio.core.reporting import Silent
from tlstudio.features.engine import choose_engine, make_engine
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.surgery import operate

_BATCH, _ROUNDS = 32, 9


def compiled(network: torch.nn.Module) -> Callable[[Tensor], Tensor]:
    """torch.compile in channels-last."""
    model = torch.compile(network.to(memory_format=torch.channels_last))

    def run(images: Tensor) -> Tensor:
        with torch.inference_mode():
            found: Tensor = model(images)
            return found

    return run


def one(name: str, items: int) -> None:
    """Measure one network."""
    chosen_card = card(name)
    network = operate(
        chosen_card, cut=None, head=Head(), classes=2, in_channels=None, seed=0, weights=False
    )
    size = chosen_card.input.size
    images = torch.randn(_BATCH, 3, size, size).contiguous(memory_format=torch.channels_last)
    engines: dict[str, Callable[[Tensor], Tensor]] = {}
    setup: dict[str, float] = {}
    for kind in ("eager", "channels-last", "onnxruntime", "torch.compile"):
        begin = time.perf_counter()
        try:
            engines[kind] = (
                compiled(network.backbone)
                if kind == "torch.compile"
                else make_engine(network, network.cut, kind, images).run
            )
            engines[kind](images)
        except (BadInputError, RuntimeError) as error:
            engines.pop(kind, None)
            print(f"  {kind}: {str(error).splitlines()[0][:100]}")
        setup[kind] = time.perf_counter() - begin
    times: dict[str, list[float]] = {kind: [] for kind in engines}
    for _ in range(_ROUNDS):
        for kind, run in engines.items():
            begin = time.perf_counter()
            run(images)
            times[kind].append((time.perf_counter() - begin) / _BATCH * 1e3)
    medians = {kind: statistics.median(values) for kind, values in times.items()}
    picked = choose_engine(
        network, network.cut, images, n_items=items, wanted="auto", reporter=Silent()
    ).name
    shown = ", ".join(f"{k} {v:.2f} (ready in {setup[k]:.1f} s)" for k, v in medians.items())
    ratio = medians[picked] / min(medians.values())
    print(f"{name}, {items} images: {shown}; chosen {picked}: {ratio:.2f} of the fastest")


def main() -> None:
    """Every network asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--networks", nargs="+", default=["mobilenet_v3_small", "resnet18", "squeezenet1_1"]
    )
    parser.add_argument("--items", type=int, default=20_000)
    args = parser.parse_args()
    for name in args.networks:
        one(name, args.items)


if __name__ == "__main__":
    main()
