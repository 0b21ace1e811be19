"""Messages on a pipe: a header of plain data and, when there is one, an array as bytes."""

from __future__ import annotations

import json
import math
import struct
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

_SIZES = struct.Struct(">IQ")
_MOST_HEADER = 1 << 28
_MOST_BYTES = 1 << 33
_TYPES = frozenset({"uint8", "uint16", "float32"})

Frame = tuple[dict[str, Any], NDArray[Any] | None]


def write_frame(
    stream: IO[bytes], header: dict[str, Any], array: NDArray[Any] | None = None
) -> None:
    """Write one message; the caller sees to it that no other thread writes meanwhile."""
    data: memoryview | bytes = b""
    size = 0
    if array is not None:
        solid = np.ascontiguousarray(array)
        header = header | {"dtype": str(solid.dtype), "shape": solid.shape}
        data, size = solid.data.cast("B") if solid.size else b"", solid.nbytes
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    stream.write(_SIZES.pack(len(text), size) + text)
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame | None:
    """Read one message; None at the end of the stream, also when it ends in the middle of one.

    Raises:
        ValueError: When the bytes are no message.
    """
    sizes = _exactly(stream, _SIZES.size)
    if sizes is None:
        return None
    length, size = _SIZES.unpack(sizes)
    if length > _MOST_HEADER or size > _MOST_BYTES:
        raise ValueError("a message is too large")
    text, data = _exactly(stream, length), _exactly(stream, size)
    if text is None or data is None:
        return None
    header = json.loads(text)
    if not isinstance(header, dict):
        raise ValueError("a message has no header")
    if "dtype" not in header:
        return header, None
    return header, _array(header.pop("dtype"), header.pop("shape"), data)


def _array(dtype: str, shape: list[int], data: bytearray) -> NDArray[Any]:
    if dtype not in _TYPES:
        raise ValueError(f"an array of {dtype} is not expected")
    kind = np.dtype(dtype)
    if math.prod(shape) * kind.itemsize != len(data):
        raise ValueError("an array has another size than it says")
    # A bytearray is writable and owned by the array alone.
    return np.frombuffer(data, kind).reshape(shape)


def _exactly(stream: IO[bytes], size: int) -> bytearray | None:
    """So many bytes; None when the stream ends before."""
    data = bytearray(size)
    view = memoryview(data)
    got = 0
    while got < size:
        count = stream.readinto(view[got:])  # type: ignore[attr-defined]
        if not count:
            return None
        got += count
    return data
