"""Deciding about a model's certainty in the window: lists and costs, scored again at once."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from tlstudio.core.certainty import Choices
from tlstudio.gui.panels.evaluate.choices_card import ChoicesCard, certainty_of
from tlstudio.gui.panels.evaluate.panel import EvaluatePanel

Settle = Callable[..., None]


def test_form_gives_back_what_it_was_given_until_something_changes(qtbot: QtBot) -> None:
    given: list[Choices] = []
    before = Choices(coverage=0.85, costs={"red": 3.0})
    card = ChoicesCard(("blue", "red"), before, given.append)
    qtbot.addWidget(card)
    assert card.choices() == before
    assert not card.apply.isEnabled()
    card.costs["blue"].setValue(2.5)
    assert card.apply.isEnabled()
    card.costs["blue"].setValue(1.0)
    assert not card.apply.isEnabled()
    card.coverage.setCurrentIndex(card.coverage.findData(0.9))
    card.apply.click()
    assert given == [Choices(coverage=0.9, costs={"red": 3.0})]


def test_a_refusal_is_said_and_locks_the_form(qtbot: QtBot) -> None:
    card = ChoicesCard(("blue", "red"), Choices(), lambda _: None, "Decide before.")
    qtbot.addWidget(card)
    assert not card.coverage.isEnabled()
    assert not any(box.isEnabled() for box in card.costs.values())


def test_applied_choices_are_in_the_next_report(panel: EvaluatePanel, settle: Settle) -> None:
    view = panel.results
    assert view is not None
    view.show_page("How sure")
    card = view.choices
    assert isinstance(card, ChoicesCard)
    card.coverage.setCurrentIndex(card.coverage.findData(0.8))
    name = next(iter(card.costs))
    card.costs[name].setValue(5.0)
    card.apply.click()
    settle(lambda: panel.results not in (None, view), timeout=150_000)
    assert panel.results is not None
    known = certainty_of(panel.results.context.report)
    assert known is not None
    assert known.choices == Choices(coverage=0.8, costs={name: 5.0})
    titles = [part.title for part in panel.results.context.report.parts]
    assert "Decisions by what an error costs" in titles
    # The page that was open is open again.
    assert panel.results.tabs.tabText(panel.results.tabs.currentIndex()) == "How sure"
