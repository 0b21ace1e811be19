"""Features in one pass: like the network's own, never stale, going on after a stop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from tests.runs import make_project, new_run, small_plan
from tlstudio.core.errors import BadInputError
from tlstudio.core.plans import Augmentation, Head, InputPlan
from tlstudio.core.reporting import Silent, Stopped
from tlstudio.data.manifest import Manifest
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import Recipe, fit_recipe, to_canvas
from tlstudio.features.batches import to_input
from tlstudio.features.extract import FeatureTable, features_at, keep_parts, kept_features
from tlstudio.features.images import canvases_of
from tlstudio.features.inputs import View
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.network import Network
from tlstudio.models.surgery import operate


class Setting:
    """A manifest of small pictures, a recipe and a network."""

    def __init__(self, folder: Path) -> None:
        project = make_project(folder, per_class=3, plates=4)
        self.manifest = Manifest.read(new_run(project, small_plan()).manifest_path)
        self.rows = np.arange(len(self.manifest), dtype=np.int64)
        found = card("fractalnet")
        pictures = [
            (read_picture(self.manifest.files(s)), s.group) for s in self.manifest.stream(self.rows)
        ]
        self.recipe: Recipe = fit_recipe(InputPlan(size=48), found.input, pictures)
        self.network: Network = operate(
            found, cut=None, head=Head(), classes=2, in_channels=None, seed=0
        )
        self.network.eval()
        self.cache = folder / "cache"

    def at(self, boundary: int, **options: object) -> FeatureTable:
        """Features of every row."""
        chosen = {"engine": "eager", "batch": 8, "reporter": Silent()} | options
        return features_at(
            self.network, boundary, self.manifest, self.rows, self.recipe, folder=self.cache,
            **chosen,  # type: ignore[arg-type]
        )  # fmt: skip

    def direct(self, boundary: int) -> np.ndarray:
        """What the network gives, one image after the other."""
        canvases = [
            to_canvas(read_picture(self.manifest.files(s)), self.recipe)
            for s in self.manifest.stream(self.rows)
        ]
        images = to_input(np.stack(canvases), self.recipe)
        with torch.inference_mode():
            found: np.ndarray = self.network.run(images, 0, boundary).numpy()
        return found


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(tmp_path)


@pytest.mark.parametrize("engine", ["eager", "channels-last", "onnxruntime"])
def test_every_engine_gives_the_network_s_own_features(setting: Setting, engine: str) -> None:
    table = setting.at(setting.network.cut, engine=engine)
    assert table.engine == engine
    assert table.array.dtype == np.float32
    np.testing.assert_allclose(
        table.array, setting.direct(setting.network.cut), rtol=1e-3, atol=1e-4
    )


def test_inner_activations_are_kept_in_half_precision(setting: Setting) -> None:
    table = setting.at(3)
    assert table.array.dtype == np.float16
    np.testing.assert_allclose(table.array, setting.direct(3), rtol=2e-3, atol=2e-3)


def test_activations_beyond_half_precision_are_kept_whole(setting: Setting) -> None:
    with torch.no_grad():
        for value in setting.network.backbone.blocks[2].parameters():
            value.mul_(1e6)
    table = setting.at(3)
    assert table.array.dtype == np.float32
    assert np.isfinite(table.array).all()
    assert np.abs(table.array).max() > 65504


def test_a_second_pass_costs_nothing_and_any_change_a_new_one(setting: Setting) -> None:
    cut = setting.network.cut
    assert setting.at(cut).seconds > 0
    assert setting.at(cut).seconds == 0
    assert setting.at(cut, engine="channels-last").seconds > 0
    assert setting.at(cut - 1).seconds > 0
    setting.rows = setting.rows[:-1]
    assert setting.at(cut).seconds > 0
    before = setting.recipe
    setting.recipe = before.model_copy(update={"mean": (0.1, 0.1, 0.1)})
    assert setting.at(cut).seconds > 0
    setting.recipe = before
    with torch.no_grad():
        next(setting.network.backbone.blocks[0].parameters())[0] += 1
    assert setting.at(cut).seconds > 0


def test_a_stopped_pass_goes_on_to_the_same_bits(setting: Setting, tmp_path: Path) -> None:
    class After(Silent):
        """Stops after some batches."""

        left = 2

        def should_stop(self) -> bool:
            self.left -= 1
            return self.left < 0

    with pytest.raises(Stopped):
        setting.at(setting.network.cut, reporter=After())
    gone_on = np.array(setting.at(setting.network.cut).array)
    setting.cache = tmp_path / "another cache"
    assert np.array_equal(gone_on, setting.at(setting.network.cut).array)


def test_bad_files_are_left_out_and_back_ones_are_taken_in(setting: Setting) -> None:
    path = setting.manifest.files(next(setting.manifest.stream(setting.rows[5:6])))[0]
    content = path.read_bytes()
    path.unlink()
    table = setting.at(setting.network.cut)
    assert list(table.failures) == [5]
    assert "is missing" in table.failures[5]
    assert len(table.array) == len(table.rows) == len(setting.rows) - 1
    assert setting.at(setting.network.cut).seconds == 0
    path.write_bytes(content)
    again = setting.at(setting.network.cut)
    assert again.failures == {}
    np.testing.assert_allclose(
        again.array, setting.direct(setting.network.cut), rtol=1e-3, atol=1e-4
    )


def test_without_one_readable_image_there_is_a_sentence(setting: Setting) -> None:
    for sample in setting.manifest.stream(setting.rows):
        setting.manifest.files(sample)[0].write_bytes(b"no image")
    with pytest.raises(BadInputError, match="None of the images"):
        setting.at(setting.network.cut)


def test_views_differ_repeat_and_begin_with_the_image_as_it_is(setting: Setting) -> None:
    plan = Augmentation(set="microscopy", views=2)
    plain = setting.at(2).array
    first = setting.at(2, view=View(plan, 0, seed=3))
    assert first.seconds == 0
    one = np.array(setting.at(2, view=View(plan, 1, seed=3)).array)
    assert not np.array_equal(one, plain)
    assert setting.at(2, view=View(plan, 1, seed=4)).seconds > 0
    assert setting.at(2, view=View(plan, 1, seed=3)).seconds == 0


def test_canvases_are_decoded_once_and_missing_files_come_back(setting: Setting) -> None:
    def canvases() -> object:
        return canvases_of(
            setting.manifest, setting.rows, setting.recipe, folder=setting.cache, reporter=Silent()
        )

    path = setting.manifest.files(next(setting.manifest.stream(setting.rows[2:3])))[0]
    content = path.read_bytes()
    path.unlink()
    first = canvases()
    assert list(first.failures) == [2]  # type: ignore[attr-defined]
    path.write_bytes(content)
    second = canvases()
    assert second.failures == {}  # type: ignore[attr-defined]
    assert len(second) == len(setting.rows)  # type: ignore[arg-type]
    want = to_canvas(read_picture([path]), setting.recipe)
    got = second.batch(np.array([2]))[0]  # type: ignore[attr-defined]
    assert np.array_equal(got, want)


def test_parts_of_a_pass_are_found_like_passes_of_their_own(setting: Setting) -> None:
    first = next(setting.manifest.stream(setting.rows[4:5]))
    setting.manifest.files(first)[0].write_bytes(b"")
    network, cut = setting.network, setting.network.cut
    parts = [setting.rows[::2], setting.rows[1::2]]
    keep_parts(
        network, cut, setting.manifest, parts, setting.recipe,
        folder=setting.cache, reporter=Silent(), engine="eager",
    )  # fmt: skip
    whole = setting.at(cut)
    for rows in parts:
        found = kept_features(
            network, cut, setting.manifest, rows, setting.recipe, folder=setting.cache
        )
        assert found is not None
        expected = whole.only(rows)
        np.testing.assert_array_equal(found.rows, expected.rows)
        np.testing.assert_array_equal(found.array, expected.array)
        assert found.failures == expected.failures
    assert 4 in whole.failures
    some = setting.rows[:3]
    assert kept_features(
        network, cut, setting.manifest, some, setting.recipe, folder=setting.cache
    ) is None  # fmt: skip
