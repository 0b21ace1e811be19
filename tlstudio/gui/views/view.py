"""How a kind of report part is shown: each module of this package holds one `VIEW`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from PySide6.QtWidgets import QWidget

from tlstudio.core.registry import Found, discover
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.plain import PlainView

Place = Literal["overview", "classes", "groups", "mistakes", "curves", "certainty", "paper"]
_PLACES: tuple[Place, ...] = get_args(Place)


@dataclass(frozen=True)
class PartView:
    """One kind of part.

    Attributes:
        part: Its kind ("metrics").
        place: On which page it belongs.
        build: Makes the widget.
    """

    part: str
    place: Callable[[Any], Place]
    build: Callable[[Any, ReportContext], QWidget]


@functools.cache
def views() -> Found[PartView]:
    """All kinds, by name."""
    return discover("tlstudio.gui.views", "VIEW", lambda view: view.part)


def view_of(part: object) -> PartView:
    """The view of a part; one of an unknown kind is shown plainly."""
    kind = part.get("part", "") if isinstance(part, dict) else getattr(part, "part", "")
    return views().items.get(str(kind)) or PartView(str(kind), lambda _: "overview", PlainView)


def place_of(part: object) -> Place:
    """On which page a part belongs: by its topic, else by its kind."""
    topic = getattr(part, "topic", "")
    return topic if topic in _PLACES else view_of(part).place(part)
