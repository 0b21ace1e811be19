"""Where a training computes."""

from __future__ import annotations

import pytest
import torch

from tlstudio.core.errors import DeviceMissingError
from tlstudio.training.compute import choose_device


@pytest.mark.parametrize("wanted", ["cuda", "mps"])
def test_a_device_that_is_gone_is_said_with_the_way_out(
    wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(DeviceMissingError) as caught:
        choose_device(wanted)
    assert "GPU" in caught.value.message
    assert "processor" in caught.value.hint
    assert choose_device("auto") == "cpu"
