"""A report tells what the run did and nothing else, names nobody, and prints every letter."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tlstudio.core.certainty import Certainty, Choices, SetRule
from tlstudio.core.errors import UsageError
from tlstudio.core.plans import Augmentation, Head, Phase, Plan
from tlstudio.core.reports import (
    Check,
    Confusion,
    Curve,
    EvaluationReport,
    Gallery,
    Ladder,
    Metric,
    Metrics,
    Prose,
    ReportPart,
    Rung,
    Table,
    Warnings,
)
from tlstudio.data.kappa import Kappa
from tlstudio.data.preprocess import Recipe
from tlstudio.evaluation.reporting import citing, plots
from tlstudio.evaluation.reporting.checklist import checklist, known_facts
from tlstudio.evaluation.reporting.citing import Citations, family_key, library
from tlstudio.evaluation.reporting.closing import commands
from tlstudio.evaluation.reporting.compose import compose, prose_parts
from tlstudio.evaluation.reporting.data_card import agreement
from tlstudio.evaluation.reporting.document import Cell, Grid, Section, Text
from tlstudio.evaluation.reporting.limits import limits
from tlstudio.evaluation.reporting.methods import methods
from tlstudio.evaluation.reporting.opening import OUTDATED, answer, answer_sentence
from tlstudio.evaluation.reporting.page import page
from tlstudio.evaluation.reporting.pdf import pdf
from tlstudio.evaluation.reporting.pdf_fonts import missing, register, runs
from tlstudio.evaluation.reporting.pdf_widths import column_widths
from tlstudio.evaluation.reporting.privacy import Names
from tlstudio.evaluation.reporting.project_facts import ProjectFacts
from tlstudio.evaluation.reporting.results import results
from tlstudio.evaluation.reporting.story import PartFacts, Stage, Story, Training
from tlstudio.evaluation.reporting.writing import write_document
from tlstudio.models.catalogue.catalogue import all_cards, card
from tlstudio.models.saved import SavedModel

HEADLINE = Metric(
    name="balanced_accuracy", label="Balanced accuracy", value=0.874, low=0.771, high=0.935,
    method="Wilson score interval, 51 images", headline=True,
)  # fmt: skip
EXACT = Phase(name="new layers", epochs=20)
TUNED = Phase(name="upper blocks", unfreeze_from=6, epochs=15, lr=5e-4, layer_decay=0.8)


def report(**changes: Any) -> EvaluationReport:
    rung = Rung(
        name="majority", label="Most frequent class", metrics=(HEADLINE,), p_value=1e-4,
        difference=HEADLINE, test="McNemar's exact test",
    )  # fmt: skip
    fields: dict[str, Any] = {
        "run": "run-1",
        "task": "image-classification",
        "split": "test",
        "n": 51,
        "groups": 51,
        "created": "2026-01-02T03:04:05",
        "openings": 1,
        "dataset": "abc",
        "parts": (
            Warnings(sentences=("Look at scan-7.png.", "As 'b/my scan.png' says.")),
            Metrics(metrics=(HEADLINE,)),
            Ladder(
                rungs=(rung, Rung(name="this_run", label="This run", metrics=(HEADLINE,))),
                verdict="It is better.",
            ),
            Confusion(classes=("no", "yes"), counts=((18, 2), (4, 27))),
            Curve(title="ROC curve", x_label="x", y_label="y", lines={"no": ((0, 1), (0, 1))}),
            Gallery(title="Mistakes", keys=("p/scan-7.png",), captions=("no → yes, 91%",)),
            Table(
                title="Results by group",
                columns=("group", "images", "accuracy", "accuracy low", "accuracy high"),
                rows=(("Smith", 20, 0.9, 0.8, 0.95), ("Jones", 31, 0.8, None, None)),
            ),
        ),
    }
    return EvaluationReport.model_validate(fields | changes)


def story(
    plan: Plan | None = None, stages: tuple[Stage, ...] | None = None, **changes: Any
) -> Story:
    chosen = plan or Plan(backbone="squeezenet1_1", phases=(EXACT,))
    info = SavedModel(
        task="image-classification",
        classes=("no", "yes"),
        card=card(chosen.backbone),
        cut=10,
        head=Head(),
        recipe=Recipe(size=224, canvas=256, mean=(0.5,) * 3, std=(0.2,) * 3),
        weights_sha256="f" * 64,
        certainty=changes.pop("certainty", None),
    )
    fields: dict[str, Any] = {
        "report": report(),
        "plan": chosen,
        "info": info,
        "parts": {
            "train": PartFacts(150, 150, {"no": 60, "yes": 90}),
            "test": PartFacts(51, 51, {"no": 20, "yes": 31}),
        },
        "grouped": False,
        "manifest_sha256": "m" * 64,
        "training": Training(stages or (Stage(EXACT, 1, True, 1026, 1),), 60.0, (0, 0)),
        "environment": {"tlstudio": "0.1.0", "torch": "2.15.0+cpu", "device": "cpu"},
        "project": ProjectFacts(name="scans", fingerprint="abc", total=201, annotators=1),
    }
    return Story(**(fields | changes))


def text_of(told: Story) -> str:
    return "\n".join(methods(told, Citations()))


def test_the_answer_is_one_sentence_with_its_interval_and_says_on_which_images() -> None:
    said = answer_sentence(story()).replace("\u00a0", " ")
    assert said == (
        "On 51 final test images that took no part in training the model reached a balanced "
        "accuracy of 0.874 (95 % interval 0.771 to 0.935)."
    )
    tuned = story(report=report(split="validation", openings=0))
    assert "51 tuning images" in answer_sentence(tuned)
    assert "chose the network" not in answer_sentence(tuned)  # there was one pass only


def test_methods_claim_only_what_was_done() -> None:
    exact = text_of(story())
    assert "L2-penalised logistic regression" in exact
    for claim in ("AdamW", "augmented", "mixup", "one-cycle", "conformal", "calibrated"):
        assert claim not in exact
    assert "final test part, which took no part" in exact
    assert "opened once" in exact
    assert "tuning part" not in exact

    plan = Plan(
        backbone="squeezenet1_1",
        phases=(EXACT, TUNED),
        augmentation=Augmentation(mixup=0.2),
        label_smoothing=0.1,
    )
    stages = (Stage(EXACT, 1, True, 1026, 1), Stage(TUNED, 12, False, 498_226, 4))
    sure = Certainty(
        temperature=1.2, n=50, sets=SetRule(coverage=0.9, threshold=0.5, n=50, groups=50),
        choices=Choices(costs={"yes": 5}),
    )  # fmt: skip
    tuned = text_of(
        story(
            plan, stages, report=report(split="validation", openings=0), certainty=sure,
            training=Training(stages, 60.0, (1, 7)),
        )
    )  # fmt: skip
    for claim in ("AdamW (Loshchilov & Hutter, 2019)", "4 fixed variants", "mixup of α = 0.2",
                  "12 passes", "of 15 planned", "label smoothing of 0.1", "90\u00a0% of images",
                  "yes 5 times", "pass 8 of stage “upper blocks”", "tuning part"):  # fmt: skip
        assert claim in tuned
    assert "final test part is not reported here" in tuned


def test_what_errors_cost_is_said_first_and_repeated_by_the_commands() -> None:
    sure = Certainty(
        temperature=1.2, n=50, sets=SetRule(coverage=0.9, threshold=0.5, n=50, groups=50),
        choices=Choices(coverage=0.9, costs={"big one": 5}),
    )  # fmt: skip
    told = story(certainty=sure)
    first = answer(told).blocks[1]
    assert isinstance(first, Text)
    assert "big one 5 times" in first.text
    lines = commands(told).splitlines()
    chosen = lines.index("tlstudio evaluate PROJECT --cost 'big one=5' --coverage 0.9")
    assert lines.index("tlstudio evaluate PROJECT --final") == chosen + 1
    assert "--cost" not in commands(story())


def with_parts(*parts: ReportPart) -> Story:
    return story(report=report(parts=(*report().parts, *parts)))


def test_what_was_looked_into_is_known_by_its_part_and_not_by_words() -> None:
    matrix = Confusion(classes=("rollout", "grad-cam"), counts=((1, 0), (0, 1)))
    table = Table(title="Results by randomised label errors", columns=("integrated gradients",),
                  rows=(("confident learning",),))  # fmt: skip
    none = "It would have taken long to draw Grad-CAM."
    planned = Check(name="maps", title="Heat-maps?", sentence=none)
    said, facts = (
        text_of(with_parts(matrix, table, planned)),
        known_facts(with_parts(matrix, table)),
    )
    for claim in ("Grad-CAM", "rollout", "integrated gradients", "Heat-maps", "label errors",
                  "confident learning", "shuffled"):  # fmt: skip
        assert claim not in said
    assert not {"explained", "subgroups", "mistakes"} & facts

    checked = Check(name="maps", title="Heat-maps?", sentence="It changes.", passed=False)
    citations = Citations()
    said = "".join(methods(with_parts(checked), citations))
    assert "was drawn" not in said
    assert "shuffled (Adebayo et al., 2018)" in said
    assert {"gradcam", "sanity"} <= set(citations.used)
    assert "explained" in known_facts(with_parts(checked))
    parts = (
        Gallery(name="mistakes", title="Fehler", keys=(), captions=()),
        Table(name="subgroups", title="Results by site", columns=("site",), rows=()),
    )
    assert {"subgroups", "mistakes"} <= known_facts(with_parts(*parts))


def test_labels_were_checked_whether_or_not_one_stood_out() -> None:
    flagged = Gallery(name="suspects", title="Labels", keys=("a",), captions=("b",))
    fine = Prose(name="no-suspects", title="Labels", paragraphs=("None of 20 labels.",))
    cannot = Prose(title="Labels", paragraphs=("There are too few.",))
    for part, done in ((flagged, True), (fine, True), (cannot, False)):
        assert ("confident learning (Northcutt" in text_of(with_parts(part))) is done


def test_references_are_those_of_the_run() -> None:
    citations = Citations()
    methods(story(), citations)
    keys = set(citations.used)
    assert {"squeezenet", "imagenet", "tlstudio", "pytorch", "wilson", "mcnemar", "lbfgs"} <= keys
    assert not {"adamw", "mixup", "gradcam", "temperature", "resnet"} & keys
    assert citations.bibtex().count("@") == len(keys)
    stages = (Stage(EXACT, 1, True, 1026, 1), Stage(TUNED, 12, False, 498_226, 4))
    plan = Plan(backbone="squeezenet1_1", phases=(EXACT, TUNED))
    methods(story(plan, stages, training=Training(stages, 60.0, (1, 7))), citations := Citations())
    assert "adamw" in citations.used
    assert "momentum" not in citations.used, "of the optimiser that was not used"


def test_every_reference_can_be_read_and_every_family_has_its_paper() -> None:
    for entry in library().values():
        assert entry.text.count("{") == entry.text.count("}"), entry.key
        assert re.search(r", \d{4}$", entry.short), entry.key
    assert library()["resnet"].short == "He et al., 2016"
    assert library()["adamw"].short == "Loshchilov & Hutter, 2019"
    assert {family_key(one) for one in all_cards().items.values()} <= set(library())
    assert set(citing._FAMILIES.values()) <= set(library())


def test_limits_come_from_facts() -> None:
    few = story(
        grouped=True,
        report=report(groups=5, openings=3),
        project=ProjectFacts(
            fingerprint="other", total=201, unreadable=2, group_noun="plate",
            findings={"duplicates-across-parts": 4.0},
        ),
    )  # fmt: skip
    said = " ".join(limits(few))
    assert OUTDATED.format("images") in said
    assert "opened 3 times" in said
    assert "5 plates" in said
    assert "2 images" in said
    assert "different parts" in said
    assert OUTDATED.format("images") not in " ".join(limits(story()))


def test_names_are_left_out_unless_wanted() -> None:
    hidden = Names(keys=frozenset({"p/scan-7.png", "scan-7.png", "b/my scan.png"}))
    told = page(compose(story(), hidden))
    for name in ("scan-7", "my scan", "Smith", "Jones"):
        assert name not in told
    assert "group 1" in told
    shown = page(compose(story(), Names(shown=True)))
    assert "p/scan-7.png" in shown
    assert "Smith" in shown


def test_a_part_of_an_unknown_kind_appears_by_itself() -> None:
    raw = {
        "part": "heat", "title": "Where it looked", "share": 0.25,
        "rows": [{"layer": "conv1", "energy": 0.5}], "note": "a <b>note</b>",
    }  # fmt: skip
    told = compose(story(unknown=(raw,)), Names(shown=True))
    section = next(one for one in told.sections if one.title == "Where it looked")
    assert any(isinstance(block, Grid) for block in section.blocks)
    html = page(told)
    assert "0.250" in html
    assert "&lt;b&gt;note" in html


def test_many_classes_are_told_by_their_mistakes() -> None:
    names = tuple(f"class {n}" for n in range(40))
    counts = tuple(tuple(5 if r == c else int(c == r + 1) for c in range(40)) for r in range(40))
    big = Confusion(classes=names, counts=counts)
    (section,) = results(story(report=report(parts=(big,))), Names(shown=True))
    grid = next(block for block in section.blocks if isinstance(block, Grid))
    assert len(grid.columns) == 4
    assert len(grid.rows) == 25


def test_guidelines_are_ticked_from_the_run_alone() -> None:
    assert "read twice" not in known_facts(story())
    twice = ProjectFacts(fingerprint="abc", total=9, kappas=(Kappa(0.8, 0.6, 0.95, 9, 8),))
    told = story(project=twice)
    assert "read twice" in known_facts(told)
    assert "Cohen's kappa 0.800" in agreement(twice)

    def mark(one: Story, item: str) -> str:
        grids = [b for b in checklist(one, Citations()).blocks if isinstance(b, Grid)]
        return next(row[2].text for row in grids[1].rows if row[0].text == item)

    assert mark(told, "18") == "✓"
    assert mark(story(), "18") == "open"
    assert mark(story(), "44") == "open"


def test_the_window_gets_the_texts_as_parts() -> None:
    found = {part.name: part for part in prose_parts(story())}
    assert set(found) == {"limits", "methods", "references"}
    assert found["methods"].copyable
    again = story(report=report(parts=(*report().parts, *found.values())))
    titles = [section.title for section in compose(again, Names(shown=True)).sections]
    assert titles.count("Limits") == 1


def test_a_pdf_has_pages_and_only_embedded_fonts(tmp_path: Path) -> None:
    document = compose(story(), Names(shown=True))
    write_document(document, tmp_path / "a.pdf", tmp_path / "a.html")
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/FontFile2") >= 2
    fonts = set(re.findall(rb"/BaseFont /([\w+-]+)", data))
    # The library declares two more that no letter is drawn with.
    assert all(b"+" in font for font in fonts - {b"Helvetica", b"Times-Roman"})
    assert pdf(document) == data  # the same report is the same file
    with pytest.raises(UsageError):
        write_document(document, tmp_path / "a.docx")


def test_no_letter_becomes_an_empty_box() -> None:
    register()
    assert missing("Zürich Ωμέγα Пример 細胞 ネコ 세포 ≥ → ×") == set()
    fonts = {run.font for run in runs("细胞 cell 세포")}
    assert fonts == {"Inter-Regular", "DroidSansFallbackFull", "NanumGothicCoding"}
    assert [run.text for run in runs("a🦊")] == ["a[U+1F98A]"]
    odd = Section("x", "Füchse 🦊", (Text("细胞"), Grid(("a",), ((Cell("세포"),),))))
    assert len(pdf(replace(compose(story(), Names(shown=True)), sections=(odd,)))) > 1000


def test_tables_never_grow_beyond_the_page() -> None:
    register()
    long = [["name", "n"], ["w" * 200, "1"], ["a b c " * 60, "22"]]
    for rows in (long, [["a", "b"], ["c", "d"]]):
        assert sum(column_widths(rows, 9, 480, 4, stretch=True)) <= 480.01


@pytest.mark.parametrize("value", [float("nan"), 0.0, 1.0])
def test_plots_survive_odd_numbers(value: float) -> None:
    assert plots.estimates([plots.Estimate("x", value, None, None)]).height > 0
    assert plots.lines({"a": ((1.0,), (value,)), "b": ((), ())}, "x", "y").width > 0
    assert plots.ticks(value, value) is not None
