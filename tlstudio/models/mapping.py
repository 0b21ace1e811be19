"""Put foreign weights onto an architecture: by name, then by order and shape, never by luck."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from torch import Tensor

_PREFIXES = ("module.", "model.", "backbone.", "net.", "encoder.", "student.", "_orig_mod.")
_NOISE = ("num_batches_tracked",)


@dataclass(frozen=True)
class Mapping:
    """What fits where.

    Attributes:
        state: Tensors under the architecture's own names.
        missing: Names of the architecture without a tensor.
        unexpected: Names of the file without a place.
        mismatched: Names that fit while the shape does not: "name: file shape, needed shape".
        renamed: (name in the file, name in the architecture) found by order and shape.
        ambiguous: Why order and shape was not trusted; "" when it was not needed or was safe.
    """

    state: dict[str, Tensor]
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    mismatched: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    ambiguous: str = ""

    @property
    def share(self) -> float:
        """Share of the architecture's tensors that were found."""
        total = len(self.state) + len(self.missing)
        return len(self.state) / total if total else 0.0

    @property
    def sentence(self) -> str:
        """What happened, for a person."""
        total = len(self.state) + len(self.missing)
        text = f"{len(self.state)} of {total} tensors loaded"
        if self.renamed:
            text += f", {len(self.renamed)} of them by order and shape"
        if self.missing:
            text += f"; {len(self.missing)} missing"
        if self.unexpected:
            text += f"; {len(self.unexpected)} in the file have no place"
        if self.mismatched:
            text += f"; {len(self.mismatched)} of another shape"
        return text + (f". {self.ambiguous}" if self.ambiguous else ".")


def map_state(own: MappingType[str, Tensor], foreign: MappingType[str, Tensor]) -> Mapping:
    """Map a foreign state dict onto an architecture's.

    Names count first, with common prefixes taken off. Only when hardly any name fits are tensors
    matched by order and shape, and only if both sides, walked in order, show the very same
    shapes: a weight and its twin of the same shape can then not change places unseen.

    Args:
        own: The architecture's state dict.
        foreign: The file's.
    """
    needed = {name: value for name, value in own.items() if not name.endswith(_NOISE)}
    offered = {name: value for name, value in foreign.items() if not name.endswith(_NOISE)}
    best = _by_name(needed, offered)
    for prefix in _PREFIXES:
        stripped = {name.removeprefix(prefix): value for name, value in offered.items()}
        other = _by_name(needed, stripped)
        if len(other.state) > len(best.state):
            best = other
    if best.share >= 0.2 or best.mismatched:
        return best
    return _by_order(needed, offered) or best


def _by_name(needed: MappingType[str, Tensor], offered: MappingType[str, Tensor]) -> Mapping:
    state, mismatched = {}, []
    for name, value in needed.items():
        if name not in offered:
            continue
        if offered[name].shape == value.shape:
            state[name] = offered[name]
        else:
            mismatched.append(f"{name}: {_shape(offered[name])}, needed {_shape(value)}")
    return Mapping(
        state=state,
        missing=tuple(name for name in needed if name not in state),
        unexpected=tuple(name for name in offered if name not in needed),
        mismatched=tuple(mismatched),
    )


def _by_order(
    needed: MappingType[str, Tensor], offered: MappingType[str, Tensor]
) -> Mapping | None:
    ours, theirs = list(needed.items()), list(offered.items())
    same = 0
    for (_, a), (_, b) in zip(ours, theirs, strict=False):
        if a.shape != b.shape:
            break
        same += 1
    if same < len(ours) and same < len(theirs):
        if same < max(4, len(ours) // 2):
            return None
        return Mapping(
            state={},
            missing=tuple(needed),
            unexpected=tuple(offered),
            mismatched=(),
            ambiguous=f"The first {same} tensors fit by order and shape, then "
            f"{theirs[same][0]} ({_shape(theirs[same][1])}) stands where {ours[same][0]} "
            f"({_shape(ours[same][1])}) is needed; a guess was not made.",
        )
    kinds_differ = [
        (b, a)
        for (a, _), (b, _) in zip(ours[:same], theirs[:same], strict=True)
        if _kind(a) and _kind(b) and _kind(a) != _kind(b)
    ]
    if kinds_differ or same < max(1, len(ours) * 0.9):
        return None
    pairs = [(theirs[i][0], ours[i][0]) for i in range(same)]
    return Mapping(
        state={mine: offered[their] for their, mine in pairs},
        missing=tuple(name for name, _ in ours[same:]),
        unexpected=tuple(name for name, _ in theirs[same:]),
        mismatched=(),
        renamed=tuple(pairs),
    )


def _kind(name: str) -> str:
    leaf = name.rpartition(".")[2]
    return leaf if leaf in ("weight", "bias", "running_mean", "running_var") else ""


def _shape(tensor: Tensor) -> str:
    return " × ".join(str(side) for side in tensor.shape) or "a single number"
