"""Our networks as classifiers of the transformers library, where it has such a one."""

from __future__ import annotations

from typing import Any

import torch
import transformers
from torch import Tensor, nn

from tlstudio.data.preprocess import Recipe
from tlstudio.export.trained import Trained
from tlstudio.models.backbone import Backbone, adapt_channels
from tlstudio.models.network import Network
from tlstudio.models.sequence import transformers as families

_BILINEAR = 2


def why_not(trained: Trained) -> str:
    """Why the library has no class for this network; "" when it has one."""
    info = trained.info
    if info.card.engine != "transformers":
        return "its pretrained model does not come from the transformers library"
    if info.head.kind != "linear":
        return f"its new last layers ({info.head.kind}) are more than one linear layer"
    blocks, _ = families.sequence(families.construct(_config(trained)))
    if trained.network.cut != len(blocks):
        return "its upper blocks were removed"
    return ""


def expressed(trained: Trained) -> Any:
    """The same function as one of the library's classifiers, its temperature in the last layer."""
    info = trained.info
    # The blocks are modules of the bare network: what they are given, it holds.
    bare: Any = families.construct(_config(trained))
    backbone = Backbone(info.card, *families.sequence(bare))
    adapt_channels(backbone, trained.recipe.channels)
    backbone.load_state_dict(trained.network.backbone.state_dict())
    settings = dict(bare.config.to_dict())
    family = type(bare.config).__name__.removesuffix("Config")
    settings |= {
        # Some families have several classifiers: the plain one is meant.
        "architectures": [f"{family}ForImageClassification"],
        "id2label": dict(enumerate(info.classes)),
        "label2id": {name: code for code, name in enumerate(info.classes)},
        "num_channels": info.recipe.channels,
        "problem_type": "multi_label_classification"
        if info.multi_label
        else "single_label_classification",
    }
    config = type(bare.config).from_dict(settings)
    library: Any = transformers.AutoModelForImageClassification
    model: Any = library.from_config(
        config, trust_remote_code=False, attn_implementation="eager"
    ).eval()
    inner: nn.Module = getattr(model, model.base_model_prefix)
    own = bare.state_dict()
    inner.load_state_dict({name: own[name] for name in inner.state_dict()})
    last: Any = model.classifier
    if isinstance(last, nn.Sequential):
        last = last[-1]
    weight, bias = _last_layer(trained.network, info.temperature)
    with torch.no_grad():
        # Some classes look at more than our features, behind them: these count nothing.
        last.weight.zero_()
        last.weight[:, : weight.shape[1]] = weight
        last.bias.copy_(bias)
    return model


def load(folder: str) -> Any:
    """What the library makes of a folder; no code of the folder's own is run."""
    library: Any = transformers.AutoModelForImageClassification
    with _Quiet():
        model: Any = library.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, trust_remote_code=False
        )
    return model.eval()


def processor(recipe: Recipe) -> dict[str, Any] | None:
    """`preprocessor_config.json`; None where the library cannot prepare images as we do."""
    usual = recipe.brightness == "format" and recipe.dtype == "uint8" and recipe.channels == 3
    if not usual or recipe.fit == "letterbox":
        return None
    crop = recipe.fit == "crop"
    side = {"height": recipe.size, "width": recipe.size}
    return {
        "image_processor_type": "BitImageProcessor",
        "do_convert_rgb": True,
        "do_resize": True,
        "size": {"shortest_edge": recipe.canvas} if crop else side,
        "resample": _BILINEAR,
        "do_center_crop": crop,
        "crop_size": side,
        "do_rescale": True,
        "rescale_factor": 1 / recipe.white,
        "do_normalize": True,
        "image_mean": list(recipe.mean),
        "image_std": list(recipe.std),
    }


def load_processor(folder: str) -> Any:
    """The library's own preparation of images."""
    library: Any = transformers.AutoImageProcessor
    with _Quiet():
        return library.from_pretrained(folder, local_files_only=True, trust_remote_code=False)


def _config(trained: Trained) -> dict[str, Any]:
    # The first convolution is given its channels afterwards, as in training.
    return dict(trained.info.card.config)


def _last_layer(network: Network, temperature: float) -> tuple[Tensor, Tensor]:
    """Weight and bias on plain features: the fixed normalisation before it is folded in."""
    linear: Any = network.head[-1]
    weight, bias = linear.weight.detach(), linear.bias.detach()
    fixed = network.standardise
    if fixed is not None:
        weight = weight * fixed.scale
        bias = bias - weight @ fixed.mean
    return weight / temperature, bias / temperature


class _Quiet:
    """The library explains itself at length; errors are enough."""

    def __enter__(self) -> None:
        self._logging: Any = transformers.logging
        self._before = self._logging.get_verbosity()
        self._logging.set_verbosity_error()
        self._logging.disable_progress_bar()

    def __exit__(self, *_: object) -> None:
        self._logging.set_verbosity(self._before)
