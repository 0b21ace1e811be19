"""Writes and reads folders of safetensors and config.json."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.torch
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps

from tlstudio.core import files
from tlstudio.data.media.pillow import FORMATS
from tlstudio.evaluation.usable import Outputs
from tlstudio.export.bundle.make import LICENCE, licence
from tlstudio.export.bundle.model_card import model_card
from tlstudio.export.contents import contents_of
from tlstudio.export.graph import said_of
from tlstudio.export.trained import Reloaded, Trained
from tlstudio.export.transformers import expressing
from tlstudio.export.transformers.spec import FORMAT, FolderOptions
from tlstudio.models.saved import INFO_FILE, SHARED_WEIGHTS_FILE, SavedModel, save_certainty

CONFIG, PROCESSOR, CARD = "config.json", "preprocessor_config.json", "README.md"
_OWN_TYPE = "tlstudio"


def write(trained: Trained, target: Path, options: FolderOptions) -> None:
    """Write a folder for the library where it has a class for this network, else for us alone."""
    del options
    reason = expressing.why_not(trained)
    config, state = _own(trained) if reason else _theirs(trained)
    weights = target / SHARED_WEIGHTS_FILE
    weights.write_bytes(safetensors.torch.save(state, {"format": "pt"}))
    config["tlstudio"] = json.loads(said_of(trained.info).model_dump_json())
    (target / CONFIG).write_text(json.dumps(config, indent=1) + "\n", "utf-8")
    prepared = expressing.processor(trained.recipe)
    if prepared is not None:
        (target / PROCESSOR).write_text(json.dumps(prepared, indent=1) + "\n", "utf-8")
    info = trained.info
    digest = files.sha256(weights)
    if reason:
        (target / INFO_FILE).write_text(_stated(info, digest).model_dump_json(indent=1), "utf-8")
    if info.certainty is not None:
        save_certainty(target, info.certainty.model_copy(update={"weights_sha256": digest}))
    if trained.familiarity is not None:
        trained.familiarity.save(target)
    (target / LICENCE).write_text(licence(info.card), "utf-8")
    contents = contents_of(FORMAT.pieces, info.certainty)
    card = model_card(trained, contents) + _loading(reason, prepared is not None)
    (target / CARD).write_text(card, "utf-8")


def reload(path: Path) -> Reloaded:
    """Through the library, or through this program where it is for us alone."""
    if (path / INFO_FILE).is_file():
        return Reloaded(_run_own(path))
    model = expressing.load(str(path))

    def run(images: NDArray[Any]) -> Outputs:
        with torch.inference_mode():
            return Outputs(model(torch.from_numpy(images)).logits.numpy())

    return Reloaded(run, _by_file(path, model))


def _own(trained: Trained) -> tuple[dict[str, Any], dict[str, torch.Tensor]]:
    info = trained.info
    config = {
        "model_type": _OWN_TYPE,
        "architectures": ["Network"],
        "backbone": info.card.id,
        "id2label": dict(enumerate(info.classes)),
        "label2id": {name: code for code, name in enumerate(info.classes)},
        "num_channels": info.recipe.channels,
        "image_size": info.recipe.size,
        "problem_type": "multi_label_classification"
        if info.multi_label
        else "single_label_classification",
    }
    state = trained.network.state_dict().items()
    return config, {name: value.detach().cpu().contiguous().clone() for name, value in state}


def _theirs(trained: Trained) -> tuple[dict[str, Any], dict[str, torch.Tensor]]:
    model = expressing.expressed(trained)
    config: dict[str, Any] = json.loads(model.config.to_json_string(use_diff=True))
    config["architectures"] = [type(model).__name__]
    state = model.state_dict().items()
    return config, {name: value.detach().contiguous().clone() for name, value in state}


def _stated(info: SavedModel, digest: str) -> SavedModel:
    """Without names of groups, which may be patients, and without facts of the training."""
    recipe = info.recipe.model_copy(update={"group_ranges": {}})
    return info.model_copy(update={"recipe": recipe, "facts": {}, "weights_sha256": digest})


def _run_own(path: Path) -> Callable[[NDArray[Any]], Outputs]:
    again = Trained.load(path)
    network, info = again.network, again.info

    def run(images: NDArray[Any]) -> Outputs:
        with torch.inference_mode():
            features = network.run(torch.from_numpy(images), 0, network.cut)
            logits = network.logits_from(features, network.cut) / info.temperature
        far = again.familiarity.distances(features.numpy()) if again.familiarity else None
        return Outputs(logits.numpy(), far)

    return run


def _by_file(path: Path, model: Any) -> Callable[[Path], NDArray[Any] | str] | None:
    """The library's own preparation of a file, up to probabilities."""
    if not (path / PROCESSOR).is_file():
        return None
    prepare = expressing.load_processor(str(path))

    def answer(file: Path) -> NDArray[Any] | str:
        try:
            with Image.open(file, formats=(*FORMATS, "TIFF")) as image:
                upright = ImageOps.exif_transpose(image).convert("RGB")
            with torch.inference_mode():
                logits = model(**prepare(upright, return_tensors="pt")).logits[0].double()
        except Exception as error:  # noqa: BLE001 - decoders and the library raise of all kinds
            return str(error)
        several = model.config.problem_type == "multi_label_classification"
        chances = logits.sigmoid() if several else logits.softmax(dim=0)
        return np.asarray(chances.numpy())

    return answer


def _loading(reason: str, prepared: bool) -> str:
    """How it is loaded, at the end of the card."""
    if reason:
        return (
            "\n## How to load it\n\n"
            "With Transfer Learning Studio: `tlstudio predict FOLDER photo.jpg`. The transformers "
            f"library has no class for this network: {reason}. The weights are plain safetensors, "
            "with the names of the network in `model.json`.\n"
        )
    lines = [
        "",
        "## How to load it",
        "",
        "```python",
        "from transformers import AutoImageProcessor, AutoModelForImageClassification",
        "",
        'model = AutoModelForImageClassification.from_pretrained("FOLDER").eval()',
    ]
    if prepared:
        lines.append('processor = AutoImageProcessor.from_pretrained("FOLDER")')
    lines += [
        "```",
        "",
        "The temperature is part of the last layer: a softmax of the logits is calibrated. "
        + (
            "The library resizes images in another way than the training did, so that "
            "probabilities differ a little; the proof beside this folder says by how much."
            if prepared
            else "The library cannot prepare images as the training did: do as `recipe` in "
            "config.json says."
        ),
        "Distances and short lists are made from `familiarity.safetensors` and `certainty.json`.",
        "",
    ]
    return "\n".join(lines)
