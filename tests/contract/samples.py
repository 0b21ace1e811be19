"""Eight samples of each annotation kind, for suites that run over every task."""

from __future__ import annotations

from tlstudio.core.annotations import AnnotationKind, Answer, Labels
from tlstudio.core.samples import MediaRef, Sample

CLASSES = ("apoptotic", "interphase", "mitotic")


def eight(kind: AnnotationKind, *, multi_label: bool = False) -> tuple[Sample, ...]:
    """Eight answered samples of a kind.

    Raises:
        NotImplementedError: When there are none of that kind yet: add them here.
    """
    if kind != "labels":
        raise NotImplementedError(f"add eight samples of {kind!r} to tests/contract/samples.py")
    names = [CLASSES[number % 3 : number % 3 + 1] for number in range(8)]
    if multi_label:
        names = [CLASSES[number % 4 :] for number in range(8)]
    return tuple(sample(number, found) for number, found in enumerate(names))


def sample(number: int, names: tuple[str, ...], answer: Answer = "answered") -> Sample:
    """One labelled image on one of four plates."""
    path = f"plate{number % 4}/{number}.png"
    return Sample(
        id=number + 1,
        key=path,
        media=(MediaRef("", path),),
        group=f"plate{number % 4}",
        annotation=Labels(names=names),
        answer=answer,
        annotator="Ada",
    )
