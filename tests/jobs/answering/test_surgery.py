"""The table of a surgery that is still being drawn is that of the surgery done."""

from __future__ import annotations

import threading
import time

import pytest

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import UsageError
from tlstudio.core.plans import Head
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answering.surgery import answer_surgery
from tlstudio.jobs.questions import Surgery
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.surgery import operate, surgery_table


@pytest.fixture
def listener() -> Listener:
    return Listener(threading.Event(), threading.Event())


@pytest.mark.parametrize(
    ("ident", "channels"),
    [
        ("squeezenet1_1", None),
        ("resnet18", 1),
        ("densenet121", None),
        ("swin_t", 5),
        ("facebook--deit-tiny-patch16-224", 1),
        ("fractalnet", 4),
    ],
)
def test_what_is_drawn_is_what_will_be_done(
    ident: str, channels: int | None, listener: Listener
) -> None:
    found: BackboneCard = card(ident)
    cut, freeze = len(found.blocks) - 1, 2
    head = Head(kind="mlp", hidden=32)
    network = operate(
        found, cut=cut, head=head, classes=3, in_channels=channels, seed=0, weights=False
    )
    done = surgery_table(found, network, freeze_to=freeze, size=found.input.size)
    drawn = answer_surgery(
        Surgery(
            backbone=ident, cut=cut, head={"kind": "mlp", "hidden": 32}, classes=3,
            channels=channels, freeze_to=freeze,
        ),
        listener,
    )  # fmt: skip
    assert drawn.table == done
    assert network.backbone.width_at(cut) == drawn.table.after[cut].shape[0]


def test_a_line_that_moves_is_answered_at_once(listener: Listener) -> None:
    first = Surgery(backbone="squeezenet1_1", classes=2)
    whole = answer_surgery(first, listener).table
    assert (whole.trainable, whole.frozen) == (1026, 722_496)
    begun = time.perf_counter()
    for cut in range(1, 11):
        answer_surgery(first.model_copy(update={"cut": cut}), listener)
    assert (time.perf_counter() - begun) / 10 < 0.1


@pytest.mark.parametrize(
    "ident", ["inception_v3", "vit_b_16-imagenet1k-swag-e2e-v1", "vit_h_14", "regnet_y_400mf"]
)
def test_large_networks_are_drawn_without_their_memory(ident: str, listener: Listener) -> None:
    found = card(ident)
    table = answer_surgery(Surgery(backbone=ident, classes=2), listener).table
    assert tuple(row.name for row in table.before[:-1]) == found.blocks
    assert table.after[len(found.blocks)].shape == (found.width,)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"cut": 99}, "cannot be cut"),
        ({"backbone": "squeezenet9"}, "There is no model"),
        ({"head": {"hidden": 1}}, "hidden"),
        ({"backbone": "vit_b_32", "size": 100}, "cannot take images"),
    ],
)
def test_what_makes_no_sense_is_said_in_words(
    wrong: dict[str, object], words: str, listener: Listener
) -> None:
    with pytest.raises(UsageError, match=words):
        answer_surgery(
            Surgery.model_validate({"backbone": "squeezenet1_1", "classes": 2} | wrong), listener
        )
