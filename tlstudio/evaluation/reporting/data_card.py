"""The data card: what there was, how it was divided, and what is doubtful about it."""

from __future__ import annotations

from tlstudio.core.words import IMAGE, Noun, percent
from tlstudio.evaluation.reporting.document import Block, Cell, Grid, Pairs, Section, Text
from tlstudio.evaluation.reporting.numbers import count, interval, listed, plural, times
from tlstudio.evaluation.reporting.project_facts import ProjectFacts
from tlstudio.evaluation.reporting.story import PARTS, Story
from tlstudio.metrics.balance import UNBALANCED

_HEADS = {"train": "training", "validation": "tuning", "test": "final test"}
_EQUAL = 1.05


def data_card(story: Story) -> Section:
    """Counts by class and part, then everything else that a referee asks about data."""
    blocks: list[Block] = [_counts(story), Pairs(tuple(_rows(story)))]
    if story.project is None:
        blocks.append(
            Text(
                "The project's dataset could not be read: what is told is that of the run.", "soft"
            )
        )
    return Section("data", "Data", tuple(blocks))


def _counts(story: Story) -> Grid:
    items = story.items
    parts = [name for name in PARTS if name in story.parts]
    heads = ("class", *(_HEADS[name] for name in parts), "all")
    rows = []
    for label in story.info.classes:
        found = [story.parts[name].classes.get(label, 0) for name in parts]
        rows.append((Cell(label), *(Cell(count(n)) for n in (*found, sum(found)))))
    images = [story.parts[name].images for name in parts]
    rows.append(_sums(items.many, images))
    if story.grouped:
        noun = story.project.group_noun if story.project else "group"
        rows.append(_sums(f"{noun}s", [story.parts[name].groups for name in parts], total=False))
    return Grid(heads, tuple(rows), frozenset(range(1, len(heads))))


def _sums(name: str, numbers: list[int], *, total: bool = True) -> tuple[Cell, ...]:
    last = count(sum(numbers)) if total else ""
    return tuple(Cell(text, "strong") for text in (name, *map(count, numbers), last))


def _rows(story: Story) -> list[tuple[str, str]]:
    items = story.items
    project = story.project
    rows = [("belongs together", _groups(story)), ("balance of classes", balance(story))]
    if project is None:
        rows.append(("dataset", story.report.dataset))
        return rows
    rows += [
        ("divided", _divided(story, project)),
        ("hash of the division", project.split_hash or "none was made"),
        ("duplicates", duplicates(project, items)),
        ("unreadable", _unreadable(project, items)),
        (
            "without a label",
            plural(project.unlabelled, items.one) if project.unlabelled else "none",
        ),
        ("labels set or imported by", _annotators(project)),
        ("read twice", agreement(project, items)),
        ("dataset", _fingerprint(story)),
    ]
    return rows


def _groups(story: Story) -> str:
    items = story.items
    if not story.grouped:
        return f"Nothing was said to belong together: every {items.one} counts as independent."
    noun = story.project.group_noun if story.project else "group"
    said = f"{items.many.capitalize()} of one {noun} belong together"
    torn = story.project and "group-across-parts" in story.project.findings
    if torn:
        return f"{said}, but some {noun}s lie in several parts: results look better than they are."
    return f"{said} and lie in the same part."


def imbalance(story: Story) -> float | None:
    """Images of the most frequent training class for one of the rarest; None with none of it."""
    counts = list(story.parts["train"].classes.values()) if "train" in story.parts else []
    if len(counts) < 2 or not min(counts):
        return None
    return max(counts) / min(counts)


def balance(story: Story) -> str:
    """How unequal the classes are."""
    items = story.items
    ratio = imbalance(story)
    if ratio is None:
        return f"A class has no training {items.one}."
    if ratio < _EQUAL:
        return f"Balanced: all classes have about as many training {items.many}."
    if ratio < UNBALANCED:
        return (
            f"Nearly balanced: the largest class has {ratio:.1f} times the {items.many} of the "
            "rarest."
        )
    how = []
    if story.plan.class_weights:
        how.append("errors on rare classes counted more in training")
    if story.plan.balanced_sampling:
        how.append("rare classes were drawn more often in training")
    done = f"; {listed(how)}" if how else "; training did nothing about it"
    return (
        f"Unbalanced: the most frequent class has {ratio:.1f} times the {items.many} of the "
        f"rarest{done}."
    )


def _divided(story: Story, project: ProjectFacts) -> str:
    if story.outdated:
        return "The division or the labels changed since the run was trained."
    spec = project.split
    given = [_HEADS[name] for name in project.given if name in _HEADS]
    said = []
    if given:
        said.append(
            f"The {listed(given)} {'part was' if len(given) == 1 else 'parts were'} given with the "
            "data."
        )
    made = [
        (_HEADS[name], spec.get(name, 0.0))
        for name in ("validation", "test")
        if name not in project.given and spec.get(name)
    ]
    if made:
        shares = listed([f"{percent(share)} for {word}" for word, share in made])
        begin = "Of the rest, at random and" if given else "At random,"
        seed = int(spec.get("seed", 0))
        said.append(f"{begin} stratified by class: {shares}, seed {seed}.")
    return " ".join([*said, *project.split_warnings]) or "No division is stored."


def duplicates(project: ProjectFacts, items: Noun) -> str:
    """Copies and near copies, and whether they were kept on one side."""
    found = project.findings
    parts = []
    if "duplicates" in found:
        extra = int(found["duplicates"])
        verb = "is" if extra == 1 else "are"
        parts.append(f"{plural(extra, items.one)} {verb} a copy of another")
    if "near-duplicates" in found:
        near = int(found["near-duplicates"])
        look = "looks" if near == 1 else "look"
        parts.append(f"{plural(near, items.one)} {look} nearly the same as another one")
    if not parts:
        return "none found"
    torn = int(found.get("duplicates-across-parts", 0))
    side = f"; such {items.many} were kept in the same part"
    if torn:
        lie = "lies" if torn == 1 else "lie"
        side = (
            f"; {count(torn)} of these {lie} in different parts: results look better than they are"
        )
    labels = ""
    if "duplicates-disagree" in found:
        labels = f"; {times(int(found['duplicates-disagree']))} copies have different labels"
    return f"{listed(parts)}{side}{labels}."


def _unreadable(project: ProjectFacts, items: Noun) -> str:
    if not project.unreadable:
        return f"none of {plural(project.total, items.one)}"
    total = plural(project.total, items.one)
    return f"{count(project.unreadable)} of {total}; they were left out"


def _annotators(project: ProjectFacts) -> str:
    if not project.annotators:
        return "not told"
    return plural(project.annotators, "person", "people")


def agreement(project: ProjectFacts, items: Noun = IMAGE) -> str:
    """How well readers agree; "no" where nobody read twice."""
    if not project.kappas:
        return "no: how far two readers would agree is not known"
    said = [
        f"{plural(k.n, items.one)} by two readers, {percent(k.agreed / k.n)} alike, "
        f"Cohen's kappa {interval(k.value, k.low, k.high)}"
        for k in project.kappas
    ]
    left = project.disagreements
    more = f"; {plural(left, 'disagreement')} not resolved" if left else ""
    return "; ".join(said) + more


def _fingerprint(story: Story) -> str:
    changed = " (the dataset has another one by now)" if story.outdated else ""
    return f"{story.report.dataset}{changed}"
