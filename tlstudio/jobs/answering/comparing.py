"""Runs beside one another, while somebody chooses which."""

from __future__ import annotations

from tlstudio.evaluation.comparing.compare import compare_runs
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import RunsCompared
from tlstudio.jobs.questions import Compare
from tlstudio.project.runs import RunFolder


def answer_compare(question: Compare, listener: Listener) -> RunsCompared:
    """Compare by stored answers.

    Raises:
        UsageError: When there are too few or too many runs.
        BadInputError: When a run was not scored, or nothing is common.
    """
    del listener
    runs = [RunFolder(path) for path in question.runs]
    return RunsCompared(compared=compare_runs(runs, question.part, margin=question.margin))
