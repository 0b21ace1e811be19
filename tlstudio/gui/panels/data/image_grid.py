"""The grid of images: thumbnails of what is seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tlstudio.gui.panels.data.grid import ItemGrid
from tlstudio.gui.panels.data.items import Items
from tlstudio.gui.panels.data.selection import Selection
from tlstudio.gui.panels.data.tiles import Tile, TileLook
from tlstudio.gui.widgets.thumbnail import Thumb, Thumbnails


class ImageGrid(ItemGrid):
    """See `ItemGrid`; sizes are pixels of a side."""

    sizes = (96, 120, 144, 184, 232, 300)
    side = 144

    def __init__(self, items: Items, selection: Selection) -> None:
        super().__init__(items, selection)
        self._thumbnails = Thumbnails.of(items.session)
        self._thumbnails.arrived.connect(self._arrived)

    def _make_look(self) -> TileLook:
        return TileLook(self.side, self.font(), self.devicePixelRatioF())

    def _arrived(self, thumb: Thumb) -> None:
        for position in range(*self.seen()):
            listed = self.items.at(position)
            if listed is not None and listed.files == thumb.files:
                self.viewport().update(self.rect_of(position))

    def _see(self) -> None:
        """Ask for samples and pictures of what is seen, a row more on each side."""
        super()._see()
        if not self.isVisible():
            self._thumbnails.want(self, ())
            return
        first, last = self.seen()
        near = [*range(first, last), *range(last, min(len(self.items), last + self.columns))]
        listed = (self.items.at(position) for position in near)
        self._thumbnails.want(
            self, [self._thumb(item.files, item.content) for item in listed if item is not None]
        )

    def _thumb(self, files: tuple[Any, ...], content: str) -> Thumb:
        return Thumb(files, round(self.side * self.devicePixelRatioF()), content)

    def _tile(self, position: int) -> Tile:
        tile = super()._tile(position)
        if tile.listed is None:
            return tile
        thumb = self._thumb(tile.listed.files, tile.listed.content)
        picture = self._thumbnails.find(thumb)
        problem = self._thumbnails.problem(thumb) if picture is None else ""
        return replace(tile, picture=picture, problem=problem)
