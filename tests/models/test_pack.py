"""Models on a USB stick: whole or not at all, and nothing but models."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from tlstudio.core.errors import BadInputError, UnsafeInputError
from tlstudio.core.paths import models_dir
from tlstudio.core.reporting import Silent
from tlstudio.models.add import add_weights
from tlstudio.models.build import build_backbone, construct
from tlstudio.models.catalogue.catalogue import all_cards, available, card, weights_file
from tlstudio.models.pack import pack, unpack

Rewrite = Callable[[dict[str, Any]], None]


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A packed model of the user's, and a computer that lacks it."""
    torch.manual_seed(0)
    source = tmp_path / "my squeeze.safetensors"
    save_file(construct(card("squeezenet1_1")).state_dict(), source)
    add_weights(source, architecture="squeezenet1_1", ident="mine", licence="MIT",
                reporter=Silent())  # fmt: skip
    packed = tmp_path / "stick.zip"
    pack(["mine", "fractalnet"], packed)
    monkeypatch.setenv("TLSTUDIO_DATA_DIR", str(tmp_path / "another computer"))
    assert "mine" not in all_cards().items
    return packed


def rewritten(stick: Path, change: Rewrite) -> Path:
    """The stick with another index."""
    target = stick.with_name("changed.zip")
    with zipfile.ZipFile(stick) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "models.json":
                index = json.loads(content)
                change(index)
                content = json.dumps(index).encode()
            new.writestr(name, content)
    return target


def test_what_was_packed_works_on_another_computer(stick: Path) -> None:
    assert unpack(stick) == ("mine", "fractalnet")
    found = card("mine")
    assert available(found)
    assert (found.licence, found.origin) == ("MIT", "user")
    assert build_backbone(found).n > 3
    assert unpack(stick) == ("mine", "fractalnet")


def test_weights_that_are_not_here_cannot_be_packed(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="not on this computer"):
        pack(["resnet18"], tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()


def test_damaged_weights_are_not_taken(stick: Path) -> None:
    def change(index: dict[str, Any]) -> None:
        index["models"][0]["sha256"] = "0" * 64

    with pytest.raises(BadInputError, match="SHA-256"):
        unpack(rewritten(stick, change))
    assert "mine" not in all_cards().items
    assert not list(models_dir().glob("mine*"))


def test_another_model_of_the_same_id_replaces_nothing(stick: Path, tmp_path: Path) -> None:
    source = tmp_path / "other.safetensors"
    save_file({k: v + 1 for k, v in construct(card("squeezenet1_1")).state_dict().items()}, source)
    add_weights(source, architecture="squeezenet1_1", ident="mine", licence="", reporter=Silent())
    before = weights_file(card("mine")).read_bytes()
    with pytest.raises(BadInputError, match="not those that belong"):
        unpack(stick)
    assert weights_file(card("mine")).read_bytes() == before


def test_a_catalogue_id_takes_only_its_own_weights(stick: Path) -> None:
    def change(index: dict[str, Any]) -> None:
        index["models"][0]["card"]["id"] = "squeezenet1_1"

    with pytest.raises(BadInputError, match="not those"):
        unpack(rewritten(stick, change))
    assert not available(card("squeezenet1_1"))


@pytest.mark.parametrize("ident", ["../../evil", "a/b", "/etc/x", "C:\\x", "con ", "..", ""])
def test_odd_ids_write_nothing(stick: Path, ident: str) -> None:
    def change(index: dict[str, Any]) -> None:
        index["models"][0]["card"]["id"] = ident

    with pytest.raises(UnsafeInputError):
        unpack(rewritten(stick, change))


@pytest.mark.parametrize("name", ["../evil.txt", "/tmp/evil.txt", "a/../../evil", "C:/evil"])
def test_paths_that_leave_the_folder_are_refused(stick: Path, name: str) -> None:
    with zipfile.ZipFile(stick, "a") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(UnsafeInputError):
        unpack(stick)


def test_links_are_refused(stick: Path) -> None:
    with zipfile.ZipFile(stick, "a") as archive:
        link = zipfile.ZipInfo("link.safetensors")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UnsafeInputError, match="link"):
        unpack(stick)


def test_bombs_are_refused(stick: Path) -> None:
    with zipfile.ZipFile(stick, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.safetensors", b"\0" * 20_000_000)
    with pytest.raises(UnsafeInputError, match="far more"):
        unpack(stick)


def test_kinds_that_may_run_code_are_refused(stick: Path) -> None:
    def change(index: dict[str, Any]) -> None:
        index["models"][0]["file"] = "mine.pkl"

    with pytest.raises(UnsafeInputError, match="no weights file"):
        unpack(rewritten(stick, change))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_torn_copy_is_a_sentence(stick: Path, share: float) -> None:
    content = stick.read_bytes()
    stick.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BadInputError):
        unpack(stick)


def test_an_ordinary_zip_is_a_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(BadInputError, match="models pack"):
        unpack(tmp_path / "x.zip")
