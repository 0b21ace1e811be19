"""Every text has its translation, with the placeholders of its source."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from tlstudio.core.paths import resources_dir

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


def test_one_image_and_two_images(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load("tlstudio_en", str(FOLDER))
    QCoreApplication.installTranslator(translator)
    try:
        said = [
            QCoreApplication.translate("EvaluatePanel", "%n image(s)", None, number)
            for number in (1, 2)
        ]
    finally:
        QCoreApplication.removeTranslator(translator)
    assert said == ["1 image", "2 images"]
