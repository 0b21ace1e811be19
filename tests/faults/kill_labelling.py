"""Fifty `kill -9` at random moments of somebody labelling; run by hand.

    uv run python -m tests.faults.kill_labelling [--kills 50] [--seed 0]

A child process labels, edits groups and undoes, and says each act once it is saved. It is killed
again and again; after each kill everything that it said must be there. Prints the count.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tlstudio.core.annotations import Labels
from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.store.store import DatasetStore

_COUNT = 500
_CHILD = """
import sys
from pathlib import Path
from tlstudio.core.annotations import Labels
from tlstudio.data.store.store import DatasetStore

count, number = int(sys.argv[2]), int(sys.argv[3])
with DatasetStore.open(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    while True:
        store.annotate([number % count + 1], Labels(names=(f"c{number}",)), annotator="a")
        print(number, flush=True)
        if number % 7 == 0:
            store.set_group([number % count + 1], f"g{number}")
            store.undo()
            store.redo()
        number += 1
"""


def labelled_until_killed(path: Path, start: int, wait: float) -> int:
    """Label from a number on, kill after some seconds; the number behind the last one said."""
    command = [sys.executable, "-c", _CHILD, str(path), str(_COUNT), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(wait)
        os.kill(child.pid, signal.SIGKILL)
        said = [int(line) for line in child.stdout.read().split()]
    return said[-1] + 1 if said else start


def lost(path: Path, upto: int) -> list[str]:
    """What was said as saved and is not there."""
    with DatasetStore.open(path) as store:
        problems = store.integrity()
        for sample in store.iterate():
            index = sample.id - 1
            want = index + (upto - 1 - index) // _COUNT * _COUNT if index < upto else -1
            have = (
                int(sample.annotation.names[0][1:]) if isinstance(sample.annotation, Labels) else -1
            )
            # One more may have been saved than could be said.
            if have not in (want, upto):
                problems.append(f"sample {sample.id} has {have} instead of {want}")
        return problems


def main() -> int:
    """Kill, look, print; 0 when nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    draws = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dataset.sqlite"
        with DatasetStore.create(path) as store:
            names = (f"{number}.png" for number in range(_COUNT))
            samples = (Sample(0, name, (MediaRef("", name),)) for name in names)
            store.add(samples, annotator="import", source="test")
        done = 0
        for _ in range(args.kills):
            done = labelled_until_killed(path, done, draws.uniform(0, 0.6))
            if found := lost(path, done):
                print(f"LOST after {done} labels: {found[:5]}")
                return 1
        print(f"{args.kills} kills, {done} labels said as saved, none lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
