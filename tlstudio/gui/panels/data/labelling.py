"""What a person does to labels: every act is saved at once, can be undone, and says what it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from tlstudio.core.annotations import Answer, Labels
from tlstudio.data.store.listing import Listed
from tlstudio.data.store.store import DatasetStore
from tlstudio.gui.session import Session


@dataclass(frozen=True)
class Steps:
    """What undo and redo would do, in words; "" where there is nothing."""

    undo: str = ""
    redo: str = ""


class Labelling(QObject):
    """Labels for the images that `ids` names; one for the panel, used by every editor.

    Args:
        session: The open project.
        ids: Gives the ids of what is to be labelled now.

    Signals:
        name_wanted: Nobody said who labels; the act waits for `set_annotator`.
        steps_changed: The new `Steps`.
        saved: Number of images whose labels were saved just now.
    """

    name_wanted = Signal()
    steps_changed = Signal(object)
    saved = Signal(int)

    def __init__(
        self, session: Session, ids: Callable[[], Sequence[int]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._nouns = session.nouns
        self.ids = ids
        self.steps = Steps()
        self._waiting: Callable[[], None] | None = None
        session.labels_changed.connect(self.read_steps)
        self.read_steps()

    # Who labels

    @property
    def annotator(self) -> str:
        """Who labels; "" when nobody said so yet."""
        return self.session.services.settings.annotator

    def set_annotator(self, name: str) -> None:
        """Say who labels; remembered for all projects. What waited for it is done now."""
        name = name.strip()
        if not name:
            return
        services = self.session.services
        services.change_settings(replace(services.settings, annotator=name))
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _as_somebody(self, act: Callable[[], None]) -> None:
        if self.session.read_only or self.annotator:
            act()
        else:
            self._waiting = act
            self.name_wanted.emit()

    # Labels

    def label(self, names: tuple[str, ...]) -> None:
        """Give what is selected these classes."""
        ids = list(self.ids())
        if ids:
            self._as_somebody(lambda: self._label(ids, [Labels(names=names)] * len(ids)))

    def toggle(self, name: str) -> None:
        """Add a class to what is selected; where all have it already, take it away."""
        ids = list(self.ids())
        if ids:
            self._as_somebody(lambda: self._toggle(ids, name))

    def _toggle(self, ids: list[int], name: str) -> None:
        def names_of(listed: Listed) -> tuple[str, ...]:
            annotation = listed.sample.annotation
            return annotation.names if isinstance(annotation, Labels) else ()

        def decide(found: dict[int, Listed]) -> None:
            present = {ident: names_of(listed) for ident, listed in found.items()}
            off = all(name in names for names in present.values())
            fresh: list[Labels | None] = []
            for names in present.values():
                others = tuple(item for item in names if item != name)
                new = others if off else (*others, name)
                fresh.append(Labels(names=new) if new else None)
            self._label(list(present), fresh)

        self.session.read(lambda store: store.listing().samples(ids), owner=self, done=decide)

    def answer(self, answer: Answer) -> None:
        """Say that no class can be given: unsure, skip, or none of them; "answered" clears."""
        ids = list(self.ids())
        if not ids:
            return

        def act() -> None:
            self._write(
                lambda store, who: store.annotate(ids, None, annotator=who, answer=answer),
                self._said(len(ids), self.answer_words(answer)),
                len(ids),
            )

        self._as_somebody(act)

    def accept(self, suggestions: dict[int, str]) -> None:
        """Take over what a model suggests.

        Args:
            suggestions: Id → class.
        """
        if suggestions:
            labels = [Labels(names=(name,)) for name in suggestions.values()]
            self._as_somebody(lambda: self._label(list(suggestions), labels))

    def _label(self, ids: list[int], labels: Sequence[Labels | None]) -> None:
        names = list(dict.fromkeys(", ".join(label.names) if label else "" for label in labels))
        words = (
            names[0] if len(names) == 1 else self.tr("%1 classes").replace("%1", str(len(names)))
        )
        self._write(
            lambda store, who: store.annotate(ids, list(labels), annotator=who),
            self._said(len(ids), words or self.tr("not labelled")),
            len(ids),
        )

    def rename(self, old: str, new: str) -> None:
        """Rename a class, or merge it into one that exists."""
        new = new.strip()
        if new and new != old:
            words = self.tr("%1 is %2 now").replace("%1", old).replace("%2", new)
            self._write(lambda store, _: store.rename_class(old, new), words, 0)

    def answer_words(self, answer: Answer) -> str:
        """An answer that is no class, in words."""
        return {
            "unsure": self.tr("unsure"),
            "skip": self.tr("skipped"),
            "empty": self.tr("none of the classes"),
            "answered": self.tr("not labelled"),
        }[answer]

    def _said(self, count: int, words: str) -> str:
        return self._nouns.tr(self, "%n images: %1", count).replace("%1", words)

    def _write(self, work: Callable[[DatasetStore, str], object], words: str, count: int) -> None:
        who = self.annotator
        if not self.session.read_only:
            # The store's own words are read when it is saved; undo must not wait for them.
            self._take_steps(Steps(undo=words))
        self.session.write(
            lambda store: work(store, who),
            owner=self,
            done=lambda _: self.saved.emit(count),
            words=words,
        )

    # Back and forth

    def undo(self) -> None:
        """Take the newest act back, whoever did it."""
        self._step(lambda store: store.undo(), self.tr("Undone: %1"), self.steps.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(lambda store: store.redo(), self.tr("Done again: %1"), self.steps.redo)

    def _step(self, work: Callable[[DatasetStore], object], words: str, what: str) -> None:
        if what:
            self.session.write(work, owner=self, words=words.replace("%1", what))

    def read_steps(self) -> None:
        """Ask what undo and redo would do."""
        self.session.read(
            lambda store: store.listing().steps(),
            owner=self,
            done=lambda found: self._take_steps(Steps(*found)),
        )

    def _take_steps(self, steps: Steps) -> None:
        self.steps = steps
        self.steps_changed.emit(steps)
