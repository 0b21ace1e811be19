"""A folder that the transformers library loads answers as our network does."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.models.small import CONFIGS
from tests.models.test_backbones import small_card
from tests.pictures import noisy
from tlstudio.core import files
from tlstudio.core.errors import UsageError
from tlstudio.core.plans import Head
from tlstudio.core.reporting import Silent
from tlstudio.data.preprocess import Recipe
from tlstudio.evaluation.predict import predict
from tlstudio.export.formats import format_of
from tlstudio.export.run import _place, export_run
from tlstudio.export.trained import Trained
from tlstudio.export.transformers import make as folder_format
from tlstudio.export.transformers.expressing import why_not
from tlstudio.export.transformers.spec import FolderOptions
from tlstudio.models.heads import Standardise
from tlstudio.models.saved import SavedModel
from tlstudio.models.surgery import operate
from tlstudio.project.runs import RunFolder

CLASSES = ("ant", "bee", "wasp ö")


def trained(
    family: str, *, head: Head | None = None, cut: int | None = None, multi: bool = False,
    channels: int = 3,
) -> Trained:  # fmt: skip
    """A network whose every weight is random, so that a swap cannot hide."""
    found = small_card(family).model_copy(update={"licence": "Apache-2.0"})
    head = head or Head()
    torch.manual_seed(2)
    network = operate(
        found, cut=cut, head=head, classes=3, in_channels=channels, seed=0, weights=False
    )
    for value in network.parameters():
        torch.nn.init.normal_(value, std=0.2)
    first = network.head[0]
    if isinstance(first, Standardise):
        first.set(torch.randn(len(first.mean)), torch.rand(len(first.mean)) + 0.5)
    size = found.input.size
    recipe = Recipe(
        size=size, canvas=round(size / 0.875), channels=channels,
        mean=(0.5,) * channels, std=(0.3,) * channels,
    )  # fmt: skip
    info = SavedModel(
        task="image-classification", classes=CLASSES, multi_label=multi, card=found,
        cut=network.cut, head=head, recipe=recipe, temperature=1.7, run="a run",
    )  # fmt: skip
    return Trained(network.eval(), info)


@pytest.mark.parametrize("family", sorted(CONFIGS))
def test_every_family_is_the_same_function(family: str, tmp_path: Path) -> None:
    source = trained(family)
    assert why_not(source) == ""
    folder_format.write(source, tmp_path, FolderOptions())
    images = torch.randn(2, 3, source.info.recipe.size, source.info.recipe.size)
    with torch.inference_mode():
        expected = source.network(images) / 1.7
    found = folder_format.reload(tmp_path).run(images.numpy()).logits
    np.testing.assert_allclose(found, expected.numpy(), rtol=1e-3, atol=1e-4)
    said = json.loads((tmp_path / "config.json").read_text())
    assert said["id2label"] == {"0": "ant", "1": "bee", "2": "wasp ö"}
    assert said["model_type"] == family
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        "model.safetensors", "config.json", "preprocessor_config.json", "README.md", "LICENCE.txt",
    }  # fmt: skip


def test_the_library_prepares_image_files_nearly_as_we_do(tmp_path: Path) -> None:
    source = trained("vit", multi=True)
    folder = tmp_path / "m"
    folder.mkdir()
    folder_format.write(source, folder, FolderOptions())
    reloaded = folder_format.reload(folder)
    assert reloaded.by_file is not None
    noisy("red", 1, 100).save(tmp_path / "p.png")
    found = reloaded.by_file(tmp_path / "p.png")
    assert not isinstance(found, str)
    assert found.shape == (3,)
    assert found.sum() != pytest.approx(1), "several classes may apply"
    (tmp_path / "b.png").write_bytes(b"no")
    assert isinstance(reloaded.by_file(tmp_path / "b.png"), str)


def test_other_channels_are_expressed_without_a_processor(tmp_path: Path) -> None:
    folder_format.write(trained("resnet", channels=1), tmp_path, FolderOptions())
    assert json.loads((tmp_path / "config.json").read_text())["num_channels"] == 1
    assert not (tmp_path / "preprocessor_config.json").exists()
    found = folder_format.reload(tmp_path).run(np.zeros((1, 1, 64, 64), np.float32))
    assert found.logits.shape == (1, 3)
    assert "cannot prepare images" in (tmp_path / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"head": Head(kind="mlp", hidden=4)}, "one linear layer"), ({"cut": 2}, "were removed")],
)
def test_what_the_library_has_no_class_for_says_what_loads_it(
    changed: dict[str, object], words: str, tmp_path: Path
) -> None:
    source = trained("vit", **changed)  # type: ignore[arg-type]
    assert words in why_not(source)
    folder_format.write(source, tmp_path, FolderOptions())
    text = (tmp_path / "README.md").read_text("utf-8")
    assert words in text
    assert "tlstudio predict FOLDER" in text
    images = torch.randn(2, 3, 32, 32)
    with torch.inference_mode():
        expected = source.network(images) / 1.7
    found = folder_format.reload(tmp_path).run(images.numpy()).logits
    np.testing.assert_allclose(found, expected.numpy(), rtol=1e-4, atol=1e-5)


def test_our_own_network_is_a_folder_that_predict_takes(
    evaluated: RunFolder, tmp_path: Path
) -> None:
    target = tmp_path / "for a colleague"
    done = export_run(evaluated, "transformers", target, Silent())
    assert done.proof.difference < 1e-5
    assert done.proof_file.name == "for a colleague.proof.json"
    assert done.size > 10**6
    again = export_run(evaluated, "transformers", target, Silent())
    assert again.sha256 == done.sha256
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    noisy("red", 70).save(tmp_path / "p.png")
    ours, theirs = (
        next(predict(model, [tmp_path / "p.png"], Silent()))
        for model in (evaluated.model_dir, target)
    )
    assert ours.probabilities == pytest.approx(theirs.probabilities, abs=1e-5)
    assert ours.distance == pytest.approx(theirs.distance, rel=1e-3)
    assert ours.short_list == theirs.short_list


def test_a_folder_of_somebody_s_own_is_never_replaced(evaluated: RunFolder, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.png").write_bytes(b"precious")
    with pytest.raises(UsageError, match="is no Transformers folder export"):
        export_run(evaluated, "transformers", tmp_path / "photos", Silent())
    assert (tmp_path / "photos" / "a.png").read_bytes() == b"precious"


def test_a_file_of_that_name_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "model"
    target.write_text("precious")
    (tmp_path / "model.proof.json").write_text("{}")
    with (
        pytest.raises(UsageError, match="file model is there already"),
        _place(format_of("transformers"), target),
    ):
        pass
    assert target.read_text() == "precious"
    assert not list(tmp_path.glob(".*"))


def test_an_older_export_that_cannot_be_moved_back_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "model"
    target.mkdir()
    (target / "config.json").write_text("an older export")
    (tmp_path / "model.proof.json").write_text("{}")
    moved: list[Path] = []
    move = files.replace

    def once(source: Path, place: Path) -> None:
        if moved:
            raise OSError("somebody holds it")
        moved.append(place)
        move(source, place)

    monkeypatch.setattr(files, "replace", once)
    with (
        pytest.raises(OSError, match="somebody holds it"),
        _place(format_of("transformers"), target),
    ):
        pass
    assert (moved[0] / "config.json").read_text() == "an older export"
    assert list(tmp_path.glob(".*")) == moved
