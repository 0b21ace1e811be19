"""One image of the dataset after the other, the next one fetched beforehand; a small one."""

from __future__ import annotations

from collections import OrderedDict

from tlstudio.core.errors import StudioError
from tlstudio.data.store.listing import Listed
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.panels.data.showing import LargeItem
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.canvas import ImageCanvas
from tlstudio.gui.widgets.thumbnail import ThumbnailLabel, Thumbnails
from tlstudio.jobs.answers import Pixels
from tlstudio.jobs.questions import View

_KEPT = 3


class BigPicture(LargeItem):
    """A canvas; nothing but the pixels is shown."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self.canvas = ImageCanvas(name)
        self.setFocusProxy(self.canvas)
        self.setLayout(make.column(self.canvas))
        self._services = session.services
        self._kept: OrderedDict[int, Pixels] = OrderedDict()
        self._asked: dict[int, Ticket] = {}
        self._wanted = 0

    @property
    def ready(self) -> bool:
        """Whether the pixels are there."""
        return self.canvas.has_image

    def show_item(self, listed: Listed, following: Listed | None = None) -> None:
        """See `LargeItem`."""
        self._wanted = listed.sample.id
        wanted = {self._wanted} | ({following.sample.id} if following else set())
        for ident in [ident for ident in self._asked if ident not in wanted]:
            self._asked.pop(ident).cancel()
        if self._wanted in self._kept:
            self._draw(self._kept[self._wanted])
        else:
            self.canvas.say(self.tr("The image is being read…"))
            self._ask(listed)
        if following is not None and following.sample.id not in self._kept:
            self._ask(following)

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
                self.canvas.say(f"{error.message} {error.hint}".strip())

        self._asked[ident] = self._services.ask_pictures(
            View(files=listed.files), owner=self, done=take, failed=fail
        )

    def _draw(self, pixels: Pixels) -> None:
        plain = pixels.pixels.dtype.name == "uint8" and pixels.depth <= 8
        low, high = (pixels.black, pixels.white) if plain else (pixels.low, pixels.high)
        channels = tuple(range(min(3, len(pixels.channels) or 1)))
        box = (0.0, 0.0, float(pixels.width), float(pixels.height))
        self.canvas.show_pixels(pixels.pixels, low=low, high=high, channels=channels, box=box)


class SmallPicture(ThumbnailLabel):
    """A thumbnail, for comparing some."""

    def __init__(self, session: Session, listed: Listed, side: int) -> None:
        super().__init__(Thumbnails.of(session), side)
        self.show_files(listed.files, listed.content, listed.sample.key)
