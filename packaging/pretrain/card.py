"""Write the card of the embedded backbone from its weights and its probe.

python packaging/pretrain/card.py --weights resources/backbones/fractal-net.safetensors \
        --probe build/pretrain/probe.json --steps 20000 --seed 0
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch
from pretrain import MEAN, STD, Settings
from torch import Tensor, nn

from tlstudio.core.cards import BackboneCard, InputSpec, WeightsSource
from tlstudio.models.own.fractal_net import INPUT_SIZE, WIDTH, FractalNet

PRETRAINED_ON = (
    "Images drawn by formulas alone (fractals, strokes, blobs and textures); no photograph, "
    "no data set."
)
NOTES = (
    "Small and quick, made by this project, with nobody else's licence. Good for a first try; "
    "a network pretrained on photographs is better on photographs."
)


def multiply_accumulates(model: nn.Module, size: int) -> int:
    """Count the multiply-accumulates of the convolutions for one image of `size` pixels."""
    total = 0

    def count(module: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal total
        if isinstance(module, nn.Conv2d):
            total += output[0].numel() * module.weight[0].numel()

    hooks = [module.register_forward_hook(count) for module in model.modules()]
    with torch.inference_mode():
        model.eval()(torch.zeros(1, 3, size, size))
    for hook in hooks:
        hook.remove()
    return total


def make_card(weights: Path, probe: Path, settings: Settings) -> BackboneCard:
    """Collect the facts of the weights file and the figures of the probe."""
    model = FractalNet()
    content = weights.read_bytes()
    return BackboneCard(
        id="fractalnet",
        title="FractalNet (embedded)",
        family="own",
        engine="own",
        architecture="fractal_net",
        input=InputSpec(size=INPUT_SIZE, min_size=32, crop_fraction=1.0, mean=MEAN, std=STD),
        width=WIDTH,
        blocks=model.block_names,
        parameters=sum(parameter.numel() for parameter in model.parameters()),
        macs=multiply_accumulates(model, INPUT_SIZE),
        licence="MIT",
        pretrained_on=PRETRAINED_ON,
        weights=WeightsSource(
            file=weights.name, sha256=hashlib.sha256(content).hexdigest(), size=len(content)
        ),
        origin="embedded",
        notes=NOTES,
        measured={
            "storage": "convolutions in float16, batch-norm in float32; compute in float32",
            "command": (
                "python packaging/pretrain/pretrain.py --folder build/pretrain "
                f"--steps {settings.steps} --seed {settings.seed} --export {weights.name}"
            ),
            "seed": settings.seed,
            "steps": settings.steps,
            "images": settings.steps * settings.batch,
            "linear_probe": {
                "what": (
                    "balanced accuracy in percent of logistic regression on standardised pooled "
                    f"features at {INPUT_SIZE} px; random: the same network untrained, 'adapted': "
                    "with batch-norm statistics of the training images"
                ),
                "sets": json.loads(probe.read_text(encoding="utf-8")),
            },
        },
    )


def main() -> None:
    """Read the command line and write the card beside the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--probe", type=Path, required=True, help="file that probe.py wrote")
    parser.add_argument("--steps", type=int, default=Settings.steps)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    arguments = parser.parse_args()
    settings = Settings(seed=arguments.seed, steps=arguments.steps)
    card = make_card(arguments.weights, arguments.probe, settings)
    text = card.model_dump_json(indent=2)
    arguments.weights.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
