"""The usual loop of torchvision tutorials, written fairly: what we are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
BATCH = 32


def plain() -> transforms.Compose:
    """Resize, centre crop, normalise."""
    steps = [transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor()]
    return transforms.Compose([*steps, transforms.Normalize(MEAN, STD)])


def augmented() -> transforms.Compose:
    """Random crop, flip, turn, brightness and contrast, as our photo set has them."""
    return transforms.Compose(
        [
            transforms.Resize(256),
            transforms.RandomAffine(7.5),
            transforms.RandomResizedCrop(224, scale=(0.7, 1.0), ratio=(1.0, 1.0)),
            transforms.RandomHorizontalFlip(),
            transforms.ColorJitter(brightness=0.2, contrast=0.2),
            transforms.ToTensor(),
            transforms.Normalize(MEAN, STD),
        ]
    )


def loader(folder: Path, transform: transforms.Compose, *, shuffle: bool) -> DataLoader[Tensor]:
    """ImageFolder with two worker processes that stay."""
    dataset = datasets.ImageFolder(str(folder), transform)
    return DataLoader(
        dataset, batch_size=BATCH, shuffle=shuffle, num_workers=2, persistent_workers=True
    )


def frozen_epochs(backbone: nn.Module, width: int, train: Path) -> tuple[nn.Linear, Iterator[None]]:
    """A linear head on a frozen backbone, forward in every pass; one pass a `next`."""
    classes = len([path for path in train.iterdir() if path.is_dir()])
    head = nn.Linear(width, classes)
    optimiser = torch.optim.Adam(head.parameters(), lr=1e-3)
    batches = loader(train, plain(), shuffle=True)
    backbone.eval().requires_grad_(False)

    def passes() -> Iterator[None]:
        while True:
            for images, labels in batches:
                with torch.no_grad():
                    features = backbone(images)
                loss = nn.functional.cross_entropy(head(features), labels)
                optimiser.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                optimiser.step()
            yield

    return head, passes()


def full_epochs(network: nn.Module, train: Path) -> Iterator[None]:
    """Everything trains on augmented images; one pass a `next`."""
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-4)
    batches = loader(train, augmented(), shuffle=True)
    while True:
        network.train()
        for images, labels in batches:
            loss = nn.functional.cross_entropy(network(images), labels)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        yield


def accuracy(network: nn.Module, folder: Path) -> float:
    """On a folder of classes."""
    right = count = 0
    network.eval()
    with torch.inference_mode():
        for images, labels in loader(folder, plain(), shuffle=False):
            right += int((network(images).argmax(1) == labels).sum())
            count += len(labels)
    return right / count
