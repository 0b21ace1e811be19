"""Loss and quick metrics of a network on a part of the split, over all processes."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from tlstudio.tasks.protocol import Objective
from tlstudio.training.compute import Compute
from tlstudio.training.sources import Part


def scores(
    network: nn.Module,
    part: Part,
    loss: Objective[Tensor, Tensor],
    compute: Compute,
    batch: int,
) -> dict[str, float]:
    """Loss, accuracy and balanced accuracy, without augmentation.

    For several classes an item, accuracy is the share of items whose whole set is right, and
    balanced accuracy the mean over classes of (sensitivity + specificity) / 2.

    Args:
        network: In eval mode; from the source's boundary to logits.
        part: Not empty.
        loss: Of one item each.
        compute: Shares the items between processes.
        batch: Items at a time.
    """
    sums: Tensor | None = None
    with torch.inference_mode():
        lengths = part.source.lengths
        # Texts of about the same length need the least padding; sums do not mind the order.
        order = np.arange(len(part)) if lengths is None else np.argsort(-lengths, kind="stable")
        for begin in range(0, len(part), batch * compute.world):
            places = order[begin : begin + batch * compute.world]
            share = compute.share(places)
            with compute.autocast():
                logits = network(part.source.plain(share.places)).float()
            truth = part.targets[torch.from_numpy(share.places)].to(compute.device)
            found = _sums(logits, truth, loss.per_item(logits, truth), share.weights)
            sums = found if sums is None else sums + found
    if sums is None:
        raise ValueError("a part without items cannot be scored")
    return _metrics(compute.summed(sums), multi_label=part.targets.ndim == 2)


def _sums(logits: Tensor, truth: Tensor, losses: Tensor, weights: Tensor) -> Tensor:
    """(3 + 3 K) items, loss, right ones; for each class true, named, both."""
    multi_label = truth.ndim == 2
    true = truth.bool() if multi_label else nn.functional.one_hot(truth, logits.shape[1]).bool()
    best = nn.functional.one_hot(logits.argmax(1), logits.shape[1]).bool()
    named = logits > 0 if multi_label else best
    right = (true == named).all(1).float()
    scalars = torch.stack([weights.sum(), (losses * weights).sum(), (right * weights).sum()])
    classes = [((table.float()) * weights[:, None]).sum(0) for table in (true, named, true & named)]
    return torch.cat([scalars.float(), *classes])


def _metrics(sums: Tensor, *, multi_label: bool) -> dict[str, float]:
    count, loss, right = (float(value) for value in sums[:3])
    true, named, both = sums[3:].view(3, -1).double()
    present = true > 0
    recall = both[present] / true[present]
    if multi_label:
        absent = count - true[present]
        wrong = named[present] - both[present]
        recall = (recall + torch.where(absent > 0, 1 - wrong / absent.clamp_min(1), 1.0)) / 2
    return {
        "loss": loss / count,
        "accuracy": right / count,
        "balanced_accuracy": float(recall.mean()) if bool(present.any()) else 0.0,
    }
