"""How often 95 % intervals hold the true value: ours and the usual bootstrap, by simulation.

    uv run python -m tests.benchmarks.bench_intervals [--repeats 400] [--resamples 400]

Groups (patients, plates) differ in how easy they are, so that their items are not independent.
The truth is the value over a hundred thousand groups. The bootstrap is the usual one: groups are
drawn with replacement, and the interval runs between the 2.5 % and 97.5 % percentiles.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tlstudio.cli.output import Output
from tlstudio.metrics.answers import Answers, answers_of
from tlstudio.metrics.catalogue import metric_values
from tlstudio.metrics.intervals import metric_intervals
from tlstudio.metrics.sums import Sums
from tlstudio.metrics.units import units_of

_NAMES = ("accuracy", "balanced_accuracy", "macro_f1", "log_loss")


@dataclass(frozen=True)
class Setting:
    """A population of groups.

    Attributes:
        groups: In each sample.
        size: Items a group.
        shares: Of the classes.
        accuracy: On average.
        spread: Standard deviation of a group's easiness, in logits.
    """

    groups: int
    size: int
    shares: tuple[float, ...]
    accuracy: float
    spread: float

    def draw(self, rng: np.random.Generator, groups: int) -> tuple[Answers, NDArray[np.int64]]:
        """Answers and group codes of some groups."""
        classes = len(self.shares)
        code = np.repeat(np.arange(groups), self.size)
        truth = rng.choice(classes, len(code), p=self.shares)
        truth[:classes] = np.arange(classes)
        level = np.log(self.accuracy / (1 - self.accuracy)) + rng.normal(0, self.spread, groups)
        sure = level[code] + rng.normal(0, 0.7, len(code))
        right = rng.random(len(code)) < 1 / (1 + np.exp(-sure))
        named = np.where(right, truth, (truth + rng.integers(1, classes, len(code))) % classes)
        chances = np.full((len(code), classes), 0.2 / (classes - 1))
        chances[np.arange(len(code)), named] = 0.8
        return answers_of(truth, chances), code


_SETTINGS = {
    "8 groups": Setting(8, 12, (0.5, 0.5), 0.8, 0.7),
    "15 groups": Setting(15, 10, (0.6, 0.3, 0.1), 0.85, 0.7),
    "30 groups": Setting(30, 8, (0.5, 0.3, 0.2), 0.8, 0.7),
    "100 groups": Setting(100, 5, (0.5, 0.3, 0.2), 0.85, 0.7),
    "200 single items": Setting(200, 1, (0.5, 0.3, 0.2), 0.85, 0.0),
    "5 groups, rare, 95 %": Setting(5, 30, (0.8, 0.15, 0.05), 0.95, 0.5),
}


def coverage(setting: Setting, repeats: int, resamples: int) -> dict[str, tuple[float, float]]:
    """Metric → share of repetitions in which our interval, and the bootstrap's, held the truth."""
    rng = np.random.default_rng(0)
    population, _ = setting.draw(rng, 100_000 // setting.size)
    whole = units_of(population)
    truth = metric_values(whole.sums, _NAMES)
    hits = np.zeros((len(_NAMES), 2))
    for _ in range(repeats):
        answers, code = setting.draw(rng, setting.groups)
        units = units_of(answers, code)
        found = metric_intervals(units, _NAMES)
        table = units.rows.toarray()
        draws = rng.integers(len(table), size=(resamples, len(table)))
        values = np.stack(
            [
                metric_values(Sums(table[draw].sum(axis=0), answers.classes, False), _NAMES)
                for draw in draws
            ]
        )
        low, high = np.nanpercentile(values, (2.5, 97.5), axis=0)
        for index, interval in enumerate(found):
            if interval.low is not None and interval.high is not None:
                hits[index, 0] += interval.low <= truth[index] <= interval.high
            hits[index, 1] += low[index] <= truth[index] <= high[index]
    shares = hits / repeats
    return {name: (shares[i, 0], shares[i, 1]) for i, name in enumerate(_NAMES)}


def main() -> None:
    """Simulate every setting and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=400)
    parser.add_argument("--resamples", type=int, default=400)
    args = parser.parse_args()
    rows = []
    for title, setting in _SETTINGS.items():
        found = coverage(setting, args.repeats, args.resamples)
        rows.append((title, *(f"{ours:.0%} | {usual:.0%}" for ours, usual in found.values())))
    Output().table(
        ("", *_NAMES), rows, title="coverage of 95 % intervals: ours | percentile bootstrap"
    )


if __name__ == "__main__":
    main()
