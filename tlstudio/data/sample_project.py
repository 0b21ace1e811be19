"""Sample images that the program draws itself: cells on plates, three phenotypes, no licence.

An image shows a field of cells. Its phenotype is what many of its cells go through, not all of
them; cells early in a phenotype look ordinary; plates differ in stain, focus, brightness and
magnification, as real ones do. So the images are neither trivial nor impossible, and plates are
groups in earnest.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tlstudio.core.errors import ProjectError
from tlstudio.core.files import disk_errors
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.data.sample_cells import Cell, Phenotype, Textures, draw_cell

PHENOTYPES: tuple[Phenotype, ...] = ("interphase", "mitotic", "apoptotic")
_Floats = NDArray[np.float32]
_COLOURS = np.array([[0.20, 0.33, 1.00], [0.10, 0.92, 0.42], [1.00, 0.33, 0.14]], dtype=np.float32)


@dataclass(frozen=True)
class _Plate:
    """What all images of a plate share.

    Attributes:
        size: Height and width in pixels.
        gain: Brightness of DNA, cytoskeleton, mitochondria.
        blur: Deviation of the optics' blur, in pixels.
        full: Photons at full brightness; fewer means more noise.
    """

    name: str
    suffix: Literal[".jpg", ".png", ".tif"]
    size: tuple[int, int]
    gain: _Floats
    background: _Floats
    blur: float
    haze: float
    radius: float
    crowding: float
    centre: tuple[float, float]
    full: float


def write_sample_images(
    folder: Path,
    *,
    seed: int = 0,
    per_class: int = 120,
    plates: int = 24,
    reporter: Reporter | None = None,
) -> None:
    """Draw and write `plate/phenotype/well.jpg`, with a few PNG and 16-bit TIFF plates.

    Args:
        folder: Made when missing.
        seed: The same seed draws the same images.
        per_class: Images of each phenotype, over all plates.
        plates: Number of plates; every plate holds every phenotype.
        reporter: Hears of progress; asked whether to stop.

    Raises:
        DiskFullError: When there is no room.
        ProjectError: When the folder cannot be written.
        Stopped: When the reporter said so; what was drawn is kept.
    """
    if folder.is_file():
        raise ProjectError(f"{folder} is a file: the sample images need a folder.")
    textures = Textures.make(np.random.default_rng((seed, 0)))
    for number in range(plates):
        if reporter is not None:
            reporter.progress("drawing the sample images", number, plates)
            if reporter.should_stop():
                raise Stopped
        plate = _plate(number, np.random.default_rng((seed, 1, number)))
        for code, phenotype in enumerate(PHENOTYPES):
            count = per_class // plates + (number < per_class % plates)
            target = folder / plate.name / phenotype
            with disk_errors(str(target)):
                target.mkdir(parents=True, exist_ok=True)
                for site in range(count):
                    rng = np.random.default_rng((seed, 2, number, code, site))
                    pixels = draw_field(phenotype, plate, textures, rng)
                    name = f"{'ABCDEFGH'[(site + 3 * code) % 8]}{site + 1:02d}_s{code + 1}"
                    _save(pixels, target / f"{name}{plate.suffix}", plate.suffix)


def draw_field(
    phenotype: Phenotype, plate: _Plate, textures: Textures, rng: np.random.Generator
) -> _Floats:
    """One field of view, (H, W, 3) in [0, 1]."""
    height, width = plate.size
    stains = np.zeros((3, height, width), dtype=np.float32)
    for cell in _cells(phenotype, plate, rng):
        where, patch = draw_cell(cell, plate.size, textures, rng)
        window = stains[:, where[0], where[1]]
        brightness = rng.uniform(0.72, 1.12, 3).astype(np.float32)[:, None, None]
        np.maximum(window, patch * brightness, out=window)
        window += 0.22 * patch * brightness
    return _photograph(stains, plate, rng)


def _plate(number: int, rng: np.random.Generator) -> _Plate:
    sizes = ((208, 208), (224, 224), (192, 240), (240, 240))
    suffix: Literal[".jpg", ".png", ".tif"] = ".jpg"
    if number % 12 == 5:
        suffix = ".tif"
    elif number % 6 == 3:
        suffix = ".png"
    return _Plate(
        name=f"plate{number + 1:02d}",
        suffix=suffix,
        size=sizes[int(rng.integers(len(sizes)))],
        gain=rng.uniform([0.62, 0.5, 0.5], [0.95, 0.92, 1.1]).astype(np.float32),
        background=rng.uniform(0.006, 0.035, 3).astype(np.float32),
        blur=float(rng.uniform(0.55, 1.25)),
        haze=float(rng.uniform(0.06, 0.2)),
        radius=float(rng.uniform(23.0, 30.0)),
        crowding=float(rng.uniform(0.75, 1.1)),
        centre=(float(rng.uniform(0.35, 0.65)), float(rng.uniform(0.35, 0.65))),
        full=float(rng.uniform(150, 600)),
    )


def _cells(phenotype: Phenotype, plate: _Plate, rng: np.random.Generator) -> list[Cell]:
    """Cells that keep their distance; a share of them shows the phenotype."""
    height, width = plate.size
    spots: list[tuple[float, float]] = []
    nearest = 1.42 * plate.radius / plate.crowding
    for row, column in rng.uniform(-0.06, 1.06, (90, 2)) * (height, width):
        if all((row - r) ** 2 + (column - c) ** 2 > nearest**2 for r, c in spots):
            spots.append((float(row), float(column)))
    affected = rng.uniform(0.34, 0.78)
    stray = rng.uniform(0.0, 0.07)
    cells = []
    for index, (row, column) in enumerate(spots):
        kind: Phenotype = "interphase"
        if phenotype != "interphase" and (index == 0 or rng.random() < affected):
            kind = phenotype
        elif rng.random() < stray:
            kind = "mitotic" if rng.random() < 0.6 else "apoptotic"
        cells.append(
            Cell(
                row,
                column,
                plate.radius * float(rng.uniform(0.84, 1.16)),
                kind,
                bool(rng.random() < 0.2),
            )
        )
    return cells


def _photograph(stains: _Floats, plate: _Plate, rng: np.random.Generator) -> _Floats:
    """Optics, uneven light, photon noise, and the colours under which stains are shown."""
    from scipy import ndimage  # noqa: PLC0415 - slow to import, and only drawing needs it

    height, width = plate.size
    focus = plate.blur * float(rng.uniform(0.85, 1.35))
    sharp = ndimage.gaussian_filter(stains, (0, focus, focus), truncate=3.0)
    coarse = ndimage.gaussian_filter(stains[:, ::6, ::6], (0, 2.4, 2.4), truncate=2.5)
    rows = np.linspace(0, coarse.shape[1] - 1, height)
    columns = np.linspace(0, coarse.shape[2] - 1, width)
    haze = np.stack([_stretch(plane, rows, columns) for plane in coarse])
    y = (np.arange(height, dtype=np.float32)[:, None] / height - plate.centre[0]) ** 2
    x = (np.arange(width, dtype=np.float32)[None, :] / width - plate.centre[1]) ** 2
    light = 1.05 - 0.6 * (y + x)
    gain = plate.gain * rng.uniform(0.85, 1.15, 3).astype(np.float32)
    signal = (sharp + plate.haze * haze) * gain[:, None, None] * light
    signal += plate.background[:, None, None]
    noise = rng.standard_normal(signal.shape, dtype=np.float32)
    signal += noise * np.sqrt(np.maximum(signal, 0) / plate.full + 2e-5)
    signal = 1 - np.exp(-1.35 * np.maximum(signal, 0))
    shown = np.einsum("chw,ck->hwk", signal, _COLOURS, optimize=True)
    found: _Floats = np.clip(shown, 0, 1).astype(np.float32) ** np.float32(0.85)
    return found


def _stretch(plane: _Floats, rows: NDArray[np.float64], columns: NDArray[np.float64]) -> _Floats:
    """Bilinear enlargement on a grid of source rows and columns."""
    top, left = rows.astype(int), columns.astype(int)
    down = (rows - top).astype(np.float32)[:, None]
    right = (columns - left).astype(np.float32)[None, :]
    lower, further = np.minimum(top + 1, len(plane) - 1), np.minimum(left + 1, plane.shape[1] - 1)
    upper = plane[top][:, left] * (1 - right) + plane[top][:, further] * right
    below = plane[lower][:, left] * (1 - right) + plane[lower][:, further] * right
    found: _Floats = upper * (1 - down) + below * down
    return found


def _save(pixels: _Floats, target: Path, suffix: str) -> None:
    if suffix == ".tif":
        import tifffile  # noqa: PLC0415 - slow to import, and only drawing needs it

        deep = (pixels * 65535 + 0.5).astype(np.uint16)
        tifffile.imwrite(target, deep, photometric="rgb", compression=None)
        return
    image = Image.fromarray((pixels * 255 + 0.5).astype(np.uint8))
    if suffix == ".jpg":
        image.save(target, quality=92)
    else:
        image.save(target, compress_level=3)
