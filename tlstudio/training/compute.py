"""Where a training computes: device, precision, and how many processes share a batch."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, cast

import accelerate
import numpy as np
import psutil
import torch
from accelerate.utils import InitProcessGroupKwargs, broadcast_object_list
from numpy.typing import NDArray
from torch import Tensor, nn

from tlstudio.core.errors import DeviceMissingError
from tlstudio.core.plans import Plan

# Others wait while the first process computes features of a large dataset.
_NO_DEVICE = "Train on the processor or let the program choose; `tlstudio doctor` says more."
_PATIENCE = timedelta(days=2)
_KINDS = {"float32": "no", "bfloat16": "bf16", "float16": "fp16"}


@dataclass(frozen=True)
class Share:
    """One process's part of a batch.

    Attributes:
        places: (B,) positions that this process computes, at least one.
        weights: (B,) 0 for a position that only keeps the processes in step.
        total: Items of the whole batch over all processes.
    """

    places: NDArray[np.int64]
    weights: Tensor
    total: int


class Compute:
    """A thin, typed layer over accelerate.

    Args:
        plan: Its device, precision and threads are heeded.

    Raises:
        DeviceMissingError: When the device that the plan asks for is not there.
    """

    def __init__(self, plan: Plan) -> None:
        device = choose_device(plan.device)
        self.precision = choose_precision(plan.precision, device)
        processes = int(os.environ.get("WORLD_SIZE", "1"))
        local = int(os.environ.get("LOCAL_WORLD_SIZE", processes))
        threads = plan.threads or max(1, default_threads() // local)
        torch.set_num_threads(threads)
        # accelerate keeps its state for the whole process; a second training starts afresh.
        accelerate.state.AcceleratorState._reset_state(reset_partial_state=processes == 1)
        self._accelerator = accelerate.Accelerator(
            cpu=device == "cpu",
            mixed_precision=_KINDS[self.precision],
            kwargs_handlers=[InitProcessGroupKwargs(timeout=_PATIENCE)] if processes > 1 else [],
        )
        self.threads = threads
        self.device: torch.device = self._accelerator.device
        self.rank: int = self._accelerator.process_index
        self.world: int = self._accelerator.num_processes

    @property
    def main(self) -> bool:
        """Whether this process writes, says and decides."""
        return self.rank == 0

    @property
    def layout(self) -> torch.memory_format:
        """Memory order of images and convolutions."""
        return torch.contiguous_format if self.device.type == "mps" else torch.channels_last

    def wrap(self, module: nn.Module) -> nn.Module:
        """The module with its gradients averaged over processes."""
        if self.world == 1 or not any(p.requires_grad for p in module.parameters()):
            return module
        found: nn.Module = self._accelerator.prepare_model(module)
        return found

    def autocast(self) -> contextlib.AbstractContextManager[Any]:
        """Half precision where it was chosen."""
        return cast(contextlib.AbstractContextManager[Any], self._accelerator.autocast())

    def backward(self, loss: Tensor) -> None:
        """Gradients of a loss; scaled where float16 needs it."""
        self._accelerator.backward(loss)

    def optimiser(self, optimiser: torch.optim.Optimizer) -> torch.optim.Optimizer:
        """The optimiser with the scaling of float16, if any."""
        if self.precision != "float16":
            return optimiser
        found: torch.optim.Optimizer = self._accelerator.prepare_optimizer(optimiser)
        return found

    def unscale(self, optimiser: torch.optim.Optimizer) -> None:
        """Undo the scaling of float16, before gradients are clipped."""
        if self.precision == "float16":
            self._accelerator.unscale_gradients(optimiser)

    def share(self, places: NDArray[np.int64]) -> Share:
        """This process's part of a batch; every process gets at least one position."""
        mine = places[self.rank :: self.world]
        weights = torch.ones(max(1, len(mine)), device=self.device)
        if len(mine) == 0:
            mine, weights = places[:1], torch.zeros(1, device=self.device)
        return Share(mine, weights, len(places))

    def summed(self, value: Tensor) -> Tensor:
        """The sum of a tensor over processes, on the CPU."""
        if self.world > 1:
            value = cast(Tensor, self._accelerator.reduce(value, reduction="sum"))
        return value.cpu()

    def agreed(self, value: Any) -> Any:
        """What the first process says, in every process."""
        if self.world == 1:
            return value
        box = [value]
        broadcast_object_list(box, from_process=0)
        return box[0]

    def any(self, flag: bool) -> bool:
        """Whether any process says so."""
        if self.world == 1:
            return flag
        return bool(self.summed(torch.tensor([float(flag)], device=self.device)) > 0)

    def memory(self) -> dict[str, int | None]:
        """Bytes that this process holds, and what it holds on its GPU; None without one."""
        gpu = torch.cuda.memory_reserved(self.device) if self.device.type == "cuda" else None
        return {"process": int(psutil.Process().memory_info().rss), "gpu": gpu}

    def wait(self) -> None:
        """Until every process is here."""
        self._accelerator.wait_for_everyone()

    def end(self) -> None:
        """Part from the other processes, for good."""
        self.wait()
        self._accelerator.end_training()


def default_threads() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def choose_device(wanted: str) -> Literal["cpu", "cuda", "mps"]:
    """The device to use; "auto" takes an NVIDIA GPU, else the CPU.

    Apple's GPU is used only when asked for: it errs in places (pytorch issue 175189).

    Raises:
        DeviceMissingError: When the device is not there.
    """
    if wanted == "cuda" and not torch.cuda.is_available():
        raise DeviceMissingError("There is no usable NVIDIA GPU here.", _NO_DEVICE)
    if wanted == "mps" and not torch.backends.mps.is_available():
        raise DeviceMissingError("There is no usable Apple GPU here.", _NO_DEVICE)
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    return cast(Literal["cpu", "cuda", "mps"], wanted)


def choose_precision(wanted: str, device: str) -> Literal["float32", "bfloat16", "float16"]:
    """Half precision where the device gains by it and loses nothing: bfloat16 on newer GPUs."""
    if wanted != "auto":
        return cast(Literal["float32", "bfloat16", "float16"], wanted)
    # Ampere and later; before, bfloat16 is emulated and slower.
    if device == "cuda" and torch.cuda.get_device_capability()[0] >= 8:
        return "bfloat16"
    return "float32"


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that a smaller batch may help."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and (
        "out of memory" in text or "can't allocate memory" in text or "not enough memory" in text
    )


def free_memory(device: torch.device) -> None:
    """Give back what the allocator keeps."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
