"""What a report says of labels, near copies and heat-maps."""

from __future__ import annotations

from tlstudio.core.reports import ReportPart
from tlstudio.core.samples import SplitPart
from tlstudio.evaluation.answering import Answered, Answerer
from tlstudio.evaluation.duplicates import duplicates_part
from tlstudio.evaluation.explaining.parts import seeing_part
from tlstudio.evaluation.suspects.parts import suspects_parts


def data_parts(answerer: Answerer, answered: Answered, split: SplitPart) -> tuple[ReportPart, ...]:
    """Labels to look at again, the same image in two parts, and whether heat-maps say anything.

    Args:
        answerer: Of the run.
        answered: Its answers.
        split: The part that is scored; only the final test's own report names its images.

    Raises:
        Stopped: When the reporter said so.
    """
    found: list[ReportPart | None] = [
        *suspects_parts(answerer, split),
        duplicates_part(answerer.manifest, opened=split == "test"),
        seeing_part(answerer, answered.rows),
    ]
    return tuple(part for part in found if part is not None)
