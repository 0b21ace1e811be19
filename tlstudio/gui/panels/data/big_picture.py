"""One image of the dataset after the other on a canvas, the next one fetched beforehand."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject

from tlstudio.core.errors import StudioError
from tlstudio.data.store.listing import Listed
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.services import Services
from tlstudio.gui.widgets.canvas import ImageCanvas
from tlstudio.jobs.answers import Pixels
from tlstudio.jobs.questions import View

_KEPT = 3


class BigPicture(QObject):
    """Fills a canvas; nothing but the pixels is shown."""

    def __init__(self, canvas: ImageCanvas, services: Services) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._services = services
        self._kept: OrderedDict[int, Pixels] = OrderedDict()
        self._asked: dict[int, Ticket] = {}
        self._wanted = 0

    def show(self, listed: Listed, following: Listed | None = None) -> None:
        """Show an image and fetch the one that will be shown next."""
        self._wanted = listed.sample.id
        wanted = {self._wanted} | ({following.sample.id} if following else set())
        for ident in [ident for ident in self._asked if ident not in wanted]:
            self._asked.pop(ident).cancel()
        if self._wanted in self._kept:
            self._draw(self._kept[self._wanted])
        else:
            self._canvas.say(self.tr("The image is being read…"))
            self._ask(listed)
        if following is not None and following.sample.id not in self._kept:
            self._ask(following)

    def clear(self) -> None:
        """Show nothing."""
        self._wanted = 0
        self._canvas.say("")

    def _ask(self, listed: Listed) -> None:
        ident = listed.sample.id
        if ident in self._asked:
            return

        def take(pixels: Pixels) -> None:
            self._asked.pop(ident, None)
            self._kept[ident] = pixels
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            if ident == self._wanted:
                self._draw(pixels)

        def fail(error: StudioError) -> None:
            self._asked.pop(ident, None)
            if ident == self._wanted:
                self._canvas.say(f"{error.message} {error.hint}".strip())

        self._asked[ident] = self._services.ask_pictures(
            View(files=listed.files), owner=self, done=take, failed=fail
        )

    def _draw(self, pixels: Pixels) -> None:
        plain = pixels.pixels.dtype.name == "uint8" and pixels.depth <= 8
        low, high = (pixels.black, pixels.white) if plain else (pixels.low, pixels.high)
        channels = tuple(range(min(3, len(pixels.channels) or 1)))
        box = (0.0, 0.0, float(pixels.width), float(pixels.height))
        self._canvas.show_pixels(pixels.pixels, low=low, high=high, channels=channels, box=box)
