"""The panel of models: choose one, see its layers, remove, add and keep."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tlstudio.core.errors import StudioError
from tlstudio.gui.panels.model.adding import AddingPage
from tlstudio.gui.panels.model.browsing import BrowsingPage
from tlstudio.gui.panels.model.carrying import Carrying, PackDialog
from tlstudio.gui.panels.model.details import Details
from tlstudio.gui.panels.model.downloads import Downloads
from tlstudio.gui.panels.model.drafting import DraftKeeper
from tlstudio.gui.panels.model.faults import in_window_words
from tlstudio.gui.panels.model.operating import Actions, OperatingPage
from tlstudio.gui.panels.model.ready_line import ReadyLine
from tlstudio.gui.panels.model.recommending import RecommendedPage
from tlstudio.gui.panels.model.shelf import Entry, Shelf, problem_of, read_shelf
from tlstudio.gui.panels.model.speed import Speed
from tlstudio.gui.panels.model.steps import StepStrip
from tlstudio.gui.panels.panel import Panel
from tlstudio.gui.session import Session
from tlstudio.gui.widgets import make
from tlstudio.gui.widgets.banner import Banner
from tlstudio.jobs.drafts import Draft
from tlstudio.jobs.questions import Warm
from tlstudio.models.catalogue.catalogue import weights_file

_WEIGHTS = {".safetensors", ".pth", ".pt"}
# Dropped here, these are meant as models; the worker says in words why they are not opened.
_REFUSED = {".pkl", ".pickle", ".joblib", ".keras", ".h5", ".pb", ".ckpt", ".pt2", ".ptl", ".bin"}


class ModelPanel(Panel):
    """Puts pages together; each minds its own business."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.shelf = Shelf()
        self._first = True
        self._wanted = ""
        self.keeper = DraftKeeper(session, self)
        self.downloads = Downloads(session.services, self)
        self.carrying = Carrying(session.services, self)
        self.speed = Speed(session, self)
        self.banner = Banner()
        self.steps = StepStrip()
        self.recommended = RecommendedPage(self.speed, session.nouns, read_only=session.read_only)
        self.details = Details(
            self.downloads, self.speed, session.nouns, read_only=session.read_only
        )
        self.browsing = BrowsingPage(self.speed, self.details, session.nouns)
        self.adding = AddingPage(session.services)
        self.operating = OperatingPage(session, self.keeper)
        self.pages = make.Pages()
        for page in (self.recommended, self.browsing, self.adding, self.operating):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 18, 26, 16)
        layout.setSpacing(12)
        layout.addWidget(self.steps)
        layout.addWidget(ReadyLine(session.services))
        layout.addWidget(self.banner)
        layout.addWidget(self.pages, 1)
        self._connect()
        self._make_actions()

    def _connect(self) -> None:
        self.steps.chosen.connect(self._step)
        self.recommended.use.connect(self.choose)
        self.recommended.look.connect(self.look_at)
        self.recommended.everything.connect(lambda: self._show(self.browsing))
        self.browsing.back.connect(lambda: self._show(self.recommended))
        self.adding.back.connect(lambda: self._show(self.browsing))
        self.adding.added.connect(lambda _: self.refresh())
        self.adding.use.connect(self.choose)
        self.operating.another.connect(lambda: self._show(self.recommended))
        for page in (self.recommended, self.browsing, self.details):
            page.add.connect(self.add_from_file)
            page.unpack.connect(self.choose_pack)
        for source in (self.browsing, self.details):
            source.use.connect(self.choose)
            source.pack.connect(self.prepare_stick)
        self.downloads.arrived.connect(self._arrived)
        self.downloads.paused.connect(lambda _: self.refresh())
        self.downloads.failed.connect(self._download_failed)
        self.carrying.packed.connect(self._packed)
        self.carrying.unpacked.connect(self._unpacked)
        self.carrying.failed.connect(lambda error: self.banner.show_error(in_window_words(error)))
        self.keeper.failed.connect(self.banner.show_error)
        self.keeper.changed.connect(self._draft_changed)
        self.services.settings_changed.connect(self._offline)
        self.session.facts_changed.connect(lambda _: self._show_steps())
        self._offline()
        self._show_steps()

    def _make_actions(self) -> None:
        pairs = (
            (self.tr("Use the recommended model"), "Ctrl+Shift+U", self._use_recommended),
            (self.tr("Recommended models"), "", lambda: self._show(self.recommended)),
            (self.tr("All models"), "Ctrl+Shift+M", lambda: self._show(self.browsing)),
            (self.tr("Search models"), "Ctrl+F", self._search),
            (self.tr("Add a model from a file…"), "", self.add_from_file),
            (self.tr("Take models from a USB stick…"), "", self.choose_pack),
            (self.tr("Prepare a USB stick…"), "", lambda: self.prepare_stick("")),
        )
        for words, keys, act in pairs:
            action = QAction(words, self)
            if keys:
                action.setShortcut(keys)
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda *_, act=act: act())
            self.addAction(action)
        for action in self.operating.actions():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def actions_for_palette(self) -> list[QAction]:
        """Everything that the panel can do."""
        return [*self.actions(), *self.operating.actions()]

    def next_sentence(self) -> str:
        """What to do next here."""
        if not self.keeper.draft.backbone:
            return self.tr("Choose a pretrained model.")
        return self.tr("Look at what is removed, new and kept, then go on to training.")

    # Pages

    def entered(self) -> None:
        """Read the models again; the chosen one is shown, or the recommended ones."""
        self.services.ask_models(
            Warm(family="surgery"), owner=self, done=lambda _: None, failed=lambda _: None
        )
        self.refresh()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._show_steps()
        if page is self.operating:
            self.speed.rest()
        else:
            self.speed.measure(self.shelf)
        if page is self.browsing:
            self.browsing.view.setFocus()

    def _step(self, number: int) -> None:
        if number == 1:
            self._show(self.recommended)
        else:
            self._open_chosen()
            self.operating.focus_on(number)
        self._show_steps()

    def _show_steps(self) -> None:
        done = frozenset({1, 2, 3}) if self.keeper.draft.backbone else frozenset[int]()
        current = 2 if self.pages.currentWidget() is self.operating else 1
        self.steps.show_state(done, current)

    def _search(self) -> None:
        self._show(self.browsing)
        self.browsing.search.setFocus()
        self.browsing.search.selectAll()

    def refresh(self) -> None:
        """Read what there is, off the window's thread."""
        self.services.background.run(self._read_shelf, owner=self, done=self._take_shelf)

    def _read_shelf(self) -> Shelf:
        return read_shelf(self.session.nouns.modality)

    def _take_shelf(self, shelf: Shelf) -> None:
        first, self._first = self._first, False
        self.shelf = shelf
        self.recommended.show_shelf(shelf, self.keeper.draft.backbone)
        self.browsing.show_shelf(shelf)
        self.adding.show_shelf(shelf)
        if first and self.keeper.draft.backbone:
            self._open_chosen()
        if first and shelf.broken:
            name, why = shelf.broken[0]
            self.banner.say(
                "warning",
                self.tr("%n model(s) could not be read.", "", len(shelf.broken)),
                f"{name}: {why}",
            )
        if self._wanted:
            ident, self._wanted = self._wanted, ""
            self.look_at(ident)
        if self.pages.currentWidget() is not self.operating:
            self.speed.measure(shelf)

    def look_at(self, ident: str) -> None:
        """Show a model's details in the list of all."""
        self._show(self.browsing)
        self.browsing.select(ident)

    # Choosing

    def _use_recommended(self) -> None:
        picks = [pick for pick in self.shelf.recommended() if pick.role == "recommended"]
        if picks:
            self.choose(picks[0].entry.ident)

    def choose(self, ident: str) -> None:
        """Take a model for the project, once its weights were found whole."""
        entry = self.shelf.by_id.get(ident)
        if entry is None:
            self.services.background.run(
                self._read_shelf,
                owner=self,
                done=lambda shelf: self._choose_from(shelf, ident),
            )
            return
        self.banner.hide()
        self.services.background.run(
            lambda: problem_of(entry.card),
            owner=self,
            done=lambda problem: self._checked(entry, problem),
        )

    def _choose_from(self, shelf: Shelf, ident: str) -> None:
        self._take_shelf(shelf)
        if ident in shelf.by_id:
            self.choose(ident)

    def _checked(self, entry: Entry, problem: StudioError | None) -> None:
        if problem is not None:
            self._broken(entry, problem)
            return
        draft = self.keeper.draft
        if draft.backbone != entry.ident:
            self.keeper.set(Draft(backbone=entry.ident, input=draft.input))
        self._open_chosen()

    def _broken(self, entry: Entry, problem: StudioError) -> None:
        actions: Actions = ((self.tr("Take it from a USB stick…"), self.choose_pack),)
        if entry.card.weights.url and not self.services.settings.offline:
            again = (self.tr("Download it again"), lambda: self._download_again(entry))
            actions = (again, *actions)
        elif entry.card.origin == "user":
            actions = ((self.tr("Add its file again…"), self.add_from_file), *actions)
        self.banner.show_error(in_window_words(problem), actions)
        self.refresh()

    def _download_again(self, entry: Entry) -> None:
        self.banner.hide()
        self.services.background.run(
            lambda: weights_file(entry.card).unlink(missing_ok=True),
            owner=self,
            done=lambda _: self.downloads.begin(entry.ident, entry.name),
        )
        self.look_at(entry.ident)

    def _open_chosen(self) -> None:
        ident = self.keeper.draft.backbone
        entry = self.shelf.by_id.get(ident)
        if entry is None:
            if ident and self.shelf.entries:
                self.banner.say(
                    "warning",
                    self.tr("The model %1 of this project is not known here.").replace("%1", ident),
                    self.tr("Choose another, or take it from a USB stick."),
                    ((self.tr("Take it from a USB stick…"), self.choose_pack),),
                )
            return
        self.operating.set_card(entry.card)
        self._show(self.operating)
        if not entry.here:
            self.banner.say(
                "warning",
                self.tr("The weights of %1 are not on this computer.").replace("%1", entry.name),
                self.tr("Its layers can be looked at; training needs the weights."),
                ((self.tr("How to bring them here"), lambda: self.look_at(ident)),),
            )

    def _draft_changed(self, draft: object) -> None:
        del draft
        entry = self.shelf.by_id.get(self.keeper.draft.backbone)
        if self.pages.currentWidget() is self.operating:
            if entry is None:
                self._show(self.recommended)
            elif self.operating.card is None or self.operating.card.id != entry.ident:
                self.operating.set_card(entry.card)
        self.recommended.show_shelf(self.shelf, self.keeper.draft.backbone)
        self._show_steps()

    # Bringing models here and away

    def add_from_file(self) -> None:
        """Show the page that takes a file in."""
        self.adding.nothing_yet()
        self._show(self.adding)

    def choose_pack(self) -> None:
        """Ask for a file that "Prepare a USB stick" made."""
        kinds = self.tr("Models (*.zip)")
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Models on a stick"), "", kinds)
        if file:
            self.carrying.unpack(Path(file))

    def prepare_stick(self, ident: str) -> None:
        """Ask which models, and where to."""
        dialog = PackDialog(self.shelf.here, ident, self)
        dialog.wanted.connect(lambda idents, file: self.carrying.pack(idents, Path(file)))
        dialog.open()

    def accept_drop(self, paths: list[str]) -> bool:
        """Weights and transformers folders are added, packs are taken in."""
        path = Path(paths[0]) if paths else Path()
        suffix = path.suffix.lower()
        if suffix == ".zip":
            self.carrying.unpack(path)
            return True
        if suffix in _WEIGHTS | _REFUSED or (path.is_dir() and (path / "config.json").is_file()):
            self.adding.take(path)
            self._show(self.adding)
            return True
        return False

    def _arrived(self, ident: str) -> None:
        entry = self.shelf.by_id.get(ident)
        name = entry.name if entry else ident
        self.banner.say(
            "good",
            self.tr("%1 is on this computer now.").replace("%1", name),
            "",
            ((self.tr("Use it"), lambda: self.choose(ident)),),
        )
        self.refresh()

    def _download_failed(self, ident: str, error: StudioError) -> None:
        entry = self.shelf.by_id.get(ident)
        name = entry.name if entry else ident
        self.banner.show_error(
            in_window_words(error),
            (
                (self.tr("Try again"), lambda: self.downloads.begin(ident, name)),
                (self.tr("Take it from a USB stick…"), self.choose_pack),
            ),
        )
        self.refresh()

    def _packed(self, file: str, count: int) -> None:
        self.banner.say(
            "good",
            self.tr("%n model(s) are in %1.", "", count).replace("%1", file),
            self.tr("On the other computer, drop the file onto the page of models."),
        )

    def _unpacked(self, idents: tuple[str, ...]) -> None:
        self.banner.say(
            "good",
            self.tr("On this computer now: %1.").replace("%1", ", ".join(idents)),
            "",
            ((self.tr("Use it"), lambda: self.choose(idents[0])),) if len(idents) == 1 else (),
        )
        self._wanted = idents[0] if idents else ""
        self.refresh()

    def _offline(self, _: object = None) -> None:
        # A method and no lambda: it is let go of together with the panel.
        self.details.set_offline(self.services.settings.offline)
