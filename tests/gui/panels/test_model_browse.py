"""Choosing a model: three recommended ones, all of them filtered, the draft that follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tlstudio.core.cards import BackboneCard, WeightsSource
from tlstudio.core.paths import models_dir
from tlstudio.gui.panels.model.listing import ENTRY, SIZE
from tlstudio.gui.panels.model.names import display_name, file_size, pace, quality
from tlstudio.gui.panels.model.panel import ModelPanel
from tlstudio.gui.panels.model.shelf import Entry, Shelf, read_shelf
from tlstudio.gui.services import Services
from tlstudio.gui.session import Session, open_project
from tlstudio.jobs.drafts import Draft, read_draft
from tlstudio.models.catalogue.catalogue import card

Settle = Callable[[Callable[[], bool]], None]


@pytest.fixture
def panel(
    session: Session, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> ModelPanel:
    # Measuring speeds is the model desk's own test; here nobody waits for it.
    monkeypatch.setattr("tlstudio.gui.panels.model.speed.Speed._next", lambda _: None)
    made = ModelPanel(session)
    qtbot.addWidget(made)
    made.resize(1050, 720)
    made.show()
    made.entered()
    settle(lambda: bool(made.shelf.entries))
    return made


def rows(panel: ModelPanel) -> list[str]:
    """Ids in the list, from above."""
    view = panel.browsing.filter
    return [view.index(row, 0).data(ENTRY).ident for row in range(view.rowCount())]


def user_card(ident: str, **changes: object) -> BackboneCard:
    """A model of the user's, its weights not necessarily there."""
    folder = models_dir()
    folder.mkdir(parents=True, exist_ok=True)
    made = card("squeezenet1_1").model_copy(
        update={"id": ident, "title": ident, "origin": "user", "accuracy": None, **changes}
    )
    (folder / f"{ident}.json").write_text(made.model_dump_json())
    return made


def test_names_are_those_of_the_papers() -> None:
    written = {ident: display_name(card(ident)) for ident in (
        "resnet50", "squeezenet1_1", "vit_b_16", "swin_t", "regnet_y_1_6gf", "efficientnet_v2_s",
        "convnext_tiny", "densenet121", "mobilenet_v2-imagenet1k-v1", "wide_resnet50_2",
    )}  # fmt: skip
    assert list(written.values()) == [
        "ResNet-50", "SqueezeNet 1.1", "ViT-B/16", "Swin-T", "RegNetY 1.6GF", "EfficientNetV2-S",
        "ConvNeXt Tiny", "DenseNet-121", "MobileNetV2 · first weights", "Wide ResNet-50-2",
    ]  # fmt: skip
    names = [entry.name for entry in read_shelf().entries]
    assert len(set(names)) == len(names)
    assert (pace(84), pace(2.34), pace(0.25)) == (
        "84 images a second", "2.3 images a second", "4.0 s an image",
    )  # fmt: skip


def test_three_are_recommended_and_the_built_in_one_says_what_is_better() -> None:
    shelf = read_shelf()
    picks = shelf.recommended()
    assert [(pick.entry.ident, pick.role) for pick in picks] == [
        ("fractalnet", "recommended"), ("mobilenet_v3_large", "better"),
        ("convnext_tiny", "accurate"),
    ]  # fmt: skip
    better = shelf.better_to_bring()
    assert better is not None
    assert better.ident == "mobilenet_v3_large"
    here = tuple(
        replace(entry, here=entry.here or entry.ident in ("resnet50", "vit_h_14", "squeezenet1_1"))
        for entry in shelf.entries
    )
    best = Shelf(here).recommended()
    assert [pick.entry.ident for pick in best] == ["resnet50", "squeezenet1_1", "fractalnet"]
    nc = Shelf((Entry(card("regnet_y_16gf-imagenet1k-swag-e2e-v1"), True, 0, "x"), *shelf.entries))
    assert nc.recommended()[0].entry.ident == "fractalnet"


def test_use_recommended_writes_the_draft_and_shows_its_layers(
    panel: ModelPanel, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    assert panel.pages.currentWidget() is panel.recommended
    button = panel.recommended.primary
    assert isinstance(button, QPushButton)
    assert button.text() == "Use recommended"
    with qtbot.waitSignal(session.saved, timeout=10_000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert read_draft(session.project) == Draft(backbone="fractalnet")
    settle(lambda: panel.pages.currentWidget() is panel.operating)
    settle(lambda: session.facts.draft.backbone == "fractalnet")
    with qtbot.waitSignal(session.go) as gone:
        qtbot.mouseClick(panel.operating.go, Qt.MouseButton.LeftButton)
    assert gone.args == ["train"]


def test_search_and_filters_narrow_the_list(panel: ModelPanel, settle: Settle) -> None:
    page = panel.browsing
    panel._show(page)
    assert len(rows(panel)) > 100
    assert rows(panel)[0] == "fractalnet"
    page.search.setText("mobile v3")
    settle(lambda: len(rows(panel)) == 3)
    page.largest.setCurrentIndex(page.largest.findData(25_000_000))
    page.search.setText("resnet")
    settle(lambda: rows(panel) == [])
    assert not page.view.isVisible()
    page.clear_filters()
    page.family.setCurrentIndex(page.family.findData("Swin"))
    settle(lambda: 0 < len(rows(panel)) < 10)
    assert all("swin" in ident for ident in rows(panel))
    page.clear_filters()
    page.licence.setCurrentIndex(page.licence.findData("any use"))
    settle(lambda: 100 < len(rows(panel)) < panel.browsing.cards.rowCount())
    assert not [ident for ident in rows(panel) if "-NC" in card(ident).licence]
    page.clear_filters()
    page.here.setChecked(True)
    settle(lambda: rows(panel) == ["fractalnet"])
    assert page.found.text().startswith("1 of ")


def test_the_list_is_sorted_by_what_is_pressed(panel: ModelPanel) -> None:
    panel._show(panel.browsing)
    panel.browsing.view.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
    sizes = [file_size(card(ident)) for ident in rows(panel)]
    assert sizes == sorted(sizes, reverse=True)


def test_details_say_everything_and_offer_the_download(panel: ModelPanel) -> None:
    panel.look_at("resnet18")
    details = panel.details
    texts = {label.text() for label in details.findChildren(QLabel)}
    assert {"ResNet", "BSD-3-Clause", "ImageNet-1k", "512"} <= texts
    assert any(text.startswith("10: stem, layer1.0") for text in texts)
    assert details.download.isVisible()
    assert "44.7 MB" in details.download.text() or "46.8 MB" in details.download.text()
    assert not details.use_button.isVisible()
    panel.look_at("fractalnet")
    assert details.use_button.isVisible()
    assert not details.download.isVisible()
    assert quality(card("fractalnet")).words == "for trying out"


def test_enter_takes_the_selected_model(panel: ModelPanel, session: Session, qtbot: QtBot) -> None:
    panel.look_at("fractalnet")
    with qtbot.waitSignal(session.saved, timeout=10_000):
        qtbot.keyClick(panel.browsing.view, Qt.Key.Key_Return)
    assert panel.keeper.draft.backbone == "fractalnet"


def test_offline_nothing_is_offered_but_what_to_do_instead(
    panel: ModelPanel, services: Services
) -> None:
    services.change_settings(replace(services.settings, offline=True))
    panel.look_at("resnet18")
    assert not panel.details.download.isVisible()
    assert panel.details.help.isVisible()
    assert "You work offline" in panel.details.help.text()
    assert "Windows, macOS and Linux" in panel.details.help.text()
    assert panel.details.unpack_button.isVisible()


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "not on this computer"), (b"x", "incomplete"), (b"x" * 9000, "not what they should")],
)
def test_damaged_weights_are_said_in_words_and_not_taken(
    session: Session, qtbot: QtBot, settle: Settle, content: bytes | None, words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("tlstudio.gui.panels.model.speed.Speed._next", lambda _: None)
    source = WeightsSource(file="mine.pth", sha256="0" * 64, size=9000)
    user_card("mine", weights=source)
    if content is not None:
        (models_dir() / "mine.pth").write_bytes(content)
    panel = ModelPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.entered()
    settle(lambda: bool(panel.shelf.entries))
    panel.choose("mine")
    settle(lambda: bool(panel.banner.text))
    assert words in panel.banner.text
    assert "tlstudio " not in panel.banner.text
    assert panel.keeper.draft.backbone == ""


def test_a_read_only_project_is_looked_at_alone(
    session: Session, services: Services, project: Path, qtbot: QtBot, settle: Settle
) -> None:
    second = Session(services, open_project(project))
    try:
        panel = ModelPanel(second)
        qtbot.addWidget(panel)
        panel.show()
        panel.refresh()
        settle(lambda: bool(panel.shelf.entries))
        assert panel.recommended.primary is not None
        assert not panel.recommended.primary.isEnabled()
        panel.look_at("fractalnet")
        assert not panel.details.use_button.isEnabled()
        panel.keeper.set(Draft(backbone="fractalnet"))
        assert panel.keeper.draft.backbone == ""
    finally:
        second.close()
