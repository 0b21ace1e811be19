"""What an exporter is: one file a format, found by its object `EXPORTER`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray
from pydantic import BaseModel

from tlstudio.core.errors import UsageError
from tlstudio.core.registry import Found, discover
from tlstudio.features.familiarity import Familiarity
from tlstudio.models.network import Network
from tlstudio.models.saved import SavedModel, load_model

_PACKAGE = "tlstudio.export"

# Images (N, C, size, size) in network units to logits (N, K), calibrated.
Reloaded = Callable[[NDArray[Any]], NDArray[Any]]


@dataclass(frozen=True)
class Trained:
    """What is exported.

    Attributes:
        network: On the CPU, in eval mode.
        info: What it is, with its certainty.
        familiarity: What distances are measured from; None where they are not known.
    """

    network: Network
    info: SavedModel
    familiarity: Familiarity | None = None

    @classmethod
    def load(cls, folder: Path) -> Trained:
        """From a run's model folder.

        Raises:
            BadInputError: When a file is missing or damaged.
        """
        network, info = load_model(folder)
        known = info.certainty is not None and info.certainty.unlike is not None
        return cls(network.cpu(), info, Familiarity.load(folder) if known else None)


class Exporter(Protocol):
    """One format."""

    @property
    def id(self) -> str:
        """Name on the command line."""

    @property
    def title(self) -> str:
        """Name on the screen."""

    @property
    def purpose(self) -> str:
        """What it is for, in one sentence."""

    @property
    def suffix(self) -> str:
        """Of the files, with its dot."""

    @property
    def options(self) -> type[BaseModel]:
        """Model of its declared options."""

    @property
    def tolerance(self) -> float:
        """Largest difference of a probability that still counts as the same model."""

    def write(self, trained: Trained, target: Path, options: Any) -> None:
        """Write the model to a path.

        Raises:
            BadInputError: When this network cannot be put into the format.
        """

    def reload(self, path: Path) -> Reloaded:
        """Read what `write` wrote with the program that the format is for, for the proof."""


def all_exporters() -> Found[Exporter]:
    """Every format by id, and why others cannot be loaded."""
    return discover(_PACKAGE, "EXPORTER", _exporter_id)


def exporter(ident: str) -> Exporter:
    """The exporter of that id.

    Raises:
        UsageError: When there is none; the known ones are named.
    """
    found = all_exporters()
    if ident not in found.items:
        why = "; ".join(found.broken.values())
        raise UsageError(
            f"There is no export format {ident!r}.",
            f"Known formats: {', '.join(found.items)}." + (f" Broken: {why}" if why else ""),
        )
    return found.items[ident]


def _exporter_id(found: Exporter) -> str:
    return found.id
