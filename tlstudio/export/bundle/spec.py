"""A bundle without the code that writes it."""

from __future__ import annotations

from dataclasses import replace

from tlstudio.evaluation.bundle_file import BUNDLE_SUFFIX
from tlstudio.export.formats import Format, Promise
from tlstudio.export.onnx import spec as onnx

# Decoders and resizing are the same library's; only the order of some sums may differ.
_BY_FILE = 1e-4


def promise(options: onnx.OnnxOptions) -> Promise:
    """As ONNX, and image files are read as this program reads them."""
    base = onnx.promise(options)
    return base if options.precision == "int8" else replace(base, by_file=_BY_FILE)


FORMAT = Format(
    id="bundle",
    title="Bundle",
    purpose=(
        "One file with the model, its licence, a model card, and a small program that predicts "
        "without this one. A colleague opens it in this program as it is."
    ),
    suffix=BUNDLE_SUFFIX,
    pieces=(*onnx.FORMAT.pieces, "licence", "card", "program"),
    options=onnx.OnnxOptions,
    promise=promise,
)
