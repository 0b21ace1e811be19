"""Which widgets show the items of a modality: asked here alone, by whoever shows some."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tlstudio.core.cards import Modality
from tlstudio.data.store.listing import Listed
from tlstudio.data.store.query import OrderBy
from tlstudio.gui.panels.data.grid import ItemGrid
from tlstudio.gui.panels.data.items import Items
from tlstudio.gui.panels.data.selection import Selection
from tlstudio.gui.session import Session

W = TypeVar("W", bound=QWidget)
Act = tuple[str, str, Callable[[], object]]
"""Words, shortcut, function."""


class ItemViewer(QWidget):
    """One item, large, with everything that is known of it.

    Signals:
        moved: By how many items to go on.
        closed: Back to all items.
    """

    moved = Signal(int)
    closed = Signal()

    def show_item(self, listed: Listed, position: int, count: int, find: str = "") -> None:
        """Show an item; what was asked for the one before is dropped.

        Args:
            listed: The item.
            position: In the list, from 0.
            count: How many there are in it.
            find: What the list was searched for.
        """
        raise NotImplementedError

    def acts(self) -> tuple[Act, ...]:
        """What can be done while an item is shown."""
        return ()


class LargeItem(QWidget):
    """One item, large and alone: neither its name nor its label."""

    @property
    def ready(self) -> bool:
        """Whether the item is there to be seen."""
        raise NotImplementedError

    def show_item(self, listed: Listed, following: Listed | None = None) -> None:
        """Show an item and fetch the one that will be shown next."""
        raise NotImplementedError


@dataclass(frozen=True)
class Showing:
    """Where the widgets of a modality are: module, class.

    Attributes:
        many: An `ItemGrid` of (items, selection).
        viewer: An `ItemViewer` of (session).
        large: A `LargeItem` of (session, name).
        small: A widget of (session, listed, side) for one item among a few.
        icon: What stands for such items.
        sources: What is usually brought in, the usual one first.
        order: In which they are listed, until another one is chosen.
        kept: Whether they are kept in the project, so that their source is not needed any more.
    """

    many: tuple[str, str]
    viewer: tuple[str, str]
    large: tuple[str, str]
    small: tuple[str, str]
    icon: str
    sources: tuple[str, ...]
    order: OrderBy
    kept: bool


_HERE = "tlstudio.gui.panels.data"
_SHOWINGS: dict[Modality, Showing] = {
    "image": Showing(
        many=(f"{_HERE}.image_grid", "ImageGrid"),
        viewer=(f"{_HERE}.viewer", "Viewer"),
        large=(f"{_HERE}.big_picture", "BigPicture"),
        small=(f"{_HERE}.big_picture", "SmallPicture"),
        icon="images",
        sources=("folder", "table"),
        order="name",
        kept=False,
    ),
    "text": Showing(
        many=(f"{_HERE}.text_list", "TextList"),
        viewer=(f"{_HERE}.reader", "Reader"),
        large=(f"{_HERE}.big_text", "BigText"),
        small=(f"{_HERE}.big_text", "SmallText"),
        icon="file-text",
        sources=("table", "folder"),
        order="added",
        kept=True,
    ),
}


def showing_of(session: Session) -> Showing:
    """How the items of a project are shown."""
    return _SHOWINGS.get(session.nouns.modality, _SHOWINGS["image"])


def make_many(items: Items, selection: Selection) -> ItemGrid:
    """The view of all items."""
    return _made(ItemGrid, showing_of(items.session).many, items, selection)


def make_viewer(session: Session) -> ItemViewer:
    """The view of one item."""
    return _made(ItemViewer, showing_of(session).viewer, session)


def make_large(session: Session, name: str) -> LargeItem:
    """An item alone; `name` is what screen readers say."""
    return _made(LargeItem, showing_of(session).large, session, name)


def make_small(session: Session, listed: Listed, side: int) -> QWidget:
    """An item among a few, as wide and at most as high as `side`."""
    return _made(QWidget, showing_of(session).small, session, listed, side)


def _made(kind: type[W], place: tuple[str, str], *given: Any) -> W:
    made = getattr(importlib.import_module(place[0]), place[1])(*given)
    if not isinstance(made, kind):
        raise TypeError(f"{place[1]} is no {kind.__name__}")
    return made
