"""Texts to tokens, by the `tokenizer.json` that belongs to a network's weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tokenizers
from numpy.typing import NDArray

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import BadInputError
from tlstudio.core.files import sha256

FILE = "tokenizer.json"
_LARGEST = 200 * 2**20
# No language spends more letters on a token on average; what lies further behind is cut anyway.
_LETTERS = 32
_LEAST_LETTERS = 4096


@dataclass(frozen=True)
class Tokens:
    """Some texts as tokens.

    Attributes:
        rows: (L, 2) int32 of each: token and segment.
        cut: (N,) whether something was cut off.
    """

    rows: list[NDArray[np.int32]]
    cut: NDArray[np.bool_]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """(N,) tokens of each."""
        return np.array([len(row) for row in self.rows], np.int64)


class Tokenizer:
    """A fast tokenizer.

    Attributes:
        path: Its file.
        sha256: Of the file.
        pad: Name of the token that stands for padding, None when it has none.
    """

    def __init__(self, path: Path) -> None:
        """Read a file.

        Raises:
            BadInputError: When it is missing or no tokenizer.
        """
        try:
            if path.stat().st_size > _LARGEST:
                raise BadInputError(f"The tokenizer {path.name} is too large to be one.")
            self.sha256 = sha256(path)
            self._inner: Any = tokenizers.Tokenizer.from_file(str(path))
        except FileNotFoundError as error:
            raise BadInputError(
                f"The tokenizer {path} is missing.", "Copy or add the whole model again."
            ) from error
        except BadInputError:
            raise
        except Exception as error:  # the library raises bare exceptions over damaged files
            raise BadInputError(
                f"The tokenizer {path.name} cannot be read: {str(error)[:200]}.",
                "Copy or add the whole model again.",
            ) from error
        self.path = path
        # Files carry the settings of the day they were saved; a recipe has its own.
        self._inner.no_truncation()
        self._inner.no_padding()

    @classmethod
    def of(cls, card: BackboneCard, path: Path) -> Tokenizer:
        """The tokenizer of a card, if it is the one that the card states.

        Raises:
            BadInputError: When it is missing, damaged or another one.
        """
        made = cls(path)
        stated = card.text.tokenizer if card.text is not None else ""
        if made.sha256 != stated:
            raise BadInputError(
                f"The tokenizer of {card.id} is not the one that belongs to its weights.",
                "Copy or add the whole model again.",
            )
        return made

    @property
    def highest(self) -> int:
        """The largest token that it can give."""
        return max(self._inner.get_vocab(with_added_tokens=True).values(), default=-1)

    def expect_rows(self, rows: int, name: str) -> None:
        """Refuse a network that lacks embeddings for some of the tokens.

        Args:
            rows: Of the network's table of embeddings.
            name: Of the model.

        Raises:
            BadInputError: When a token has no row.
        """
        if self.highest >= rows:
            raise BadInputError(
                f"The tokenizer of {name} does not match its weights: it knows "
                f"{self.highest + 1} tokens, the weights {rows}.",
                "Bring weights and tokenizer.json of one and the same model.",
            )

    def counts(self, texts: Sequence[tuple[str, ...]], length: int) -> NDArray[np.int64]:
        """(N,) tokens of each, marks included and nothing cut off but what is far too long.

        Args:
            texts: Columns of each.
            length: Above which counts need not be exact.
        """
        return self.encode(texts, length * _LETTERS).lengths

    def encode(self, texts: Sequence[tuple[str, ...]], length: int) -> Tokens:
        """Tokens of some texts, each cut to a length.

        Args:
            texts: Columns of each, a bounded number.
            length: Tokens at most, marks included.
        """
        letters = max(_LEAST_LETTERS, length * _LETTERS)
        sides = [_sides(columns) for columns in texts]
        flat = [text[:letters] for pair in sides for text in pair]
        found = iter(self._inner.encode_batch(flat, add_special_tokens=False))
        rows: list[NDArray[np.int32]] = []
        cut = np.zeros(len(sides), np.bool_)
        for number, pair in enumerate(sides):
            parts = [next(found) for _ in pair]
            room = max(1, length - self._inner.num_special_tokens_to_add(len(pair) > 1))
            cut[number] = _cut(parts, room) or any(len(text) > letters for text in pair)
            made = self._inner.post_process(*parts)
            rows.append(np.array([made.ids, made.type_ids], np.int32).T)
        return Tokens(rows, cut)

    def kept(self, columns: tuple[str, ...], length: int) -> tuple[tuple[int, ...], int]:
        """How much of one item is left when it is cut to a length.

        Args:
            columns: Its texts.
            length: Tokens at most, marks included.

        Returns:
            Signs of each column that are read, and tokens of the whole.
        """
        pair = _sides(columns)
        letters = max(_LEAST_LETTERS, length * _LETTERS)
        flat = [text[:letters] for text in pair]
        parts = self._inner.encode_batch(flat, add_special_tokens=False)
        marks = self._inner.num_special_tokens_to_add(len(pair) > 1)
        counts = [len(part.ids) for part in parts]
        whole = sum(counts) + marks
        _cut(parts, max(1, length - marks))
        ends = [
            len(text) if len(part.ids) == count else part.offsets[-1][1] if part.ids else 0
            for part, text, count in zip(parts, pair, counts, strict=True)
        ]
        if len(columns) < 3:
            return tuple(ends), whole
        rest, kept = ends[1], [ends[0]]
        for text in columns[1:]:
            kept.append(max(0, min(len(text), rest)))
            rest -= len(text) + 1
        return tuple(kept), whole


def padded(rows: Sequence[NDArray[np.int32]], length: int | None = None) -> NDArray[np.int32]:
    """(N, L, 2) of rows of different lengths; -1 is padding.

    Args:
        rows: (L, 2) each.
        length: L; None takes the longest.
    """
    wanted = max(len(row) for row in rows) if length is None else length
    whole = np.zeros((len(rows), wanted, 2), np.int32)
    whole[..., 0] = -1
    for place, row in zip(whole, rows, strict=True):
        place[: len(row)] = row
    return whole


def _sides(columns: tuple[str, ...]) -> tuple[str, ...]:
    """One text, or two: the first column and the others."""
    return columns if len(columns) < 3 else (columns[0], " ".join(columns[1:]))


def _cut(parts: list[Any], room: int) -> bool:
    """Cut one or two sides to a room together, the longer one first; whether that was needed."""
    sizes = [len(part.ids) for part in parts]
    if sum(sizes) <= room:
        return False
    half = room // len(parts)
    for number, part in enumerate(parts):
        others = sum(sizes) - sizes[number]
        # Where the other side is short, its room is left to this one.
        keep = max(half if number else room - half * (len(parts) - 1), room - others)
        if sizes[number] > keep:
            part.truncate(keep)
    return True
