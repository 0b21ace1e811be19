"""The whole report, in the order in which it is read."""

from __future__ import annotations

from tlstudio.core.reports import Prose
from tlstudio.evaluation.reporting.checklist import checklist
from tlstudio.evaluation.reporting.citing import Citations
from tlstudio.evaluation.reporting.closing import (
    environment,
    methods_section,
    references_section,
    reproduce,
)
from tlstudio.evaluation.reporting.data_card import data_card
from tlstudio.evaluation.reporting.document import Bullets, Document, Section
from tlstudio.evaluation.reporting.limits import limits
from tlstudio.evaluation.reporting.methods import methods
from tlstudio.evaluation.reporting.model_card import model_card, recipe, surgery, training
from tlstudio.evaluation.reporting.numbers import times
from tlstudio.evaluation.reporting.opening import answer, cautions, question
from tlstudio.evaluation.reporting.privacy import Names
from tlstudio.evaluation.reporting.results import results
from tlstudio.evaluation.reporting.story import Story

_TITLES = {
    "test": "Results of the final test",
    "validation": "Results on the tuning {}",
    "train": "Results on the training {}",
    "folds": "Results of the cross-validation",
}


def compose(story: Story, names: Names) -> Document:
    """Every section of a report.

    Args:
        story: Everything that is to be told.
        names: What becomes of names of files, groups and people.
    """
    citations = Citations()
    paragraphs = methods(story, citations)
    guidelines = checklist(story, citations)
    sections: list[Section | None] = [
        answer(story),
        cautions(story, names),
        question(story),
        data_card(story),
        model_card(story),
        surgery(story),
        recipe(story),
        training(story),
        *results(story, names),
        Section("limits", "Limits", (Bullets(limits(story)),)),
        methods_section(paragraphs),
        references_section(citations.bibtex()),
        guidelines,
        environment(story),
        reproduce(story),
    ]
    return Document(
        title=_title(story),
        subtitle=_subtitle(story),
        sections=tuple(section for section in sections if section is not None),
    )


def prose_parts(story: Story) -> tuple[Prose, ...]:
    """What the window shows of the report's texts: limits, methods, references."""
    citations = Citations()
    paragraphs = methods(story, citations)
    return (
        Prose(name="limits", title="Limits", paragraphs=limits(story)),
        Prose(
            name="methods",
            title="Methods, ready for a paper",
            paragraphs=paragraphs,
            copyable=True,
        ),
        Prose(
            name="references",
            title="References (BibTeX)",
            paragraphs=tuple(citations.bibtex().split("\n\n")),
            copyable=True,
        ),
    )


def _title(story: Story) -> str:
    name = story.project.name if story.project else ""
    title = _TITLES.get(story.report.split, "Results").format(story.items.many)
    return f"{name}: {title[0].lower()}{title[1:]}" if name else title


def _subtitle(story: Story) -> str:
    report = story.report
    parts = [
        "Transfer Learning Studio",
        f"run {report.run}",
        f"evaluated {report.created[:16].replace('T', ' ')}",
    ]
    if story.final:
        parts.append(f"final test opened {times(max(1, report.openings))}")
    return " · ".join(parts)
