"""Forms made from declared options."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tlstudio.core.fields import options_of
from tlstudio.core.plans import Plan
from tlstudio.gui.widgets.option_form import (
    OptionForm,
    Section,
    flat,
    matters,
    nested,
    problems_of,
)

FIELDS = options_of(Plan)


@pytest.fixture
def form(themed: QApplication, qtbot: QtBot) -> OptionForm:
    del themed
    made = OptionForm((Section("All", FIELDS),))
    qtbot.addWidget(made)
    made.set_values(flat(Plan().model_dump()), flat(Plan().model_dump()))
    return made


def type_into(qtbot: QtBot, form: OptionForm, path: str, text: str) -> None:
    edit = form.editor(path).focus_widget
    assert isinstance(edit, QLineEdit)
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def shown(form: OptionForm, path: str) -> bool:
    cell = form.editor(path).parentWidget()
    return cell is not None and not cell.isHidden()


def test_every_declared_field_shows_and_gives_back_its_value(form: OptionForm) -> None:
    defaults = flat(Plan().model_dump())
    assert form.paths == tuple(field.path for field in FIELDS)
    assert form.values() == {path: defaults[path] for path in form.paths}
    assert form.changes() == {}
    assert all(form.editor(path).focus_widget.accessibleName() for path in form.paths)


def test_what_is_typed_is_checked_with_a_sentence(form: OptionForm, qtbot: QtBot) -> None:
    told: list[dict[str, str]] = []
    units = {field.path: field.unit for field in FIELDS}

    def check() -> None:
        found = problems_of(Plan, nested(form.values()), lambda path: units.get(path, ""))
        form.show_problems(found)
        told.append(found)

    form.changed.connect(check)
    type_into(qtbot, form, "input.size", "9")
    assert told[-1] == {"input.size": "At least 16 px."}
    assert form.editor("input.size").focus_widget.property("invalid") == "true"
    type_into(qtbot, form, "input.size", "96")
    assert told[-1] == {}
    assert form.editor("input.size").focus_widget.property("invalid") == "false"
    type_into(qtbot, form, "batch_size", "many")
    assert told[-1] == {"batch_size": "A whole number, please."}
    assert form.values()["batch_size"] == "many"
    type_into(qtbot, form, "batch_size", "64")
    type_into(qtbot, form, "ema", "0,9")
    assert form.values()["ema"] == 0.9
    type_into(qtbot, form, "label_smoothing", "2")
    assert told[-1] == {"label_smoothing": "At most 0.9."}


def test_an_empty_optional_field_is_automatic(form: OptionForm, qtbot: QtBot) -> None:
    type_into(qtbot, form, "threads", "3")
    assert form.changes() == {"threads": 3}
    edit = form.editor("threads").focus_widget
    assert isinstance(edit, QLineEdit)
    edit.selectAll()
    qtbot.keyClicks(edit, "\b")
    assert form.values()["threads"] is None
    assert edit.placeholderText() == "automatic"


def test_options_without_effect_are_hidden(form: OptionForm) -> None:
    assert {path for path in form.paths if not shown(form, path)} == {
        "head.hidden",
        "input.low",
        "input.high",
        "optimizer.momentum",
    }
    kind = form.editor("head.kind").focus_widget
    assert isinstance(kind, QComboBox)
    kind.setCurrentIndex(kind.findData("mlp"))
    assert shown(form, "head.hidden")
    assert form.changes() == {"head.kind": "mlp"}


def test_a_condition_is_met_by_a_value_or_by_being_set() -> None:
    hidden = next(field for field in FIELDS if field.path == "head.hidden")
    assert matters(hidden, {"head.kind": "mlp"})
    assert not matters(hidden, {"head.kind": "linear"})
    plain = next(field for field in FIELDS if field.path == "seed")
    assert matters(plain, {})


def test_values_survive_nesting() -> None:
    raw = Plan().model_dump()
    again = nested(flat(raw))
    assert again == raw


def test_a_list_shows_words_and_gives_back_what_the_code_calls_it(form: OptionForm) -> None:
    box = form.editor("optimizer.name").focus_widget
    assert isinstance(box, QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == ["AdamW", "SGD with momentum"]
    box.setCurrentIndex(1)
    assert form.values()["optimizer.name"] == "sgd"
