"""A bundle: the model, what it knows of itself, its card and licence, and a program of its own."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
import numpy as np
from numpy.typing import NDArray

from tlstudio.core.cards import BackboneCard
from tlstudio.core.paths import resources_dir
from tlstudio.data.preprocess import Recipe
from tlstudio.evaluation.bundle_file import MODEL, SAID, read_bundle, write_bundle
from tlstudio.export.bundle.model_card import model_card
from tlstudio.export.bundle.spec import FORMAT
from tlstudio.export.contents import contents_of
from tlstudio.export.graph import said_of
from tlstudio.export.onnx import make as onnx
from tlstudio.export.onnx.spec import OnnxOptions
from tlstudio.export.trained import Reloaded, Trained

# Versions of Pillow that resize to the same pixels: 13 rounds in another way, and answers differ
# by some hundredths. The program's own dependency says the same.
PILLOW = {"first": "11.3", "limit": "13"}
PROGRAM, CARD, LICENCE = "predict.py", "MODEL_CARD.md", "LICENCE.txt"


def write(trained: Trained, target: Path, options: OnnxOptions) -> None:
    """Write the zip file with its manifest of hashes.

    Raises:
        BadInputError: When the network cannot be expressed as ONNX.
    """
    said = said_of(trained.info)
    contents = contents_of(FORMAT.pieces, trained.info.certainty)
    members = {
        MODEL: onnx.onnx_bytes(trained, options),
        SAID: said.model_dump_json(indent=1).encode(),
        PROGRAM: program(said.recipe, trained.info.multi_label).encode(),
        CARD: model_card(trained, contents, precision=options.precision).encode(),
        LICENCE: licence(trained.info.card).encode(),
    }
    write_bundle(target, members)


def reload(path: Path) -> Reloaded:
    """The graph through this program, and files through the bundle's own program."""
    return Reloaded(onnx.reload(path).run, _by_file(path))


def program(recipe: Recipe, multi_label: bool) -> str:
    """`predict.py` for models of this preprocessing; the branches of others are left out."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources_dir() / "bundle"),
        autoescape=False,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    plain = recipe.brightness == "format" and recipe.dtype == "uint8"
    template = environment.get_template("predict.py.jinja")
    return template.render(recipe=recipe, plain=plain, multi_label=multi_label, pillow=PILLOW)


def licence(card: BackboneCard) -> str:
    """The licence of the pretrained weights, in full where its text is known."""
    path = resources_dir() / "licences" / f"{card.licence}.txt"
    own = card.origin == "embedded"
    owner = "2026 The Transfer Learning Studio developers" if own else f"authors of {card.title}"
    text = (
        path.read_text("utf-8").replace("{owner}", owner)
        if path.is_file()
        else "The text of this licence is not known here: ask where the weights come from, before "
        "you pass the model on."
    )
    source = f"From: {card.weights.url}\n" if card.weights.url else ""
    return (
        f"This model was made from the pretrained weights of {card.title}.\n"
        f"Licence of these weights: {card.licence or 'not stated'}\n{source}\n{text.strip()}\n"
    )


def _by_file(path: Path) -> Callable[[Path], NDArray[Any] | str]:
    """The bundle's own program, unpacked; it was written a moment ago by this one."""
    folder = Path(tempfile.mkdtemp(prefix="tlstudio-bundle-"))
    for name, data in read_bundle(path).items():
        (folder / name).write_bytes(data)
    module = _load(folder / PROGRAM)

    def answer(file: Path) -> NDArray[Any] | str:
        try:
            chances: NDArray[Any] = np.asarray(module.answer(file)[1])
        except Exception as error:  # noqa: BLE001 - it says in its own words what it cannot take
            return str(error)
        return chances

    weakref.finalize(answer, shutil.rmtree, folder, ignore_errors=True)
    return answer


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("tlstudio_bundle_program", path)
    if spec is None or spec.loader is None:
        raise RuntimeError("the bundle's program cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
