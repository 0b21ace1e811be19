"""The distance from the training images."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tlstudio.core.errors import BadInputError
from tlstudio.features.familiarity import FAMILIARITY_FILE, Familiarity, fit_familiarity


def _clouds(rng: np.random.Generator, n: int, width: int = 30) -> tuple[np.ndarray, np.ndarray]:
    codes = np.arange(n) % 3
    middles = np.random.default_rng(9).normal(size=(3, width)) * 3
    stretch = np.linspace(0.2, 2.0, width)
    return middles[codes] + rng.normal(size=(n, width)) * stretch, codes


def test_distance_is_mahalanobis_where_every_direction_is_known() -> None:
    rng = np.random.default_rng(0)
    x, codes = _clouds(rng, 6000, width=9)
    found = fit_familiarity(x, codes)
    assert found is not None
    asked, _ = _clouds(rng, 50, width=9)
    given = asked
    x, asked = (part / np.linalg.norm(part, axis=1, keepdims=True) for part in (x, asked))
    means = np.stack([x[codes == c].mean(0) for c in range(3)])
    spread = x - means[codes]
    # One direction is left to the common variance, and a tenth is taken from the mean variance.
    cov = spread.T @ spread / (len(x) - 3)
    shrunk = 0.9 * cov + 0.1 * np.trace(cov) / 9 * np.eye(9)
    away = asked[:, None] - means[None]
    exact = np.einsum("nkd,de,nke->nk", away, np.linalg.inv(shrunk), away).min(1) / 9
    np.testing.assert_allclose(found.distances(given), exact, rtol=1e-3)


def test_what_is_unlike_lies_beyond_nearly_all_that_is_alike() -> None:
    rng = np.random.default_rng(1)
    x, codes = _clouds(rng, 120, width=200)
    found = fit_familiarity(x, codes)
    assert found is not None
    alike = found.distances(_clouds(rng, 300, width=200)[0])
    unlike = found.distances(rng.normal(size=(300, 200)) * 4)
    assert (unlike > np.quantile(alike, 0.99)).mean() > 0.95


def test_file_keeps_it_and_damage_is_said(tmp_path: Path) -> None:
    x, codes = _clouds(np.random.default_rng(2), 60)
    found = fit_familiarity(x, codes)
    assert found is not None
    found.save(tmp_path)
    again = Familiarity.load(tmp_path)
    np.testing.assert_array_equal(again.distances(x), found.distances(x))
    path = tmp_path / FAMILIARITY_FILE
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(BadInputError, match="damaged"):
        Familiarity.load(tmp_path)


def test_none_without_images_or_without_any_spread() -> None:
    assert fit_familiarity(np.ones((5, 4)), np.zeros(5, np.int64)) is None
    assert fit_familiarity(np.ones((50, 4)), np.zeros(50, np.int64)) is None


def test_several_classes_an_image_have_one_common_mean() -> None:
    x, _ = _clouds(np.random.default_rng(3), 60)
    found = fit_familiarity(x, np.ones((60, 3), np.uint8))
    assert found is not None
    assert found.means.shape == (1, 30)
