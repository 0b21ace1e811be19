"""Read any supported image; the content decides what it is, not the name."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from tlstudio.core.errors import BadInputError, StudioError
from tlstudio.data.media import dicom, pillow, tiff
from tlstudio.data.media.picture import Picture

_HASHED_SIDE = 2048
_HASH_SIDE = 32


@dataclass(frozen=True)
class Probe:
    """What reading a file once told; `problem` is a sentence, or "" when it can be used."""

    sha256: str = ""
    size: int = 0
    mtime_ns: int = 0
    phash: str = ""
    width: int = 0
    height: int = 0
    depth: int = 8
    facts: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def read_picture(paths: Sequence[Path], *, shorter: int | None = None) -> Picture:
    """Decode an image, of one file or of one file a channel.

    Args:
        paths: The file, or the files of its channels in order.
        shorter: Allow a scaled JPEG decoding whose shorter side stays at least this long.

    Returns:
        Pixels at their own depth, turned as EXIF says, transparency laid on white.

    Raises:
        BadInputError: When a file is missing, empty, truncated, no image, or too large; the
            sentence names it.
    """
    if len(paths) == 1:
        return _decode(_bytes(paths[0]), paths[0].name, shorter)
    pictures = [_decode(_bytes(path), path.name, None) for path in paths]
    first = pictures[0]
    for path, other in zip(paths, pictures, strict=True):
        if other.pixels.shape[:2] != first.pixels.shape[:2]:
            raise BadInputError(
                f"The channel {path.name} has another size than {paths[0].name}.",
                "All channels of an image must have the same width and height.",
            )
    pixels = [picture.pixels[:, :, :1] for picture in pictures]
    return Picture(
        pixels=np.concatenate(pixels, axis=2),
        depth=max(picture.depth for picture in pictures),
        low=min(picture.low for picture in pictures),
        high=max(picture.high for picture in pictures),
        channels=tuple(path.stem for path in paths),
        size=first.size,
        facts=first.facts,
    )


def probe(path: Path) -> Probe:
    """Read a file once: its content hash, its size, how it looks, and whether it can be used."""
    try:
        stat = path.stat()
        data = _bytes(path)
    except StudioError as error:
        return Probe(problem=error.message)
    except OSError as error:
        return Probe(problem=f"The file {path.name} cannot be read: {error.strerror}.")
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        picture = _decode(data, path.name, _HASH_SIDE)
    except StudioError as error:
        return Probe(sha256, stat.st_size, stat.st_mtime_ns, problem=error.message)
    return Probe(
        sha256=sha256,
        size=stat.st_size,
        mtime_ns=stat.st_mtime_ns,
        phash=perceptual_hash(picture),
        width=picture.size[0],
        height=picture.size[1],
        depth=picture.depth,
        facts=picture.facts,
    )


def perceptual_hash(picture: Picture) -> str:
    """64 bits of the image's low frequencies, as hexadecimal digits (`ImageHash`'s pHash)."""
    import imagehash  # noqa: PLC0415 - brings scipy along; only the import of data needs it

    # Of a huge image every nth pixel tells as much, in a fraction of time and memory.
    down, across = (max(1, side // _HASHED_SIDE) for side in picture.pixels.shape[:2])
    grey = picture.pixels[::down, ::across].astype(np.float32).mean(axis=2)
    low, high = float(grey.min()), float(grey.max())
    scaled = (grey - low) * (255 / (high - low)) if high > low else np.zeros_like(grey)
    return str(imagehash.phash(Image.fromarray(scaled.astype(np.uint8))))


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise BadInputError(f"The file {path.name} is missing.") from error
    except (PermissionError, IsADirectoryError) as error:
        raise BadInputError(f"The file {path.name} cannot be opened: {error.strerror}.") from error
    if not data:
        raise BadInputError(f"The file {path.name} is empty (zero bytes).")
    return data


def _decode(data: bytes, name: str, shorter: int | None) -> Picture:
    picture = _by_content(data, name, shorter)
    if not picture.pixels.size:
        raise BadInputError(f"The image {name} is damaged: it has no pixels.")
    return picture


def _by_content(data: bytes, name: str, shorter: int | None) -> Picture:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if dicom.is_dicom(data):
                return dicom.decode(data, name)
            if tiff.is_tiff(data):
                return tiff.decode(data, name)
            return pillow.decode(io.BytesIO(data), name, shorter)
    except StudioError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise BadInputError(
            f"The image {name} has more than 200 million pixels.",
            "Cut it into tiles, or save a smaller copy.",
        ) from error
    except UnidentifiedImageError as error:
        raise BadInputError(
            f"The file {name} is no image that can be read.",
            "Supported: JPEG, PNG, WebP, BMP, GIF, TIFF and DICOM.",
        ) from error
    except MemoryError as error:
        raise BadInputError(f"The image {name} does not fit into memory.") from error
    except Exception as error:
        # Decoders raise all kinds over damage (zlib.error among them): one bad file must never
        # stop a job on ten thousand.
        reason = str(error).strip().rstrip(".").splitlines()
        why = reason[0][:200] if reason else type(error).__name__
        # What a decoder stumbles over inside itself says nothing to a person.
        said = "" if isinstance(error, (LookupError, TypeError, AttributeError)) else f": {why}"
        raise BadInputError(f"The image {name} is damaged{said}.") from error
