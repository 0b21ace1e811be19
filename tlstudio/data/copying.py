"""Files of a source copied into the project, each once, whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from tlstudio.core.errors import BadInputError
from tlstudio.core.files import disk_errors, replace
from tlstudio.core.samples import Sample


class Copier:
    """Copies media from a source to a folder of its own below `media`.

    The folder's name is the source's with a few digits of its full path, so that two sources of
    the same name do not meet and a second import finds the copies of the first.
    """

    def __init__(self, source: Path, media: Path) -> None:
        self._source = source.resolve()
        digits = hashlib.sha256(str(self._source).encode("utf-8", "surrogatepass")).hexdigest()
        inside = self._source.is_relative_to(media.parent.resolve())
        name = self._source.name or "images"
        self.folder = self._source if inside else media / f"{name}-{digits[:6]}"

    def copy(self, sample: Sample) -> None:
        """Copy the sample's files; a copy of the same size and time is taken as done.

        Raises:
            BadInputError: When a file vanished.
            DiskFullError: When there is no room; no half copy is left.
        """
        if self.folder == self._source:
            return
        for media in sample.media:
            parts = media.path.split("/")
            self._copy_file(self._source.joinpath(*parts), self.folder.joinpath(*parts))

    def _copy_file(self, source: Path, target: Path) -> None:
        try:
            facts = source.stat()
        except OSError as error:
            raise BadInputError(
                f"The file {source} vanished while it was copied.", "Import again."
            ) from error
        if target.is_file():
            there = target.stat()
            if (there.st_size, there.st_mtime_ns) == (facts.st_size, facts.st_mtime_ns):
                return
        partial = target.with_name(f".{target.name}.part")
        with disk_errors(target.name):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copy2(source, partial)
                replace(partial, target)
            finally:
                partial.unlink(missing_ok=True)
