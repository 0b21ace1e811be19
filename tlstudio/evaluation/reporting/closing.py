"""The last pages: methods, references, environment, and the commands that repeat it all."""

from __future__ import annotations

import shlex

from tlstudio.core.certainty import USUAL_COVERAGE
from tlstudio.core.fields import options_of
from tlstudio.data.splits import SplitSpec
from tlstudio.evaluation.reporting.document import Block, Code, Heading, Pairs, Section, Text
from tlstudio.evaluation.reporting.methods import model_name
from tlstudio.evaluation.reporting.model_card import plan_file
from tlstudio.evaluation.reporting.numbers import listed
from tlstudio.evaluation.reporting.story import Story

_NAMES = {
    "tlstudio": "Transfer Learning Studio",
    "python": "Python",
    "platform": "operating system",
    "torch": "PyTorch",
    "processes": "processes",
}


def methods_section(paragraphs: tuple[str, ...]) -> Section:
    """To be copied."""
    remark = (
        "Written from what this run did. What stands in [brackets] only the author knows; check "
        "the rest before you submit it."
    )
    return Section(
        "methods", "Methods, ready for a paper", (*map(Text, paragraphs), Text(remark, "soft"))
    )


def references_section(bibtex: str) -> Section:
    """To be copied."""
    remark = "BibTeX of what the run and this report used, and of nothing else."
    return Section("references", "References", (Text(remark, "soft"), Code(bibtex, compact=True)))


def environment(story: Story) -> Section:
    """Machine, versions, seeds and hashes."""
    items = story.items
    told = story.environment
    rows = [(_NAMES.get(name, name.replace("_", " ")), str(value)) for name, value in told.items()]
    engines = dict.fromkeys(story.engines.values())
    if engines:
        rows.append(("engine of the kept part", listed(list(engines))))
    spec = story.project.split if story.project else {}
    if spec:
        rows.append(("seed of the division", str(int(spec.get("seed", 0)))))
    rows += [
        ("run", story.report.run),
        ("evaluated", story.report.created[:16].replace("T", " ")),
        ("dataset", story.report.dataset),
        (f"frozen list of {items.many}", story.manifest_sha256),
        ("trained weights", story.info.weights_sha256),
        ("pretrained weights", story.info.card.weights.sha256 or "of the catalogue"),
    ]
    if not told:
        rows.insert(0, ("versions", "not told"))
    return Section("environment", "Environment, seeds and hashes", (Pairs(tuple(rows)),))


def commands(story: Story) -> str:
    """What is typed to repeat it; PROJECT and IMAGES stand for folders."""
    card = story.info.card
    lines = []
    if card.origin == "user":
        lines += [
            f"# the weights of {model_name(card)}, SHA-256 {card.weights.sha256}",
            f"tlstudio models add WEIGHTS --architecture {card.architecture} "
            f"--id {shlex.quote(card.id)}",
        ]
    elif card.origin == "catalogue":
        lines.append(f"tlstudio models fetch {shlex.quote(card.id)}")
    chosen = _choices(story)
    lines += [
        f"tlstudio new PROJECT --task {story.report.task}",
        f"tlstudio import PROJECT IMAGES{_split_options(story)}",
        "tlstudio train PROJECT --plan plan.toml",
        *([f"tlstudio evaluate PROJECT{chosen}"] if chosen or not story.final else []),
        *(["tlstudio evaluate PROJECT --final"] if story.final else []),
        "tlstudio report PROJECT" + (" --final" if story.final else "") + " -o report.pdf",
    ]
    return "\n".join(lines)


def _choices(story: Story) -> str:
    """Of the model's certainty, where they are not the usual ones."""
    if story.certainty is None:
        return ""
    made = story.certainty.choices
    said = [f" --cost {shlex.quote(f'{name}={cost:g}')}" for name, cost in made.costs.items()]
    if made.coverage != USUAL_COVERAGE:
        said.append(f" --coverage {made.coverage:g}")
    return "".join(said)


def _split_options(story: Story) -> str:
    spec = story.project.split if story.project and not story.outdated else {}
    said = ""
    for field in options_of(SplitSpec, "split."):
        value = spec.get(field.path.removeprefix("split."))
        if value is not None and value != field.default:
            said += f" {field.flag} {value:g}"
    return said


def reproduce(story: Story) -> Section:
    """Commands and the plan file."""
    remark = (
        "IMAGES is the folder or table of the dataset; give the same meaning to folder levels and "
        "the same groups as in the first import. The hash of the division tells whether it came "
        "out alike."
    )
    blocks: list[Block] = [
        Code(commands(story)),
        Text(remark, "soft"),
        Heading("plan.toml"),
        plan_file(story),
    ]
    return Section("reproduce", "How to repeat it", tuple(blocks))
