"""Pictures for the screen: thumbnails, kept on disk by content, and pixels at their own depth."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tlstudio.core import files
from tlstudio.core.errors import BadInputError
from tlstudio.data.display import fitted, shown_range, small_rgb
from tlstudio.data.media.read import read_picture
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import Picture, Pixels
from tlstudio.jobs.questions import Thumbnail, View

_FORMAT = 1
_QUALITY = 90
_LIMIT = 1 << 30
# The folder is measured when so much was added to it.
_MEASURED = 32 << 20


class Thumbnails:
    """A folder of small JPEG files, found by a key; the longest unused go when it is too large.

    Args:
        folder: May be deleted at any time.
        limit: Bytes.
    """

    def __init__(self, folder: Path, limit: int = _LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self._added = 0
        self._lock = threading.Lock()

    def find(self, key: str) -> NDArray[np.uint8] | None:
        """A picture, None when it is not there or damaged."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
                found = np.array(image.convert("RGB"))
        except (OSError, ValueError, SyntaxError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return found

    def keep(self, key: str, pixels: NDArray[np.uint8]) -> None:
        """Keep a picture; a cache that cannot be written is passed over in silence."""
        stream = io.BytesIO()
        Image.fromarray(pixels).save(stream, "JPEG", quality=_QUALITY, subsampling=0)
        data = stream.getvalue()
        path = self._path(key)
        # Not synced: what a power cut damages is made again.
        temporary = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        with contextlib.suppress(OSError):
            # Of a project that is gone nothing is made again: its place must stay free.
            for folder in (self.folder.parent, self.folder, path.parent):
                folder.mkdir(exist_ok=True)
            try:
                temporary.write_bytes(data)
                files.replace(temporary, path)
            finally:
                temporary.unlink(missing_ok=True)
        with self._lock:
            self._added += len(data)
            full = self._added > min(_MEASURED, self.limit // 4)
            if full:
                self._added = 0
        if full:
            self.make_room()

    def make_room(self) -> int:
        """Delete the longest unused until three quarters of the limit are left; bytes freed."""
        found = []
        for shard in self.folder.glob("??"):
            with contextlib.suppress(OSError), os.scandir(shard) as entries:
                found += [(e.stat().st_mtime, e.stat().st_size, e.path) for e in entries]
        total = sum(size for _, size, _ in found)
        freed = 0
        if total <= self.limit:
            return 0
        for _, size, path in sorted(found):
            if total - freed <= self.limit * 3 // 4:
                break
            with contextlib.suppress(OSError):
                Path(path).unlink()
                freed += size
        return freed

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.jpg"


_CACHES: dict[Path, Thumbnails] = {}


def answer_thumbnail(question: Thumbnail, listener: Listener) -> Picture:
    """A thumbnail, from the disk or made now.

    Raises:
        BadInputError: When the image cannot be read; the sentence names it.
    """
    del listener
    if not question.files:
        raise BadInputError("The image has no file.")
    if question.cache is None:
        return Picture(pixels=_made(question))
    folder = question.cache / "thumbnails"
    cache = _CACHES.setdefault(folder, Thumbnails(folder))
    key = key_of(question)
    found = cache.find(key)
    if found is None:
        found = _made(question)
        cache.keep(key, found)
    return Picture(pixels=found)


def _made(question: Thumbnail) -> NDArray[np.uint8]:
    return small_rgb(read_picture(question.files, shorter=question.side), question.side)


def key_of(question: Thumbnail) -> str:
    """What a thumbnail depends on: content and side; path, size and time where no content is known.

    Raises:
        BadInputError: When a file of unknown content is missing.
    """
    digest = hashlib.sha256(f"{_FORMAT}|{question.side}|{question.content}".encode())
    if not question.content:
        for path in question.files:
            try:
                stat = path.stat()
            except OSError as error:
                raise BadInputError(f"The file {path.name} is missing.") from error
            digest.update(f"|{path}|{stat.st_size}|{stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:40]


def answer_view(question: View, listener: Listener) -> Pixels:
    """Pixels as they are stored, with what window and level should start with.

    Raises:
        BadInputError: When the image cannot be read; the sentence names it.
    """
    del listener
    picture = read_picture(question.files)
    low, high = shown_range(picture)
    width, height = picture.size
    facts = {"file": question.files[0].name, "bytes": str(question.files[0].stat().st_size)}
    return Pixels(
        pixels=_plain(fitted(picture, question.max_side)),
        width=width,
        height=height,
        depth=picture.depth,
        channels=picture.channels,
        low=low,
        high=high,
        black=picture.low,
        white=picture.high,
        facts=picture.facts | facts,
    )


def _plain(pixels: NDArray[Any]) -> NDArray[Any]:
    """As one of the types that travel: uint8, uint16, float32."""
    if pixels.dtype in (np.uint8, np.uint16):
        return np.ascontiguousarray(pixels)
    return np.ascontiguousarray(pixels, np.float32)
