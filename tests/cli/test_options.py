"""Arguments made from declared options."""

from __future__ import annotations

import pytest

from tlstudio.cli.options import nested, parse
from tlstudio.core.errors import UsageError
from tlstudio.core.fields import options_of
from tlstudio.core.plans import Plan

FIELDS = {field.path: field for field in options_of(Plan)}


def test_texts_become_nested_values_of_the_declared_types() -> None:
    flat = {"batch_size": "8", "optimizer.clip": "0.5"}
    flat |= {"class_weights": "yes", "input.size": "auto"}
    assert nested(flat, FIELDS.values()) == {
        "batch_size": 8,
        "optimizer": {"clip": 0.5},
        "class_weights": True,
        "input": {"size": None},
    }


@pytest.mark.parametrize(("path", "text"), [("batch_size", "many"), ("class_weights", "perhaps")])
def test_a_wrong_value_names_the_option(path: str, text: str) -> None:
    with pytest.raises(UsageError, match="--" + path.replace("_", "-")):
        parse(text, FIELDS[path])


def test_every_option_has_words_for_a_person() -> None:
    for field in FIELDS.values():
        assert field.label, field.path
        assert field.help.endswith("."), field.path
