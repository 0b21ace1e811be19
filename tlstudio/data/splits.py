"""The split: which images train, which tune, and which wait for the final test."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

from tlstudio.core.errors import NewerVersionError, ProjectError, UsageError
from tlstudio.core.fields import option
from tlstudio.core.samples import SplitPart
from tlstudio.core.words import percent
from tlstudio.data.dividing import Division, divide
from tlstudio.data.wording import plural

_VERSION = 1


class SplitSpec(BaseModel):
    """How images are divided; what a folder or table already says is respected."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    validation: float = option(
        0.2,
        label="Tuning images",
        help="Share of the images that show how well training goes; results are shown on them.",
        ge=0.02,
        le=0.8,
        advanced=False,
    )
    test: float = option(
        0.2,
        label="Final test",
        help="Share that is locked away until the end; 0 makes no final test.",
        ge=0,
        le=0.8,
        advanced=False,
    )
    seed: int = option(
        0, label="Seed of the split", help="Same seed, same split.", ge=0, le=2**31 - 1
    )
    folds: int = option(
        0,
        label="Folds",
        help="For cross-validation: the images outside the final test are dealt into this many "
        "parts of equal size; 0 or 1 makes none.",
        ge=0,
        le=50,
    )
    alike: bool = option(
        True,
        label="Keep lookalikes together",
        help="Images that look nearly the same stay on one side. Without it only what belongs "
        "together and exact copies do: for images that all look alike, as X-rays may.",
    )


@dataclass(frozen=True, slots=True)
class SplitItem:
    """What the split needs to know of an item.

    Attributes:
        key: Sample key.
        labels: Class names; several for multi-label tasks.
        group: Patient, plate …; "" when independent.
        cluster: Near-duplicates of one another share it; "" when there are none.
        given: Part that the folders or the table state; "none" when they state nothing.
        copies: Exact copies of one another share it; "" when there are none.
    """

    key: str
    labels: tuple[str, ...]
    group: str = ""
    cluster: str = ""
    given: SplitPart = "none"
    copies: str = ""


@dataclass(frozen=True)
class SplitManifest:
    """A split as it is stored, and printed in reports.

    Attributes:
        parts: Part of each sample key.
        folds: Fold 0…k-1 of each key outside the final test; empty without cross-validation.
        hash: 64 hexadecimal digits over spec, parts and folds.
        warnings: Sentences for the person.
        given: Parts that the folders or the table stated, so that nothing is added to them.
    """

    spec: SplitSpec
    parts: dict[str, SplitPart]
    folds: dict[str, int]
    hash: str
    warnings: tuple[str, ...] = ()
    given: tuple[SplitPart, ...] = field(default=())

    def counts(self) -> dict[SplitPart, int]:
        """Number of items of each part that holds any."""
        found: dict[SplitPart, int] = {}
        for part in self.parts.values():
            found[part] = found.get(part, 0) + 1
        return {part: found[part] for part in get_args(SplitPart) if part in found}

    def to_json(self) -> str:
        """The whole split as compact JSON, keys sorted."""
        return _canonical(
            {
                "version": _VERSION,
                "spec": self.spec.model_dump(),
                "parts": self.parts,
                "folds": self.folds,
                "hash": self.hash,
                "warnings": self.warnings,
                "given": self.given,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> SplitManifest:
        """Read what `to_json` wrote.

        Raises:
            NewerVersionError: When a newer version of the program wrote it.
            ProjectError: When the text is damaged: no JSON, a field missing, a wrong hash.
        """
        try:
            raw = json.loads(text)
            version = int(raw["version"])
        except (ValueError, KeyError, TypeError) as error:
            raise _damaged() from error
        if version > _VERSION:
            raise NewerVersionError(
                f"The split has version {version}; this program knows up to {_VERSION}.",
                "Update the program.",
            )
        try:
            return _checked(cls, raw)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _damaged() from error


def make_split(
    items: Sequence[SplitItem],
    spec: SplitSpec,
    previous: SplitManifest | None = None,
    noun: str = "image",
) -> SplitManifest:
    """Divide items into parts: stratified by class, with whatever belongs together on one side.

    Items that share a group or a near-duplicate cluster are never divided. Parts that folders
    or a table state are kept and only missing ones are made, out of the training images. Every
    class keeps a training image when that is possible at all. The order of `items` does not
    matter.

    Args:
        items: The labelled items.
        spec: Shares, seed and folds.
        previous: The split in force: what it placed stays where it is (the final test must not
            change under a model), new items are added so that the shares come out right.
        noun: What an item is called.

    Raises:
        UsageError: When the shares leave nothing to train, or two items have one key.
    """
    if spec.validation + spec.test > 0.9:
        raise UsageError(
            f"Tuning {plural(noun)} ({percent(spec.validation)}) and final test "
            f"({percent(spec.test)}) leave too little to train.",
            "Together they may take 90 % at most.",
        )
    ordered = sorted(items, key=lambda item: item.key)
    keys = [item.key for item in ordered]
    if len(set(keys)) < len(keys):
        raise UsageError(f"Two {plural(noun)} have the same key; the split would be ambiguous.")
    pinned = previous.parts if previous else {}
    division = divide(
        labels=[item.labels for item in ordered],
        groups=[item.group for item in ordered],
        clusters=[item.cluster if spec.alike else item.copies for item in ordered],
        given=[item.given for item in ordered],
        pinned=[pinned.get(key, "none") for key in keys],
        closed=previous.given if previous else (),
        pinned_folds=[previous.folds.get(key, -1) if previous else -1 for key in keys],
        shares={"validation": spec.validation, "test": spec.test},
        folds=spec.folds if spec.folds >= 2 else 0,
        seed=spec.seed,
        noun=noun,
    )
    return _manifest(spec, keys, division)


def _manifest(spec: SplitSpec, keys: Sequence[str], division: Division) -> SplitManifest:
    parts = dict(zip(keys, division.parts, strict=True))
    folds = {key: fold for key, fold in zip(keys, division.folds, strict=True) if fold >= 0}
    return SplitManifest(
        spec=spec,
        parts=parts,
        folds=folds,
        hash=_hash(spec, parts, folds),
        warnings=division.warnings,
        given=division.given,
    )


def _checked(cls: type[SplitManifest], raw: dict[str, Any]) -> SplitManifest:
    spec = SplitSpec.model_validate(raw["spec"])
    known = set(get_args(SplitPart))
    parts: dict[str, SplitPart] = dict(raw["parts"])
    folds = {str(key): int(fold) for key, fold in raw["folds"].items()}
    given: tuple[SplitPart, ...] = tuple(raw["given"])
    if not set(parts.values()) | set(given) <= known or raw["hash"] != _hash(spec, parts, folds):
        raise _damaged()
    warnings = tuple(str(text) for text in raw["warnings"])
    return cls(spec, parts, folds, raw["hash"], warnings, given)


def _hash(spec: SplitSpec, parts: dict[str, SplitPart], folds: dict[str, int]) -> str:
    # What earlier versions did not have is left out at its default: their splits stay valid.
    later = {"alike"} if spec.alike else set()
    digest = hashlib.sha256(_canonical(spec.model_dump(exclude=later)).encode())
    for key in sorted(parts):
        line = _canonical([key, parts[key], folds.get(key, -1)])
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _damaged() -> ProjectError:
    return ProjectError(
        "The stored split is damaged.",
        "Restore the dataset from a backup, or make the split anew.",
    )
