"""What the network says of some tuning images now, beside the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from tlstudio.core.words import whole_percent
from tlstudio.data.manifest import Manifest
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.thumbnail import ThumbnailLabel, Thumbnails
from tlstudio.project.runs import RunFolder

_MOST = 8
_SIDE = 92
_GAP = 12
_WIDE = 190
_LINES = 4
_SIGNS = 200
Look = tuple[Path, ...] | tuple[str, ...]
"""The files of an image, or how texts begin."""


def looks_of(run: RunFolder, keys: Sequence[str]) -> dict[str, Look]:
    """What some tuning items of a run look like; reads its frozen dataset.

    Raises:
        ProjectError: When that is missing or damaged.
    """
    manifest = Manifest.read(run.manifest_path)
    wanted = set(keys)
    found: dict[str, Look] = {}
    for sample in manifest.stream(manifest.rows("validation")):
        if sample.key in wanted:
            found[sample.key] = (
                tuple(text[:_SIGNS] for text in manifest.texts(sample))
                if sample.kind == "text"
                else manifest.files(sample)
            )
            if len(found) == len(wanted):
                break
    return found


class Previews(QWidget):
    """A strip of some items; hidden until there is something to show."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._run: RunFolder | None = None
        self._looks: dict[str, Look] = {}
        self._shown: tuple[dict[str, Any], ...] = ()
        is_text = session.nouns.modality == "text"
        self.tiles = tuple(
            _Tile(_Beginning() if is_text else _Small(Thumbnails.of(session))) for _ in range(_MOST)
        )
        self._side = _WIDE if is_text else _SIDE
        tip = session.nouns.tr(
            self, "The same few tuning images after every pass: they are not learned from."
        )
        title = make.label(session.nouns.tr(self, "Some tuning images"), "strong", tip=tip)
        line = make.row(*self.tiles, None, spacing=_GAP)
        self.setLayout(make.column(title, line, spacing=6))
        self.hide()

    def show_run(self, run: RunFolder) -> None:
        """Forget the run before."""
        self._run, self._looks, self._shown = run, {}, ()
        self.hide()

    def show_items(self, items: tuple[dict[str, Any], ...]) -> None:
        """Show a look: each with key, truth, answer and probability."""
        run = self._run
        if run is None or items == self._shown or not items:
            return
        self._shown = items
        keys = [str(item.get("key", "")) for item in items[:_MOST]]
        if all(key in self._looks for key in keys):
            self._fill()
            return

        def take(found: dict[str, Look]) -> None:
            if run == self._run:
                # A key without a look is not looked for again.
                self._looks |= dict.fromkeys(keys, ()) | found
                self._fill()

        self._session.services.background.run(
            lambda: looks_of(run, keys), owner=self, done=take, failed=lambda _: None
        )

    def _fill(self) -> None:
        for item, tile in zip(self._shown, self.tiles, strict=False):
            tile.show_item(item, self._looks.get(str(item.get("key", "")), ()))
        self._fit()
        self.show()

    def _fit(self) -> None:
        """As many as there is room for."""
        room = max(1, (self.width() + _GAP) // (self._side + _GAP))
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < min(room, len(self._shown)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or fewer."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for one, however many there are."""
        return QSize(self._side, super().minimumSizeHint().height())


class _Small(ThumbnailLabel):
    """An image of a look."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(thumbnails, _SIDE)

    def show_look(self, look: Look) -> None:
        """Show the image of some files."""
        self.show_files(tuple(Path(file) for file in look))


class _Beginning(QLabel):
    """How the texts of a look begin."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMargin(8)
        self.setFixedSize(_WIDE, _LINES * self.fontMetrics().lineSpacing() + 18)

    def show_look(self, look: Look) -> None:
        """Show as much as there is room for."""
        text = " · ".join(" ".join(str(one).split()) for one in look)
        room = round((_WIDE - 20) * (_LINES - 0.6))
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))


class _Tile(QWidget):
    def __init__(self, picture: _Small | _Beginning) -> None:
        super().__init__()
        self.picture = picture
        self._width = picture.width() if isinstance(picture, _Beginning) else _SIDE
        self.setFixedWidth(self._width)
        self.answer = make.label("", "caption")
        self.truth = make.label("", "caption")
        for words in (self.answer, self.truth):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(make.column(self.picture, self.answer, self.truth, spacing=1))

    def show_item(self, item: Mapping[str, Any], look: Look) -> None:
        truth, answer = str(item.get("truth", "")), str(item.get("answer", ""))
        right = truth == answer
        probability = item.get("probability")
        sure = whole_percent(float(probability)) if isinstance(probability, int | float) else ""
        self.picture.show_look(look)
        words = f"{'✓' if right else '✗'} {answer}"
        make.set_role(self.answer, "good" if right else "error")
        metrics = self.answer.fontMetrics()
        self.answer.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, self._width))
        told = sure if right else self.tr("is %1").replace("%1", truth)
        self.truth.setText(metrics.elidedText(told, Qt.TextElideMode.ElideRight, self._width))
        both = self.tr("Truth: %1. Answer: %2, %3.").replace("%1", truth).replace("%2", answer)
        self.setToolTip(both.replace("%3", sure))
        self.setAccessibleName(self.toolTip())
