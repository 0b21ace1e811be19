"""Whether a map shows something of the model: the test of Adebayo et al. 2018 (arXiv 1810.03292).

The values of all weights are shuffled, so that the network keeps its form and loses what it knew.
Where its maps stay as they were, they showed the image, not the model. Two maps are compared by
rank correlation (Spearman) and by structural similarity (SSIM, Wang et al. 2004).
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage, stats
from torch import Tensor, nn
from torch.nn import functional

from tlstudio.core.explaining import Method
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.evaluation.explaining.explain import map_of, scaled
from tlstudio.evaluation.explaining.maps import Floats
from tlstudio.models.network import Network

LIMIT = 0.5
"""Maps that are at least so similar on average do not depend on what the model learned."""
_SIDE = 56
_WINDOW = 7
_STAGE = "checking the map"


@dataclass(frozen=True)
class Stage:
    """How similar maps are when part of the network has lost what it learned.

    Attributes:
        name: What was shuffled.
        rank: Mean rank correlation over the images, from -1 to 1.
        structure: Mean structural similarity, from -1 to 1.
    """

    name: str
    rank: float
    structure: float


@dataclass(frozen=True)
class Sanity:
    """Outcome of the test.

    Attributes:
        images: How many were compared.
        stages: From the last layers down; the last one has everything shuffled.
        words: What it comes to.
    """

    images: int
    stages: tuple[Stage, ...]
    words: str

    @property
    def similarity(self) -> float:
        """Rank correlation when everything is shuffled; 1 when nothing could be compared."""
        return self.stages[-1].rank if self.stages else 1.0

    @property
    def passed(self) -> bool:
        """Whether the maps show something of the model."""
        return bool(self.stages) and self.similarity < LIMIT


def check(
    network: Network,
    images: Sequence[Tensor],
    method: Method,
    *,
    codes: Sequence[int | None] | None = None,
    steps: int = 1,
    draws: int = 1,
    seed: int = 0,
    reporter: Reporter | None = None,
) -> Sanity:
    """Compare maps before and after the network lost what it learned.

    Args:
        network: In eval mode; it stays as it is.
        images: Some images (1, C, S, S).
        method: How maps are found.
        codes: Class for each image; None takes the network's own answer.
        steps: In how many steps, from the last layers down, it is shuffled; 1 does all at once.
        draws: How often it is shuffled anew; similarities are means over all.
        seed: Of the shuffling.
        reporter: Hears of progress, asked whether to stop.

    Raises:
        Stopped: When the reporter said so.
    """
    stages = _cascade(network.cut, steps)
    total = len(images) * (1 + draws * len(stages))
    wanted = codes or [None] * len(images)
    before = []
    for number, (one, code) in enumerate(zip(images, wanted, strict=True)):
        _tell(reporter, number, total)
        before.append(map_of(network, one, code, method))
    both = zip(images, before, strict=True)
    kept = [(one, found) for one, found in both if _usable(found.values)]
    if not kept:
        return Sanity(0, (), before[0].words if before else "There is no image to compare.")
    pairs = np.zeros((len(stages), draws, len(kept), 2))
    done = len(images)
    for draw in range(draws):
        broken = copy.deepcopy(network).eval()
        generator = torch.Generator().manual_seed(seed + draw)
        shuffle(broken.head, generator)
        top = network.cut
        for stage, boundary in enumerate(stages):
            for block in list(broken.backbone.blocks)[boundary:top]:
                shuffle(block, generator)
            top = boundary
            for place, (one, found) in enumerate(kept):
                _tell(reporter, done, total)
                done += 1
                after = map_of(broken, one, found.code, method).values
                pairs[stage, draw, place] = _similar(found.values, after)
    means = pairs.mean(axis=(1, 2))
    found_stages = tuple(
        Stage(_named(network, boundary), float(rank), float(structure))
        for boundary, (rank, structure) in zip(stages, means, strict=True)
    )
    return Sanity(len(kept), found_stages, _words(found_stages[-1].rank, len(kept)))


def _similar(before: Floats | None, after: Floats | None) -> tuple[float, float]:
    """Rank correlation and structural similarity; one that knows nothing may show nothing."""
    if before is None or after is None or not _usable(after):
        return 0.0, 0.0
    return rank_correlation(before, after), ssim(before, after)


def _tell(reporter: Reporter | None, done: int, total: int) -> None:
    if reporter is None:
        return
    if reporter.should_stop():
        raise Stopped
    reporter.progress(_STAGE, done, total)


def _words(similarity: float, images: int) -> str:
    some = "one image" if images == 1 else f"{images} images"
    if similarity < LIMIT:
        return (
            f"The map changes when the model's knowledge is destroyed (similarity "
            f"{similarity:.2f} on {some}), so it shows something of the model."
        )
    return (
        f"The map hardly changes when the model's knowledge is destroyed (similarity "
        f"{similarity:.2f} on {some}): it shows the image, not what the model learned. Do not "
        "rely on it."
    )


def _cascade(cut: int, steps: int) -> tuple[int, ...]:
    """Boundaries from the top down to 0; at the first the new layers alone are shuffled."""
    if steps <= 1:
        return (0,)
    return tuple(dict.fromkeys(round(float(edge)) for edge in np.linspace(cut, 0, steps)))


def _named(network: Network, boundary: int) -> str:
    if boundary == 0:
        return "everything"
    if boundary == network.cut:
        return "new layers"
    return f"new layers down to {network.backbone.block_names[boundary]}"


def shuffle(module: nn.Module, generator: torch.Generator) -> None:
    """Give every tensor its own values in another order; what has one value stays.

    Normalisations keep their shift and scale: they hold the size of activations, and without it a
    deep network gives no numbers.
    """
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.ndim > 1:
                order = torch.randperm(parameter.numel(), generator=generator)
                flat = parameter.reshape(-1)[order.to(parameter.device)]
                parameter.copy_(flat.reshape(parameter.shape))


def rank_correlation(one: Floats, other: Floats) -> float:
    """Spearman's, of two maps brought to the same size; 0 where one of them shows nothing."""
    left, right = _same_size(one, other)
    if not (np.ptp(left) > 0 and np.ptp(right) > 0):
        return 0.0
    found = float(stats.spearmanr(left.ravel(), right.ravel()).statistic)
    return found if np.isfinite(found) else 0.0


def ssim(one: Floats, other: Floats) -> float:
    """Structural similarity of two maps from 0 to 1, in windows of 7 × 7 on 56 × 56."""
    left, right = (_large(scaled(part)) for part in (one, other))
    means = [ndimage.uniform_filter(part, _WINDOW) for part in (left, right)]
    squares = [ndimage.uniform_filter(part * part, _WINDOW) for part in (left, right)]
    product = ndimage.uniform_filter(left * right, _WINDOW)
    spread = [square - mean * mean for square, mean in zip(squares, means, strict=True)]
    common = product - means[0] * means[1]
    small, smaller = 0.01**2, 0.03**2
    table = (2 * means[0] * means[1] + small) * (2 * common + smaller)
    table = table / ((means[0] ** 2 + means[1] ** 2 + small) * (spread[0] + spread[1] + smaller))
    return float(table.mean())


def _same_size(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    return (one, other) if one.shape == other.shape else (_large(one), _large(other))


def _large(values: Floats) -> NDArray[np.float32]:
    source = torch.from_numpy(np.ascontiguousarray(values, np.float32))[None, None]
    large = functional.interpolate(source, (_SIDE, _SIDE), mode="bilinear", align_corners=False)
    result: NDArray[np.float32] = large[0, 0].numpy()
    return result


def _usable(values: Floats | None) -> bool:
    return values is not None and bool(np.isfinite(values).all()) and float(np.ptp(values)) > 0
