"""One small image, written in every format and depth that is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import tifffile
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataset import FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage, generate_uid

HEIGHT, WIDTH = 24, 36


def ramp(channels: int, top: int, kind: Any = np.uint8) -> NDArray[Any]:
    """(24, 36, channels), dark at the left and top, another slope in every channel."""
    y, x = np.mgrid[:HEIGHT, :WIDTH] / (HEIGHT + WIDTH - 2)
    planes = [(x + y) * top / (index + 1) for index in range(channels)]
    return np.stack(planes, axis=2).astype(kind)


def _pillow(mode: str, kind: str, **options: Any) -> bytes:
    image = Image.fromarray(ramp(3, 255)).convert(mode)
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _tiff(pixels: NDArray[Any], **options: Any) -> bytes:
    stream = io.BytesIO()
    tifffile.imwrite(stream, pixels, **options)
    return stream.getvalue()


def grey_png16() -> bytes:
    """A grey PNG of 16 bits."""
    stream = io.BytesIO()
    Image.fromarray(ramp(1, 65535, np.uint16)[:, :, 0]).save(stream, "PNG")
    return stream.getvalue()


def dicom(
    pixels: NDArray[Any] | None = None, *, mono1: bool = False, frames: int = 1, **facts: Any
) -> bytes:
    """A single-frame DICOM of 12 bits with a rescale and a window."""
    values = ramp(1, 4095, np.uint16)[:, :, 0] if pixels is None else pixels
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=["tlstudio"])
    dataset = pydicom.Dataset()
    dataset.file_meta = meta
    dataset.PatientID = "P-007"
    dataset.PatientAge = "061Y"
    dataset.Modality = "CT"
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME1" if mono1 else "MONOCHROME2"
    dataset.Rows, dataset.Columns = values.shape
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
    dataset.PixelRepresentation = 0
    dataset.RescaleSlope, dataset.RescaleIntercept = 1, -1024
    dataset.WindowCenter, dataset.WindowWidth = 40, 400
    if frames > 1:
        dataset.NumberOfFrames = frames
        values = np.repeat(values[None], frames, axis=0)
    for name, value in facts.items():
        setattr(dataset, name, value)
    dataset.PixelData = values.astype(np.uint16).tobytes()
    stream = io.BytesIO()
    pydicom.dcmwrite(stream, dataset, enforce_file_format=True)
    return stream.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "rgb.jpg": lambda: _pillow("RGB", "JPEG", quality=95),
    "grey.jpg": lambda: _pillow("L", "JPEG", quality=95),
    "cmyk.jpg": lambda: _pillow("CMYK", "JPEG", quality=95),
    "rgb.png": lambda: _pillow("RGB", "PNG"),
    "rgba.png": lambda: _pillow("RGBA", "PNG"),
    "palette.png": lambda: _pillow("P", "PNG"),
    "grey-alpha.png": lambda: _pillow("LA", "PNG"),
    "one-bit.png": lambda: _pillow("1", "PNG"),
    "grey16.png": grey_png16,
    "rgb.webp": lambda: _pillow("RGB", "WEBP", lossless=True),
    "rgb.bmp": lambda: _pillow("RGB", "BMP"),
    "palette.gif": lambda: _pillow("P", "GIF"),
    "rgb.tif": lambda: _tiff(ramp(3, 255), photometric="rgb"),
    "grey8.tif": lambda: _tiff(ramp(1, 255)[:, :, 0]),
    "grey16.tif": lambda: _tiff(ramp(1, 65535, np.uint16)[:, :, 0]),
    "float.tif": lambda: _tiff(ramp(1, 1, np.float32)[:, :, 0]),
    "int32.tif": lambda: _tiff(ramp(1, 100_000, np.int32)[:, :, 0]),
    "rgb16.tif": lambda: _tiff(ramp(3, 65535, np.uint16), photometric="rgb"),
    "five.tif": lambda: _tiff(
        np.moveaxis(ramp(5, 65535, np.uint16), 2, 0), photometric="minisblack",
        metadata={"axes": "CYX"},
    ),
    "deflate.tif": lambda: _tiff(ramp(3, 255), photometric="rgb", compression="zlib"),
    "palette.tif": lambda: _pillow("P", "TIFF"),
    "cmyk.tif": lambda: _pillow("CMYK", "TIFF"),
    "scan.dcm": dicom,
}  # fmt: skip


def write_all(folder: Path) -> list[Path]:
    """Every format as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FORMATS.items():
        (folder / name).write_bytes(make())
    return [folder / name for name in FORMATS]
