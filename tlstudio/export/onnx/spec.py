"""ONNX without the code that writes it; its options are those of a bundle, too."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from tlstudio.core.fields import option
from tlstudio.export.formats import Format, Promise

_TOLERANCE = 1e-3
_EXAMPLES = 64


class OnnxOptions(BaseModel):
    """What can be chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    precision: Literal["float32", "int8"] = option(
        "float32",
        label="Numbers",
        help="Numbers of 8 bits make the file about four times smaller, and the answers a little "
        "different: the proof says by how much.",
        words={"float32": "as trained", "int8": "8 bits, smaller"},
    )
    max_loss: float = option(
        2.0,
        label="Loss allowed",
        help="A smaller file is refused when its balanced accuracy is lower by more than this.",
        unit="points of 100",
        ge=0,
        le=100,
        when="precision=int8",
    )
    opset: int = option(
        20, label="Opset", help="Version of ONNX's operators; older programs need 18.", ge=18, le=23
    )


def promise(options: OnnxOptions) -> Promise:
    """Nearly the same answers, or a small loss in 8 bits."""
    if options.precision == "int8":
        return Promise(difference=None, loss=options.max_loss / 100, examples=_EXAMPLES)
    return Promise(difference=_TOLERANCE)


FORMAT = Format(
    id="onnx",
    title="ONNX",
    purpose=(
        "One file that a colleague opens in this program, and that other programs on any computer "
        "run through onnxruntime."
    ),
    suffix=".onnx",
    pieces=("weights", "classes", "preprocessing", "origin", "made", "certainty", "familiarity"),
    options=OnnxOptions,
    promise=promise,
)
