"""What the numbers do not show, in plain words, from the facts of the run."""

from __future__ import annotations

from collections.abc import Iterator

from tlstudio.core.reports import Ladder
from tlstudio.core.words import percent
from tlstudio.evaluation.reporting.data_card import imbalance
from tlstudio.evaluation.reporting.numbers import count, listed, number, plural, times
from tlstudio.evaluation.reporting.opening import OUTDATED
from tlstudio.evaluation.reporting.story import Story
from tlstudio.metrics.balance import UNBALANCED
from tlstudio.metrics.intervals import FEW_GROUPS

_FEW_IMAGES = 20
_FEW = 100
_WIDE = 0.2


def limits(story: Story) -> tuple[str, ...]:
    """Sentences, the weightiest first."""
    said = (
        *_old(story),
        *_scored(story),
        *_sizes(story),
        *_data(story),
        *_model(story),
        *_training(story),
    )
    return tuple(said)


def _old(story: Story) -> Iterator[str]:
    if story.outdated:
        yield OUTDATED.format(story.items.many)


def _scored(story: Story) -> Iterator[str]:
    items = story.items
    report = story.report
    if report.split == "validation":
        chosen = "the best pass" if story.chosen else ""
        certain = "the calibration" if story.certainty and story.certainty.n else ""
        by = [word for word in (chosen, certain) if word]
        come = "comes" if len(by) == 1 else "come"
        choices = f", and {listed(by)} {come} from them" if by else ""
        yield (
            f"The numbers are those of the tuning {items.many}: whoever compares recipes looks "
            "at these"
            f"{choices}. Expect somewhat less on new {items.many}; only the final test can tell."
        )
    elif report.split == "train":
        yield f"The {items.many} were learned from: the numbers say nothing about new {items.many}."
    elif report.openings > 1:
        yield (
            f"The final test had been opened {times(report.openings)}, this time included. Every "
            "choice made after the first look at it makes its numbers too good."
        )
    later = _later_openings(story)
    if later:
        yield f"Since this evaluation the final test was opened {times(later)} more."
    ladder = next((part for part in report.parts if isinstance(part, Ladder)), None)
    if ladder is not None and not ladder.beaten:
        yield (
            "It was not shown to be better than a simpler method (see “Is it better than simpler "
            "methods?”)."
        )


def _later_openings(story: Story) -> int:
    if story.project is None or not story.final:
        return 0
    return max(0, len(story.project.openings) - story.report.openings)


def _sizes(story: Story) -> Iterator[str]:
    items = story.items
    report, headline = story.report, story.headline
    noun = story.project.group_noun if story.project else "group"
    if story.grouped and report.groups < FEW_GROUPS:
        yield (
            f"The scored {items.many} come from {plural(report.groups, noun)}. With fewer than "
            f"{FEW_GROUPS} {noun}s an interval is rough and may be too narrow; more {noun}s help, "
            f"more {items.many} of the same ones do not."
        )
    elif not story.grouped and report.n < _FEW:
        were = "was" if report.n == 1 else "were"
        yield (
            f"Only {plural(report.n, items.one)} {were} scored: one mistake more or less moves the "
            "result visibly."
        )
    if headline is not None and headline.low is not None and headline.high is not None:
        width = headline.high - headline.low
        if width > _WIDE:
            yield (
                f"The interval of the main number spans {number(width)}: it is compatible with a "
                "clearly better and a clearly worse model."
            )
    part = story.parts.get(report.split)
    if part is not None:
        rare = [f"{name} ({count(n)})" for name, n in part.classes.items() if n < _FEW_IMAGES]
        if rare:
            more = f" and {len(rare) - 8} more" if len(rare) > 8 else ""
            names = listed(rare[:8]) if not more else ", ".join(rare[:8]) + more
            yield (
                f"Fewer than {_FEW_IMAGES} {items.many} were scored of: {names}. The numbers of "
                "such a class alone mean little."
            )


def _data(story: Story) -> Iterator[str]:
    items = story.items
    ratio = imbalance(story)
    if ratio is not None and ratio >= UNBALANCED:
        yield (
            f"In training the most frequent class has {ratio:.1f} times the {items.many} of the "
            "rarest. "
            "Where classes are as frequent elsewhere is not known: precision changes with it."
        )
    if not story.grouped:
        yield (
            f"No groups (patients, plates, cameras) were given. If several {items.many} show the "
            "same subject, they may lie on both sides of the division, and the result is too good."
        )
    project = story.project
    if project is None:
        return
    noun = project.group_noun
    if "group-across-parts" in project.findings:
        yield f"Some {noun}s lie in several parts of the division: the result is too good."
    if "duplicates-across-parts" in project.findings:
        yield (
            f"Identical or nearly identical {items.many} lie in different parts of the division: "
            "the result is too good."
        )
    if "confounded" in project.findings:
        yield (
            f"Some classes are found in few {noun}s only: the model may have learned the {noun} "
            "instead of the class."
        )
    if "duplicates-disagree" in project.findings:
        yield f"Some identical {items.many} carry different labels: not every label can be right."
    if project.unreadable:
        share = percent(project.unreadable / max(project.total, 1))
        unread = plural(project.unreadable, items.one)
        yield f"Left out, as they could not be read: {unread} ({share})."
    if not project.kappas:
        yield "Labels were not read twice: how far people would agree with them is not known."


def _model(story: Story) -> Iterator[str]:
    items = story.items
    card = story.info.card
    yield (
        f"All {items.many} come from one dataset. Nothing here shows how the model does on "
        f"{items.many} of another place, device or time."
    )
    if card.licence == "not stated":
        yield "The licence of the pretrained weights is not stated."
    elif "NC" in card.licence:
        yield f"The pretrained weights may not be used commercially ({card.licence})."
    if card.pretrained_on.startswith("as stated"):
        yield (
            f"Where the pretrained weights come from is not told; {items.many} that were scored "
            "here may have been among those that they learned from."
        )
    if card.engine == "own":
        yield (
            "The embedded model is for trying out; one that was pretrained on photographs is "
            "usually better."
        )


def _training(story: Story) -> Iterator[str]:
    items = story.items
    yield (
        f"One training with one seed ({story.plan.seed}) was evaluated: how much another seed or "
        "another division would change is not part of the interval."
    )
    best = story.training.best
    done = [place for place, stage in enumerate(story.training.stages) if stage.done]
    if best is not None and done and best[0] < done[-1]:
        name = story.training.stages[done[-1]].phase.name
        yield (
            f"The last stage (“{name}”) brought no gain on the tuning {items.many}; the network "
            "of an earlier stage was kept."
        )
