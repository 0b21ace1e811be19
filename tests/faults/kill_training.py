"""Fifty `kill -9` at random moments of one training; run by hand.

    uv run python -m tests.faults.kill_training [--kills 50] [--seed 0]

Prints where each kill hit and whether the end is the same, bit for bit, as without any.
"""

from __future__ import annotations

import argparse
import collections
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.killing import differences, tortured, train_in_worker
from tests.runs import make_project, new_run, small_plan
from tlstudio.core.plans import Augmentation, Phase


def main() -> int:
    """Torture, compare, print; 0 when nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder))
        phases = (
            Phase(name="new layers", epochs=1),
            Phase(name="upper", unfreeze_from=4, epochs=6 * args.kills, lr=1e-3),
            Phase(name="all", unfreeze_from=0, epochs=4 * args.kills, lr=3e-4),
        )
        plan = small_plan(phases=phases, ema=0.9, augmentation=Augmentation(views=2))
        straight = new_run(project, plan, "straight")
        begin = time.monotonic()
        train_in_worker(straight, project / "cache").value()
        print(f"undisturbed: {time.monotonic() - begin:.0f} s")
        run, hits = tortured(project, plan, kills=args.kills, seed=args.seed)
        counts = dict(collections.Counter(hits))
        print(f"{len(hits)} kills, last event before each: {counts}")
        found = differences(straight, run)
        print("same bits, same metrics" if not found else f"DIFFERENT: {found[:5]}")
        return 1 if found or len(hits) < args.kills else 0


if __name__ == "__main__":
    sys.exit(main())
