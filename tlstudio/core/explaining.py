"""The ways to show what in an image a model answered by."""

from __future__ import annotations

from typing import Literal, get_args

Method = Literal["gradcam", "integrated-gradients", "rollout"]
METHODS: tuple[Method, ...] = get_args(Method)
CLASSLESS: frozenset[Method] = frozenset({"rollout"})
"""Those that show the same for every class."""
