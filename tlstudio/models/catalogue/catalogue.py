"""Every card there is, by id; browsing it costs no torch."""

from __future__ import annotations

import difflib
import functools
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import UsageError
from tlstudio.core.paths import models_dir, resources_dir
from tlstudio.core.registry import Found

_PACKAGE = "package:"
_TOKENIZER = ".tokenizer.json"
_GENERATED = ("torchvision.json", "transformers.json")


def all_cards() -> Found[BackboneCard]:
    """Embedded, the user's own, and the catalogue's; a damaged card is listed, not fatal."""
    items: dict[str, BackboneCard] = {}
    broken: dict[str, str] = {}
    for path in _files():
        for name, card_or_why in _read(path):
            if isinstance(card_or_why, str):
                broken[name] = card_or_why
            elif card_or_why.id in items:
                broken[name] = f"its id {card_or_why.id!r} is already taken"
            else:
                items[card_or_why.id] = card_or_why
    return Found(items, broken)


def card(ident: str) -> BackboneCard:
    """The card of that id.

    Raises:
        UsageError: When there is none; the nearest ids are named.
    """
    cards = all_cards().items
    if ident in cards:
        return cards[ident]
    near = difflib.get_close_matches(ident, cards, n=3, cutoff=0.5)
    raise UsageError(
        f"There is no model {ident!r}.",
        f"Did you mean {', '.join(near)}?" if near else "See: tlstudio models list --all.",
    )


def weights_file(found: BackboneCard) -> Path:
    """Where a card's weights lie or would lie."""
    if found.origin == "embedded" and found.weights.url.startswith(_PACKAGE):
        return _inside_package(found.weights.url.removeprefix(_PACKAGE))
    if found.origin == "embedded":
        return resources_dir() / "backbones" / found.weights.file
    # The name alone: a card that somebody brought must not point out of the folder.
    return models_dir() / (Path(found.weights.file).name or f"{found.id}.safetensors")


def tokenizer_file(found: BackboneCard) -> Path:
    """Where the tokenizer of a text encoder lies or would lie: beside the weights."""
    weights = weights_file(found)
    if found.origin == "embedded":
        return weights.with_name("tokenizer.json")
    return weights.with_name(weights.stem + _TOKENIZER)


def _inside_package(place: str) -> Path:
    """A file that an installed package carries; the package is found, never imported."""
    name, _, inner = place.partition("/")
    spec = importlib.util.find_spec(name)
    folders = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(folders), "")) / inner if folders else Path(f"{name} (not installed)")


def available(found: BackboneCard) -> bool:
    """Whether its weights are on this computer."""
    return weights_file(found).is_file()


def _files() -> Iterator[Path]:
    yield from sorted((resources_dir() / "backbones").glob("*.json"))
    yield from (p for p in sorted(models_dir().glob("*.json")) if not p.name.endswith(_TOKENIZER))
    yield from (Path(__file__).with_name(name) for name in _GENERATED)


def _read(path: Path) -> Iterator[tuple[str, BackboneCard | str]]:
    if path.name in _GENERATED and path.parent == Path(__file__).parent:
        yield from ((found.id, found) for found in _generated(path.name))
        return
    try:
        yield path.name, BackboneCard.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        yield path.name, f"{type(error).__name__}: {str(error).splitlines()[0]}"


@functools.cache
def _generated(name: str) -> tuple[BackboneCard, ...]:
    raw = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return tuple(BackboneCard.model_validate(item) for item in raw)
