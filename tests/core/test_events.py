"""Events as lines."""

from __future__ import annotations

import math

from tlstudio.core.annotations import Labels, dump, load
from tlstudio.core.events import RunEvent, parse_line


def test_an_event_survives_its_line() -> None:
    event = RunEvent(3, "epoch", 1.5, 0.25, {"epoch": 1, "metrics": {"accuracy": 0.5}, "x": "ü"})
    assert parse_line(event.to_line()) == event


def test_nan_is_written_as_nothing() -> None:
    line = RunEvent(1, "step", 0.0, 0.0, {"loss": math.nan, "more": [math.inf]}).to_line()
    parsed = parse_line(line)
    assert parsed is not None
    assert parsed.data == {"loss": None, "more": [None]}


def test_torn_and_foreign_lines_are_no_events() -> None:
    whole = RunEvent(1, "note", 0.0, 0.0, {"text": "hello"}).to_line()
    assert all(parse_line(whole[:cut]) is None for cut in range(len(whole) - 2))
    assert parse_line("[]") is None


def test_an_annotation_survives_its_text() -> None:
    labels = Labels(names=("a", "b"), probabilities={"a": 0.25})
    assert load(dump(labels)) == labels
