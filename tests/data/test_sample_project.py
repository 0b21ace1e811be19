"""The images that the program draws itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from tlstudio.core.errors import ProjectError
from tlstudio.data.sample_project import PHENOTYPES, write_sample_images


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.*"))
    }


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    write_sample_images(folder, per_class=8, plates=7)
    return folder


def test_every_plate_holds_every_phenotype(images: Path) -> None:
    plates = sorted(path.name for path in images.iterdir())
    assert plates == [f"plate{number:02d}" for number in range(1, 8)]
    for phenotype in PHENOTYPES:
        assert len(list(images.glob(f"*/{phenotype}/*.*"))) == 8
        assert all(any((images / plate / phenotype).iterdir()) for plate in plates)


def test_formats_and_depths_are_mixed(images: Path) -> None:
    suffixes = {path.suffix for path in images.rglob("*.*")}
    assert suffixes == {".jpg", ".png", ".tif"}
    deep = tifffile.imread(next(images.rglob("*.tif")))
    assert deep.dtype == np.uint16
    assert deep.ndim == 3
    assert len(np.unique(deep)) > 256
    assert {Image.open(path).mode for path in images.rglob("*.jpg")} == {"RGB"}


def test_the_seed_decides_everything(images: Path, tmp_path: Path) -> None:
    write_sample_images(tmp_path / "same", per_class=8, plates=7)
    write_sample_images(tmp_path / "other", per_class=8, plates=7, seed=1)
    assert digests(tmp_path / "same") == digests(images)
    assert set(digests(tmp_path / "other").values()).isdisjoint(digests(images).values())


def test_images_are_exposed_like_photographs(images: Path) -> None:
    for path in images.rglob("*.jpg"):
        pixels = np.asarray(Image.open(path)).astype(float)
        assert 160 <= min(pixels.shape[:2]) <= 256
        assert 10 < pixels.mean() < 120
        assert np.percentile(pixels, 99.5) > 120
        assert (pixels == 255).mean() < 0.02


def test_mean_colour_does_not_give_the_phenotype_away(images: Path) -> None:
    means: dict[str, list[float]] = {name: [] for name in PHENOTYPES}
    for path in images.rglob("*.*"):
        if path.suffix != ".tif":
            means[path.parent.name].append(float(np.asarray(Image.open(path)).mean()))
    spread = np.mean([np.std(values) for values in means.values()])
    centres = [np.mean(values) for values in means.values()]
    assert max(centres) - min(centres) < 3 * spread


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProjectError, match="is a file"):
        write_sample_images(tmp_path / "file", per_class=1, plates=1)
