"""The first page of a report: the answer, the question, and what to be careful about."""

from __future__ import annotations

from tlstudio.core.reports import Ladder, Warnings
from tlstudio.evaluation.reporting.document import Block, Bullets, Pairs, Section, Text
from tlstudio.evaluation.reporting.methods import model_name
from tlstudio.evaluation.reporting.numbers import count, listed, lowered, plural, sure, times
from tlstudio.evaluation.reporting.privacy import Names
from tlstudio.evaluation.reporting.story import Story

OUTDATED = (
    "The numbers are old: labels, groups or the division of the {} changed since this run was "
    "trained. Train and evaluate again."
)


def answer(story: Story) -> Section:
    """One sentence with its interval, and whether something simpler does as well."""
    blocks: list[Block] = [Text(answer_sentence(story), "strong")]
    costs = story.certainty.choices.costs if story.certainty else {}
    if costs:
        said = listed([f"{name} {cost:g} times" for name, cost in costs.items()])
        blocks.append(Text(f"Missing a class was weighed against other errors: {said}."))
    ladder = next((part for part in story.report.parts if isinstance(part, Ladder)), None)
    if ladder is not None and ladder.verdict:
        blocks.append(Text(ladder.verdict, "plain" if ladder.beaten else "bad"))
    return Section("answer", "The answer", tuple(blocks), "accent")


def answer_sentence(story: Story) -> str:
    """What the run reached, on which images, how certain."""
    items = story.items
    report, headline = story.report, story.headline
    groups = ""
    if story.grouped:
        noun = story.project.group_noun if story.project else "group"
        groups = f" from {plural(report.groups, noun)}"
    words = (
        story.part_words if report.n != 1 else story.part_words.replace(items.many, items.one, 1)
    )
    where = f"On {count(report.n)} {words}{groups}"
    more = {
        "test": " that took no part in training",
        "validation": ", which also chose the network and so flatter it a little,"
        if story.chosen
        else ", which are not the final test,",
        "train": ", from which the network learned,",
        "folds": ", each answered by a model that had not learned from it,",
    }.get(report.split, "")
    if headline is None:
        return f"{where}{more} no measure could be computed."
    value = sure(headline.value, headline.low, headline.high)
    name = lowered(headline.label)
    article = "an" if name[:1].lower() in "aeiou" else "a"
    return f"{where}{more} the model reached {article} {name} of {value}."


def cautions(story: Story, names: Names) -> Section | None:
    """What a referee must know before reading on."""
    said = [OUTDATED.format(story.items.many)] if story.outdated else []
    for part in story.report.parts:
        if isinstance(part, Warnings):
            said.extend(names.words(sentence) for sentence in part.sentences)
    if not said:
        return None
    return Section("first", "Read this first", (Bullets(tuple(said)),), "warn")


def question(story: Story) -> Section:
    """What was asked of the images."""
    items = story.items
    classes = list(story.info.classes)
    shown = listed(classes[:12]) if len(classes) <= 12 else (
        f"{', '.join(classes[:12])} and {len(classes) - 12} more"
    )  # fmt: skip
    asked = (
        f"Which of these classes does {items.a_one} show, one or several: {shown}?"
        if story.info.multi_label
        else (
            f"Which of {len(classes)} classes does {items.a_one} show: "
            f"{listed(classes[:12], 'or')}?"
        )
        if 1 < len(classes) <= 12
        else f"Which class does {items.a_one} show: {shown}?"
    )
    rows = [
        ("question", asked),
        ("task", _TASKS.get(story.report.task, story.report.task.replace("-", " "))),
        ("model", f"{model_name(story.info.card)}, adapted by transfer learning"),
        ("scored on", _scored(story)),
    ]
    return Section("question", "Question and task", (Pairs(tuple(rows)),))


_TASKS = {
    "image-classification": "image classification",
    "text-classification": "text classification",
}


def _scored(story: Story) -> str:
    report = story.report
    words = f"{count(report.n)} {story.part_words}"
    if story.final:
        opened = times(max(1, report.openings))
        return f"{words}; the final test had been opened {opened}, this time included"
    if report.split == "validation":
        return f"{words}; the final test is not part of this report"
    return words
