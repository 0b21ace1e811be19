"""Arguments made from declared options."""

from __future__ import annotations

import argparse
from typing import Literal

import pytest
from pydantic import BaseModel

from tlstudio.cli.options import add_options, nested, parse
from tlstudio.core.errors import UsageError
from tlstudio.core.fields import option, options_of
from tlstudio.core.plans import Phase, Plan

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


def test_every_choice_is_called_by_words() -> None:
    for field in (*FIELDS.values(), *options_of(Phase)):
        assert len(field.words) == len(field.choices)
        for choice, words in zip(field.choices, field.words, strict=True):
            assert words != choice, f"{field.path} has no words for {choice}"


def test_the_help_says_what_a_choice_means(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "900")
    parser = argparse.ArgumentParser()
    add_options(parser, options_of(Phase), title="stages")
    said = " ".join(parser.format_help().split())
    assert "one-cycle = Up, then down (one cycle); cosine = Smoothly down (cosine)" in said


def test_words_for_a_choice_that_is_not_there_are_refused() -> None:
    class Wrong(BaseModel):
        kind: Literal["a"] = option("a", label="Kind", help="One.", words={"b": "Bee"})

    with pytest.raises(ValueError, match="kind has no choice b"):
        options_of(Wrong)
