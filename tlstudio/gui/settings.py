"""The person's settings and recent projects, in the user's configuration folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tlstudio.core import files
from tlstudio.core.paths import config_dir

_FILE = "settings.json"
_RECENT = 12


@dataclass(frozen=True)
class Settings:
    """What the person chose; every field has a default, unknown ones in the file are passed over.

    Attributes:
        theme: system, light or dark.
        language: "" follows the system; else "en" or "de".
        font_scale: Of all text.
        device: Where to compute: auto, cpu, cuda or mps.
        offline: Never offer a download.
        annotator: Who labels; asked once.
        projects_folder: Where new projects are made; "" is the documents folder.
        cache_gigabytes: Largest size of a project's feature cache.
        recent: Folders of projects, the newest first.
        geometry: Window's place and size, as Qt saved it, hexadecimal.
    """

    theme: str = "system"
    language: str = ""
    font_scale: float = 1.0
    device: str = "auto"
    offline: bool = False
    annotator: str = ""
    projects_folder: str = ""
    cache_gigabytes: int = 20
    recent: tuple[str, ...] = field(default=())
    geometry: str = ""

    def with_recent(self, folder: Path) -> Settings:
        """With a project at the top of the recent ones."""
        text = str(folder)
        others = tuple(item for item in self.recent if item != text)
        return replace(self, recent=(text, *others)[:_RECENT])

    def without_recent(self, folder: str) -> Settings:
        """Without a project that is gone."""
        return replace(self, recent=tuple(item for item in self.recent if item != folder))


def load() -> Settings:
    """The settings as saved; defaults where there are none or the file is damaged."""
    try:
        raw = json.loads((config_dir() / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _from(raw) if isinstance(raw, dict) else Settings()


def save(settings: Settings) -> None:
    """Write the settings, atomically.

    Raises:
        StudioError: When the folder cannot be written.
    """
    files.write_json(config_dir() / _FILE, asdict(settings))


def _from(raw: dict[str, Any]) -> Settings:
    known: dict[str, Any] = {}
    for info in fields(Settings):
        default = getattr(Settings(), info.name)
        value = raw.get(info.name, default)
        if isinstance(default, tuple):
            good = isinstance(value, list) and all(isinstance(item, str) for item in value)
            known[info.name] = tuple(value) if good else default
        elif isinstance(default, float):
            good = isinstance(value, int | float) and not isinstance(value, bool)
            known[info.name] = float(value) if good else default
        else:
            known[info.name] = value if type(value) is type(default) else default
    return Settings(**known)
