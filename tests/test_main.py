"""What `tlstudio` does without a verb."""

from __future__ import annotations

import sys

import pytest

from tlstudio.__main__ import main
from tlstudio.gui import app


def test_without_a_word_the_window_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["tlstudio"])
    monkeypatch.setattr(app, "main", lambda arguments: asked.append(arguments) or 0)
    assert main() == 0
    assert asked == [[]]


def test_without_a_screen_it_says_what_there_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tlstudio"])
    monkeypatch.setattr(app, "can_show_windows", lambda: False)
    assert main() == 0
    assert "start here" in capsys.readouterr().out
