"""What a model says of itself, and the formats in which one can be saved."""

from __future__ import annotations

import time
from pathlib import Path

from tlstudio.core import files
from tlstudio.core.errors import StudioError, UnsafeInputError
from tlstudio.core.fields import options_of
from tlstudio.data.preprocess import Recipe
from tlstudio.evaluation.onnx_file import OnnxModel
from tlstudio.evaluation.usable import refuse_foreign
from tlstudio.export.contents import contents_of
from tlstudio.export.formats import PROOF_SUFFIX, all_formats
from tlstudio.export.formats import Format as Declared
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import Format, FormatList, ModelFacts
from tlstudio.jobs.preparing import model_path
from tlstudio.jobs.questions import About, Formats
from tlstudio.models.saved import read_info, weights_of


def answer_about(question: About, listener: Listener) -> ModelFacts:
    """Open and check a model, and say what it is.

    Raises:
        BadInputError: When it is none, or damaged.
        UnsafeInputError: When it holds code, reaches out of itself, or was changed.
        NewerVersionError: When a newer version made it.
    """
    del listener
    path = model_path(question.model)
    return _of_folder(path) if path.is_dir() else _of_file(path)


def _of_folder(path: Path) -> ModelFacts:
    info = read_info(path)
    weights = weights_of(path)
    stat = weights.stat() if weights.is_file() else None
    return ModelFacts(
        name=info.run or path.name,
        task=info.task,
        classes=info.classes,
        multi_label=info.multi_label,
        size=info.recipe.size,
        channels=info.recipe.channels or 0,
        brightness=info.recipe.brightness if isinstance(info.recipe, Recipe) else "",
        run=info.run,
        backbone=info.card.title,
        licence=info.card.licence,
        made=time.strftime("%Y-%m-%d", time.localtime(stat.st_mtime)) if stat else "",
        created_with=info.created_with,
        bytes=stat.st_size if stat else 0,
    )


def _of_file(path: Path) -> ModelFacts:
    refuse_foreign(path)
    proof = _stated_hash(path)
    if proof and proof != files.sha256(path):
        raise UnsafeInputError(
            f"The model {path.name} is not the one that the proof beside it describes: it was "
            "changed or damaged after it was made.",
            "Ask for the file again. If you trust this one, move it to a folder without the proof.",
        )
    info = OnnxModel(path).info
    return ModelFacts(
        name=path.name,
        task=info.task,
        classes=info.classes,
        multi_label=info.multi_label,
        size=info.recipe.size,
        channels=info.recipe.channels,
        brightness=info.recipe.brightness,
        run=info.run,
        backbone=info.backbone,
        licence=info.licence,
        made=info.made,
        created_with=info.created_with,
        proven=bool(proof),
        bytes=path.stat().st_size,
    )


def _stated_hash(path: Path) -> str:
    """The hash that the proof beside a file states, "" without a proof."""
    proof = path.with_name(path.name + PROOF_SUFFIX)
    try:
        stated = files.read_json(proof) if proof.is_file() else {}
    except StudioError:
        return ""
    return str(stated.get("sha256", "")) if isinstance(stated, dict) else ""


def answer_formats(question: Formats, listener: Listener) -> FormatList:
    """Every format that the registry finds."""
    del question, listener
    found = all_formats()
    return FormatList(formats=tuple(map(_format, found.items.values())), broken=found.broken)


def _format(one: Declared) -> Format:
    contents = contents_of(one.pieces, "any")
    return Format(
        id=one.id,
        title=one.title,
        purpose=one.purpose,
        suffix=one.suffix,
        options=options_of(one.options),
        included=contents.included,
        not_included=contents.not_included,
    )
