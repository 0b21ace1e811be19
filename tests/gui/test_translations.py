"""Every text has its translation, with the placeholders of its source."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tlstudio.core.paths import resources_dir
from tlstudio.gui import app as application
from tlstudio.gui.home.page import HomePage
from tlstudio.gui.services import Services
from tlstudio.gui.widgets import below

FOLDER = resources_dir() / "translations"
_PLACE = re.compile(r"%(?:n|\d)")


def test_no_text_is_without_a_translation() -> None:
    script = Path(__file__).resolve().parents[2] / "packaging" / "translations.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", ["de", "en"])
def test_placeholders_survive_the_translation(language: str) -> None:
    wrong = []
    for message in ET.parse(FOLDER / f"tlstudio_{language}.ts").getroot().iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation] or [translation.text or ""]
        wanted = set(_PLACE.findall(source)) - {"%n"}
        wrong += [text for text in forms if not wanted <= set(_PLACE.findall(text))]
        wrong += [source for text in forms if not text.strip() and source.strip()]
    assert wrong == []


@pytest.fixture
def speaks(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Sets the language of the application, until the test ends."""
    yield lambda language: application.translate(qapp, language)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.parametrize("language", ["en", "xx"])
def test_one_image_and_two_images(speaks: Callable[[str], None], language: str) -> None:
    speaks(language)
    said = [
        QCoreApplication.translate("EvaluatePanel", "%n image(s)", None, number)
        for number in (1, 2)
    ]
    assert said == ["1 image", "2 images"]


def test_the_home_page_speaks_german(
    speaks: Callable[[str], None], qtbot: QtBot, services: Services
) -> None:
    speaks("de")
    page = HomePage(services)
    qtbot.addWidget(page)
    texts = {label.text() for label in page.findChildren(QLabel)}
    assert {"Mikroskopie", "Kamerafallen"} <= texts
    assert not {"Microscopy", "Camera traps"} & texts


def test_words_from_below_the_window_speak_german(speaks: Callable[[str], None]) -> None:
    speaks("de")
    assert below.option("Learning rate") == "Lernrate"
    assert below.stage("upper blocks") == "obere Blöcke"
    assert below.report("Balanced accuracy") == "Balancierte Genauigkeit"
