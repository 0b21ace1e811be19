"""Plug-ins are modules in a folder; a broken one is listed, not fatal."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from tlstudio.core.errors import UsageError

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """What discovery found: the plug-ins by id, and why others could not be loaded."""

    items: dict[str, T]
    broken: dict[str, str] = field(default_factory=dict)

    def pick(self, ident: str, kind: str) -> T:
        """The plug-in of that id.

        Args:
            ident: Its id.
            kind: What plug-ins of this folder are called ("importer").

        Raises:
            UsageError: When there is none; the known ones are named, and why others are broken.
        """
        if ident in self.items:
            return self.items[ident]
        broken = "".join(f" {name} is broken ({why})." for name, why in self.broken.items())
        raise UsageError(
            f"There is no {kind} {ident!r}.", f"Known: {', '.join(self.items)}.{broken}"
        )


def discover(package: str, attribute: str, ident: Callable[[T], str], module: str = "") -> Found[T]:
    """Import every module (or `folder/<module>`) of a package and collect one attribute of each.

    Args:
        package: Dotted name whose folder holds the plug-ins.
        attribute: Name of the object that each plug-in module defines; modules without it
            are helpers and are passed over.
        ident: Gives the id of such an object.
        module: When set, plug-ins are sub-packages and this is the module inside each that is
            imported ("spec" for tasks).

    Returns:
        Items sorted by id; a duplicate id makes the later plug-in broken.
    """
    items: dict[str, T] = {}
    broken: dict[str, str] = {}
    parent = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(parent.__path__), key=lambda info: info.name):
        if module and not info.ispkg:
            continue
        name = f"{package}.{info.name}" + (f".{module}" if module else "")
        try:
            loaded: Any = importlib.import_module(name)
            plugin: T | None = getattr(loaded, attribute, None)
            if plugin is None:
                continue
            key = ident(plugin)
        except Exception as error:  # noqa: BLE001 - whatever a plug-in does, the others work
            broken[name] = f"{type(error).__name__}: {error}"
            continue
        if key in items:
            broken[name] = f"its id {key!r} is already taken"
        else:
            items[key] = plugin
    return Found(dict(sorted(items.items())), broken)
