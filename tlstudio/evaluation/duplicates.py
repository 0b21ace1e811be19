"""Near-duplicates that lie in different parts of the split: what is learned is then tested."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from tlstudio.core.reports import Prose, Table
from tlstudio.core.samples import SplitPart
from tlstudio.core.words import Noun, noun_of
from tlstudio.data.duplicates import closest, limits_of, marks_of, near_clusters
from tlstudio.data.manifest import Manifest

_TOPIC = "mistakes"
_MOST = 50
_WORDS: dict[SplitPart, str] = {
    "train": "training",
    "validation": "tuning",
    "test": "final test",
    "none": "unused",
}


@dataclass(frozen=True)
class _Image:
    key: str
    part: SplitPart
    content: str
    phash: str


@dataclass(frozen=True)
class Pair:
    """Two images that are nearly the same and lie in different parts.

    Attributes:
        bits: That differ in the perceptual hash; -1 for the same content.
        of: How many bits it has.
    """

    one: str
    part: SplitPart
    other: str
    other_part: SplitPart
    bits: int
    of: int = 64

    @property
    def alike(self) -> str:
        """In words."""
        if self.bits < 0:
            return "the same file"
        return (
            "no visible difference" if self.bits == 0 else f"{self.bits} of {self.of} marks differ"
        )


def duplicates_part(manifest: Manifest, *, opened: bool) -> Table | Prose | None:
    """The pairs as a table, or one sentence.

    Args:
        manifest: The frozen dataset.
        opened: Whether images of the final test may be named; else they are only counted.

    Returns:
        None when the images were never compared.
    """
    items = noun_of(manifest.kind)
    images = _images(manifest)
    if not any(one.phash or one.content for one in images):
        return None
    pairs, locked = _pairs(images, opened=opened)
    said = _locked(locked, items)
    if not pairs:
        none = (
            f"None of {len(images)} labelled {items.many} is a near copy of one in another part "
            f"of the split ({_how(images)})."
        )
        if locked:
            none = f"No training {items.one} is a near copy of a tuning {items.one}."
        return Prose(
            title=f"The same {items.one} in two parts?",
            topic=_TOPIC,
            paragraphs=tuple(filter(None, (none, said))),
        )
    note = "What was learned by heart is then counted as known: these make the numbers too good."
    if len(pairs) > _MOST:
        note += f" The first {_MOST} of {len(pairs)} are shown."
    return Table(
        title=f"The same {items.one} in two parts?",
        topic=_TOPIC,
        columns=(items.one, "part", "nearly the same as", "its part", "how alike"),
        rows=tuple(
            (pair.one, _WORDS[pair.part], pair.other, _WORDS[pair.other_part], pair.alike)
            for pair in pairs[:_MOST]
        ),
        note=f"{note} {said}".strip(),
    )


def _how(images: list[_Image]) -> str:
    """By what they were compared, in words."""
    mark = next((one.phash for one in images if one.phash), "")
    near, of = limits_of(mark)
    kind = "perceptual hashes" if of == 64 else "sketches of their words"
    return f"{kind} that differ in at most {near} of {of} bits"


def _images(manifest: Manifest) -> list[_Image]:
    rows = np.concatenate([manifest.rows(part) for part in ("train", "validation", "test")])
    return [
        _Image(sample.key, sample.split, *marks_of(sample))
        for sample in manifest.stream(rows)
        if sample.media
    ]


def _pairs(images: list[_Image], *, opened: bool) -> tuple[list[Pair], int]:
    """Pairs, the most alike first, and how many images of the locked test have a near copy."""
    names = near_clusters([one.phash for one in images], [one.content for one in images])
    clusters: dict[str, list[_Image]] = defaultdict(list)
    for name, image in zip(names, images, strict=True):
        if name:
            clusters[name].append(image)
    pairs: list[Pair] = []
    locked = 0
    for members in clusters.values():
        if len({one.part for one in members}) < 2:
            continue
        found = _closest(members)
        shown = found if opened else [pair for pair in found if pair.part != "test"]
        locked += len(found) - len(shown)
        pairs += shown
    return sorted(pairs, key=lambda pair: (pair.bits, pair.one)), locked


def _closest(members: list[_Image]) -> list[Pair]:
    """Each image that was not learned from, with the one of another part that it is most like.

    A cluster is a chain: its ends may be unlike, and make no pair.
    """
    found = []
    # Between tuning and final test a pair is told once, from the side of the test.
    before = {"validation": ("train",), "test": ("train", "validation")}
    for part, earlier in before.items():
        images = [one for one in members if one.part == part]
        rivals = [one for one in members if one.part in earlier]
        if not images or not rivals:
            continue
        copies = {one.content: one for one in reversed(rivals) if one.content}
        places, bits = closest([one.phash for one in images], [one.phash for one in rivals])
        for image, place, least in zip(images, places.tolist(), bits.tolist(), strict=True):
            near, of = limits_of(image.phash)
            other = copies.get(image.content)
            if other is not None:
                found.append(Pair(image.key, image.part, other.key, other.part, -1))
            elif least <= near:
                other = rivals[place]
                found.append(Pair(image.key, image.part, other.key, other.part, least, of))
    return found


def _locked(count: int, items: Noun) -> str:
    if not count:
        return ""
    images = f"1 {items.one}" if count == 1 else f"{count} {items.many}"
    return (
        f"{images} of the final test nearly repeat {items.many} of the other parts. They are not "
        f"named while it is locked; divide the {items.many} anew with look-alikes kept together."
    )
