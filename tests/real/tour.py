"""A walk through every screen of the window, with a stop at each; what is done there is free.

The walk acts on the window's own objects, so it does not depend on the language. `walk` is used by
the gallery, which takes a picture at every stop, and by tests, which check the layout there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.real.scene import Scene
from tlstudio.gui.facts import StepName
from tlstudio.gui.panels.data.viewer import Viewer
from tlstudio.gui.panels.panel import Panel
from tlstudio.gui.services import Services
from tlstudio.gui.shell.project_page import ProjectPage
from tlstudio.gui.widgets.thumbnail import Thumbnails
from tlstudio.gui.window import MainWindow

W = TypeVar("W", bound=QObject)


class Guide:
    """Leads through the window.

    Args:
        app: The application.
        window: Its window, shown.
        services: Of the window.
        at: Called at every stop with its name.
        only: Beginnings of the names of stops that are wanted; empty wants all.
        quiet: Seconds that are given to a screen before it counts as drawn.
    """

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        services: Services,
        at: Callable[[str], None],
        only: Iterable[str] = (),
        quiet: float = 0.35,
    ) -> None:
        self.app = app
        self.window = window
        self.services = services
        self._at = at
        self._only = tuple(only)
        self._quiet = quiet

    # Patience

    def spin(self, seconds: float) -> None:
        """Let the window work for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)

    def wait(self, condition: Callable[[], object], what: str, timeout: float = 60) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"never happened: {what}")
            self.app.processEvents()
            time.sleep(0.005)

    def settle(self) -> None:
        """Until thumbnails have come and nothing moves any more."""
        thumbs = self.window.findChildren(Thumbnails) + self.services.findChildren(Thumbnails)
        if self.window.project is not None:
            thumbs += self.window.project.session.findChildren(Thumbnails)
        self.spin(self._quiet)
        end = time.monotonic() + 15
        while time.monotonic() < end and any(one._flying for one in thumbs):
            self.spin(0.05)
        self.spin(self._quiet / 3)

    # Places

    def stop(self, name: str) -> None:
        """Stop here, when it is wanted."""
        if self.wants(name):
            self.settle()
            self._at(name)

    def wants(self, name: str) -> bool:
        """Whether somebody wants to see this."""
        return not self._only or name.startswith(self._only)

    @property
    def page(self) -> ProjectPage:
        """The project that is open."""
        page = self.window.project
        if page is None:
            raise AssertionError("no project is open")
        return page

    def open(self, folder: Path) -> None:
        """Open a project."""
        self.window.open_project(folder)
        wanted = folder.resolve()

        def there() -> bool:
            page = self.window.project
            return page is not None and page.session.project.folder.resolve() == wanted

        self.wait(there, f"{folder.name} is open")

    def step(self, name: StepName) -> Panel:
        """Go to a place of the rail."""
        self.page.show_step(name)
        return self.page.panels[name]

    def find(self, cls: type[W], under: QObject | None = None) -> W:
        """The one object of a class."""
        found = (under or self.window).findChildren(cls)
        seen = [one for one in found if not isinstance(one, QWidget) or one.isVisible()]
        if not (seen or found):
            raise AssertionError(f"no {cls.__name__} is there")
        return (seen or found)[-1]

    def dialog(self, name: str, show: Callable[[], object]) -> None:
        """Stop at a dialog."""
        if not self.wants(name):
            return
        show()
        self.wait(lambda: self.app.activeModalWidget() is not None, f"a dialog for {name}")
        self.stop(name)
        front = self.app.activeModalWidget()
        if isinstance(front, QDialog):
            front.reject()
        self.wait(lambda: self.app.activeModalWidget() is None, "it is closed")


def walk(guide: Guide, scene: Scene, *, training: bool = True) -> None:
    """The whole way.

    Args:
        guide: Leads.
        scene: What there is to see.
        training: Train, import and export on the way, too; takes a minute.
    """
    _home(guide, scene)
    _empty(guide, scene)
    guide.open(scene.project)
    _data(guide)
    _model(guide)
    _train(guide, training=training)
    _evaluate(guide, maps=training)
    _deploy(guide, scene, training=training)
    _shell(guide)
    guide.window.go_home()
    settings = guide.services.settings.with_recent(scene.project.parent / "gone")
    guide.services.change_settings(replace(settings, recent=(*settings.recent,)))
    guide.window.home.refresh()
    guide.stop("home-recent")


def _home(guide: Guide, scene: Scene) -> None:
    guide.stop("home-empty")
    window = guide.window
    guide.dialog("settings", window.show_settings)
    if not guide.wants("given") or not scene.given.exists():
        return
    from tlstudio.gui.home.given_model import GivenModelPage

    page = window.given = GivenModelPage(guide.services)
    window.pages.addWidget(page)
    window.pages.setCurrentWidget(page)
    guide.stop("given-empty")
    page.use(str(scene.given))
    guide.wait(lambda: page.facts is not None, "the model is known", 90)
    guide.stop("given-model")
    window.drop([str(scene.fresh)])
    guide.wait(lambda: len(page.predictions.predictor.table.codes) > 9, "predictions", 90)
    guide.stop("given-answers")
    window.go_home()


def _empty(guide: Guide, scene: Scene) -> None:
    if not guide.wants("empty") and not guide.wants("import"):
        return
    guide.open(scene.empty)
    names: tuple[StepName, ...] = ("data", "model", "train", "evaluate", "deploy")
    for name in names:
        guide.step(name)
        guide.stop(f"empty-{name}")
    _import(guide, scene)


def _import(guide: Guide, scene: Scene) -> None:
    from tlstudio.gui.panels.data.importing.assistant import ImportAssistant

    for name, source in (("folder", scene.images), ("table", scene.table)):
        if not guide.wants(f"import-{name}"):
            continue
        guide.page.begin_import(str(source))
        assistant = guide.find(ImportAssistant)
        guide.wait(assistant.next.isEnabled, "the source is understood")
        guide.stop(f"import-{name}-1-meaning")
        assistant.go_on()
        guide.stop(f"import-{name}-2-together")
        assistant.go_on()
        guide.wait(assistant.next.isEnabled, "a preview")
        guide.stop(f"import-{name}-3-summary")
        assistant.cancel()
        guide.spin(0.2)


def _data(guide: Guide) -> None:
    from tlstudio.gui.panels.data.agreement import AgreementView
    from tlstudio.gui.panels.data.panel import DataPanel
    from tlstudio.gui.panels.data.split import SplitView

    panel = guide.step("data")
    assert isinstance(panel, DataPanel)
    guide.wait(lambda: panel.images is not None, "images")
    images = panel.images
    assert images is not None
    guide.wait(lambda: len(images.items), "a list")
    guide.stop("data-grid")
    images.selection.only(3)
    images.sides.setValue(images.sides.maximum())
    guide.stop("data-grid-large")
    images.filters.show_state("disagrees", "uncertainty")
    guide.stop("data-doubtful")
    images.filters.search.setText("nothing is called so")
    guide.stop("data-nothing")
    images.filters.search.setText("")
    images.filters.show_state("", "name")
    guide.spin(0.4)
    images.as_table.setChecked(True)
    guide.stop("data-table")
    images.as_grid.setChecked(True)
    images.open_image(4)
    viewer = images.viewer
    assert isinstance(viewer, Viewer)
    guide.wait(lambda: viewer.canvas.has_image, "a large image")
    guide.stop("data-image")
    viewer.sees.setChecked(True)
    viewer.info.setChecked(True)
    guide.wait(lambda: viewer.second.has_image, "the model's view", 90)
    guide.stop("data-image-model")
    viewer.sees.setChecked(False)
    images.show_list()
    panel.tabs.setCurrentIndex(1)
    split = guide.find(SplitView)
    guide.stop("data-split")
    if split.facts.alike:
        split.look_at_alike()
        guide.stop("data-alike")
        split.pages.setCurrentIndex(0)
    panel.tabs.setCurrentIndex(2)
    agreement = guide.find(AgreementView)
    guide.wait(lambda: agreement.facts.classes, "an overview")
    guide.stop("data-agreement")
    agreement.reader.setCurrentText("Chris")
    agreement.start_reading()
    guide.wait(lambda: agreement.blind.large.ready, "an image to read")
    guide.stop("data-blind")
    agreement.show_overview()
    if agreement.facts.disagreements:
        agreement.start_resolving()
        guide.wait(lambda: agreement.resolving.large.ready, "an image to resolve")
        guide.stop("data-resolve")
        agreement.show_overview()
    panel.tabs.setCurrentIndex(0)


def _model(guide: Guide) -> None:
    from tlstudio.gui.panels.model.panel import ModelPanel

    if not guide.wants("model"):
        return
    panel = guide.step("model")
    assert isinstance(panel, ModelPanel)
    guide.wait(lambda: panel.shelf.entries, "models")
    panel._show(panel.recommended)
    guide.stop("model-recommended")
    panel._show(panel.browsing)
    panel.browsing.select("fractalnet")
    guide.stop("model-all")
    panel.look_at("resnet18")
    guide.stop("model-absent")
    panel.browsing.search.setText("no such model")
    guide.stop("model-none")
    panel.browsing.clear_filters()
    panel.add_from_file()
    guide.stop("model-add")
    guide.dialog("model-pack", lambda: panel.prepare_stick(""))
    panel.choose("fractalnet")
    guide.wait(lambda: panel.pages.currentWidget() is panel.operating, "the layers")
    guide.spin(3)
    guide.stop("model-layers")


def _train(guide: Guide, *, training: bool) -> None:
    from tlstudio.gui.panels.train.panel import TrainPanel

    if not guide.wants("train") and not guide.wants("jobs"):
        return
    panel = guide.step("train")
    assert isinstance(panel, TrainPanel)
    panel.show_start()
    guide.wait(panel.start.button.isEnabled, "a recipe")
    guide.wait(lambda: panel.start._estimates, "an estimate", 90)
    guide.stop("train-presets")
    panel.start._advanced.setChecked(True)
    panel.start._toggle()
    guide.stop("train-advanced")
    panel.start._advanced.setChecked(False)
    panel.start._toggle()
    panel.show_run(panel.session.facts.runs[-1].name)
    guide.spin(1)
    guide.stop("train-ended")
    if not training:
        return
    panel.show_start()
    panel.start.choose("best")
    panel.start.press_start()
    guide.wait(lambda: panel.view.isVisible() and panel.trainings.running(), "a training", 60)
    guide.spin(20)
    guide.stop("train-running")
    guide.page.tray.open()
    guide.stop("jobs")
    for popup in guide.app.topLevelWidgets():
        if popup is not guide.window:
            popup.hide()
    panel.view.bar.press_stop()
    guide.wait(lambda: not panel.trainings.running(), "it stopped", 120)
    guide.stop("train-stopped")


def _evaluate(guide: Guide, *, maps: bool) -> None:
    from tlstudio.gui.panels.evaluate.map_page import MapPage
    from tlstudio.gui.panels.evaluate.panel import EvaluatePanel
    from tlstudio.gui.views.figure_widget import FigureWidget

    if not guide.wants("evaluate") and not guide.wants("figure"):
        return
    panel = guide.step("evaluate")
    assert isinstance(panel, EvaluatePanel)
    if panel.runs.count() > 2 and panel.results is None:
        guide.stop("evaluate-unscored")
        panel.runs.setCurrentIndex(panel.runs.count() - 2)
    guide.wait(lambda: panel.results, "results")
    results = panel.results
    assert results is not None
    titles = [results.tabs.tabText(place) for place in range(results.tabs.count())]
    for place in range(len(titles)):
        if place == len(titles) - 2 and not maps:
            continue
        results.tabs.setCurrentIndex(place)
        pages = results.findChildren(MapPage)
        guide.wait(lambda: not any(page.working.busy for page in pages), "a map", 120)  # noqa: B023
        guide.stop(f"evaluate-{place}")
    results.tabs.setCurrentIndex(0)
    panel.ask_final()
    guide.stop("evaluate-final")
    for place in range(results.tabs.count()):
        results.tabs.setCurrentIndex(place)
        figures = [one for one in results.findChildren(FigureWidget) if one.isVisible()]
        if figures:
            guide.dialog("figure", partial(results.context.figure_wanted.emit, figures[0]._figure))
            break
    keys = results.context.scores.keys[:9] if results.context.scores is not None else ()
    from tlstudio.gui.views.context import ImageSet

    results.tabs.setCurrentIndex(1)
    results.pane.show_set(ImageSet("interphase → mitotic", tuple(keys)))
    guide.spin(1)
    guide.stop("evaluate-images")


def _deploy(guide: Guide, scene: Scene, *, training: bool) -> None:
    from tlstudio.gui.panels.deploy.panel import DeployPanel

    if not guide.wants("deploy"):
        return
    panel = guide.step("deploy")
    assert isinstance(panel, DeployPanel)
    guide.wait(lambda: panel.using.predictor.model, "a model")
    guide.stop("deploy-empty")
    panel.accept_drop([str(scene.fresh)])
    guide.wait(lambda: len(panel.using.predictor.table.codes) > 9, "predictions", 90)
    guide.spin(4 if training else 0.5)
    guide.stop("deploy-answers")
    panel.tabs.setCurrentIndex(1)
    guide.wait(lambda: panel.share.cards, "formats")
    guide.stop("deploy-share")
    if training:
        panel.share.export_first()
        guide.wait(lambda: panel.share.exports.found, "an export", 180)
        guide.stop("deploy-shared")


def _shell(guide: Guide) -> None:
    window = guide.window
    guide.step("data")
    guide.dialog("commands", window.show_commands)
    guide.dialog("shortcuts", window.show_shortcuts)
