"""Pretrain the embedded backbone on procedural images: one command, no data set, no download.

    python packaging/pretrain/pretrain.py --folder build/pretrain --steps 20000 --seed 0

The network learns three things of each scene at once: which figures are on it, which texture lies
behind them, and the values of classical image descriptors. Every step's batch depends on the seed
and the step alone, so a stopped run resumes where it was: give the same command again. The rate is
constant until the last third of the steps, so `--steps` may still be changed before that.

`--export` writes the weights as they are at the end to a safetensors file: convolutions in float16,
batch-norm in float32. `probe.py` measures them, `card.py` writes the card.
"""

import argparse
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from descriptors import GROUPS, describe
from library import Library, LibrarySize, open_library
from safetensors.torch import save_file
from scenes import Scenes, compose_scenes
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

from tlstudio.models.own.fractal_net import FractalNet

MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)
SIZES = (64, 96, 128)
SIZE_SHARES = (0.3, 0.45, 0.25)


@dataclass(frozen=True)
class Settings:
    """What decides the result of a run, beside the code."""

    seed: int = 0
    steps: int = 20_000
    batch: int = 64
    rate: float = 2e-3
    weight_decay: float = 0.05
    warm_up: int = 300
    decay_share: float = 0.35


@dataclass(frozen=True)
class Batch:
    """One step's scenes with their descriptors, (N, 588) float32."""

    scenes: Scenes
    descriptors: Tensor


class SceneBatches(Dataset[Batch]):
    """The batches of a run, by step; each is made when asked for."""

    def __init__(self, library: Library, settings: Settings, first: int) -> None:
        self.library = library
        self.settings = settings
        self.first = first

    def __len__(self) -> int:
        return self.settings.steps - self.first

    def __getitem__(self, index: int) -> Batch:
        draws = torch.Generator().manual_seed((self.settings.seed << 32) + self.first + index)
        choice = torch.multinomial(torch.tensor(SIZE_SHARES), 1, generator=draws)
        scenes = compose_scenes(self.library, self.settings.batch, SIZES[int(choice)], draws)
        return Batch(scenes, describe(scenes.images))


def normalise(images: Tensor) -> Tensor:
    """Bring images (N, 3, H, W) from 0..1 to the mean and deviation that the card names."""
    mean, std = torch.tensor(MEAN)[:, None, None], torch.tensor(STD)[:, None, None]
    return ((images - mean) / std).contiguous(memory_format=torch.channels_last)


class Pretrainer(nn.Module):
    """The backbone with one linear head for each thing to learn.

    Args:
        library: Rendered figures and textures; their classes give the heads their sizes.
        settings: The seed of the weights is taken from here.
    """

    centre: Tensor
    spread: Tensor

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__()
        torch.manual_seed(settings.seed)
        self.backbone = FractalNet(seed=settings.seed).to(memory_format=torch.channels_last)
        sample = SceneBatches(library, settings, 0)
        descriptors = torch.cat([sample[step].descriptors for step in range(8)])
        self.register_buffer("centre", descriptors.mean(0))
        self.register_buffer("spread", descriptors.std(0).clamp(min=0.02))
        width = self.backbone.width
        self.figures = nn.Linear(width, library.figures.shape[0])
        self.textures = nn.Linear(width, library.textures.shape[0])
        self.descriptors = nn.Linear(width, descriptors.shape[1])

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """Return the scalar loss of each thing to learn; their sum is minimised."""
        scenes = batch.scenes
        with torch.autocast("cpu", dtype=torch.bfloat16):
            features = self.backbone(normalise(scenes.images))
        features = features.float()
        figures = functional.cross_entropy(self.figures(features), scenes.figures)
        textures = functional.cross_entropy(self.textures(features), scenes.textures)
        wanted = ((batch.descriptors - self.centre) / self.spread).clamp(-4, 4)
        errors = (self.descriptors(features) - wanted).square().mean(0)
        kinds = [part.mean() for part in errors.split(list(GROUPS.values()))]
        described = torch.stack(kinds).mean()
        return {"figures": figures, "textures": 0.5 * textures, "descriptors": 6 * described}


def rate_at(step: int, settings: Settings) -> float:
    """Learning rate: linear warm-up, constant, linear decay to zero over the last part."""
    decay_steps = settings.decay_share * settings.steps
    remaining = (settings.steps - step) / max(decay_steps, 1)
    return settings.rate * min(1.0, (step + 1) / settings.warm_up, remaining)


def make_optimizer(model: nn.Module, settings: Settings) -> torch.optim.Optimizer:
    """AdamW without weight decay on biases and batch-norm."""
    matrices = [p for p in model.parameters() if p.ndim > 1]
    vectors = [p for p in model.parameters() if p.ndim <= 1]
    groups = [
        {"params": matrices, "weight_decay": settings.weight_decay},
        {"params": vectors, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=settings.rate)


def save_checkpoint(
    path: Path, step: int, model: Pretrainer, optimizer: torch.optim.Optimizer, settings: Settings
) -> None:
    """Write everything needed to go on, replacing the file in one move."""
    partial = path.with_suffix(".partial")
    torch.save(
        {
            "step": step,
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "settings": asdict(settings),
        },
        partial,
    )
    partial.replace(path)


def export_weights(backbone: nn.Module, path: Path) -> None:
    """Write a backbone's weights: matrices in float16, vectors and counters as they are."""
    state = {
        name: value.half().contiguous() if value.ndim > 1 else value.contiguous()
        for name, value in backbone.state_dict().items()
    }
    save_file(state, path)
    path.chmod(0o644)


def train(settings: Settings, folder: Path, minutes: float) -> FractalNet:
    """Train until the steps or the minutes are over, and return the backbone.

    Args:
        settings: What decides the result.
        folder: Where the checkpoint and the rendered library lie.
        minutes: Wall time after which to save and stop.
    """
    library = open_library(folder / "library", LibrarySize(), settings.seed)
    model = Pretrainer(library, settings)
    optimizer = make_optimizer(model, settings)
    path, first = folder / "checkpoint.pt", 0
    if path.exists():
        saved = torch.load(path, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        first = int(saved["step"])
    batches = DataLoader(
        SceneBatches(library, settings, first),
        batch_size=None,
        shuffle=False,
        num_workers=1,
        prefetch_factor=6,
    )
    begun, averages, step = time.monotonic(), dict[str, float](), first
    for step, batch in enumerate(batches, first + 1):
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step - 1, settings)
        losses = model.losses(batch)
        optimizer.zero_grad()
        torch.autograd.backward(torch.stack(list(losses.values())).sum())
        optimizer.step()
        for name, loss in losses.items():
            averages[name] = 0.98 * averages.get(name, loss.item()) + 0.02 * loss.item()
        over = time.monotonic() - begun > minutes * 60
        if step % 50 == 0:
            rate = settings.batch * (step - first) / (time.monotonic() - begun)
            shown = " ".join(f"{name} {value:.3f}" for name, value in averages.items())
            print(f"step {step}/{settings.steps} {shown} {rate:.0f} images/s", flush=True)
        if step % 250 == 0 or over or step == settings.steps:
            save_checkpoint(path, step, model, optimizer, settings)
        if over:
            break
    return model.backbone


def main() -> None:
    """Read the command line, train, and export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--folder", type=Path, required=True, help="checkpoint and image cache")
    parser.add_argument("--steps", type=int, default=Settings.steps)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after this long")
    parser.add_argument("--threads", type=int, default=1, help="threads of the training process")
    parser.add_argument("--export", type=Path, help="safetensors file to write at the end")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    settings = Settings(seed=arguments.seed, steps=arguments.steps)
    backbone = train(settings, arguments.folder, arguments.minutes)
    if arguments.export:
        export_weights(backbone, arguments.export)


if __name__ == "__main__":
    main()
