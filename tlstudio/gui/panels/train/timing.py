"""How long a training still takes, from what was measured and what was estimated."""

from __future__ import annotations

from tlstudio.gui.panels.train.record import RunRecord, planned_passes


def seconds_left(record: RunRecord, estimate: float | None) -> float | None:
    """Seconds to the end of the whole recipe; None while nothing is known.

    What is measured counts more the further the training is; before the first step the estimate
    alone speaks.

    Args:
        record: Of the run.
        estimate: Seconds of the whole, as estimated before.
    """
    phases = record.plan.phases
    if record.stage < 0:
        return estimate
    later = sum(planned_passes(record.plan, phase) for phase in phases[record.stage + 1 :])
    by_estimate = None if estimate is None else max(0.0, estimate - record.worked)
    if record.stage_left is None:
        return by_estimate
    if later == 0:
        return record.stage_left
    if by_estimate is not None:
        return max(record.stage_left, by_estimate)
    own = planned_passes(record.plan, phases[record.stage])
    left = own - record.epoch - (record.step[0] / record.step[1] if record.step[1] else 0)
    a_pass = record.stage_left / left if left > 0 else 0.0
    # Later stages open more blocks; their passes take longer than those of this one.
    return record.stage_left + later * a_pass
