"""A rung of the ladder that any text classifier must beat: counted words and a linear layer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline

from tlstudio.core.errors import StudioError
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.data.manifest import Manifest
from tlstudio.features.cache import FeatureCache, key_of
from tlstudio.features.linear import fold_codes

_FORMAT = 1
_STRENGTHS = (1.0, 4.0, 16.0, 64.0)
_TINY = 1e-12
# Memory is bounded: so many texts teach, of each so many letters, and so many words are known.
_MOST = 100_000
_LETTERS = 20_000
_WORDS = 500_000


def word_counts(
    manifest: Manifest,
    train: NDArray[np.int64],
    truth: NDArray[Any],
    asked: NDArray[np.int64],
    classes: int,
    *,
    groups: NDArray[np.int64] | None,
    folder: Path,
    reporter: Reporter,
) -> NDArray[np.float64] | None:
    """Probabilities by TF-IDF of single words and pairs, and logistic regression.

    Everything, the list of words too, is learned from the training part; how strongly to hold
    back is chosen by log-loss over folds within it that keep groups whole. The answers are kept,
    for they are the same for every run on these texts.

    Args:
        manifest: The frozen dataset.
        train: (N,) rows to learn from.
        truth: (N,) their class codes, or (N, K) memberships.
        asked: (M,) rows to answer.
        classes: K.
        groups: (N,) codes of what belongs together.
        folder: Of the cache.
        reporter: Hears of progress, asked whether to stop.

    Returns:
        (M, K) probabilities; None where the texts hold no word, or cannot be read.

    Raises:
        Stopped: When the reporter said so.
    """
    cache = FeatureCache(folder)
    told = (truth.tobytes(), b"" if groups is None else groups.tobytes())
    parts = (manifest.content_key(train), manifest.content_key(asked))
    key = key_of("word counts", _FORMAT, classes, truth.ndim, *told, *parts)
    entry = cache.find(key)
    if entry is not None and entry.complete:
        return np.array(entry.array, np.float64)
    if len(train) > _MOST:
        some = np.sort(np.random.default_rng(0).choice(len(train), _MOST, replace=False))
        train, truth = train[some], truth[some]
        groups = None if groups is None else groups[some]
    try:
        known, new = _read(manifest, train), _read(manifest, asked)
        model = _fitted(known, truth, groups, reporter)
    except (StudioError, ValueError):  # scikit-learn says so where no word is left
        return None
    found = _chances(model, new, classes)
    entry = cache.create(key, found.shape, np.float64)
    entry.array[:] = found
    entry.commit(len(found))
    return found


def _read(manifest: Manifest, rows: NDArray[np.int64]) -> list[str]:
    return [
        "\n".join(text[:_LETTERS] for text in manifest.texts(sample))
        for sample in manifest.stream(rows)
    ]


def _fitted(
    texts: Sequence[str],
    truth: NDArray[Any],
    groups: NDArray[np.int64] | None,
    reporter: Reporter,
) -> Pipeline:
    folds = fold_codes(truth, groups, 0)
    classes = truth.shape[1] if truth.ndim == 2 else int(truth.max()) + 1
    numbers = np.unique(folds[folds >= 0])
    losses = dict.fromkeys(_STRENGTHS, 0.0)
    for done, number in enumerate(numbers):
        inside, held = np.flatnonzero(folds != number), np.flatnonzero(folds == number)
        words = _vectoriser()
        x = words.fit_transform([texts[place] for place in inside.tolist()])
        z = words.transform([texts[place] for place in held.tolist()])
        for strength in _STRENGTHS:
            reporter.progress("counting words", done, len(numbers))
            if reporter.should_stop():
                raise Stopped
            model = _layer(strength, truth).fit(x, truth[inside])
            losses[strength] += _log_loss(_chances(model, z, classes), truth[held])
    best = min(losses, key=losses.__getitem__)
    return Pipeline([("words", _vectoriser()), ("layer", _layer(best, truth))]).fit(texts, truth)


def _vectoriser() -> Any:
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_features=_WORDS)


def _layer(strength: float, truth: NDArray[Any]) -> Any:
    layer = LogisticRegression(C=strength, max_iter=300)
    return layer if truth.ndim == 1 else OneVsRestClassifier(layer)


def _chances(model: Any, x: Any, classes: int) -> NDArray[np.float64]:
    """(M, K) probabilities; a class that was never seen has none."""
    table = np.zeros((len(x) if isinstance(x, list) else x.shape[0], classes))
    table[:, np.asarray(model.classes_, np.int64)] = model.predict_proba(x)
    return table


def _log_loss(chances: NDArray[np.float64], truth: NDArray[Any]) -> float:
    if truth.ndim == 1:
        return float(-np.log(np.maximum(chances[np.arange(len(truth)), truth], _TINY)).sum())
    right = np.where(truth.astype(bool), chances, 1 - chances)
    return float(-np.log(np.maximum(right, _TINY)).mean(axis=1).sum())
