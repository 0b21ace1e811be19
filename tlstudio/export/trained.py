"""What is exported, what comes back, and the code of a format between them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

from tlstudio.core.reports import Metric
from tlstudio.core.samples import SplitPart
from tlstudio.data.preprocess import Recipe
from tlstudio.data.texts.recipe import image_recipe
from tlstudio.evaluation.usable import Outputs
from tlstudio.export.formats import PACKAGE, Format
from tlstudio.features.familiarity import Familiarity
from tlstudio.models.network import Network
from tlstudio.models.saved import SavedModel, load_model


@dataclass(frozen=True)
class Result:
    """How good the run was when it was scored last, for people.

    Attributes:
        part: Whose images; the final test where it is open.
        groups: That the images come from.
        verdict: Whether it is better than simpler methods; "" when nobody asked.
    """

    part: SplitPart
    n: int
    groups: int
    metrics: tuple[Metric, ...]
    verdict: str = ""


@dataclass(frozen=True)
class Reloaded:
    """An export, read by the program that it is for.

    Attributes:
        run: Images (N, C, size, size) in network units to calibrated logits.
        by_file: Probabilities (K,) of an image file that the export decodes by itself; a sentence
            when it cannot take the file; None where it takes no files.
    """

    run: Callable[[NDArray[Any]], Outputs]
    by_file: Callable[[Path], NDArray[Any] | str] | None = None


@dataclass(frozen=True)
class Trained:
    """What is exported.

    Attributes:
        network: On the CPU, in eval mode.
        info: What it is, with its certainty.
        familiarity: What distances are measured from; None where they are not known.
        counts: Part of the split → images and groups in it.
        result: None when the run was never scored.
        examples: (N, C, size, size) training images in network units, where they are wanted.
    """

    network: Network
    info: SavedModel
    familiarity: Familiarity | None = None
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    result: Result | None = None
    examples: NDArray[Any] | None = None

    @property
    def recipe(self) -> Recipe:
        """From pixels to the network's input.

        Raises:
            UsageError: When the model reads something else.
        """
        return image_recipe(self.info.recipe, "Exports")

    @classmethod
    def load(cls, folder: Path) -> Trained:
        """From a run's model folder.

        Raises:
            BadInputError: When a file is missing or damaged.
        """
        network, info = load_model(folder)
        known = info.certainty is not None and info.certainty.unlike is not None
        return cls(network.cpu(), info, Familiarity.load(folder) if known else None)


class Maker(Protocol):
    """The module `make` of a format."""

    def write(self, trained: Trained, target: Path, options: Any) -> None:
        """Write the model to a new file, or into an empty folder where there is no suffix.

        Raises:
            BadInputError: When this network cannot be put into the format.
        """

    def reload(self, path: Path) -> Reloaded:
        """Read what `write` wrote with the program that the format is for, for the proof."""


def maker(chosen: Format) -> Maker:
    """The code of a format."""
    module: Any = importlib.import_module(f"{PACKAGE}.{chosen.id}.make")
    made: Maker = module
    return made
