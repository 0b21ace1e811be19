"""Every image outside the final test is answered once, by a model that saw nothing of its group."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.runs import make_project, small_plan
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.plans import Head, Phase, Plan
from tlstudio.core.reporting import Silent, Stopped
from tlstudio.core.reports import EvaluationReport, Ladder, Table, Warnings
from tlstudio.data.folds import deal, open_rows, write_fold
from tlstudio.data.foldspec import FoldSpec
from tlstudio.data.manifest import Manifest
from tlstudio.data.store.store import DatasetStore
from tlstudio.evaluation.crossval.fold import Fold
from tlstudio.evaluation.crossval.run import cross_validate
from tlstudio.evaluation.crossval.trained import answer_by_training
from tlstudio.features.extract import FeatureTable, _Pass, _state
from tlstudio.features.inputs import Feed
from tlstudio.jobs.preparing import prepare_crossval, resume_crossval
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.surgery import operate
from tlstudio.project.evaluations import read_evaluations, read_scores
from tlstudio.project.project import Project
from tlstudio.project.runs import RunFolder
from tlstudio.training.presets import is_exact

QUICK = (Phase(name="new layers", epochs=1),)
SHORT = (Phase(name="upper blocks", unfreeze_from=5, epochs=1, lr=1e-3),)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("p"), per_class=3, plates=10)


def begin(project: Path, plan: Plan, **wanted: Any) -> RunFolder:
    with Project.open(project) as opened, DatasetStore.open(opened.dataset_path) as store:
        return prepare_crossval(opened, store, plan=plan, **wanted)[0]


@pytest.fixture(scope="module")
def quick(project: Path) -> tuple[RunFolder, EvaluationReport]:
    run = begin(project, small_plan(phases=QUICK), folds=4)
    return run, cross_validate(run, Silent(), cache=project / "cache")


def test_folds_keep_groups_whole_and_leave_the_final_test_out(project: Path) -> None:
    run = begin(project, small_plan(phases=QUICK), folds=4)
    manifest = Manifest.read(run.manifest_path)
    dealt = deal(manifest, 4, given={})
    locked = {sample.key for sample in manifest.samples(manifest.rows("test"))}
    assert locked
    assert not locked & set(dealt)
    by_group: dict[str, set[int]] = {}
    for sample in manifest.samples(open_rows(manifest)):
        by_group.setdefault(sample.group, set()).add(dealt[sample.key])
    assert all(len(folds) == 1 for folds in by_group.values())
    listed = write_fold(manifest, run.path / "fold.jsonl", dealt, 1)
    held = {sample.key for sample in listed.samples(listed.rows("test"))}
    assert held == {key for key, fold in dealt.items() if fold == 1}
    tuning = {sample.key for sample in listed.samples(listed.rows("validation"))}
    assert tuning == {key for key, fold in dealt.items() if fold == 2}
    everywhere = {s.key for part in ("train", "validation", "test")
                  for s in listed.samples(listed.rows(part))}  # fmt: skip
    assert not everywhere & locked


def test_folds_that_were_dealt_before_stay(project: Path) -> None:
    run = begin(project, small_plan(phases=QUICK), folds=4)
    manifest = Manifest.read(run.manifest_path)
    first = deal(manifest, 4, given={}, seed=7)
    assert deal(manifest, 4, given=first, seed=8) == first


def test_every_image_is_answered_once_and_the_answers_are_pooled(
    quick: tuple[RunFolder, EvaluationReport],
) -> None:
    run, report = quick
    manifest = Manifest.read(run.manifest_path)
    scores = read_scores(run.evaluations()[-1])
    assert sorted(scores.keys) == sorted(s.key for s in manifest.samples(open_rows(manifest)))
    accuracy = report.metric("accuracy")
    assert accuracy is not None
    assert accuracy.value == pytest.approx(float(scores.right.mean()))
    assert report.split == "folds"
    assert "groups" in accuracy.method
    table = next(p for p in report.parts if isinstance(p, Table) and p.title == "The folds")
    assert len(table.rows) == 4
    assert sum(int(row[1] or 0) for row in table.rows) == report.n
    ladder = next(part for part in report.parts if isinstance(part, Ladder))
    assert ladder.rungs[-1].label == "This recipe"
    page = run.report_path.read_text("utf-8")
    assert "Cross-validation" in page
    assert "stays locked" in page


def test_a_fold_is_what_a_fit_on_the_others_says(
    quick: tuple[RunFolder, EvaluationReport],
) -> None:
    """The linear layer of a fold is the probe of it: both learn from the same images."""
    run, _ = quick
    for number in range(4):
        fold = Fold.load(run.path / f"fold-{number + 1:02d}")
        assert fold is not None
        ours, probe = (fold.answered.by_rung[name] for name in ("this_run", "linear_probe"))
        assert (ours.predicted == probe.predicted).all()


def test_it_says_what_it_estimates_and_what_not(
    quick: tuple[RunFolder, EvaluationReport],
) -> None:
    said = next(part for part in quick[1].parts if isinstance(part, Warnings)).sentences
    assert any("not those of one model" in sentence for sentence in said)
    assert any("too narrow" in sentence for sentence in said)
    assert not any("or use cross-validation" in sentence for sentence in said)


def test_it_is_read_back_like_other_evaluations(
    quick: tuple[RunFolder, EvaluationReport],
) -> None:
    found = read_evaluations(quick[0])
    assert not found.problems
    newest = found.newest("folds")
    assert newest is not None
    assert newest.report == quick[1]
    assert found.newest("validation") is None


def test_nested_folds_choose_inside_and_show_the_optimism(project: Path) -> None:
    run = begin(project, small_plan(phases=QUICK), folds=3, nested=True)
    report = cross_validate(run, Silent(), cache=project / "cache")
    assert report.facts["nested"] is True
    assert isinstance(report.facts["optimism"], float)
    table = next(p for p in report.parts if isinstance(p, Table) and p.title == "The folds")
    assert table.columns[-2:] == ("promised inside", "promised too much")
    manifest = Manifest.read(run.manifest_path)
    for number in range(3):
        fold = Fold.load(run.path / f"fold-{number + 1:02d}")
        assert fold is not None
        assert fold.taught == len(open_rows(manifest)) - len(fold.answered.rows)
        assert np.isfinite(fold.inner)


def test_nested_is_refused_where_there_is_nothing_to_choose(project: Path) -> None:
    before = len(Project.open(project, write=False).crossvals())
    with pytest.raises(UsageError, match="trains by steps"):
        begin(project, small_plan(), folds=3, nested=True)
    with pytest.raises(UsageError, match="2 folds"):
        begin(project, small_plan(), folds=2)
    assert len(Project.open(project, write=False).crossvals()) == before


class StopsAfter(Silent):
    """Says stop once so many folds are finished."""

    def __init__(self, run: RunFolder, folds: int) -> None:
        super().__init__()
        self._run, self._folds = run, folds

    def should_stop(self) -> bool:
        return len(list(self._run.path.glob("fold-*/answers.npz"))) >= self._folds


def test_real_trainings_go_on_behind_the_finished_folds(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begin(project, small_plan(phases=SHORT), folds=3)
    with pytest.raises(Stopped):
        cross_validate(run, StopsAfter(run, 1), cache=project / "cache")
    assert not (run.path / "fold-01" / "model").exists()
    with Project.open(project) as opened:
        going_on, request = resume_crossval(opened, run.name)
    assert (going_on, request.run) == (run, run.path.resolve())
    trained: list[int] = []
    real = answer_by_training

    def counted(inner: RunFolder, number: int, *given: Any, **named: Any) -> Fold:
        trained.append(number)
        return real(inner, number, *given, **named)

    monkeypatch.setattr("tlstudio.evaluation.crossval.run.answer_by_training", counted)
    report = cross_validate(run, Silent(), cache=project / "cache")
    assert trained == [1, 2]
    assert report.n == len(open_rows(Manifest.read(run.manifest_path)))


def test_too_few_groups_are_refused_in_words(tmp_path: Path) -> None:
    project = make_project(tmp_path, per_class=3, plates=3)
    run = begin(project, small_plan(phases=QUICK), folds=5)
    with pytest.raises(BadInputError, match="needs 3 folds at least"):
        cross_validate(run, Silent(), cache=project / "cache")
    assert not FoldSpec.load(run.path).dealt


def test_a_damaged_fold_is_made_anew(project: Path) -> None:
    run = begin(project, small_plan(phases=QUICK), folds=3)
    cross_validate(run, Silent(), cache=project / "cache")
    kept = run.path / "fold-02" / "answers.npz"
    kept.write_bytes(kept.read_bytes()[:40])
    report = cross_validate(run, Silent(), cache=project / "cache")
    assert Fold.load(run.path / "fold-02") is not None
    assert report.n == len(open_rows(Manifest.read(run.manifest_path)))


def test_real_trainings_share_the_features_of_the_model_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path, per_class=3, plates=10)
    run = begin(project, small_plan(phases=SHORT), folds=4)
    computed: Counter[str] = Counter()
    real = _Pass.run

    def counted(self: _Pass, feed: Feed, rows: NDArray[np.int64]) -> FeatureTable:
        if self.boundary == self.network.cut:
            computed[_state(self.network, self.boundary)] += feed.count
        return real(self, feed, rows)

    monkeypatch.setattr(_Pass, "run", counted)
    report = cross_validate(run, Silent(), cache=project / "cache")
    untouched = operate(
        card("fractalnet"), cut=None, head=Head(), classes=2, in_channels=None, seed=0
    )
    assert computed[_state(untouched, untouched.cut)] == report.n


def test_random_weights_are_trained_for_each_fold() -> None:
    plan = small_plan(phases=QUICK)
    assert is_exact(plan)
    assert not is_exact(plan.model_copy(update={"weights": "random"}))
