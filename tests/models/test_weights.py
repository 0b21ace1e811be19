"""Weights files from outside: tensors alone are taken, code and damage are refused in words."""

from __future__ import annotations

import os
import pickle
import random
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from tlstudio.core.errors import BadInputError, UnsafeInputError
from tlstudio.models.weights import load_state


@pytest.fixture
def state() -> dict[str, Tensor]:
    return {"a.weight": torch.randn(16, 8), "a.bias": torch.zeros(16)}


class Evil:
    """Makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("container", ["", "state_dict", "model", "model_ema"])
@pytest.mark.parametrize("suffix", [".pth", ".pt"])
def test_state_dicts_are_read_from_their_usual_containers(
    tmp_path: Path, state: dict[str, Tensor], container: str, suffix: str
) -> None:
    path = tmp_path / f"w{suffix}"
    torch.save({container: state, "epoch": 3} if container else state, path)
    read = load_state(path)
    assert all(torch.equal(read[name], value) for name, value in state.items())


def test_safetensors_are_read(tmp_path: Path, state: dict[str, Tensor]) -> None:
    save_file(state, tmp_path / "w.safetensors")
    assert torch.equal(load_state(tmp_path / "w.safetensors")["a.weight"], state["a.weight"])


@pytest.mark.parametrize("legacy", [True, False])
def test_code_in_a_pickle_is_refused_and_never_run(tmp_path: Path, legacy: bool) -> None:
    mark = tmp_path / "was-here"
    path = tmp_path / "evil.pth"
    torch.save(
        {"a.weight": torch.zeros(2), "extra": Evil(mark)},
        path,
        _use_new_zipfile_serialization=not legacy,
    )
    with pytest.raises(UnsafeInputError, match="could run code"):
        load_state(path)
    assert not mark.exists()


def test_a_bare_pickle_is_refused_and_never_run(tmp_path: Path) -> None:
    mark = tmp_path / "was-here"
    path = tmp_path / "evil.pt"
    path.write_bytes(pickle.dumps(Evil(mark)))
    with pytest.raises((UnsafeInputError, BadInputError)):
        load_state(path)
    assert not mark.exists()


def test_a_whole_pickled_network_is_refused(tmp_path: Path) -> None:
    torch.save(nn.Linear(3, 2), tmp_path / "whole.pth")
    with pytest.raises(UnsafeInputError):
        load_state(tmp_path / "whole.pth")


@pytest.mark.parametrize("suffix", [".pkl", ".h5", ".ckpt", ".npz", ".joblib"])
def test_kinds_that_may_run_code_are_refused_by_name(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"w{suffix}"
    path.write_bytes(b"anything")
    with pytest.raises(UnsafeInputError):
        load_state(path)


@pytest.mark.parametrize("kind", ["pth", "safetensors"])
def test_every_truncation_is_a_sentence(
    tmp_path: Path, state: dict[str, Tensor], kind: str
) -> None:
    whole = tmp_path / f"w.{kind}"
    if kind == "pth":
        torch.save(state, whole)
    else:
        save_file(state, whole)
    content = whole.read_bytes()
    path = tmp_path / f"cut.{kind}"
    for length in [0, 1, 7, 8, 9, *range(16, len(content), max(1, len(content) // 25))]:
        path.write_bytes(content[:length])
        with pytest.raises((BadInputError, UnsafeInputError)):
            load_state(path)


@pytest.mark.parametrize("kind", ["pth", "safetensors"])
def test_random_damage_never_ends_in_a_traceback(
    tmp_path: Path, state: dict[str, Tensor], kind: str
) -> None:
    whole = tmp_path / f"w.{kind}"
    if kind == "pth":
        torch.save(state, whole)
    else:
        save_file(state, whole)
    content = whole.read_bytes()
    draws = random.Random(0)
    path = tmp_path / f"bad.{kind}"
    refused = 0
    for _ in range(300):
        bad = bytearray(content)
        for _ in range(draws.randint(1, 20)):
            bad[draws.randrange(len(bad))] = draws.randrange(256)
        path.write_bytes(bytes(bad))
        try:
            load_state(path)
        except (BadInputError, UnsafeInputError):
            refused += 1
    assert refused > 0


def test_a_changed_byte_among_the_values_is_found(tmp_path: Path, state: dict[str, Tensor]) -> None:
    path = tmp_path / "w.pth"
    torch.save(state, path)
    content = path.read_bytes()
    values = state["a.weight"].numpy().tobytes()
    place = content.index(values) + 100
    path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    with pytest.raises(BadInputError, match="checksums"):
        load_state(path)


def test_files_written_without_checksums_are_read(tmp_path: Path, state: dict[str, Tensor]) -> None:
    torch.serialization.set_crc32_options(False)
    try:
        torch.save(state, tmp_path / "w.pth")
    finally:
        torch.serialization.set_crc32_options(True)
    assert torch.equal(load_state(tmp_path / "w.pth")["a.weight"], state["a.weight"])


def test_a_file_without_tensors_is_refused(tmp_path: Path) -> None:
    torch.save({"epoch": 3}, tmp_path / "none.pth")
    with pytest.raises(BadInputError, match="no named weights"):
        load_state(tmp_path / "none.pth")
