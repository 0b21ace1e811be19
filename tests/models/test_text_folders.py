"""Folders of text encoders as people bring them, their tokenizers, and the way on a stick."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from tests.models.small_texts import VOCABULARY, WIDTH, make_tokenizer, write_folder
from tlstudio.core.errors import BadInputError
from tlstudio.core.paths import models_dir
from tlstudio.core.reporting import Silent
from tlstudio.models.add import AddResult, add_weights
from tlstudio.models.build import build_backbone
from tlstudio.models.catalogue.catalogue import all_cards, card, tokenizer_file
from tlstudio.models.pack import pack, unpack
from tlstudio.models.tokenizer import Tokenizer, padded


def _add(folder: Path) -> AddResult:
    return add_weights(folder, architecture=None, ident="", licence="MIT", reporter=Silent())


def test_a_folder_becomes_a_model_that_reads(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "my-bert")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 24}')
    added = _add(folder).card
    assert added.modality == "text"
    assert added.text is not None
    assert (added.text.longest, added.text.pooling) == (24, "cls")
    assert added.blocks == ("embeddings", "layer1", "layer2", "layer3")
    assert all_cards().broken == {}
    backbone = build_backbone(card("my-bert"))
    tokens = Tokenizer.of(added, tokenizer_file(added)).encode([("the film",)], 24)
    with torch.inference_mode():
        assert backbone(torch.from_numpy(padded(tokens.rows))).shape == (1, WIDTH)


def test_old_weights_and_old_tokenizer_files_are_taken(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "old")
    import safetensors.torch

    state = safetensors.torch.load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    torch.save(
        {f"bert.{name}": value for name, value in state.items()}, folder / "pytorch_model.bin"
    )
    known = make_tokenizer().get_vocab()
    (folder / "tokenizer.json").unlink()
    (folder / "vocab.txt").write_text("\n".join(sorted(known, key=known.__getitem__)), "utf-8")
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "BertTokenizer"}')
    added = _add(folder).card
    found = Tokenizer.of(added, tokenizer_file(added)).encode([("The film was dull",)], 20)
    ours = make_tokenizer().encode("the film was dull").ids
    assert found.rows[0][:, 0].tolist() == ours


def test_a_tokenizer_that_does_not_match_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "odd", extra=("one", "more"))
    with pytest.raises(BadInputError, match=f"it knows {VOCABULARY + 2} tokens, the weights"):
        _add(folder)
    (folder / "tokenizer.json").write_text("nothing")
    with pytest.raises(BadInputError, match="cannot be read"):
        _add(folder)
    (folder / "tokenizer.json").unlink()
    with pytest.raises(BadInputError, match="holds no tokenizer"):
        _add(folder)


def test_code_of_its_own_is_never_run(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "code")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"auto_map": {"AutoModel": "x.Y"}}))
    with pytest.raises(BadInputError, match="names code of its own"):
        _add(folder)


def test_a_stick_brings_the_tokenizer(tmp_path: Path) -> None:
    _add(write_folder(tmp_path / "travels"))
    pack(["travels"], tmp_path / "stick.zip")
    for path in models_dir().glob("travels*"):
        path.unlink()
    assert unpack(tmp_path / "stick.zip") == ("travels",)
    assert build_backbone(card("travels")).tokenizer is not None


def test_two_sides_share_the_room_and_the_longer_one_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    make_tokenizer().save(str(path))
    long, short = "film " * 50, "a plot"
    found = Tokenizer(path).encode([(long, short), (long, long), (short,), ("", "")], 16)
    assert found.cut.tolist() == [True, True, False, False]
    assert found.lengths.tolist() == [16, 16, 4, 3]
    assert [(row[:, 1] == 0).sum() for row in found.rows[:2]] == [13, 9]
    three = Tokenizer(path).encode([("a", "plot", "end")], 16)
    assert three.rows[0][:, 1].tolist() == [0, 0, 0, 1, 1, 1]
