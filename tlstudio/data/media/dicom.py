"""Single-frame DICOM through pydicom: rescaled, windowed, white where the file means white."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pydicom
from pydicom.pixels.processing import apply_modality_lut
from pydicom.pixels.utils import pixel_array

from tlstudio.core.errors import BadInputError
from tlstudio.data.media.picture import Picture
from tlstudio.data.media.pillow import MAX_PIXELS

_FACTS = {
    "patient_id": "PatientID",
    "study": "StudyInstanceUID",
    "taken": "StudyDate",
    "modality": "Modality",
    "age": "PatientAge",
    "sex": "PatientSex",
}


def is_dicom(data: bytes) -> bool:
    """By the preamble's magic word."""
    return data[128:132] == b"DICM"


def decode(data: bytes, name: str) -> Picture:
    """Decode one frame; values are rescaled (Hounsfield units for CT).

    Raises:
        BadInputError: Without an image, with several frames, or beyond the pixel limit.
    """
    dataset = pydicom.dcmread(io.BytesIO(data))
    facts = {key: str(getattr(dataset, tag, "") or "") for key, tag in _FACTS.items()}
    facts = {key: value for key, value in facts.items() if value}
    if "PixelData" not in dataset or "Rows" not in dataset:
        raise BadInputError(f"The DICOM file {name} holds no image.")
    frames = int(getattr(dataset, "NumberOfFrames", 1) or 1)
    if frames > 1:
        raise BadInputError(
            f"The DICOM file {name} holds {frames} frames.", "Export one frame a file."
        )
    if int(dataset.Rows) * int(dataset.Columns) > MAX_PIXELS:
        raise BadInputError(f"The DICOM image {name} has more than 200 million pixels.")
    pixels = _decompressed(dataset, name)
    if pixels.ndim == 3:
        height, width = pixels.shape[:2]
        depth = int(dataset.BitsStored)
        rgb = pixels if depth <= 8 else pixels.astype(np.uint16)
        high = float(2**depth - 1)
        return Picture(rgb, depth, 0.0, high, ("red", "green", "blue"), (width, height), facts)
    return _grey(dataset, pixels, facts)


def _decompressed(dataset: pydicom.Dataset, name: str) -> Any:
    try:
        return pixel_array(dataset)
    except RuntimeError as error:
        syntax = dataset.file_meta.TransferSyntaxUID.name
        raise BadInputError(
            f"The DICOM image {name} is compressed in a way that cannot be read here ({syntax}).",
            "Export it uncompressed, or as RLE or baseline JPEG.",
        ) from error


def _grey(dataset: pydicom.Dataset, pixels: Any, facts: dict[str, str]) -> Picture:
    values = np.asarray(apply_modality_lut(pixels, dataset), np.float32)
    depth = int(dataset.BitsStored)
    low, high = _window(dataset) or (float(values.min()), float(values.max()))
    if getattr(dataset, "PhotometricInterpretation", "") == "MONOCHROME1":
        # The smallest value is white there; turn the scale round so that white is large.
        total = float(values.min() + values.max())
        values = total - values
        low, high = total - high, total - low
    height, width = values.shape
    return Picture(values[:, :, None], depth, low, high, ("grey",), (width, height), facts)


def _window(dataset: pydicom.Dataset) -> tuple[float, float] | None:
    center, width = getattr(dataset, "WindowCenter", None), getattr(dataset, "WindowWidth", None)
    if center is None or width is None:
        return None
    if isinstance(center, pydicom.multival.MultiValue):
        center = center[0]
    if isinstance(width, pydicom.multival.MultiValue):
        width = width[0]
    if float(width) < 1:
        return None
    return float(center) - float(width) / 2, float(center) + float(width) / 2
