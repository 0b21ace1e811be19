"""Take in weights that somebody brings: a file, or a transformers folder."""

from __future__ import annotations

import contextlib
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from torch import Tensor, nn

from tlstudio.core import files
from tlstudio.core.cards import BackboneCard, InputSpec, TextInput, WeightsSource
from tlstudio.core.errors import BadInputError, StudioError, UsageError
from tlstudio.core.paths import models_dir
from tlstudio.core.reporting import Reporter
from tlstudio.core.words import whole_percent
from tlstudio.models.add_texts import text_input, tokenizer_of_folder
from tlstudio.models.build import construct, to_backbone
from tlstudio.models.catalogue.catalogue import all_cards, tokenizer_file
from tlstudio.models.mapping import Mapping, map_state
from tlstudio.models.network import as_float, count_parameters
from tlstudio.models.sequence import texts
from tlstudio.models.sequence import transformers as sequence_transformers
from tlstudio.models.weights import load_state

_ENOUGH = 0.5
_PERFECT = 0.98
# A backbone without its last layers may hold a tenth of the whole network's weights.
_FAR, _NEAR = math.log(16), math.log(1.1)
_LARGEST = 5_000_000_000
_HEADS = ("classifier", "fc", "head", "heads")


@dataclass(frozen=True)
class AddResult:
    """What was taken in."""

    card: BackboneCard
    mapping: Mapping

    def summary(self) -> dict[str, Any]:
        """As plain data, for the command line."""
        return {
            "id": self.card.id,
            "architecture": self.card.architecture,
            "sentence": self.mapping.sentence,
            "loaded": len(self.mapping.state),
            "missing": list(self.mapping.missing),
            "unexpected": list(self.mapping.unexpected),
            "mismatched": list(self.mapping.mismatched),
            "renamed": [f"{a} → {b}" for a, b in self.mapping.renamed],
        }


def add_weights(
    path: Path, *, architecture: str | None, ident: str, licence: str, reporter: Reporter
) -> AddResult:
    """Map a foreign file onto an architecture and keep it as safetensors with a card.

    Args:
        path: A weights file, or a folder with config.json, weights, and for a text encoder its
            tokenizer.
        architecture: For which network; None tries all and takes the one that fits best.
        ident: Id of the new card; "" takes the file's name.
        licence: Licence of the weights, as stated by whoever brings them.
        reporter: Hears of the search.

    Raises:
        BadInputError: When the file is damaged or fits nothing; the nearest are named.
        UnsafeInputError: When it wants to run code.
        UsageError: When the id is taken by another model.
    """
    name = _ident(ident or (path.name if path.is_dir() else path.stem))
    taken = all_cards().items.get(name)
    if taken is not None and taken.origin != "user":
        raise UsageError(f"The id {name!r} belongs to another model.", "Choose one with --id.")
    with contextlib.ExitStack() as stack:
        tokenizer = None
        if path.is_dir():
            base, state, tokenizer = _folder(path, stack)
            candidates = [base]
        else:
            state = as_float(load_state(path))
            candidates = _candidates(architecture)
        reporter.emit("note", text=f"{len(state)} tensors in {path.name}")
        base, mapping = _best(candidates, state, reporter, path.name)
        return AddResult(_keep(name, base, mapping, licence, tokenizer), mapping)


def _ident(text: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-.") or "model"


def _candidates(architecture: str | None) -> list[BackboneCard]:
    cards = [c for c in all_cards().items.values() if c.origin != "user"]
    if architecture is not None:
        fits = [c for c in cards if architecture in (c.architecture, c.id)]
        if not fits:
            raise UsageError(
                f"There is no architecture {architecture!r}.", "See: tlstudio models list --all."
            )
        return fits[:1]
    one_each: dict[tuple[str, str], BackboneCard] = {}
    for found in cards:
        key = (found.engine, found.id if found.engine == "transformers" else found.architecture)
        one_each.setdefault(key, found)
    return list(one_each.values())


def _folder(
    path: Path, stack: contextlib.ExitStack
) -> tuple[BackboneCard, dict[str, Tensor], Path | None]:
    try:
        config = json.loads((path / "config.json").read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadInputError(
            f"The folder {path.name} holds no config.json.", "Give a transformers model folder."
        ) from error
    except (OSError, ValueError) as error:
        raise BadInputError(f"The config.json of {path.name} is damaged.") from error
    clean = sequence_transformers.reduced(config)
    found = sorted(path.glob("*.safetensors")) or sorted(path.glob("pytorch_model*.bin"))
    if not found:
        raise BadInputError(
            f"The folder {path.name} holds no .safetensors and no pytorch_model.bin.",
            "Other kinds may run code; convert them.",
        )
    reads = tokenizer = None
    if clean["model_type"] in texts.KEYS:
        tokenizer = stack.enter_context(tokenizer_of_folder(path))
        reads = text_input(path, clean, tokenizer)
    state: dict[str, Tensor] = {}
    for part in found:
        state |= as_float(load_state(part))
    model = _network(clean, path.name)
    spec = _input_spec(path / "preprocessor_config.json", clean)
    made = _foreign_card(path.name, clean, model, spec, reads)
    return made, sequence_transformers.own_names(model, state), tokenizer


def _network(config: dict[str, Any], name: str) -> nn.Module:
    """The bare network of a configuration, unless it would be larger than any that is used."""
    try:
        with torch.device("meta"):
            size = count_parameters(sequence_transformers.construct(config))
        if size > _LARGEST:
            raise BadInputError(
                f"The model in {name} would have {size / 1e9:.0f} billion parameters.",
                "The config.json is damaged, or the model is too large for this program.",
            )
        return sequence_transformers.construct(config)
    except StudioError:
        raise
    except Exception as error:  # the library raises many kinds over values it does not expect
        raise BadInputError(
            f"The config.json of {name} describes no network that can be built: "
            f"{str(error).splitlines()[0][:200] if str(error) else type(error).__name__}."
        ) from error


def _input_spec(path: Path, config: dict[str, Any]) -> InputSpec:
    """What the folder says of its images; the usual values where it says nothing."""
    usual = InputSpec(size=int(config.get("image_size") or 224), fixed_size="patch_size" in config)
    try:
        said = json.loads(path.read_text("utf-8"))
        if not said.get("do_normalize", True):
            return usual.model_copy(update={"mean": (0.0,) * 3, "std": (1.0,) * 3})
        mean, std = tuple(map(float, said["image_mean"])), tuple(map(float, said["image_std"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return usual
    if not (len(mean) == len(std) == usual.channels and all(0 < side < 100 for side in std)):
        return usual
    return usual.model_copy(update={"mean": mean, "std": std})


def _foreign_card(
    name: str, config: dict[str, Any], model: nn.Module, spec: InputSpec, reads: TextInput | None
) -> BackboneCard:
    template = BackboneCard(
        id=_ident(name),
        title=name,
        family=str(config["model_type"]),
        engine="transformers",
        architecture=str(config["model_type"]),
        modality="text" if reads else "image",
        input=InputSpec() if reads else spec,
        text=reads,
        width=1,
        parameters=count_parameters(model),
        licence="",
        pretrained_on="not stated",
        config=config,
    )
    backbone = to_backbone(template, model)
    return template.model_copy(
        update={"blocks": backbone.block_names, "width": backbone.width_at(backbone.n)}
    )


def _best(
    candidates: list[BackboneCard], state: dict[str, Tensor], reporter: Reporter, name: str
) -> tuple[BackboneCard, Mapping]:
    tried: list[tuple[float, float, BackboneCard, Mapping]] = []
    size = sum(value.numel() for value in state.values())
    # Sizes tell most: the likeliest come first, and a perfect fit ends the search.
    ordered = sorted(candidates, key=lambda c: abs(math.log(max(1, c.parameters) / size)))
    for done, found in enumerate(ordered):
        if tried and abs(math.log(max(1, found.parameters) / size)) > _FAR:
            break
        reporter.progress("comparing with architectures", done, len(ordered))
        offered = state
        if (
            found.engine == "transformers"
            and abs(math.log(max(1, found.parameters) / size)) < _NEAR
        ):
            offered = sequence_transformers.own_names(construct(found), state)
        mapping = map_state(_shapes(found), offered)
        used = len(mapping.state) / max(1, len(state))
        tried.append((mapping.share * used, used, found, mapping))
        if mapping.share * used > _PERFECT:
            break
    tried.sort(key=lambda item: item[0], reverse=True)
    score, _, found, mapping = tried[0]
    idle = _idle(found)
    body = [n for n in mapping.missing if not n.startswith(_HEADS) and n not in idle]
    if not mapping.state or (score < _ENOUGH and (mapping.share < _ENOUGH or len(body) > 20)):
        near = ", ".join(
            f"{item[2].architecture} ({whole_percent(item[3].share)})" for item in tried[:3]
        )
        raise BadInputError(
            f"The weights in {name} fit no architecture that is known: {mapping.sentence}",
            f"Nearest: {near}. Name one with --architecture.",
        )
    return found, mapping


def _idle(found: BackboneCard) -> frozenset[str]:
    """Tensors that no block of a network uses: whether a file has them does not matter."""
    if found.engine != "transformers":
        return frozenset()
    return sequence_transformers.unused_names(construct(found))


def _shapes(found: BackboneCard) -> dict[str, Tensor]:
    try:
        with torch.device("meta"):
            return construct(found).state_dict()
    except NotImplementedError:
        return construct(found).state_dict()


def _keep(
    name: str, base: BackboneCard, mapping: Mapping, licence: str, tokenizer: Path | None
) -> BackboneCard:
    folder = models_dir()
    target = folder / f"{name}.safetensors"
    own = {key: value.clone().contiguous() for key, value in mapping.state.items()}
    # What the file lacks keeps the architecture's seeded random values, and the card says so.
    fresh = construct(base).state_dict() if mapping.missing else {}
    whole = {key: own.get(key, fresh.get(key, torch.zeros(0))) for key in _shapes(base)}
    whole = {key: value.contiguous() for key, value in whole.items() if value.numel()}
    with files.atomic_path(target) as temporary:
        safetensors.torch.save_file(whole, temporary)
    idle = _idle(base)
    missing = [k for k in mapping.missing if not k.startswith(_HEADS) and k not in idle]
    made = base.model_copy(
        update={
            "id": name,
            "title": name,
            "origin": "user",
            "licence": licence or "not stated",
            "pretrained_on": "as stated by whoever brought the file",
            "accuracy": None,
            "weights": WeightsSource(
                file=target.name, sha256=files.sha256(target), size=target.stat().st_size
            ),
            "notes": f"{len(missing)} tensors were missing and are random." if missing else "",
            "measured": {"missing": missing} if missing else {},
        }
    )
    if tokenizer is not None:
        files.write_bytes(tokenizer_file(made), tokenizer.read_bytes())
    files.write_text(folder / f"{name}.json", made.model_dump_json(indent=1) + "\n")
    return made
