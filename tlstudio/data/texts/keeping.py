"""Texts on their way into a project: samples that carry them, and the keeping of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tlstudio.core.samples import MediaRef, Sample
from tlstudio.data.texts.likeness import likeness_of
from tlstudio.data.texts.pack import FILE_NAME, TextPack

LONGEST = 4_000_000
"""Signs of the longest text that is taken."""

_BATCH = 2000
_SIGNS = 8_000_000


@dataclass(frozen=True)
class TextSample(Sample):
    """A sample as an importer makes it, with its texts; its media are known once they are kept.

    Attributes:
        texts: One a column.
        names: Of the columns; "" for the only one.
    """

    texts: tuple[str, ...] = ()
    names: tuple[str, ...] = ("",)


def text_sample(sample: Sample, texts: Sequence[str], names: Sequence[str]) -> TextSample:
    """A sample with its texts; says when it cannot be used.

    Args:
        sample: Everything else, its media empty.
        texts: One a column.
        names: Of the columns.
    """
    fit = tuple(_fit(text) for text in texts)
    problem = sample.problem or _problem(texts, fit)
    fields = {**vars(sample), "kind": "text", "problem": problem}
    return TextSample(**fields, texts=fit, names=tuple(names) if len(names) > 1 else ("",))


def _problem(texts: Sequence[str], fit: Sequence[str]) -> str:
    if not any(text.strip() for text in texts):
        return "The text is empty."
    if any(len(text) > LONGEST for text in texts):
        return f"The text is longer than {LONGEST:,} signs."
    if tuple(texts) != tuple(fit):
        return "Some signs cannot be read: the encoding is another one, or the file is damaged."
    return ""


def _fit(text: str) -> str:
    """A text that can be stored: what is no sign becomes �."""
    short = text[:LONGEST].replace("\0", "�")
    if short.isascii():
        return short
    return short.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def kept(samples: Iterator[Sample], pack: TextPack) -> Iterator[Sample]:
    """The samples with their media, once their texts are kept; a batch is one transaction.

    Raises:
        DiskFullError: When there is no room; what was passed on before is kept.
    """
    batch: list[TextSample] = []
    signs = 0
    for sample in samples:
        if not isinstance(sample, TextSample):
            raise TypeError(f"{sample.key} carries no text")
        batch.append(sample)
        signs += sum(map(len, sample.texts))
        if len(batch) >= _BATCH or signs >= _SIGNS:
            yield from _kept(batch, pack)
            batch, signs = [], 0
    yield from _kept(batch, pack)


def _kept(batch: Sequence[TextSample], pack: TextPack) -> Iterator[Sample]:
    hashes = iter(pack.add([text for sample in batch for text in sample.texts]))
    for sample in batch:
        mark = likeness_of(sample.texts)
        media = tuple(
            MediaRef(
                root="",
                path=FILE_NAME,
                sha256=next(hashes),
                size=len(text.encode()),
                channel=name,
                phash="" if place else mark,
            )
            for place, (text, name) in enumerate(zip(sample.texts, sample.names, strict=True))
        )
        yield replace(sample, media=media, texts=())
