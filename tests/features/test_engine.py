"""What the frozen part is run with."""

from __future__ import annotations

import threading

import torch
from torch import Tensor, nn

from tlstudio.features.engine import traced


class Waiting(nn.Module):
    """Holds its tracing until another thread has run a network."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(2, 2)
        self.traced, self.ran = threading.Event(), threading.Event()

    def forward(self, x: Tensor) -> Tensor:
        self.traced.set()
        assert self.ran.wait(30)
        found: Tensor = self.inner(x)
        return found


def test_another_thread_runs_a_network_while_a_block_is_traced() -> None:
    block, other = Waiting(), nn.Sequential(nn.Linear(2, 3), nn.ReLU())
    graphs = []
    thread = threading.Thread(target=lambda: graphs.append(traced(block)))
    thread.start()
    assert block.traced.wait(30)
    try:
        found = other(torch.ones(1, 2))
    finally:
        block.ran.set()
        thread.join()
    assert isinstance(found, Tensor)
    assert found.shape == (1, 3)
    assert [node.op for node in graphs[0].graph.nodes] == ["placeholder", "call_module", "output"]
