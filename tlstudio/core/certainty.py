"""How sure a trained model may be of itself: learned from tuning images, stored beside its weights.

A model's raw outputs say little of how often it is right. What is kept here makes its answers
honest: the temperature of its probabilities, lists of classes that hold the truth as often as was
asked, what an error costs, and how far an image may lie from those of the training.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from tlstudio.core.errors import UsageError

CERTAINTY_VERSION = 1
USUAL_COVERAGE = 0.95


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choices(_Noun):
    """What a person decides, not the data.

    Attributes:
        coverage: How often a short list is to hold the truth.
        costs: Class → how many times worse it is to miss it than to name it wrongly; 1 unless
            stated.
    """

    coverage: float = Field(default=USUAL_COVERAGE, ge=0.5, le=0.999)
    costs: dict[str, float] = Field(default_factory=dict)

    @field_validator("costs")
    @classmethod
    def _positive(cls, costs: dict[str, float]) -> dict[str, float]:
        for name, cost in costs.items():
            if not 0.001 <= cost <= 1000:
                raise ValueError(f"the cost of missing {name!r} must lie between 0.001 and 1000")
        # Only what differs from the usual, so that equal choices are equal.
        return {name: float(cost) for name, cost in sorted(costs.items()) if cost != 1}

    def weights(self, classes: tuple[str, ...]) -> tuple[float, ...] | None:
        """One cost a class in the model's order; None when all errors cost the same."""
        found = tuple(self.costs.get(name, 1.0) for name in classes)
        return found if any(cost != 1 for cost in found) else None


def refuse_on_final_test() -> UsageError:
    """What to say to whoever chooses while the final test is scored: it would be tuned to."""
    return UsageError(
        "Costs and coverage are not chosen on the final test.",
        "Decide on the tuning images first: evaluate without --final.",
    )


class SetRule(_Noun):
    """Conformal prediction sets (Vovk et al. 2005; Sadinle et al. 2019, arXiv 1609.00451).

    Attributes:
        coverage: That was asked for.
        threshold: A class is on the list when 1 - its probability is at most this.
        n: Images that it was learned from.
        groups: Groups that they come from; as many as images when these are independent.
    """

    method: Literal["lac"] = "lac"
    coverage: float
    threshold: float
    n: int
    groups: int


class UnlikeRule(_Noun):
    """From which distance an image counts as unlike those of the training.

    Attributes:
        limit: Squared distance in the space of features; see `features.familiarity`.
        share: Of tuning images that lie within it.
        n: Tuning images that it was learned from.
        fitted_on: Training images whose features the distances are measured from.
    """

    limit: float = Field(gt=0)
    share: float
    n: int
    fitted_on: int


class Certainty(_Noun):
    """`certainty.json` of a model folder; it travels inside every export.

    Attributes:
        weights_sha256: Of the weights it belongs to; of others it says nothing.
        temperature: Divides logits before probabilities are taken (Guo et al. 2017, arXiv
            1706.04599).
        n: Tuning images that it was learned from.
        sets: None where the task has no single right class.
        unlike: None where there were too few images.
    """

    schema_version: int = CERTAINTY_VERSION
    weights_sha256: str = ""
    temperature: float = Field(default=1.0, gt=0)
    n: int = 0
    choices: Choices = Choices()
    sets: SetRule | None = None
    unlike: UnlikeRule | None = None
