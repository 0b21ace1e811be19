"""Text classification from a table to answers: cached features, fine-tuning, resume, prediction."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.models.small_texts import WIDTH, add_small_encoder
from tests.runs import new_run
from tests.texts import make_text_project, project_of, sentences
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.plans import Augmentation, Phase, Plan
from tlstudio.core.reporting import Silent, Stopped
from tlstudio.data.manifest import Manifest
from tlstudio.data.texts.recipe import TextRecipe, fit_text_recipe
from tlstudio.evaluation.evaluate import evaluate
from tlstudio.evaluation.predict import predict
from tlstudio.features.extract import features_at
from tlstudio.features.inputs import TextFeed
from tlstudio.features.tokens import bucketed, even_batches, tokenizer_of, tokens_of, waste
from tlstudio.jobs.preparing import prepare_training
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.saved import load_model
from tlstudio.project.runs import RunFolder
from tlstudio.training.run import network_of, recipe_of, train


def text_plan(ident: str, **changes: object) -> Plan:
    """New layers, then the upper blocks."""
    fields: dict[str, object] = {
        "backbone": ident,
        "phases": (
            Phase(name="new layers", epochs=3, lr=1e-2),
            Phase(name="upper blocks", unfreeze_from=2, epochs=3, lr=1e-2),
        ),
        "augmentation": Augmentation(set="none"),
        "batch_size": 8,
        "threads": 1,
    }
    return Plan.model_validate(fields | changes)


def _trained(tmp_path: Path, **changes: object) -> tuple[Path, RunFolder]:
    project = make_text_project(tmp_path, per_class=30)
    run = new_run(project, text_plan(add_small_encoder(), **changes))
    train(run, Silent(), cache_folder=project / "cache")
    return project, run


class _Stops(Silent):
    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after

    def should_stop(self) -> bool:
        self._left -= 1
        return self._left < 0


def test_from_a_table_to_a_report(tmp_path: Path) -> None:
    project, run = _trained(tmp_path)
    report = evaluate(run, "validation", Silent(), cache_folder=project / "cache")
    accuracy = report.metric("accuracy")
    assert accuracy is not None
    assert accuracy.value > 0.7
    ladder = next(part for part in report.parts if part.part == "ladder")
    assert [rung.name for rung in ladder.rungs] == [
        "majority", "nearest_centroid", "word_counts", "linear_probe", "this_run",
    ]  # fmt: skip
    html = run.report_path.read_text("utf-8")
    assert "texts" in html
    plain = html.replace("word", "")
    assert "tuning images" not in plain
    assert "training images" not in plain
    info = json.loads((run.model_dir / "model.json").read_text())
    assert info["task"] == "text-classification"
    assert info["recipe"]["kind"] == "text"


def test_a_model_s_folder_answers_alone(tmp_path: Path) -> None:
    _, run = _trained(tmp_path)
    moved = tmp_path / "elsewhere"
    run.model_dir.rename(moved)
    (tmp_path / "a.txt").write_text("a lovely great funny film", "utf-8")
    (tmp_path / "empty.txt").write_text("  ", "utf-8")
    table = tmp_path / "new.csv"
    with table.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["who", "comment"])
        writer.writerows(
            [["Ada", "dull boring plot"], ["Eve", ""], ["Bob", "a wonderful moving charming film"]]
        )
    given = [tmp_path / "a.txt", tmp_path / "empty.txt", table]
    found = list(predict(moved, given, Silent(), texts=["awful dreadful film"]))
    assert [one.path.name for one in found] == [
        "text 1", "a.txt", "empty.txt", "new.csv#1", "new.csv#2", "new.csv#3",
    ]  # fmt: skip
    assert [bool(one.problem) for one in found] == [False, False, True, False, True, False]
    assert [one.label for one in found if not one.problem] == [
        "negative", "positive", "negative", "positive",
    ]  # fmt: skip
    assert found[3].extra == {"who": "Ada", "comment": "dull boring plot"}
    with pytest.raises(BadInputError, match="no column 'review'"):
        list(predict(moved, [table], Silent(), column="review"))
    (moved / "tokenizer.json").write_text("{}")
    with pytest.raises(BadInputError, match="tokenizer"):
        list(predict(moved, given, Silent()))


def test_several_columns_are_read_as_a_pair(tmp_path: Path) -> None:
    words = {name: sentences(name, 30) for name in ("positive", "negative")}
    rows = [(("the film", text), name) for name, texts in words.items() for text in texts]
    project = project_of(tmp_path / "project", rows, columns=("title", "text"))
    plan = text_plan(add_small_encoder(), phases=(Phase(),))
    run = new_run(project, plan)
    train(run, Silent(), cache_folder=project / "cache")
    _, info = load_model(run.model_dir)
    assert isinstance(info.recipe, TextRecipe)
    assert (info.recipe.columns, info.recipe.names) == (2, ("title", "text"))
    with pytest.raises(UsageError, match="reads 2 texts"):
        list(predict(run.model_dir, [], Silent(), texts=["alone"]))
    table = tmp_path / "new.jsonl"
    table.write_text('{"id": 1, "title": "the film", "text": "a dull awful plot"}\n', "utf-8")
    assert [one.label for one in predict(run.model_dir, [table], Silent())] == ["negative"]


@pytest.mark.parametrize("unfreeze", [0, 2])
def test_a_training_that_was_stopped_ends_where_one_that_was_not_does(
    tmp_path: Path, unfreeze: int
) -> None:
    project = make_text_project(tmp_path, per_class=30)
    phases = (Phase(name="blocks", unfreeze_from=unfreeze, epochs=2, lr=1e-2),)
    plan = text_plan(add_small_encoder(), phases=phases, ema=0.9)
    whole, cut = new_run(project, plan, "whole"), new_run(project, plan, "cut")
    train(whole, Silent(), cache_folder=project / "cache")
    with pytest.raises(Stopped):
        train(cut, _Stops(7), cache_folder=project / "cache")
    train(cut, Silent(), resume=True, cache_folder=project / "cache")
    ours, theirs = load_model(whole.model_dir)[0], load_model(cut.model_dir)[0]
    for name, value in ours.state_dict().items():
        assert torch.equal(value, theirs.state_dict()[name]), name


def test_features_do_not_depend_on_who_is_beside_whom_and_go_on_where_they_were(
    tmp_path: Path,
) -> None:
    project = make_text_project(tmp_path, per_class=30)
    plan = text_plan(add_small_encoder())
    run = new_run(project, plan)
    manifest = Manifest.read(run.manifest_path)
    recipe = recipe_of(run, plan, manifest)
    network = network_of(plan, manifest, recipe).eval()
    rows = manifest.rows("train")
    cache = project / "cache" / "features"
    table = features_at(network, 4, manifest, rows, recipe, folder=cache, reporter=Silent())
    assert isinstance(recipe, TextRecipe)
    tokenizer = tokenizer_of(network, recipe)
    for place in (0, 7, len(rows) - 1):
        text = manifest.texts(manifest[int(rows[place])])
        one = torch.from_numpy(tokenizer.encode([text], recipe.length).rows[0])[None]
        with torch.inference_mode():
            alone = network.run(one, 0, 4)[0].numpy()
        assert np.allclose(table.array[place], alone, atol=1e-5)
    inner = features_at(network, 2, manifest, rows, recipe, folder=cache, reporter=Silent())
    assert inner.array.shape == (len(rows), recipe.length, WIDTH + 1)
    tokens = tokens_of(tokenizer, manifest, rows, recipe, folder=cache, reporter=Silent())
    assert (np.asarray(inner.array)[..., -1].sum(1) == tokens.lengths).all()
    feed = TextFeed(tokens, np.arange(len(rows)), {}, len(rows), 8, Silent())
    seen = np.concatenate([part.rows for part in feed.stream(0)])
    assert sorted(seen.tolist()) == list(range(len(rows)))
    assert [part.done for part in feed.stream(0)][-1] == len(rows)


def test_batches_of_about_the_same_length_waste_little() -> None:
    rng = np.random.default_rng(0)
    lengths = rng.integers(3, 64, 5000)
    order = bucketed(rng.permutation(5000), lengths, 32, np.random.default_rng(1))
    assert sorted(order.tolist()) == list(range(5000))
    again = bucketed(np.random.default_rng(0).permutation(5000), lengths, 32, rng)
    assert not np.array_equal(order, again)
    trained = [order[at : at + 32] for at in range(0, 5000, 32)]
    assert waste(lengths, trained[:-1]) < 0.1
    assert waste(lengths, list(even_batches(lengths, 32))) < 0.02
    assert max(len(b) * lengths[b].max() for b in even_batches(np.full(100, 500), 32)) <= 8192


def test_the_length_is_chosen_from_the_data_and_within_what_the_model_reads() -> None:
    reads = card(add_small_encoder()).text
    assert reads is not None
    counts = np.concatenate([np.full(980, 9), np.full(20, 60)])
    usual = fit_text_recipe(reads, counts, names=("",))
    assert usual.length == 16
    assert usual.cut_share == 0.02
    assert fit_text_recipe(reads, counts * 10, names=("",)).length == reads.longest
    with pytest.raises(UsageError, match="36 tokens at most"):
        fit_text_recipe(reads, counts, names=("",), longest=64)


def test_what_suits_images_alone_is_refused_in_words(tmp_path: Path) -> None:
    from tlstudio.data.store.store import DatasetStore
    from tlstudio.project.project import Project

    project = make_text_project(tmp_path, per_class=10)
    ident = add_small_encoder()
    with Project.open(project) as opened, DatasetStore.open(opened.dataset_path) as store:
        with pytest.raises(UsageError, match="reads images; this project holds texts"):
            prepare_training(opened, store, given={"backbone": "fractalnet"})
        with pytest.raises(UsageError, match="texts are learned as they are"):
            prepare_training(opened, store, given={"backbone": ident, "augmentation.mixup": "0.2"})
        run, _ = prepare_training(opened, store, preset="quick")
        assert run.plan().backbone == "minilm-l6"
