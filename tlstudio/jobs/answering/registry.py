"""Which function answers which kind of question; modules are imported when first needed.

A desk that is asked for pictures alone never imports torch.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from tlstudio.core.errors import UsageError
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import Answer, Ready
from tlstudio.jobs.questions import Question, Warm

Answering = Callable[[Any, Listener], Answer]

_MODULES = {
    "thumbnail": "pictures",
    "view": "pictures",
    "model-input": "inputs",
    "find-task": "looking",
    "read-text": "reading",
    "guess-folder": "sources",
    "preview-import": "sources",
    "predict": "models",
    "compare": "comparing",
    "heatmap": "maps",
    "check-map": "maps",
    "about": "about",
    "formats": "about",
    "surgery": "surgery",
    "estimate": "speed",
}


def answer(question: Question[Any], listener: Listener) -> Answer:
    """The answer to a question.

    Raises:
        StudioError: What is wrong with it, in words.
        Stopped: When nobody wants the answer any more.
    """
    if isinstance(question, Warm):
        answering(question.family)
        return Ready()
    return answering(question.kind)(question, listener)


def answering(kind: str) -> Answering:
    """The function `answer_<kind>(question, listener) -> answer` of a kind of question.

    Raises:
        UsageError: When there is no such kind.
    """
    if kind not in _MODULES:
        raise UsageError(f"Nobody answers {kind!r}.", f"Known: {', '.join(_MODULES)}.")
    module = importlib.import_module(f"tlstudio.jobs.answering.{_MODULES[kind]}")
    found: Answering = getattr(module, f"answer_{kind.replace('-', '_')}")
    return found
