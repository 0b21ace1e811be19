"""Suggestions leave the final test alone, and what is set aside is chosen by chance."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from tests.pictures import noisy
from tests.runs import make_project, new_run, small_plan
from tlstudio.core.annotations import Labels
from tlstudio.core.errors import UsageError
from tlstudio.core.plans import Phase
from tlstudio.core.reporting import Silent
from tlstudio.data.importing import import_source
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.evaluation.embedding import embed, project
from tlstudio.evaluation.suggest import pick, set_aside, uncertainty
from tlstudio.jobs.handlers.suggest import do_embedding, do_suggest
from tlstudio.jobs.requests import EmbeddingRequest, SuggestRequest
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import train


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A run, with 30 unlabelled images and one wrong label in its project."""
    folder = tmp_path_factory.mktemp("p")
    made = make_project(folder, per_class=5, plates=6)
    new = folder / "new"
    new.mkdir()
    for number in range(30):
        noisy("red" if number % 2 else "blue", 500 + number).save(new / f"{number:02}.png")
    trained = new_run(made, small_plan(phases=(Phase(name="new layers", epochs=1),)))
    train(trained, Silent(), cache_folder=made / "cache")
    with DatasetStore.open(made / "dataset.sqlite") as store:
        import_source(store, new, "folders", {}, Silent())
        wrong = store.page(Where(split="train", label="red"), Order(), None, 1).samples[0]
        store.annotate([wrong.id], Labels(names=("blue",)), annotator="ann")
    return trained


def suggested(run: RunFolder, job: Path, aside: float = 0.2) -> dict[str, int]:
    home = run.path.parent.parent
    job.mkdir(exist_ok=True)
    request = SuggestRequest(project=home, run=run.path, cache=home / "cache", aside=aside)
    return do_suggest(request, Silent(), job)


def test_everything_but_the_final_test_is_answered(run: RunFolder, tmp_path: Path) -> None:
    result = suggested(run, tmp_path / "job")
    assert list((tmp_path / "job").iterdir()) == []
    with DatasetStore.open(run.path.parent.parent / "dataset.sqlite") as store:
        store.attach_suggestions(run.path / "suggestions.sqlite")
        test = {s.id for s in store.iterate(Where(split="test"))}
        page = store.page(Where(), Order("uncertainty"), None, 500)
        ids = [sample.id for sample in page.samples]
        assert test
        assert not test & set(ids)
        assert len(ids) == store.count() - len(test) == result["answered"] + result["aside"]
        # First what is set aside, then what has no label, then what has one.
        bare = [not sample.label for sample in page.samples]
        assert bare == sorted(bare, reverse=True)
        aside = [sample.id for sample in page.samples if sample.id not in page.suggestions]
        assert ids[: len(aside)] == aside
        assert len(aside) == result["aside"] > 0
        assert store.count(Where(aside=True)) == len(aside)
        right = [
            page.suggestions[s.id].label == ("red" if int(s.key[-6:-4]) % 2 else "blue")
            for s in page.samples
            if not s.label and s.id in page.suggestions
        ]
        assert sum(right) > 0.8 * len(right)
        wrong = [s.label for s in store.page(Where(disagrees=True), Order(), None, 50).samples]
        assert "blue" in wrong
        labelled = [sample for sample in page.samples if sample.label]
        assert labelled[0].annotator == "ann"


def test_a_later_run_sets_the_same_images_aside(run: RunFolder, tmp_path: Path) -> None:
    home = run.path.parent.parent

    def aside() -> set[int]:
        suggested(run, tmp_path / "job")
        with DatasetStore.open(home / "dataset.sqlite") as store:
            store.attach_suggestions(run.path / "suggestions.sqlite")
            page = store.page(Where(aside=True), Order(), None, 100)
            return {sample.id for sample in page.samples}

    before = aside()
    some = sorted(before)[:2]
    with DatasetStore.open(home / "dataset.sqlite") as store:
        store.annotate(some, Labels(names=("red",)), annotator="ann")
    assert aside() == before - set(some)
    with DatasetStore.open(home / "dataset.sqlite") as store:
        store.undo()


def test_nothing_is_set_aside_when_that_is_not_wanted(run: RunFolder, tmp_path: Path) -> None:
    assert suggested(run, tmp_path / "job", aside=0)["aside"] == 0


def test_lots_are_drawn_evenly_and_bounded() -> None:
    lots = np.random.default_rng(0).integers(0, 2**63, 10_000).astype(np.uint64)
    chosen = set_aside(lots, 0.05)
    assert chosen.sum() == 100
    assert lots[chosen].max() < lots[~chosen].min()
    assert set_aside(lots[:10], 0.05).sum() == 1
    assert set_aside(lots[:0], 0.05).sum() == 0


def test_uncertainty_is_the_margin() -> None:
    chances = np.array([[1.0, 0, 0], [0.5, 0.5, 0], [0.6, 0.3, 0.1]])
    assert uncertainty(chances, multi_label=False) == pytest.approx([0, 1, 0.7])
    several = np.array([[0.9, 0.1], [0.5, 1.0]])
    assert uncertainty(several, multi_label=True) == pytest.approx([0.2, 1.0])


def test_picks_are_spread_instead_of_all_alike() -> None:
    rng = np.random.default_rng(0)
    middles = np.array([[0, 0], [10, 0], [0, 10], [10, 10]], np.float32)
    points = np.repeat(middles, 25, axis=0) + rng.normal(0, 0.1, (100, 2)).astype(np.float32)
    doubts = np.concatenate([np.full(25, 0.9), np.full(75, 0.6)])
    picked = pick(points, np.zeros((0, 2), np.float32), doubts, 4)
    assert sorted(place // 25 for place in picked) == [0, 1, 2, 3]
    known = middles[:1]
    assert 0 not in [place // 25 for place in pick(points, known, np.full(100, 0.5), 3)]
    assert len(set(pick(points[:3], known, doubts[:3], 10))) == 3


@pytest.mark.parametrize("method", ["pca", "tsne"])
def test_a_map_shows_the_part_and_nothing_else(run: RunFolder, method: str) -> None:
    cache = run.path.parent.parent / "cache"
    request = EmbeddingRequest(run=run.path, cache=cache, method=method)
    result = do_embedding(request, Silent(), run.path)
    with np.load(result["file"], allow_pickle=False) as found:
        shown = {name: found[name] for name in found.files}
    assert result["n"] == len(shown["keys"]) == len(set(shown["keys"]))
    assert np.isfinite(shown["x"]).all()
    assert shown["x"].std() > 0
    assert set(shown["label"]) == {"red", "blue"}
    assert (shown["label"] == shown["prediction"]).mean() > 0.7
    assert shown["probability"].min() >= 0.5
    red = shown["label"] == "red"
    middle = [np.median(shown["x"][side]) for side in (red, ~red)]
    spread = shown["x"].std()
    assert abs(middle[0] - middle[1]) > 0.2 * spread or method == "tsne"


def test_the_final_test_is_on_no_map_before_it_was_opened(run: RunFolder) -> None:
    cache = run.path.parent.parent / "cache"
    with pytest.raises(UsageError, match="locked"):
        embed(run, "test", "pca", Silent(), cache=cache)
    assert embed(run, "test", "pca", Silent(), cache=cache, openings=1).n > 0
    if importlib.util.find_spec("umap") is None:
        with pytest.raises(UsageError, match="not installed"):
            embed(run, "validation", "umap", Silent(), cache=cache)
    assert all(path.name != "maps" for path in run.evaluations())
    assert (run.evaluations_dir / "maps").is_dir()


def test_a_map_of_few_points_or_of_one_direction_is_flat() -> None:
    line = np.outer(np.arange(5), np.ones(1)).astype(np.float32)
    flat = project(line, "pca", 0)
    assert flat.shape == (5, 2)
    assert (flat[:, 1] == 0).all()
