"""A trained model ready to answer, whatever kind of file it came in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tlstudio.core.annotations import Labels
from tlstudio.core.certainty import Certainty
from tlstudio.core.errors import BadInputError
from tlstudio.data.preprocess import Recipe
from tlstudio.data.texts.recipe import AnyRecipe, TextRecipe
from tlstudio.evaluation.onnx_file import DISTANCE, LOGITS, OnnxModel
from tlstudio.features.batches import to_input
from tlstudio.features.engine import FrozenEngine, make_engine
from tlstudio.features.familiarity import Familiarity
from tlstudio.features.tokens import even_batches, tokenizer_of
from tlstudio.metrics.conformal import prediction_sets
from tlstudio.metrics.deciding import decide
from tlstudio.models.network import Network
from tlstudio.models.saved import INFO_FILE, load_model
from tlstudio.models.tokenizer import padded
from tlstudio.tasks.registry import task

_AT_ONCE = 32
_SIGNED_OUT = {".pt", ".pth", ".pkl", ".pickle", ".joblib", ".pt2", ".keras", ".h5"}


@dataclass(frozen=True)
class Outputs:
    """What a model computes for B images.

    Attributes:
        logits: (B, K), calibrated.
        distances: (B,) from the training images; None where that is not known.
    """

    logits: NDArray[Any]
    distances: NDArray[Any] | None = None


@dataclass(frozen=True)
class Answer:
    """What a model says of one image.

    Attributes:
        labels: What is named, with the probability of every class.
        short_list: Classes of which one is right about as often as was asked, likeliest first; ()
            where the model knows no such list.
        distance: From the training images, 1 being the limit of what is usual; None when unknown.
    """

    labels: Labels
    short_list: tuple[str, ...] = ()
    distance: float | None = None

    @property
    def unlike(self) -> bool:
        """Whether the image is unlike those that the model was trained and tuned on."""
        return self.distance is not None and self.distance > 1


@dataclass(frozen=True)
class UsableModel:
    """Canvases or texts in, answers out.

    Attributes:
        title: What it is called in messages.
        recipe: From pixels or texts to the network's input.
        run: (B, S, S, C) canvases, or B texts (the columns of each), to what the network computes.
        certainty: Of its short lists, costs and distances; None when it was never evaluated.
        network: What heat-maps look into; None for an exported file.
    """

    title: str
    task: str
    classes: tuple[str, ...]
    multi_label: bool
    recipe: AnyRecipe
    run: Callable[[Any], Outputs]
    certainty: Certainty | None = None
    network: Network | None = None

    def answer(self, inputs: NDArray[Any] | Sequence[tuple[str, ...]]) -> list[Answer]:
        """One answer a canvas or text.

        Raises:
            BadInputError: When the model answers with values that are not numbers.
        """
        codec = task(self.task).codec(self.classes, multi_label=self.multi_label)
        outputs = self.run(inputs)
        found = codec.decode(torch.from_numpy(np.asarray(outputs.logits)))
        labels = [one for one in found if isinstance(one, Labels)]
        table = np.array([[one.probabilities[name] for name in self.classes] for one in labels])
        return [
            Answer(one, short_list, distance)
            for one, short_list, distance in zip(
                self._decided(labels, table), self._lists(table), self._far(outputs), strict=True
            )
        ]

    def _decided(self, labels: list[Labels], table: NDArray[np.float64]) -> list[Labels]:
        """Named by what errors cost, where somebody said that they differ."""
        costs = self.certainty.choices.weights(self.classes) if self.certainty else None
        if costs is None or not labels:
            return labels
        named = decide(table, np.array(costs), self.multi_label)
        return [
            one.model_copy(update={"names": self._names(row)})
            for one, row in zip(labels, named, strict=True)
        ]

    def _lists(self, table: NDArray[np.float64]) -> list[tuple[str, ...]]:
        rule = self.certainty.sets if self.certainty else None
        if rule is None or not len(table):
            return [()] * len(table)
        inside = prediction_sets(table, rule.threshold)
        return [
            tuple(self.classes[code] for code in np.argsort(-chances, kind="stable") if row[code])
            for chances, row in zip(table, inside, strict=True)
        ]

    def _far(self, outputs: Outputs) -> list[float | None]:
        rule = self.certainty.unlike if self.certainty else None
        if rule is None or outputs.distances is None:
            return [None] * len(outputs.logits)
        return [float(distance) / rule.limit for distance in outputs.distances]

    def _names(self, row: NDArray[np.bool_]) -> tuple[str, ...]:
        return tuple(name for name, on in zip(self.classes, row, strict=True) if on)


def open_model(path: Path, *, threads: int | None = None) -> UsableModel:
    """A model folder, an exported ONNX file, or a bundle.

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
                f"The folder {path} holds no model.",
                "Give a run's model folder, an ONNX file or a bundle.",
            )
        return _from_folder(path)
    if not path.is_file():
        raise BadInputError(f"There is no model {path}.", "Check the path.")
    refuse_foreign(path)
    model = OnnxModel(path, threads=threads)
    info = model.info

    def run(canvases: NDArray[Any]) -> Outputs:
        found = model.run(to_input(canvases, info.recipe).contiguous().numpy())
        return Outputs(found[LOGITS], found.get(DISTANCE))

    return UsableModel(
        title=path.name,
        task=info.task,
        classes=info.classes,
        multi_label=info.multi_label,
        recipe=info.recipe,
        run=run,
        certainty=info.certainty,
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
                "Give a run's model folder, or a file that 'tlstudio export' made.",
            )


def best_device() -> str:
    """Where to compute; Apple's GPU is left out, for it errs in places (pytorch#175189)."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def _from_folder(path: Path) -> UsableModel:
    network, info = load_model(path)
    device = best_device()
    network.to(device)
    known = info.certainty is not None and info.certainty.unlike is not None
    familiarity = Familiarity.load(path) if known else None
    return UsableModel(
        title=info.run or path.name,
        task=info.task,
        classes=info.classes,
        multi_label=info.multi_label,
        recipe=info.recipe,
        run=_runner(network, info.recipe, info.temperature, familiarity, device),
        certainty=info.certainty,
        network=network,
    )


def _runner(
    network: Network,
    recipe: AnyRecipe,
    temperature: float,
    familiarity: Familiarity | None,
    device: str,
) -> Callable[[Any], Outputs]:
    if isinstance(recipe, Recipe):
        return _Runner(network, recipe, temperature, familiarity, device)
    return _TextRunner(network, recipe, temperature, familiarity, device)


@dataclass(frozen=True)
class _TextRunner:
    """Runs a network on texts, those of about the same length together."""

    network: Network
    recipe: TextRecipe
    temperature: float
    familiarity: Familiarity | None
    device: str

    def __call__(self, texts: Sequence[tuple[str, ...]]) -> Outputs:
        tokens = tokenizer_of(self.network, self.recipe).encode(texts, self.recipe.length)
        logits = np.empty((len(texts), self.network.classes), np.float32)
        far = np.empty(len(texts)) if self.familiarity is not None else None
        with torch.inference_mode():
            for some in even_batches(tokens.lengths, _AT_ONCE):
                rows = torch.from_numpy(padded([tokens.rows[place] for place in some]))
                features = self.network.run(rows.to(self.device), 0, self.network.cut)
                found = self.network.logits_from(features, self.network.cut)
                logits[some] = (found.float() / self.temperature).cpu().numpy()
                if self.familiarity is not None and far is not None:
                    far[some] = self.familiarity.distances(features.float().cpu().numpy())
        return Outputs(logits, far)


class _Runner:
    """Runs a network with its batch-norms folded, made on the first batch."""

    def __init__(
        self,
        network: Network,
        recipe: Recipe,
        temperature: float,
        familiarity: Familiarity | None,
        device: str,
    ) -> None:
        self._network = network
        self._recipe = recipe
        self._temperature = temperature
        self._familiarity = familiarity
        self._device = device
        self._engine: FrozenEngine | None = None

    def __call__(self, canvases: NDArray[Any]) -> Outputs:
        images = to_input(canvases, self._recipe, self._device)
        if self._engine is None:
            self._engine = make_engine(
                self._network, self._network.cut, "channels-last", images, self._device
            )
        with torch.inference_mode():
            features = self._engine.run(images).to(self._device)
            logits = self._network.logits_from(features, self._network.cut)
            result: NDArray[Any] = (logits.float() / self._temperature).cpu().numpy()
        if self._familiarity is None:
            return Outputs(result)
        return Outputs(result, self._familiarity.distances(features.float().cpu().numpy()))
