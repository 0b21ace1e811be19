"""Sentences about images are said of texts."""

from __future__ import annotations

from tlstudio.gui.nouns import Nouns, of_texts


def test_sentences_speak_of_texts_where_texts_are_meant() -> None:
    assert of_texts("%n image(s) appear twice") == "%n text(s) appear twice"
    assert of_texts("Several classes an image") == "Several classes a text"
    assert of_texts("Images of one plate, patient or camera resemble each other.") == (
        "Texts of one author, thread or document resemble each other."
    )
    assert of_texts("Find by name") == "Find words"
    assert of_texts("These %1 images look nearly the same") == "These %1 texts are nearly the same"
    assert Nouns("text").said("parts", "tuning images") == "tuning texts"
    assert Nouns("image").said("parts", "tuning images") == "tuning images"
