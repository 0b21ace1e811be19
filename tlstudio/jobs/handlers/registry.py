"""Which function does which kind of request; modules are imported when first needed."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from tlstudio.core.reporting import Reporter

Handler = Callable[[Any, Reporter, Path], dict[str, Any]]

_MODULES = {
    "import": "dataset",
    "take": "dataset",
    "sample": "dataset",
    "split": "dataset",
    "check": "check",
    "surgery": "models",
    "add": "models",
    "fetch": "models",
    "pack": "models",
    "unpack": "models",
    "train": "train",
    "evaluate": "evaluate",
    "crossval": "crossval",
    "compare": "compare",
    "suggest": "suggest",
    "embedding": "suggest",
    "suspects": "suspects",
    "explain": "explain",
    "predict": "deploy",
    "export": "deploy",
    "report": "report",
    "serve": "serve",
    "doctor": "doctor",
}


class _HasKind(Protocol):
    @property
    def kind(self) -> str: ...


def handler_for(request: _HasKind) -> Handler:
    """The function `do_<kind>(request, reporter, folder) -> result` of a request."""
    module = importlib.import_module(f"tlstudio.jobs.handlers.{_MODULES[request.kind]}")
    handler: Handler = getattr(module, f"do_{request.kind}")
    return handler
