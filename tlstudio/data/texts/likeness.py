"""How alike texts are: sketches of what they say, and pairs found without comparing every pair.

Two texts are as alike as the sets of their five-letter pieces: |A ∩ B| / |A ∪ B|. Of each set the
smallest hash in each of 128 bins is taken (MinHash, Broder 1997; one permutation in bins, Li, Owen
and Zhang 2012; empty bins borrow, Shrivastava 2017), and one bit of each (Li and König 2010). Of
the 128 bits, texts of likeness J agree in (1 + J) / 2.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

NEAR = 13
"""Bits in which two near-duplicates may differ: a likeness of about 0.8."""
BITS = 128
DIGITS = BITS // 4
"""Hexadecimal digits of the sketch; 16 more tell what the text is, but for signs and capitals."""

_PIECE = 5
_MOST = 100_000
_STEP = 8
_MANY = 100_000
_NEIGHBOURS = 256
_NONE = "0" * DIGITS
_SIGNS = re.compile(r"[\W_]+")
_Words = NDArray[np.uint64]
_Ints = NDArray[np.int64]

_rng = np.random.default_rng(20_240_917)
_MULTIPLIERS = _rng.integers(1, 2**63, BITS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
# From which bin an empty one borrows: from itself, then from the others in an order of its own.
_LENDERS = np.stack(
    [
        np.concatenate(([place], np.setdiff1d(_rng.permutation(BITS), [place], assume_unique=True)))
        for place in range(BITS)
    ]
)
_POWERS = np.array([pow(0x9E3779B97F4A7C15, power, 2**64) for power in range(_PIECE)], np.uint64)
_PLACES = np.arange(BITS)
_EDGES = np.arange(BITS, dtype=np.uint64) << np.uint64(57)


def normalised(text: str) -> str:
    """Letters and digits alone, in small letters, with single spaces between words."""
    return _SIGNS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def likeness_of(texts: Sequence[str]) -> str:
    """What tells copies and near copies of a sample: 48 hexadecimal digits.

    The first 32 are the sketch, zeros when there are no letters; the others are the same for
    texts that differ in capitals, spaces and signs alone. Of a very long text the beginning counts.

    Args:
        texts: Of its columns.
    """
    whole = "\n".join(texts)
    plain = "\n".join(map(normalised, texts))
    told = plain if plain.strip() else whole.strip()
    return _sketch(plain[:_MOST]) + hashlib.sha256(told.encode()).hexdigest()[:16]


def _sketch(plain: str) -> str:
    if not plain.strip():
        return _NONE
    points = np.frombuffer(plain.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    if len(points) < _PIECE:
        points = np.pad(points, (0, _PIECE - len(points)))
    count = len(points) - _PIECE + 1
    hashes = np.zeros(count, np.uint64)
    for place in range(_PIECE):
        hashes += points[place : place + count] * _POWERS[place]
    hashes = np.sort(_mixed(hashes))
    begin = np.searchsorted(hashes, _EDGES)
    full = np.append(begin[1:], count) > begin
    lender = _LENDERS[_PLACES, full[_LENDERS].argmax(axis=1)]
    smallest = hashes[begin[lender]]
    bits = _mixed(smallest * _MULTIPLIERS) >> np.uint64(63)
    return np.packbits(bits.astype(np.uint8)).tobytes().hex()


def _mixed(values: _Words) -> _Words:
    """Every bit of the result depends on every bit given (splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def content_of(mark: str) -> str:
    """What copies share, "" for the perceptual hash of an image."""
    return mark[DIGITS:]


def sketches(marks: Sequence[str]) -> tuple[_Words, NDArray[np.bool_]]:
    """(N, 2) sketches, and which of them can be compared: those of texts that have letters."""
    known = np.array([_is_sketch(mark) for mark in marks], bool)
    some = "".join(mark[:DIGITS] for mark, good in zip(marks, known, strict=True) if good)
    words = np.zeros((len(marks), 2), np.uint64)
    words[known] = np.frombuffer(bytes.fromhex(some), ">u8").reshape(-1, 2)
    return words, known


def _is_sketch(mark: str) -> bool:
    if len(mark) != DIGITS + 16 or mark.startswith(_NONE):
        return False
    try:
        return len(bytes.fromhex(mark)) == len(mark) // 2
    except ValueError:
        return False


def near_pairs(words: _Words) -> Iterator[tuple[_Ints, _Ints]]:
    """Indices of pairs of sketches that differ in at most `NEAR` bits; a pair may come often.

    Sketches that agree in one of sixteen overlapping bands of 16 bits (20 where there are many) are
    compared. In a large bucket only neighbours are, sorted by all other bits: who is like many is
    joined through them.

    Args:
        words: (N, 2) distinct sketches.
    """
    band = 16 if len(words) < _MANY else 20
    for turn in range(0, BITS, _STEP):
        high, low = _turned(words[:, 0], words[:, 1], turn)
        order = np.lexsort((low, high))
        key = high[order] >> np.uint64(64 - band)
        left = np.arange(len(order), dtype=np.int64)
        for shift in range(1, _NEIGHBOURS + 1):
            left = left[left + shift < len(order)]
            left = left[key[left] == key[left + shift]]
            if not len(left):
                break
            one, two = order[left], order[left + shift]
            close = differing(words[one], words[two]) <= NEAR
            if close.any():
                yield one[close], two[close]


def differing(one: _Words, two: _Words) -> _Ints:
    """(N,) bits in which (N, 2) sketches differ."""
    bits: _Ints = np.bitwise_count(one ^ two).sum(axis=-1, dtype=np.int64)
    return bits


def _turned(high: _Words, low: _Words, bits: int) -> tuple[_Words, _Words]:
    if bits >= 64:
        high, low, bits = low, high, bits - 64
    if not bits:
        return high, low
    up, down = np.uint64(bits), np.uint64(64 - bits)
    return (high << up) | (low >> down), (low << up) | (high >> down)
