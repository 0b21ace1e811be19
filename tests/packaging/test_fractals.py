"""The procedural images that the embedded backbone learns from."""

import time

import numpy as np
import pytest
import torch
from descriptors import describe
from fractals import (
    MAX_SINGULAR_VALUE,
    jitter_system,
    render_fractal,
    sample_system,
    sample_visible_system,
)
from library import Library, LibrarySize, render_figures, render_textures
from scenes import compose_scenes
from textures import FAMILIES

SIZE = LibrarySize(
    fractals=4,
    glyphs=3,
    blobs=3,
    figure_members=2,
    textures=len(FAMILIES),
    texture_members=2,
    figure_pixels=48,
    texture_pixels=64,
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(
        torch.from_numpy(render_figures(SIZE, 0)), torch.from_numpy(render_textures(SIZE, 0))
    )


@pytest.mark.parametrize("seed", range(10))
def test_every_map_contracts_and_the_singular_values_have_the_papers_sum(seed: int) -> None:
    system = sample_system(np.random.default_rng(seed))
    values = np.linalg.svd(system[:, :, :2], compute_uv=False)
    assert values.max() <= MAX_SINGULAR_VALUE + 1e-9
    total = (values * [1, 2]).sum()
    assert (5 + len(system)) / 2 <= total <= (6 + len(system)) / 2


def test_relatives_of_a_system_contract_too() -> None:
    rng = np.random.default_rng(0)
    changed = jitter_system(sample_system(rng), rng, strength=0.5)
    assert np.linalg.norm(changed[:, :, :2], ord=2, axis=(1, 2)).max() <= MAX_SINGULAR_VALUE + 1e-9


def test_the_same_seed_draws_the_same_fractal_and_another_seed_another() -> None:
    def draw(seed: int) -> bytes:
        rng = np.random.default_rng(seed)
        return render_fractal(sample_visible_system(rng), 64, rng).tobytes()

    assert draw(3) == draw(3)
    assert draw(3) != draw(4)


def test_fractals_are_neither_empty_nor_full() -> None:
    rng = np.random.default_rng(0)
    for _ in range(10):
        image = render_fractal(sample_visible_system(rng), 96, rng)
        assert image.dtype == np.uint8
        assert image.max() == 255
        assert 0.03 < (image > 0).mean() < 0.98


def test_a_fractal_is_drawn_in_milliseconds() -> None:
    rng = np.random.default_rng(0)
    system = sample_visible_system(rng)
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        render_fractal(system, 96, rng)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.1


def test_the_library_shows_something_in_every_class(library: Library) -> None:
    assert library.figures.shape == (SIZE.figures, 2, 48, 48)
    assert (library.figures.flatten(2).float().std(-1) > 0).all()
    assert (library.textures.flatten(2).float().std(-1) > 0).all()


def test_scenes_repeat_with_the_seed_and_carry_their_labels(library: Library) -> None:
    first, again, other = (
        compose_scenes(library, 8, 48, torch.Generator().manual_seed(seed)) for seed in (0, 0, 1)
    )
    assert torch.equal(first.images, again.images)
    assert not torch.equal(first.images, other.images)
    assert first.images.shape == (8, 3, 48, 48)
    assert first.images.min() >= 0
    assert first.images.max() <= 1
    assert torch.allclose(first.figures.sum(1), torch.ones(8))
    assert ((first.textures == -100) | (first.textures < SIZE.textures)).all()


def test_descriptors_are_finite_and_tell_colours_apart() -> None:
    red, green = torch.zeros(1, 3, 64, 64), torch.zeros(1, 3, 64, 64)
    red[:, 0], green[:, 1] = 1, 1
    described = describe(torch.cat([red, green]))
    assert torch.isfinite(described).all()
    assert not torch.allclose(described[0], described[1])
