"""A real kernel on every device, and why one is not used."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import torch

from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.core.words import percent
from tlstudio.jobs.requests import DoctorRequest

_SIZE = 512


def do_doctor(request: DoctorRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Devices with the outcome of a convolution, forward and backward, against the CPU's."""
    del request, folder
    devices: list[dict[str, Any]] = []
    for name, find in (("cuda", _cuda), ("mps", _mps), ("cpu", _cpu)):
        if reporter.should_stop():
            raise Stopped
        reporter.progress(f"trying {name}", len(devices), 3)
        why_not, title = find()
        entry: dict[str, Any] = {"device": name, "title": title, "usable": not why_not}
        entry |= {"why_not": why_not} if why_not else try_kernel(name)
        devices.append(entry)
    chosen = next((d["device"] for d in devices if d["usable"]), "none")
    return {"devices": devices, "chosen": chosen, "threads": torch.get_num_threads()}


def try_kernel(device: str) -> dict[str, Any]:
    """Convolve and differentiate on a device; compare with the CPU and time a matrix product.

    Returns:
        usable, why_not, largest relative difference to the CPU, and GFLOP/s.
    """
    try:
        difference = _difference(device)
        if difference > 1e-2:
            return {
                "usable": False,
                "why_not": f"its results differ from the CPU's by {percent(difference)}",
                "difference": difference,
            }
        return {"usable": True, "why_not": "", "difference": difference, "gflops": _speed(device)}
    except (RuntimeError, AssertionError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else "an error"
        return {"usable": False, "why_not": f"a trial computation failed: {first}"}


def _difference(device: str) -> float:
    torch.manual_seed(0)
    image = torch.randn(2, 3, 32, 32)
    layer = torch.nn.Conv2d(3, 8, 3)
    want = _gradient(layer, image)
    got = _gradient(layer.to(device), image.to(device)).cpu()
    return float((want - got).abs().max() / want.abs().max())


def _gradient(layer: torch.nn.Conv2d, image: torch.Tensor) -> torch.Tensor:
    layer.zero_grad()
    layer(image).square().mean().backward()
    if layer.weight.grad is None:
        raise RuntimeError("no gradient came back")
    return layer.weight.grad.detach().clone()


def _speed(device: str) -> float:
    left = torch.randn(_SIZE, _SIZE, device=device)
    (left @ left).sum().item()
    begin = time.perf_counter()
    for _ in range(10):
        product = left @ left
    product.sum().item()
    return 10 * 2 * _SIZE**3 / (time.perf_counter() - begin) / 1e9


def _cuda() -> tuple[str, str]:
    if torch.version.cuda is None and torch.version.hip is None:
        return "this build of torch has no CUDA part", ""
    if not torch.cuda.is_available():
        return "no NVIDIA GPU with a working driver was found", ""
    properties = torch.cuda.get_device_properties(0)
    return "", f"{properties.name}, {properties.total_memory / 2**30:.0f} GiB"


def _mps() -> tuple[str, str]:
    if not torch.backends.mps.is_built():
        return "this build of torch has no Apple GPU part", ""
    if not torch.backends.mps.is_available():
        return "no Apple GPU was found, or macOS is too old", ""
    return "", "Apple GPU"


def _cpu() -> tuple[str, str]:
    return "", f"{torch.get_num_threads()} threads"
