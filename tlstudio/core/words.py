"""Numbers and names of items as every sentence of the program writes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Noun:
    """What an item of a dataset is called.

    Attributes:
        one: A single one ("image").
        many: Several of them.
    """

    one: str
    many: str

    @property
    def a_one(self) -> str:
        """`an image`, `a text`."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"

    def count(self, number: int) -> str:
        """`1 image`, `20 images`."""
        return f"{number} {self.one if number == 1 else self.many}"


IMAGE = Noun("image", "images")
TEXT = Noun("text", "texts")
_BY_KIND = {"image": IMAGE, "text": TEXT}


def noun_of(kind: str) -> Noun:
    """What items of a modality are called."""
    return _BY_KIND.get(kind, Noun("item", "items"))


def percent(share: float) -> str:
    """0.934 as `93.4 %`, 0.95 as `95 %`; never a rounded 100 % that is none."""
    return _written(share, 1).replace(".0\u00a0", "\u00a0")


def whole_percent(share: float) -> str:
    """0.934 as `93 %`; never a rounded 100 % that is none."""
    return _written(share, 0)


def _written(share: float, digits: int) -> str:
    value = 100 * share
    if share < 1 and round(value, digits) >= 100:
        value = 100 - 10.0**-digits
    return f"{value:.{digits}f}\u00a0%"
