"""What holds for every registered task."""

from __future__ import annotations

import importlib

import pytest
import torch
from torch import nn

from tests.contract.samples import CLASSES, eight
from tlstudio.core.annotations import Labels
from tlstudio.core.errors import UsageError
from tlstudio.core.registry import discover
from tlstudio.core.samples import AnyAnnotation
from tlstudio.core.tasks import TaskSpec
from tlstudio.tasks.protocol import AnyTask, ObjectiveOptions
from tlstudio.tasks.registry import all_tasks, task

TASKS = all_tasks().items
BOTH = pytest.mark.parametrize("multi_label", [False, True], ids=["one", "several"])
EVERY = pytest.mark.parametrize("found", TASKS.values(), ids=TASKS)


def _spec_id(spec: TaskSpec) -> str:
    return spec.id


def _plain(annotation: AnyAnnotation | None) -> AnyAnnotation | None:
    """Without what only predictions carry."""
    if isinstance(annotation, Labels):
        return Labels(names=annotation.names)
    return annotation


def test_no_task_is_broken_and_specs_agree() -> None:
    assert all_tasks().broken == {}
    specs = discover("tlstudio.tasks", "SPEC", _spec_id, module="spec").items
    assert {ident: found.spec for ident, found in TASKS.items()} == specs
    assert "image-classification" in specs


def test_an_unknown_task_is_named_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="image-classification"):
        task("fortune-telling")


@EVERY
def test_the_folder_has_the_name_of_the_task(found: AnyTask) -> None:
    folder = found.spec.id.replace("-", "_")
    module = importlib.import_module(f"tlstudio.tasks.{folder}.task")
    assert module.TASK is found


@EVERY
@BOTH
def test_the_loss_falls_on_eight_samples(found: AnyTask, multi_label: bool) -> None:
    samples = eight(found.spec.annotation, multi_label=multi_label)
    codec = found.codec(CLASSES, multi_label=multi_label)
    targets = codec.collate([codec.encode(sample) for sample in samples])
    objective = found.objective(ObjectiveOptions(), multi_label=multi_label)
    torch.manual_seed(0)
    inputs = torch.randn(8, 16)
    network = nn.Linear(16, codec.ideal(targets).shape[1])
    optimiser = torch.optim.SGD(network.parameters(), lr=0.5)
    losses = []
    for _ in range(30):
        loss = objective(found.predictor().train(network, inputs, targets), targets)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.5 * losses[0]


@EVERY
@BOTH
def test_decoding_gives_back_what_was_encoded(found: AnyTask, multi_label: bool) -> None:
    samples = eight(found.spec.annotation, multi_label=multi_label)
    codec = found.codec(CLASSES, multi_label=multi_label)
    targets = codec.collate([codec.encode(sample) for sample in samples])
    decoded = codec.decode(codec.ideal(targets))
    assert [_plain(one) for one in decoded] == [_plain(sample.annotation) for sample in samples]


@EVERY
@BOTH
def test_the_score_of_the_truth_is_perfect(found: AnyTask, multi_label: bool) -> None:
    samples = eight(found.spec.annotation, multi_label=multi_label)
    codec = found.codec(CLASSES, multi_label=multi_label)
    targets = codec.collate([codec.encode(sample) for sample in samples])
    truth = [sample.annotation for sample in samples if sample.annotation is not None]
    scorer = found.scorer(CLASSES, multi_label=multi_label)
    assert scorer.compute() == {}
    for start in (0, 3):
        stop = 3 if start == 0 else 8
        scorer.update(truth[start:stop], codec.decode(codec.ideal(targets[start:stop])))
    metrics = scorer.compute()
    assert metrics[found.spec.headline] == 1.0
    assert metrics[found.spec.headline_unbalanced] == 1.0


@EVERY
@BOTH
def test_micro_batches_add_up_to_the_batch(found: AnyTask, multi_label: bool) -> None:
    samples = eight(found.spec.annotation, multi_label=multi_label)
    codec = found.codec(CLASSES, multi_label=multi_label)
    targets = codec.collate([codec.encode(sample) for sample in samples])
    options = ObjectiveOptions(label_smoothing=0.1, weights=(0.5, 1.0, 1.7))
    objective = found.objective(options, multi_label=multi_label)
    torch.manual_seed(0)
    outputs = torch.randn(codec.ideal(targets).shape)
    parts = (
        objective.per_item(outputs[:3], targets[:3]),
        objective.per_item(outputs[3:], targets[3:]),
    )
    assert torch.allclose(torch.cat(parts).mean(), objective(outputs, targets))


@EVERY
def test_the_unit_of_splitting_is_the_group(found: AnyTask) -> None:
    for sample in eight(found.spec.annotation):
        assert found.unit(sample).name == sample.group
