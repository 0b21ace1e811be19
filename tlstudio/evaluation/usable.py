"""A trained model ready to answer, whatever kind of file it came in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError
from tlstudio.data.preprocess import Recipe
from tlstudio.evaluation.onnx_file import OnnxModel
from tlstudio.features.batches import to_input
from tlstudio.features.engine import FrozenEngine, make_engine
from tlstudio.models.network import Network
from tlstudio.models.saved import INFO_FILE, load_model
from tlstudio.tasks.registry import task

_SIGNED_OUT = {".pt", ".pth", ".pkl", ".pickle", ".joblib", ".pt2", ".keras", ".h5"}


@dataclass(frozen=True)
class UsableModel:
    """Canvases in, answers out.

    Attributes:
        title: What it is called in messages.
        logits: (B, S, S, C) canvases to (B, K) float logits, calibrated.
        network: What heat-maps look into; None for an exported file.
    """

    title: str
    task: str
    classes: tuple[str, ...]
    multi_label: bool
    recipe: Recipe
    logits: Callable[[NDArray[Any]], NDArray[Any]]
    network: Network | None = None

    def answer(self, canvases: NDArray[Any]) -> list[Labels]:
        """One answer a canvas, with the probability of every class.

        Raises:
            BadInputError: When the model answers with values that are not numbers.
        """
        codec = task(self.task).codec(self.classes, multi_label=self.multi_label)
        found = codec.decode(torch.from_numpy(np.asarray(self.logits(canvases))))
        return [answer for answer in found if isinstance(answer, Labels)]


def open_model(path: Path, *, threads: int | None = None) -> UsableModel:
    """A model folder or an exported ONNX file.

    Args:
        path: The folder that holds `model.json`, or the file.
        threads: Threads of the computation; None leaves it to the library.

    Raises:
        BadInputError: When it is neither, or damaged.
        NewerVersionError: When a newer version made it.
    """
    if path.is_dir():
        if not (path / INFO_FILE).is_file():
            raise BadInputError(
                f"The folder {path} holds no model.", "Give a run's model folder or an ONNX file."
            )
        return _from_folder(path)
    if not path.is_file():
        raise BadInputError(f"There is no model {path}.", "Check the path.")
    refuse_foreign(path)
    model = OnnxModel(path, threads=threads)
    info = model.info
    return UsableModel(
        title=path.name,
        task=info.task,
        classes=info.classes,
        multi_label=info.multi_label,
        recipe=info.recipe,
        logits=lambda canvases: model.logits(to_input(canvases, info.recipe).contiguous().numpy()),
    )


def refuse_foreign(path: Path) -> None:
    """Refuse files of other kinds by what they are called and how they begin.

    Raises:
        BadInputError: When it is one of those that may hold code.
    """
    with contextlib.suppress(OSError), path.open("rb") as stream:
        start = stream.read(1)
        # A pickle of protocol 2 or later; no ONNX file begins so.
        if start == b"\x80" or path.suffix.lower() in _SIGNED_OUT:
            raise BadInputError(
                f"The file {path.name} holds weights alone, and may hold code.",
                "Give a run's model folder or an ONNX file that 'tlstudio export' made.",
            )


def best_device() -> str:
    """Where to compute; Apple's GPU is left out, for it errs in places (pytorch#175189)."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def _from_folder(path: Path) -> UsableModel:
    network, info = load_model(path)
    device = best_device()
    network.to(device)
    runner = _Runner(network, info.recipe, info.temperature, device)
    return UsableModel(
        title=info.run or path.name,
        task=info.task,
        classes=info.classes,
        multi_label=info.multi_label,
        recipe=info.recipe,
        logits=runner,
        network=network,
    )


class _Runner:
    """Runs a network with its batch-norms folded, made on the first batch."""

    def __init__(self, network: Network, recipe: Recipe, temperature: float, device: str) -> None:
        self._network = network
        self._recipe = recipe
        self._temperature = temperature
        self._device = device
        self._engine: FrozenEngine | None = None

    def __call__(self, canvases: NDArray[Any]) -> NDArray[Any]:
        """(B, K) logits."""
        images = to_input(canvases, self._recipe, self._device)
        if self._engine is None:
            self._engine = make_engine(
                self._network, self._network.cut, "channels-last", images, self._device
            )
        with torch.inference_mode():
            features = self._engine.run(images).to(self._device)
            logits = self._network.logits_from(features, self._network.cut)
            result: NDArray[Any] = (logits.float() / self._temperature).cpu().numpy()
            return result
