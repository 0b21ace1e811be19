"""What the project's dataset says at the moment: divided how, opened how often, changed since."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from itertools import combinations
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tlstudio.core.errors import StudioError
from tlstudio.data.checks import findings
from tlstudio.data.confounding import group_noun
from tlstudio.data.kappa import Kappa
from tlstudio.data.store.store import DatasetStore
from tlstudio.project.project import read_config
from tlstudio.project.runs import RunFolder

_READERS = 6


@dataclass(frozen=True)
class ProjectFacts:
    """Counts and hashes, no names of images, groups or people.

    Attributes:
        name: Of the project.
        fingerprint: Of items, labels, groups and parts as they are now.
        total: Images in the dataset, unreadable ones too.
        unreadable: That could not be read.
        unlabelled: Readable ones without a label.
        annotators: How many people set the labels.
        group_noun: What a group is called, as far as the names tell ("plate").
        split_hash: Of the division in force; "" without one.
        split: Shares, seed and folds that were asked for.
        given: Parts that the folders or a table stated.
        split_warnings: What was said when it was divided.
        findings: Kind → how many or how strong, of the checks of the dataset.
        openings: Of the final test, by any run: (run, seconds since 1970).
        kappas: Agreement of each two readers, where one read blindly.
        disagreements: Images on which readers differ and nobody has decided.
    """

    name: str = ""
    fingerprint: str = ""
    total: int = 0
    unreadable: int = 0
    unlabelled: int = 0
    annotators: int = 0
    group_noun: str = "group"
    split_hash: str = ""
    split: dict[str, float] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    split_warnings: tuple[str, ...] = ()
    findings: dict[str, float] = field(default_factory=dict)
    openings: tuple[tuple[str, float], ...] = ()
    kappas: tuple[Kappa, ...] = ()
    disagreements: int = 0

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for a report's facts."""
        return asdict(self)


_ADAPTER = TypeAdapter(ProjectFacts)


def from_dict(raw: object) -> ProjectFacts | None:
    """What `to_dict` made; None where it was never made, or by another version."""
    try:
        return _ADAPTER.validate_python(raw)
    except ValidationError:
        return None


def project_facts(run: RunFolder) -> ProjectFacts | None:
    """Of the project that a run lies in; None for a run that was taken out of it."""
    folder = run.path.parent.parent
    dataset = folder / "dataset.sqlite"
    if not dataset.is_file():
        return None
    try:
        name = read_config(folder).name
        with DatasetStore.open(dataset, read_only=True) as store:
            return _facts(store, name)
    except StudioError:
        # A report is made of the run; what the dataset says now is added where it can be read.
        return None


def _facts(store: DatasetStore, name: str) -> ProjectFacts:
    counts = store.counts()
    split = store.split()
    readers = list(store.second_readers())
    people = list(dict.fromkeys([*readers, *counts.annotators]))[:_READERS]
    kappas = (
        store.kappa(one, other)
        for one, other in combinations(people, 2)
        if one in readers or other in readers
    )
    return ProjectFacts(
        name=name,
        fingerprint=store.fingerprint(),
        total=counts.total,
        unreadable=counts.unreadable,
        unlabelled=counts.unlabelled,
        annotators=len([person for person in counts.annotators if person]),
        group_noun=group_noun(sorted(group for group in store.groups() if group)),
        split_hash=split.hash if split else "",
        split={key: float(value) for key, value in split.spec.model_dump().items()}
        if split
        else {},
        given=tuple(split.given) if split else (),
        split_warnings=split.warnings if split else (),
        findings={one.kind: float(one.value or 0.0) for one in findings(store)},
        openings=tuple((one.run, one.time) for one in store.openings()),
        kappas=tuple(kappa for kappa in kappas if kappa is not None),
        disagreements=store.disagreement_count(),
    )
