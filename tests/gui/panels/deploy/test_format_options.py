"""An exporter that declares options has a form for them, behind Advanced."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tlstudio.core.fields import option, options_of
from tlstudio.gui.panels.deploy.exporting import FormatCard
from tlstudio.gui.panels.deploy.format_options import FormatOptions
from tlstudio.gui.session import Session
from tlstudio.jobs.answers import Format


class Declared(BaseModel):
    """Options as somebody may add them."""

    precision: Literal["float32", "int8"] = option(
        "float32",
        label="Precision",
        help="Small files answer a little differently.",
        words={"float32": "As trained", "int8": "Small (int8)"},
    )
    opset: int = option(20, label="Opset", help="Version of the format.", ge=18, le=23)


FIELDS = options_of(Declared)


def test_options_are_made_from_what_is_declared(themed: QApplication, qtbot: QtBot) -> None:
    del themed
    options = FormatOptions(FIELDS, "ONNX")
    qtbot.addWidget(options)
    options.show()
    assert not options.form.isVisible()
    options.opener.click()
    assert options.form.isVisible()
    assert options.values == {}
    box = options.form.editor("precision").focus_widget
    assert isinstance(box, QComboBox)
    assert [box.itemText(place) for place in range(box.count())] == ["As trained", "Small (int8)"]
    box.setCurrentIndex(1)
    assert options.values == {"precision": "int8"}
    assert options.valid()
    options.opener.click()
    edit = options.form.editor("opset").focus_widget
    assert isinstance(edit, QLineEdit)
    for text, said in (("99", "At most 23."), ("3", "At least 18."), ("x", "A whole number")):
        options.form.editor("opset").set_value(text if text == "x" else int(text))
        assert not options.valid()
        assert options.form.isVisible(), "what is wrong is brought in sight"
        told = [label for label in options._check().values() if label.startswith(said)]
        assert told


def test_a_format_travels_with_its_options_and_shows_none_where_there_are_none(
    session: Session, qtbot: QtBot
) -> None:
    sent = Format(id="a", title="A", purpose="For one.", suffix=".a", options=FIELDS)
    arrived = Format.model_validate(sent.model_dump(mode="json"))
    assert arrived.options == FIELDS
    for form in (arrived, Format(id="b", title="B", purpose="For two.", suffix=".b")):
        card = FormatCard(session, form)
        qtbot.addWidget(card)
        card.show()
        assert card.options.isVisible() == bool(form.options)
