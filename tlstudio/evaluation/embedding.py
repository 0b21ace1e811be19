"""A map of similar images: features of a run in two dimensions."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from tlstudio.core import files
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.reporting import Reporter
from tlstudio.core.samples import SplitPart
from tlstudio.data.manifest import Manifest
from tlstudio.data.store.rows import label_of
from tlstudio.evaluation.answering import Answerer
from tlstudio.models.saved import load_model
from tlstudio.project.runs import RunFolder

Method = Literal["pca", "tsne", "umap"]
_MOST = 5000
_KEPT = 50
_PERPLEXITY = 30.0


@dataclass(frozen=True)
class Embedding:
    """Where the map was written.

    Attributes:
        n: Images on it.
        left_out: Images of the part that are not on it: too many, or unreadable.
    """

    file: Path
    method: Method
    n: int
    left_out: int


def embed(
    run: RunFolder,
    part: SplitPart,
    method: Method,
    reporter: Reporter,
    *,
    cache: Path,
    openings: int = 0,
    seed: int = 0,
) -> Embedding:
    """Write a map of a part as `evaluation/maps/<part>-<method>.npz`.

    The file holds, for each image: keys, ids (of the dataset when the run was made), x, y, label,
    prediction, probability; no pickles.

    Args:
        run: A run with a model.
        part: Which images.
        method: pca is quick and linear; tsne (van der Maaten & Hinton 2008) and umap (McInnes et
            al. 2018, arXiv 1802.03426) show neighbourhoods, while distances between far groups
            mean nothing.
        reporter: Hears of progress, asked whether to stop.
        cache: The project's cache.
        openings: How often the final test was opened; it is not shown before.
        seed: Of what is random.

    Raises:
        BadInputError: When the run has no model, or the part holds too few readable images.
        UsageError: When the final test is still locked, or umap is not installed.
        Stopped: When the reporter said so.
    """
    if part == "test" and openings == 0:
        raise UsageError("The final test is locked.", "Open it first: nothing of it is shown.")
    if method == "umap" and importlib.util.find_spec("umap") is None:
        raise UsageError("UMAP is not installed.", "Choose t-SNE, which shows much the same.")
    network, info = load_model(run.model_dir)
    manifest = Manifest.read(run.manifest_path)
    plan = run.plan()
    answerer = Answerer(network, info, manifest, cache, reporter, plan.engine, plan.threads)
    rows = manifest.rows(part)
    if len(rows) < 3:
        raise BadInputError("There are too few images for a map.", "It takes three at least.")
    table = answerer.features(rows)
    places = np.arange(len(table.rows))
    if len(places) > _MOST:
        places = np.sort(np.random.default_rng(seed).choice(places, _MOST, replace=False))
    if len(places) < 3:
        raise BadInputError("Too few images can be read for a map.", "Run: tlstudio check.")
    chances = answerer.probabilities(table)[places]
    reporter.progress("drawing the map", 0, 1)
    flat = project(np.asarray(table.array[places], np.float32), method, seed)
    target = run.evaluations_dir / "maps" / f"{part}-{method}.npz"
    samples = manifest.samples(table.rows[places])
    best = chances.argmax(axis=1)
    with files.atomic_path(target) as temporary, temporary.open("wb") as stream:
        np.savez(
            stream,
            keys=np.array([sample.key for sample in samples]),
            ids=np.array([sample.id for sample in samples], np.int64),
            x=flat[:, 0],
            y=flat[:, 1],
            label=np.array([label_of(s.annotation, s.answer) for s in samples]),
            prediction=np.array(info.classes)[best],
            probability=chances[np.arange(len(best)), best].astype(np.float32),
        )
    return Embedding(target, method, len(places), len(rows) - len(places))


def project(features: NDArray[np.float32], method: Method, seed: int) -> NDArray[np.float32]:
    """(N, 2) of features (N, D), N at least 3."""
    scale = np.maximum(features.std(axis=0), 1e-6)
    z = (features - features.mean(axis=0)) / scale
    # Principal components by the singular values of the standardised features.
    left, strengths, _ = np.linalg.svd(z, full_matrices=False)
    components = left[:, :_KEPT] * strengths[:_KEPT]
    if method == "pca":
        return _two(components)
    if method == "umap":
        made = importlib.import_module("umap").UMAP(
            n_neighbors=min(15, len(z) - 1), random_state=seed
        )
    else:
        from sklearn.manifold import TSNE  # noqa: PLC0415 - two seconds that only this needs

        perplexity = min(_PERPLEXITY, (len(z) - 1) / 3)
        # A small start, as the method's authors have it.
        start = _two(components) / max(float(components[:, 0].std()), 1e-12) * 1e-4
        made = TSNE(perplexity=perplexity, init=start, random_state=seed)
    return cast(NDArray[np.float32], np.asarray(made.fit_transform(components), np.float32))


def _two(components: NDArray[Any]) -> NDArray[np.float32]:
    flat = np.zeros((len(components), 2), np.float32)
    width = min(2, components.shape[1])
    flat[:, :width] = components[:, :width]
    return flat
