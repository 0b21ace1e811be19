"""What should be said before training: the questions of a referee, answered from the dataset."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tlstudio.data.confounding import confounded, contingency, cramers_v, group_noun, natural
from tlstudio.data.duplicates import exact_clusters, near_clusters
from tlstudio.data.findings import CheckItem, Finding
from tlstudio.data.store.store import DatasetStore
from tlstudio.data.together import together
from tlstudio.data.wording import listed, number, plural

# The word before the number of a plate, and the zeros that make names sort.
_BEFORE = re.compile(r"^[^\W\d_]+[\s_-]*(0+(?=\d))?")
_FEW_IMAGES = 10
_FEW_GROUPS = 30
_SAID_ALONE = 2
_UNBALANCED = 4.0
_MOST_KEYS = 200
_SHORT = 5
_ALIKE = {"image": "X-rays", "text": "forms"}
_WHERE = re.compile(r" \(line \d+\)(?=\.$)")


def check_items(items: Sequence[CheckItem], thing: str = "image") -> tuple[Finding, ...]:
    """Every finding about a dataset, errors first, then warnings, then notes.

    Args:
        items: The whole dataset.
        thing: What an item is called.
    """
    usable = [item for item in items if not item.problem]
    labelled = [item for item in usable if item.labels]
    looks: tuple[
        tuple[Callable[[Sequence[CheckItem], str], Iterable[Finding]], Sequence[CheckItem]], ...
    ]
    looks = (
        (_unreadable, items),
        (_labels, usable),
        (_small_classes, labelled),
        (_balance, labelled),
        (_groups, labelled),
        (_confounding, labelled),
        (_copies, usable),
        (_near_copies, usable),
        (_short, usable),
    )
    found = [finding for look, given in looks for finding in look(given, thing)]
    rank = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(found, key=lambda finding: rank[finding.level]))


def _keys(items: Iterable[CheckItem]) -> tuple[str, ...]:
    return tuple(item.key for _, item in zip(range(_MOST_KEYS), items, strict=False))


def _unreadable(items: Sequence[CheckItem], thing: str) -> Iterable[Finding]:
    bad = [item for item in items if item.problem]
    if bad:
        reasons = Counter(_WHERE.sub("", item.problem) for item in bad)
        mend = "Replace the files" if thing == "image" else "Mend the rows or files"
        yield Finding(
            "unreadable",
            "warning",
            f"{number(len(bad), thing)} cannot be used; most often: {reasons.most_common(1)[0][0]}",
            f"They are left out. {mend} and import again.",
            _keys(bad),
            float(len(bad)),
        )


def _labels(items: Sequence[CheckItem], thing: str) -> Iterable[Finding]:
    if not items:
        yield Finding(
            "empty", "error", f"There are no {plural(thing)}.", "Import a folder or a table."
        )
        return
    bare = [item for item in items if not item.labels]
    names = {name for item in items for name in item.labels}
    if not names:
        yield Finding(
            "unlabelled", "error", f"No {thing} has a label yet.", f"Label some {plural(thing)}."
        )
    elif len(names) == 1:
        yield Finding(
            "one-class",
            "error",
            f"There is one class only ('{next(iter(names))}'): there is nothing to tell apart.",
            f"Add {plural(thing)} of at least one other class, or say which "
            f"{'folder level' if thing == 'image' else 'column or folder level'} is the class.",
        )
    if bare and names:
        yield Finding(
            "unlabelled",
            "note",
            f"{number(len(bare), thing)} of {len(items):,} have no label; they are not used to "
            "train.",
            keys=_keys(bare),
            value=float(len(bare)),
        )


def _short(items: Sequence[CheckItem], thing: str) -> Iterable[Finding]:
    """Texts of a few letters; of what is no text, the size says nothing."""
    short = [item for item in items if 0 <= item.size < _SHORT] if thing == "text" else []
    if short:
        yield Finding(
            "short-texts",
            "note",
            f"{number(len(short), thing)} {'has' if len(short) == 1 else 'have'} fewer than "
            f"{_SHORT} letters: {'its class' if len(short) == 1 else 'their classes'} can hardly "
            "be told.",
            "Look at them; remove what is no text.",
            _keys(short),
            float(len(short)),
        )


def _class_counts(items: Sequence[CheckItem]) -> Counter[str]:
    return Counter(name for item in items for name in item.labels)


def _small_classes(items: Sequence[CheckItem], thing: str) -> Iterable[Finding]:
    counts = sorted(_class_counts(items).items(), key=lambda pair: pair[1])
    small = [(name, count) for name, count in counts if count < _FEW_IMAGES]
    if len(small) > _SAID_ALONE:
        names = dict(small)
        said = [f"{name} ({count})" for name, count in small]
        yield Finding(
            "class-too-small",
            "warning",
            f"{len(small)} classes have too few {plural(thing)} to measure: "
            f"{listed(said, most=12, quote='')}.",
            f"Add {plural(thing)} of them, join them with other classes, or leave them out.",
            _keys(item for item in items if any(name in names for name in item.labels)),
            float(small[0][1]),
        )
        return
    for name, count in small:
        yield Finding(
            "class-too-small",
            "warning",
            f"{name}: {number(count, thing)}, too few to measure.",
            f"Add {plural(thing)} of it, join it with another class, or leave it out.",
            _keys(item for item in items if name in item.labels),
            float(count),
        )


def _balance(items: Sequence[CheckItem], thing: str) -> Iterable[Finding]:
    counts = _class_counts(items).most_common()
    if len(counts) > 1 and counts[0][1] >= _UNBALANCED * counts[-1][1]:
        (most, many), (least, few) = counts[0], counts[-1]
        yield Finding(
            "unbalanced",
            "note",
            f"The classes are unbalanced: '{most}' has {number(many, thing)}, '{least}' {few:,}. "
            "Balanced accuracy is shown first, since plain accuracy would reward guessing "
            f"'{most}'.",
            value=many / few,
        )


def _groups(items: Sequence[CheckItem], thing: str) -> Iterable[Finding]:
    names = {item.group for item in items if item.group}
    noun, many = group_noun(sorted(names)), plural(thing)
    if 0 < len(names) < _FEW_GROUPS:
        yield Finding(
            "few-groups",
            "note",
            f"The {many} come from {number(len(names), noun)} only: below {_FEW_GROUPS}, intervals "
            "are wide and can mislead.",
            f"Cross-validation is recommended; more {plural(noun)} help more than more {many} of "
            "each.",
            value=float(len(names)),
        )
    sides: dict[str, set[str]] = {}
    for item in items:
        if item.group and item.part != "none":
            sides.setdefault(item.group, set()).add(item.part)
    torn = natural(name for name, parts in sides.items() if len(parts) > 1)
    if torn and len(names) > 1:
        inside = set(torn)
        yield Finding(
            "group-across-parts",
            "warning",
            f"{number(len(torn), noun)} ({listed(torn)}) lie{'s' if len(torn) == 1 else ''} in "
            "several parts of the split: results will look better than they are.",
            "Make the split anew, unless the folders mean it so.",
            _keys(item for item in items if item.group in inside),
            float(len(torn)),
        )


def _confounding(items: Sequence[CheckItem], thing: str) -> Iterable[Finding]:
    pairs = [(name, item.group) for item in items if item.group for name in item.labels]
    if not pairs:
        return
    labels, groups = [label for label, _ in pairs], [group for _, group in pairs]
    found = confounded(labels, groups)
    if not found:
        return
    noun, many = group_noun(sorted(set(groups))), plural(thing)
    make = "Image" if thing == "image" else "Collect"
    if len(found) > 3:
        strength = cramers_v(contingency(labels, groups)[0])
        yield Finding(
            "confounded",
            "warning",
            f"{len(found)} classes ({listed([one.label for one in found])}) are found in a few "
            f"{plural(noun)} each: the model may learn the {noun}.",
            f"{make} these classes on more {plural(noun)}, or expect worse results on a new "
            f"{noun}. {_strength(strength)}",
            value=strength,
        )
        return
    for one in found:
        holds = f", which hold{'s' if len(one.groups) == 1 else ''} nothing else" * one.alone
        yield Finding(
            "confounded",
            "warning",
            f"All {one.images:,} '{one.label}' {many} are {_where(one.groups, noun)}{holds}: "
            f"the model may learn the {noun}.",
            f"{make} '{one.label}' on more {plural(noun)}, or expect worse results on a new "
            f"{noun}. {_strength(one.strength)}",
            _keys(item for item in items if one.label in item.labels),
            one.strength,
        )


def _strength(value: float) -> str:
    return f"(Cramér's V = {value:.2f}, where 1 means that one tells the other.)"


def _where(groups: Sequence[str], noun: str) -> str:
    """`on plates 3 and 7`, `in the groups A and B`, `on 5 plates`."""
    if noun == "group":
        nouns = "group" if len(groups) == 1 else "groups"
        return f"in the {nouns} {listed(groups, quote='')}"
    if len(groups) > 5:
        return f"on {number(len(groups), noun)}"
    short = [_BEFORE.sub("", name.rpartition("/")[2]) for name in groups]
    return f"on {noun if len(groups) == 1 else plural(noun)} {listed(short, quote='')}"


def _copies(items: Sequence[CheckItem], thing: str) -> Iterable[Finding]:
    sets = _clustered(items, exact_clusters([item.sha256 for item in items]))
    if not sets:
        return
    extra = sum(len(members) - 1 for members in sets)
    yield Finding(
        "duplicates",
        "note",
        f"{number(extra, thing)} appear{'s' if extra == 1 else ''} twice ({_same(thing)}).",
        "Copies stay on one side of the split.",
        _keys(item for members in sets for item in members),
        float(extra),
    )
    torn = [m for m in sets if len({tuple(sorted(i.labels)) for i in m if i.labels}) > 1]
    if torn:
        names = {name for item in torn[0] for name in item.labels}
        yield Finding(
            "duplicates-disagree",
            "warning",
            f"{number(len(torn), thing)} appear{'s' if len(torn) == 1 else ''} twice with "
            f"different labels, for example {torn[0][0].key!r} as {listed(sorted(names))}.",
            "Decide which label is right.",
            _keys(item for members in torn for item in members),
            float(len(torn)),
        )


def _same(thing: str) -> str:
    return "same content" if thing == "image" else "the same but for capitals, spaces and signs"


def _look(thing: str, count: int) -> str:
    if thing == "image":
        return "look"
    return "is" if count == 1 else "are"


def _near_copies(items: Sequence[CheckItem], thing: str) -> Iterable[Finding]:
    names = near_clusters([i.phash for i in items], [i.sha256 for i in items])
    sets = _clustered(items, names)
    near = [members for members in sets if len({item.sha256 or item.key for item in members}) > 1]
    if near:
        images = sum(len(members) for members in near)
        tied = _tied(items, names)
        noun = group_noun(sorted({item.group for item in items if item.group}))
        ties = ""
        if tied > 2:
            ties = (
                f" So {number(tied, noun)} are tied together. If they only look alike, as "
                f"{_ALIKE.get(thing, thing)} may, do not keep lookalikes together (shares of the "
                "division)."
            )
        yield Finding(
            "near-duplicates",
            "warning" if ties else "note",
            f"{number(images, thing)} {_look(thing, images)} nearly the same as another.",
            f"They stay on one side of the division.{ties}",
            _keys(item for members in near for item in members),
            float(images),
        )
    torn = [m for m in sets if len({item.part for item in m if item.part != "none"}) > 1]
    if torn:
        images = sum(len(members) for members in torn)
        yield Finding(
            "duplicates-across-parts",
            "warning",
            f"{number(images, thing)} that are the same or nearly so lie in different parts of "
            "the split: results will look better than they are.",
            "Make the split anew, unless the folders mean it so.",
            _keys(item for members in torn for item in members),
            float(images),
        )


def _tied(items: Sequence[CheckItem], names: Sequence[str]) -> int:
    """Groups that cannot be divided from another one, since lookalikes are in both."""
    units = together(len(items), [item.group for item in items], names)
    groups: dict[int, set[str]] = {}
    for item, unit in zip(items, units.tolist(), strict=True):
        if item.group:
            groups.setdefault(unit, set()).add(item.group)
    return sum(len(some) for some in groups.values() if len(some) > 1)


def _clustered(items: Sequence[CheckItem], names: Sequence[str]) -> list[list[CheckItem]]:
    sets: dict[str, list[CheckItem]] = {}
    for item, name in zip(items, names, strict=True):
        if name:
            sets.setdefault(name, []).append(item)
    return list(sets.values())


def findings(store: DatasetStore) -> tuple[Finding, ...]:
    """Every finding about a stored dataset; see `check_items`."""
    same: dict[Any, Any] = {}
    return check_items(
        thing=store.kind(),
        items=[
            CheckItem(
                key=row.key,
                labels=same.setdefault(row.labels, row.labels),
                group=same.setdefault(row.group, row.group),
                part=same.setdefault(row.split, row.split),
                sha256=row.sha256[:16],
                phash=row.phash,
                problem=row.problem,
                size=row.size,
            )
            for row in store.light()
        ],
    )
