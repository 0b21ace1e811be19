"""What is known of a pretrained model without loading it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Modality = Literal["image", "text", "audio", "table", "molecule", "image-text"]
Engine = Literal["torchvision", "transformers", "own"]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InputSpec(_Noun):
    """What the network expects.

    Attributes:
        size: Side of the square crop in pixels.
        min_size: Smallest side that the network can take.
        fixed_size: True when only `size` works (ViT without interpolation).
        crop_fraction: Share of the resized image that the crop keeps in evaluation.
        channels: Input channels of the weights.
        mean: Mean for each channel, on a scale where white is 1.
        std: Standard deviation for each channel, likewise.
    """

    size: int = 224
    min_size: int = 32
    fixed_size: bool = False
    crop_fraction: float = 0.875
    channels: int = 3
    mean: tuple[float, ...] = (0.485, 0.456, 0.406)
    std: tuple[float, ...] = (0.229, 0.224, 0.225)


class TextInput(_Noun):
    """How a text encoder reads.

    Attributes:
        longest: Tokens that it reads at most, its own marks included.
        pooling: What stands for a text: its first token, or the mean over its tokens.
        tokenizer: SHA-256 of the `tokenizer.json` that belongs to the weights.
    """

    longest: int = Field(ge=8, le=1 << 16)
    pooling: Literal["cls", "mean"]
    tokenizer: str


class WeightsSource(_Noun):
    """Where weights come from.

    Attributes:
        url: Download address, "" when there is none; "package:folder/file" names what an installed
            package carries.
        sha256: Full hash; "" when only a prefix is published.
        sha256_prefix: First digits as published in a file name.
        size: Bytes; 0 when unknown.
        file: File name inside the models folder or resources; "" when not on disk.
    """

    url: str = ""
    sha256: str = ""
    sha256_prefix: str = ""
    size: int = 0
    file: str = ""


class BackboneCard(_Noun):
    """Facts of one backbone.

    Attributes:
        id: Unique, lower case: "squeezenet1_1", "facebook--dinov2-small", "fractalnet".
        architecture: Constructor name in the engine ("resnet18"), or transformers model_type.
        width: Channels of the pooled features after the last block.
        blocks: Names of the blocks from input to output; filled where it is known cheaply.
        pretrained_on: A plain sentence; "nothing" when there are no weights.
        text: How texts are read; None for other modalities.
        macs: Multiply-accumulates for one input of `input.size`; 0 when unknown.
        classes: Class names of the original head when known.
        config: For transformers: the reduced config.json.
        notes: A sentence for the person who chooses.
        measured: Figures measured by us, for the model card.
    """

    id: str
    title: str
    family: str
    engine: Engine
    architecture: str
    modality: Modality = "image"
    input: InputSpec = InputSpec()
    # Left out of files where there is none, so that cards of images stay as they were.
    text: TextInput | None = Field(default=None, exclude_if=lambda found: found is None)
    width: int
    blocks: tuple[str, ...] = ()
    parameters: int
    macs: int = 0
    licence: str
    pretrained_on: str
    weights: WeightsSource = WeightsSource()
    accuracy: float | None = Field(default=None, description="ImageNet top-1 in percent")
    classes: tuple[str, ...] = ()
    config: dict[str, Any] = Field(default_factory=dict)
    origin: Literal["embedded", "catalogue", "user"] = "catalogue"
    notes: str = ""
    measured: dict[str, Any] = Field(default_factory=dict)

    @property
    def size(self) -> int:
        """Of an input that is its own: the side of an image in pixels, tokens of a longest text."""
        return self.text.longest if self.text is not None else self.input.size
