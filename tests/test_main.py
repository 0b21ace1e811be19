"""What `tlstudio` does without a verb."""

from __future__ import annotations

import sys

import pytest

from tlstudio.__main__ import main
from tlstudio.gui import app


def test_without_a_word_the_window_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def window(arguments: list[str]) -> int:
        asked.append(arguments)
        return 7

    monkeypatch.setattr(sys, "argv", ["tlstudio"])
    monkeypatch.setattr(app, "main", window)
    assert main() == 7
    assert asked == [[]]


def test_without_a_screen_it_says_what_there_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tlstudio"])
    monkeypatch.setattr(app, "can_show_windows", lambda: False)
    assert main() == 0
    assert "start here" in capsys.readouterr().out
