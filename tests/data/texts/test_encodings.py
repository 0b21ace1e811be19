"""Encodings: told by the first bytes, proved, or guessed; a wrong one is said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.data.texts.encodings import common_encoding, encoding_of

_TEXTS = {
    "cp1252": "Die Bäume im Grünen sind schön. L'été dernier, nous avons mangé des crêpes.",
    "cp1250": "Příliš žluťoučký kůň úpěl ďábelské ódy. Řeka teče přes město.",
    "cp1251": "Привет, как дела? Это очень хороший фильм, мне понравилось.",
    "shift_jis": "これは日本語の文章です。映画はとても面白かった。",
    "gb18030": "这部电影非常好看，我很喜欢。今天天气很好。",
}


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", *_TEXTS])
def test_text_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    text = "plain words\n" * 3 + _TEXTS.get(name, _TEXTS["cp1252"]) + "\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(name))
    found = encoding_of(path)
    with found.open(path) as stream:
        assert stream.read() == text
    assert found.sure == (name not in _TEXTS)


def test_one_damaged_byte_does_not_change_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("schön\n".encode() * 50 + b"kaputt \xff\n")
    found = encoding_of(path)
    assert (found.name, found.damaged) == ("utf-8", 51)
    with found.open(path) as stream:
        assert "\udcff" in stream.read()


def test_a_wrong_encoding_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("text\nplain\nschön und größer\n".encode("latin-1"))
    with pytest.raises(BadInputError, match="line 3") as caught:
        encoding_of(path, "utf-8")
    assert "--encoding cp1252" in caught.value.hint
    assert encoding_of(path, "latin-1").name == "iso8859-1"
    with pytest.raises(UsageError, match="no encoding 'klingon'"):
        encoding_of(path, "klingon")
    for name in ("base64", "rot13"):
        with pytest.raises((UsageError, BadInputError)):
            encoding_of(path, name)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(BadInputError, match="zero bytes"):
        encoding_of(path)


def test_small_files_are_judged_together(tmp_path: Path) -> None:
    words = ["Grüße", "Bäume", "schön", "nicht müde", "größer", "plain"]
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for path, word in zip(paths, words, strict=True):
        path.write_bytes(word.encode("cp1252"))
    assert common_encoding(paths).name == "cp1252"
