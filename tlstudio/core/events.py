"""What a job says while it works: one JSON line an event, the same live and years later."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

EventKind = Literal[
    "started",
    "phase",
    "step",
    "epoch",
    "progress",
    "preview",
    "checkpoint",
    "note",
    "warning",
    "paused",
    "resumed",
    "result",
    "finished",
    "stopped",
    "failed",
]
MEASURING = "measuring on the tuning images"
"""Stage of a training that is trained and not yet scored; stages of the scoring follow it."""
FINAL_KINDS: frozenset[str] = frozenset({"finished", "stopped", "failed"})


@dataclass(frozen=True)
class RunEvent:
    """One event.

    Attributes:
        seq: Sequence number within the job, from 1, going on after a resume; orders events
            whatever the clock does.
        kind: What happened.
        time: Seconds since 1970, for display alone.
        elapsed: Monotonic seconds since this process began the job.
        data: Facts of that kind. started: pid, token, resumed. phase: index, name, epochs.
            step: phase, epoch, step, steps, loss, rate (items/s), lr. epoch: phase, epoch,
            train_loss, validation_loss, metrics, best, memory (process, gpu: bytes). preview:
            phase, epoch, items (key, truth, answer, probability). progress: stage, done, total,
            rate, eta (s). note and warning: text. result: the job's answer. failed: error,
            message, hint.
    """

    seq: int
    kind: EventKind
    time: float
    elapsed: float
    data: dict[str, Any] = field(default_factory=dict)

    def to_line(self) -> str:
        """One line of JSON with its line end; NaN is written as null."""
        return json.dumps(_finite(asdict(self)), ensure_ascii=False, separators=(",", ":")) + "\n"

    @property
    def final(self) -> bool:
        """Whether nothing follows it."""
        return self.kind in FINAL_KINDS


def parse_line(line: str) -> RunEvent | None:
    """Read one line; a torn or foreign line gives None."""
    try:
        raw = json.loads(line)
        return RunEvent(
            seq=int(raw["seq"]),
            kind=raw["kind"],
            time=float(raw["time"]),
            elapsed=float(raw["elapsed"]),
            data=dict(raw["data"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
