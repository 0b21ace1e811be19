"""What the network says of some tuning images now, beside the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tlstudio.core.words import whole_percent
from tlstudio.data.manifest import Manifest
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.thumbnail import ThumbnailLabel, Thumbnails
from tlstudio.project.runs import RunFolder

_MOST = 8
_SIDE = 92
_GAP = 12
Files = tuple[Path, ...]


def files_of(run: RunFolder, keys: Sequence[str]) -> dict[str, Files]:
    """Where the files of some tuning images of a run are; reads its frozen dataset.

    Raises:
        ProjectError: When that is missing or damaged.
    """
    manifest = Manifest.read(run.manifest_path)
    wanted = set(keys)
    found: dict[str, Files] = {}
    for sample in manifest.stream(manifest.rows("validation")):
        if sample.key in wanted:
            found[sample.key] = manifest.files(sample)
            if len(found) == len(wanted):
                break
    return found


class Previews(QWidget):
    """A strip of some images; hidden until there is something to show."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._run: RunFolder | None = None
        self._files: dict[str, Files] = {}
        self._shown: tuple[dict[str, Any], ...] = ()
        thumbs = Thumbnails.of(session)
        self.tiles = tuple(_Tile(thumbs) for _ in range(_MOST))
        tip = self.tr("The same few tuning images after every pass: they are not learned from.")
        title = make.label(self.tr("Some tuning images"), "strong", tip=tip)
        line = make.row(*self.tiles, None, spacing=_GAP)
        self.setLayout(make.column(title, line, spacing=6))
        self.hide()

    def show_run(self, run: RunFolder) -> None:
        """Forget the run before."""
        self._run, self._files, self._shown = run, {}, ()
        self.hide()

    def show_items(self, items: tuple[dict[str, Any], ...]) -> None:
        """Show a look: each with key, truth, answer and probability."""
        run = self._run
        if run is None or items == self._shown or not items:
            return
        self._shown = items
        keys = [str(item.get("key", "")) for item in items[:_MOST]]
        if all(key in self._files for key in keys):
            self._fill()
            return

        def take(found: dict[str, Files]) -> None:
            if run == self._run:
                # A key without files is not looked for again.
                self._files |= dict.fromkeys(keys, ()) | found
                self._fill()

        self._session.services.background.run(
            lambda: files_of(run, keys), owner=self, done=take, failed=lambda _: None
        )

    def _fill(self) -> None:
        for item, tile in zip(self._shown, self.tiles, strict=False):
            tile.show_item(item, self._files.get(str(item.get("key", "")), ()))
        self._fit()
        self.show()

    def _fit(self) -> None:
        """As many as there is room for."""
        room = max(1, (self.width() + _GAP) // (_SIDE + _GAP))
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < min(room, len(self._shown)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or fewer."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for one, however many there are."""
        return QSize(_SIDE, super().minimumSizeHint().height())


class _Tile(QWidget):
    def __init__(self, thumbs: Thumbnails) -> None:
        super().__init__()
        self.setFixedWidth(_SIDE)
        self.picture = ThumbnailLabel(thumbs, _SIDE)
        self.answer = make.label("", "caption")
        self.truth = make.label("", "caption")
        for words in (self.answer, self.truth):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(make.column(self.picture, self.answer, self.truth, spacing=1))

    def show_item(self, item: Mapping[str, Any], files: Files) -> None:
        truth, answer = str(item.get("truth", "")), str(item.get("answer", ""))
        right = truth == answer
        probability = item.get("probability")
        sure = whole_percent(float(probability)) if isinstance(probability, int | float) else ""
        self.picture.show_files(files)
        words = f"{'✓' if right else '✗'} {answer}"
        make.set_role(self.answer, "good" if right else "error")
        metrics = self.answer.fontMetrics()
        self.answer.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, _SIDE))
        told = sure if right else self.tr("is %1").replace("%1", truth)
        self.truth.setText(metrics.elidedText(told, Qt.TextElideMode.ElideRight, _SIDE))
        both = self.tr("Truth: %1. Answer: %2, %3.").replace("%1", truth).replace("%2", answer)
        self.setToolTip(both.replace("%3", sure))
        self.setAccessibleName(self.toolTip())
