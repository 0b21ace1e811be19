"""Small pictures: one cache in memory for a project, asked for what is on the screen now."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from tlstudio.core.errors import StudioError
from tlstudio.gui.background.tasks import Ticket
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session
from tlstudio.gui.theme import theme
from tlstudio.gui.theme.icons import pixmap
from tlstudio.gui.widgets.pixels import to_image
from tlstudio.jobs.answers import Picture
from tlstudio.jobs.questions import Thumbnail

_BYTES = 48 << 20
_WAIT = 12
_AT_ONCE = 8
_FLYING = 48
_PROBLEMS = 4096
_SIGN = 22


@dataclass(frozen=True)
class Thumb:
    """Which picture, how large.

    Attributes:
        files: Of one image.
        side: Longest side in pixels of the screen.
        content: Content hash where it is known.
    """

    files: tuple[Path, ...]
    side: int = 160
    content: str = ""


class Thumbnails(QObject):
    """Keeps the pictures seen last and asks for those that somebody wants.

    Args:
        services: Answers.
        cache: The project's cache folder; None keeps nothing on disk.
        limit: Bytes in memory.

    Signals:
        arrived: The `Thumb` whose picture (or failure) came.
    """

    arrived = Signal(object)

    def __init__(
        self,
        services: Services,
        cache: Path | None = None,
        limit: int = _BYTES,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._cache = cache
        self._limit = limit
        self._used = 0
        self._kept: OrderedDict[Thumb, QPixmap] = OrderedDict()
        self._problems: OrderedDict[Thumb, str] = OrderedDict()
        self._flying: dict[Thumb, Ticket] = {}
        self._wanted: dict[int, tuple[Thumb, ...]] = {}
        self._timer = QTimer(self, interval=_WAIT, singleShot=True)
        self._timer.timeout.connect(self._ask)

    @classmethod
    def of(cls, owner: Session | Services) -> Thumbnails:
        """The one of a session, or of the application where there is no project."""
        for child in owner.children():
            if isinstance(child, cls):
                return child
        if isinstance(owner, Session):
            return cls(owner.services, owner.project.cache_dir, parent=owner)
        return cls(owner, parent=owner)

    @property
    def bytes_kept(self) -> int:
        """Memory taken by pictures."""
        return self._used

    def find(self, thumb: Thumb) -> QPixmap | None:
        """A picture that is here; None when it is not."""
        found = self._kept.get(thumb)
        if found is not None:
            self._kept.move_to_end(thumb)
        return found

    def problem(self, thumb: Thumb) -> str:
        """Why a picture cannot be had; "" when nothing is known against it."""
        return self._problems.get(thumb, "")

    def want(self, client: QObject, thumbs: Iterable[Thumb]) -> None:
        """Say what a client shows now, the most important first; what it showed before is dropped.

        Args:
            client: Who; its wishes end with it.
            thumbs: All that it wants, also what is here already.
        """
        ident = id(client)
        if ident not in self._wanted:
            client.destroyed.connect(lambda *_: self._wanted.pop(ident, None))
        self._wanted[ident] = tuple(thumbs)
        if not self._timer.isActive():
            self._timer.start()

    def _ask(self) -> None:
        """Cancel what nobody sees any more and ask for some of what is missing."""
        wanted = {thumb: None for wishes in self._wanted.values() for thumb in wishes}
        for thumb in [thumb for thumb in self._flying if thumb not in wanted]:
            self._flying.pop(thumb).cancel()
        missing = [
            thumb
            for thumb in wanted
            if thumb not in self._kept and thumb not in self._flying and thumb not in self._problems
        ]
        room = min(_AT_ONCE, _FLYING - len(self._flying))
        # The last that is asked for is answered first.
        for thumb in reversed(missing[: max(0, room)]):
            self._flying[thumb] = self._ask_for(thumb)
        if len(missing) > room and len(self._flying) < _FLYING:
            self._timer.start()

    def _ask_for(self, thumb: Thumb) -> Ticket:
        def take(picture: Picture) -> None:
            self.keep(thumb, to_image(picture.pixels))
            self._landed(thumb)

        def fail(error: StudioError) -> None:
            self._problems[thumb] = error.message
            while len(self._problems) > _PROBLEMS:
                self._problems.popitem(last=False)
            self._landed(thumb)

        return self._services.ask_pictures(
            Thumbnail(files=thumb.files, side=thumb.side, content=thumb.content, cache=self._cache),
            owner=self,
            done=take,
            failed=fail,
            newest_first=True,
        )

    def keep(self, thumb: Thumb, image: QImage) -> None:
        """Keep a picture that came another way."""
        old = self._kept.pop(thumb, None)
        if old is not None:
            self._used -= _bytes(old)
        made = QPixmap.fromImage(image)
        self._kept[thumb] = made
        self._used += _bytes(made)
        while self._used > self._limit and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._used -= _bytes(gone)

    def _landed(self, thumb: Thumb) -> None:
        self._flying.pop(thumb, None)
        self.arrived.emit(thumb)
        if not self._timer.isActive():
            self._timer.start()

    def forget_problems(self) -> None:
        """Try again what could not be read: files may be back."""
        self._problems.clear()


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4


class ThumbnailLabel(QWidget):
    """One picture; a frame while it comes, a sign with the reason where it cannot be read.

    Args:
        thumbnails: See `Thumbnails.of`.
        side: Its longest side on the screen.
    """

    def __init__(
        self, thumbnails: Thumbnails, side: int = 96, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._side = side
        self._thumb: Thumb | None = None
        self.setFixedSize(QSize(side, side))
        thumbnails.arrived.connect(self._arrived)
        theme.current().changed.connect(self.update)

    def show_files(self, files: tuple[Path, ...], content: str = "", name: str = "") -> None:
        """Show an image; no files show nothing.

        Args:
            files: Of one image.
            content: Its content hash where it is known.
            name: What screen readers say.
        """
        side = round(self._side * self.devicePixelRatioF())
        self._thumb = Thumb(files, side, content) if files else None
        self.setAccessibleName(name or (files[0].name if files else ""))
        self._thumbnails.want(self, () if self._thumb is None else (self._thumb,))
        self.update()

    def _arrived(self, thumb: Thumb) -> None:
        if thumb == self._thumb:
            self.setToolTip(self._thumbnails.problem(thumb))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in the middle, corners softened."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = self._thumbnails.find(self._thumb) if self._thumb is not None else None
        path = QPainterPath()
        if picture is None:
            path.addRoundedRect(self.rect(), 6, 6)
            painter.fillPath(path, QColor(theme.colours().raised))
            if self._thumb is not None:
                bad = bool(self._thumbnails.problem(self._thumb))
                name, role = ("triangle-alert", "warning") if bad else ("image", "muted")
                place = self.rect().center()
                sign = pixmap(name, _SIGN, role, self.devicePixelRatioF())
                painter.drawPixmap(place.x() - _SIGN // 2, place.y() - _SIGN // 2, sign)
            return
        size = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = self.rect()
        area.setSize(size)
        area.moveCenter(self.rect().center())
        path.addRoundedRect(area, 6, 6)
        painter.setClipPath(path)
        painter.drawPixmap(area, picture)
