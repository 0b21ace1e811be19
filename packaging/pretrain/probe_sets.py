"""The real images on which `probe.py` measures features; they are read, never shipped."""

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray
from PIL import Image

IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".gif"}


@dataclass(frozen=True)
class ProbeSet:
    """Decoded images with labels.

    Attributes:
        images: uint8, shape (N, size, size, 3).
        labels: int64, shape (N,).
        groups: int64, shape (N,): images that must stay on one side of a split.
        train: bool, shape (N,), where the set brings its own split; else None.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    groups: NDArray[np.int64]
    train: NDArray[np.bool_] | None = None


def _fit(image: Image.Image, size: int) -> NDArray[np.uint8]:
    """Resize the shorter side to `size` and crop the centre."""
    rgb = image.convert("RGB")
    scale = size / min(rgb.size)
    width, height = (max(size, round(side * scale)) for side in rgb.size)
    rgb = rgb.resize((width, height), Image.Resampling.BILINEAR)
    left, top = (width - size) // 2, (height - size) // 2
    return np.asarray(rgb.crop((left, top, left + size, top + size)))


def _folders(folder: Path, size: int, limit: int = 10_000) -> ProbeSet:
    images, labels = [], []
    classes = sorted(path for path in folder.iterdir() if path.is_dir())
    for label, path in enumerate(classes):
        files = sorted(p for p in path.iterdir() if p.suffix.lower() in IMAGE_SUFFIXES)[:limit]
        for file in files:
            with Image.open(file) as image:
                images.append(_fit(image, size))
            labels.append(label)
    return ProbeSet(np.stack(images), np.array(labels), np.arange(len(labels)))


def _joined(train: ProbeSet, test: ProbeSet) -> ProbeSet:
    count = len(train.labels)
    return ProbeSet(
        np.concatenate([train.images, test.images]),
        np.concatenate([train.labels, test.labels]),
        np.arange(count + len(test.labels)),
        np.arange(count + len(test.labels)) < count,
    )


def hymenoptera(data: Path, size: int) -> ProbeSet:
    """Ants and bees, with the split they came with."""
    folder = data / "hymenoptera"
    return _joined(_folders(folder / "train", size), _folders(folder / "val", size))


def trashnet(data: Path, size: int) -> ProbeSet:
    """Six kinds of rubbish."""
    return _folders(data / "trashnet", size)


def cifar10(data: Path, size: int) -> ProbeSet:
    """Ten kinds of things in 32 x 32 pixels."""
    folder = data / "cifar10"
    return _joined(_folders(folder / "train", size), _folders(folder / "test", size))


def mnist(data: Path, size: int) -> ProbeSet:
    """The first 2,000 digits: 1,000 to learn from, 1,000 to test on."""
    folder, count = data / "mnist_t10k" / "data" / "mnist", 2000
    raw = gzip.decompress((folder / "t10k-images-idx3-ubyte.gz").read_bytes())
    digits = np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 28, 28)[:count]
    names = gzip.decompress((folder / "t10k-labels-idx1-ubyte.gz").read_bytes())
    labels = np.frombuffer(names, np.uint8, offset=8)[:count].astype(np.int64)
    images = np.stack([_fit(Image.fromarray(digit), size) for digit in digits])
    return ProbeSet(images, labels, np.arange(count), np.arange(count) < count // 2)


def brain_mri(data: Path, size: int) -> ProbeSet:
    """MRI slices with and without a tumour."""
    return _folders(data / "brain_mri_tumor", size)


def blood_cells(data: Path, size: int, limit: int = 150) -> ProbeSet:
    """Crops of three kinds of blood cells; crops of one smear stay together."""
    images: list[NDArray[np.uint8]] = []
    labels: list[int] = []
    groups: list[int] = []
    names = ("Platelets", "RBC", "WBC")
    for group, path in enumerate(sorted((data / "bccd" / "Annotations").glob("*.xml"))):
        tree = ElementTree.parse(path)
        photo = Image.open(data / "bccd" / "JPEGImages" / f"{path.stem}.jpg")
        taken: set[int] = set()
        for item in tree.iter("object"):
            label = names.index(item.findtext("name", ""))
            box = [int(item.findtext(f"bndbox/{k}", "0")) for k in ("xmin", "ymin", "xmax", "ymax")]
            empty = box[2] - box[0] < 8 or box[3] - box[1] < 8
            if empty or label in taken or labels.count(label) >= limit:
                continue
            taken.add(label)
            images.append(_fit(photo.crop((box[0], box[1], box[2], box[3])), size))
            labels.append(label)
            groups.append(group)
    return ProbeSet(np.stack(images), np.array(labels), np.array(groups))


SETS: dict[str, Callable[[Path, int], ProbeSet]] = {
    "hymenoptera": hymenoptera,
    "trashnet": trashnet,
    "cifar10": cifar10,
    "mnist": mnist,
    "brain_mri": brain_mri,
    "blood_cells": blood_cells,
}


def load_sets(data: Path, size: int, names: Iterable[str]) -> dict[str, ProbeSet]:
    """Decode the named sets at `size` pixels."""
    return {name: SETS[name](data, size) for name in names}
