"""Images or texts that are the same, or nearly: found without comparing every pair.

Exact copies share a content hash. Near-duplicate images have perceptual hashes (64 bits of the
image's coarse shape) that differ in few bits. When two hashes differ in at most t bits, then of
t + 1 bands of bits at least one is equal (pigeonhole), so only images that share a band are
compared. Texts have sketches instead; see `texts.likeness`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tlstudio.core.samples import Sample
from tlstudio.data.texts import likeness
from tlstudio.data.together import UnionFind, together

_BITS = 64
_ALL = (1 << _BITS) - 1
_FEWEST_BITS = 6
_LARGE = 4096
_BLOCK = 1 << 21
_Words = NDArray[np.uint64]
_Ints = NDArray[np.int64]

NEAR = 4
"""Bits in which the perceptual hashes of two near-duplicates may differ."""


def limits_of(mark: str) -> tuple[int, int]:
    """Bits in which near-duplicates may differ, and of how many, by the hash of one of them."""
    if len(mark) > _BITS // 4:
        return likeness.NEAR, likeness.BITS
    return NEAR, _BITS


def marks_of(sample: Sample) -> tuple[str, str]:
    """Content hash of all files of a sample together, and its perceptual hash.

    The first is "" where a file was never read, the second where there are several files. The
    hash of a text's content passes over signs and capitals.
    """
    if sample.kind == "text":
        mark = sample.media[0].phash
        return likeness.content_of(mark), mark
    hashes = [ref.sha256 for ref in sample.media]
    content = "".join(text[:16] for text in hashes) if all(hashes) else ""
    return content, sample.media[0].phash if len(hashes) == 1 else ""


def exact_clusters(hashes: Sequence[str]) -> list[str]:
    """Cluster name of each item by content hash, "" for an item without a copy."""
    return _named(together(len(hashes), hashes))


def near_clusters(
    phashes: Sequence[str], contents: Sequence[str] = (), threshold: int = NEAR
) -> list[str]:
    """Cluster name of each item, "" for an item that is like no other.

    Likeness is carried on: when a is like b and b like c, all three are one cluster, since
    any of them on the other side of a split would leak.

    Args:
        phashes: 16 hexadecimal digits each for images, 48 for texts; "" when unknown.
        contents: Content hashes; equal ones are joined, too. Empty for none.
        threshold: Bits in which two hashes may differ.
    """
    sets = UnionFind(len(phashes))
    _join_alike(sets, *_words(phashes), lambda distinct: near_pairs(distinct, threshold))
    _join_alike(sets, *likeness.sketches(phashes), likeness.near_pairs)
    seen: dict[str, int] = {}
    for index, text in enumerate(contents):
        if text:
            sets.union(seen.setdefault(text, index), index)
    return _named(sets.codes())


def _join_alike(
    sets: UnionFind,
    words: _Words,
    valid: NDArray[np.bool_],
    pairs: Callable[[_Words], Iterator[tuple[_Ints, _Ints]]],
) -> None:
    """Join items of equal hashes, and of those that are near pairs."""
    usable = np.flatnonzero(valid)
    axis = 0 if words.ndim > 1 else None
    distinct, first, inverse = np.unique(
        words[usable], axis=axis, return_index=True, return_inverse=True
    )
    inverse = inverse.reshape(-1)
    representative = usable[first]
    copies = np.flatnonzero(representative[inverse] != usable)
    _join(sets, representative[inverse][copies], usable[copies])
    for left, right in pairs(distinct):
        _join(sets, representative[left], representative[right])


def _join(sets: UnionFind, left: _Ints, right: _Ints) -> None:
    for one, two in zip(left.tolist(), right.tolist(), strict=True):
        sets.union(one, two)


def near_pairs(words: _Words, threshold: int) -> Iterator[tuple[_Ints, _Ints]]:
    """Indices of pairs of distinct hashes that differ in at most `threshold` bits, in blocks.

    A pair may come more than once.

    Args:
        words: (N,) hashes of 64 bits.
        threshold: Bits that may differ, 0…31.
    """
    indices = np.arange(len(words), dtype=np.int64)
    for band in _bands(threshold + 1):
        yield from _in_band(words, indices, band, threshold)


def _in_band(
    words: _Words, indices: _Ints, mask: int, threshold: int
) -> Iterator[tuple[_Ints, _Ints]]:
    """Pairs among `indices` that agree in the bits of `mask`.

    Sorted by these bits, likely partners are neighbours: the array is compared with itself
    shifted by 1, 2, 3 … for as long as a bucket reaches that far. Large buckets (a thousand
    frames of one camera) are cut once more, by the same argument on the bits that are left.
    """
    key = words[indices] & np.uint64(mask)
    order = np.argsort(key, kind="stable")
    indices, key = indices[order], key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    sizes = np.diff(starts, append=len(key))
    for start, size in zip(
        starts[sizes > _LARGE].tolist(), sizes[sizes > _LARGE].tolist(), strict=True
    ):
        bucket = indices[start : start + size]
        for band in _bands(threshold + 1, ~mask & _ALL):
            yield from _compare(words, bucket, band, threshold)
    small = np.repeat(sizes <= _LARGE, sizes)
    yield from _compare(words, indices[small], mask, threshold)


def _compare(
    words: _Words, indices: _Ints, mask: int, threshold: int
) -> Iterator[tuple[_Ints, _Ints]]:
    """Compare all that agree in the bits of `mask`, block by block."""
    key = words[indices] & np.uint64(mask)
    order = np.argsort(key, kind="stable")
    indices, key = indices[order], key[order]
    left = np.arange(len(indices), dtype=np.int64)
    shift = 1
    while len(left):
        left = left[left + shift < len(indices)]
        left = left[key[left] == key[left + shift]]
        for start in range(0, len(left), _BLOCK):
            one = indices[left[start : start + _BLOCK]]
            two = indices[left[start : start + _BLOCK] + shift]
            close = np.bitwise_count(words[one] ^ words[two]) <= threshold
            if close.any():
                yield one[close], two[close]
        shift += 1


def closest(phashes: Sequence[str], others: Sequence[str]) -> tuple[_Ints, _Ints]:
    """(N,) place of the hash among others that each is most like, and in how many bits they differ.

    Args:
        phashes: N hashes.
        others: One or more; the bits are 64 (texts: 128) where none of them can be compared.
    """
    if any(len(text) > _BITS // 4 for text in phashes):
        return _closest_texts(phashes, others)
    words, valid = _words(phashes)
    among, usable = _words(others)
    places = np.zeros(len(words), np.int64)
    bits = np.full(len(words), _BITS, np.int64)
    for n in np.flatnonzero(valid).tolist():
        apart = np.where(usable, np.bitwise_count(among ^ words[n]), _BITS)
        places[n] = apart.argmin()
        bits[n] = apart[places[n]]
    return places, bits


def _closest_texts(phashes: Sequence[str], others: Sequence[str]) -> tuple[_Ints, _Ints]:
    words, valid = likeness.sketches(phashes)
    among, usable = likeness.sketches(others)
    places = np.zeros(len(words), np.int64)
    bits = np.full(len(words), likeness.BITS, np.int64)
    for n in np.flatnonzero(valid).tolist():
        apart = np.where(usable, likeness.differing(among, words[n]), likeness.BITS)
        places[n] = apart.argmin()
        bits[n] = apart[places[n]]
    return places, bits


def _bands(count: int, among: int = _ALL) -> list[int]:
    """Deal the bits that are set in `among` into masks of nearly equal size."""
    bits = [bit for bit in range(_BITS) if among >> bit & 1]
    edges = [len(bits) * band // count for band in range(count + 1)]
    return [sum(1 << bit for bit in bits[low:high]) for low, high in pairwise(edges)]


def _words(phashes: Sequence[str]) -> tuple[_Words, NDArray[np.bool_]]:
    """Hashes as integers, and which of them can be compared.

    A hash with hardly any bit set or hardly any missing comes from an image without shapes (a
    blank field, a black frame): many unlike images share it, so it says nothing.
    """
    values = [_number(text) for text in phashes]
    words = np.fromiter((max(value, 0) for value in values), dtype=np.uint64, count=len(values))
    bits = np.bitwise_count(words)
    known = np.fromiter((value >= 0 for value in values), dtype=bool, count=len(values))
    return words, known & (bits >= _FEWEST_BITS) & (bits <= _BITS - _FEWEST_BITS)


def _number(text: str) -> int:
    try:
        return int(text, 16) if 0 < len(text) <= _BITS // 4 else -1
    except ValueError:
        return -1


def _named(codes: _Ints) -> list[str]:
    counts = np.bincount(codes) if len(codes) else np.zeros(0, dtype=np.int64)
    return [str(code) if counts[code] > 1 else "" for code in codes.tolist()]
