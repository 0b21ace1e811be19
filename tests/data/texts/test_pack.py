"""The texts of a project: kept once, found by content, searched by pieces."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from tests.texts import make_text_project
from tlstudio.core.errors import NewerVersionError, ProjectError
from tlstudio.data.manifest import Manifest, write_manifest
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.texts.pack import TextPack, hash_of


def test_a_text_is_kept_once_and_found_by_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "texts.sqlite"
    with TextPack.open(path, write=True) as pack:
        hashes = pack.add(["Grüße", "", "a\nb"])
        assert pack.add(["a\nb", "Grüße"]) == [hashes[2], hashes[0]]
        assert len(pack) == 3
        assert hashes[0] == hash_of("Grüße")
    assert [one.name for one in tmp_path.iterdir()] == ["texts.sqlite"]
    with TextPack.open(path) as pack:
        assert pack.get(hashes[1]) == ""
        assert list(pack.stream([hashes[2], hashes[0], hashes[2]])) == ["a\nb", "Grüße", "a\nb"]
        assert pack.integrity() == []


def test_what_is_missing_damaged_or_newer_is_said(tmp_path: Path) -> None:
    path = tmp_path / "texts.sqlite"
    with pytest.raises(ProjectError, match="missing"):
        TextPack.open(path)
    with TextPack.open(path, write=True) as pack, pytest.raises(ProjectError, match="is missing"):
        pack.get("0" * 64)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerVersionError):
        TextPack.open(path)
    path.write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(ProjectError, match="cannot be read"):
        TextPack.open(path)


def test_a_manifest_gives_texts_by_column(tmp_path: Path) -> None:
    project = make_text_project(tmp_path, per_class=5, columns=("title", "body"))
    with DatasetStore.open(project / "dataset.sqlite") as store:
        write_manifest(store, tmp_path / "manifest.jsonl")
    manifest = Manifest.read(tmp_path / "manifest.jsonl")
    assert manifest.kind == "text"
    assert len(manifest) == 10
    first = manifest[0]
    assert [ref.channel for ref in first.media] == ["title", "body"]
    title, body = manifest.texts(first)
    assert hash_of(title) == first.media[0].sha256
    assert title != body
    every = np.arange(10)
    assert len({manifest.texts(sample) for sample in manifest.stream(every)}) == 10
