"""A decoded image, at the depth in which it was stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray


@dataclass(frozen=True)
class Picture:
    """One image.

    Attributes:
        pixels: (H, W, C) in its own type (uint8, uint16, int16, int32, float32).
        depth: Significant bits of a value.
        low: Value that is black by the format (0; the lower end of a DICOM window).
        high: Value that is white by the format.
        channels: A name for each channel.
        size: (width, height) as stored; a scaled decoding may have fewer pixels.
        facts: What the file says besides: patient_id, taken, modality.
    """

    pixels: NDArray[Any]
    depth: int
    low: float
    high: float
    channels: tuple[str, ...]
    size: tuple[int, int]
    facts: dict[str, str] = field(default_factory=dict)
