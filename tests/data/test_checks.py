"""What is said before training."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import contingency

from tlstudio.core.samples import SplitPart
from tlstudio.data.checks import check_items
from tlstudio.data.confounding import confounded, cramers_v, group_noun, natural
from tlstudio.data.findings import CheckItem, Finding


def said(items: list[CheckItem]) -> dict[str, Finding]:
    return {finding.kind: finding for finding in check_items(items)}


def images(label: str, n: int, group: str = "", part: SplitPart = "none") -> list[CheckItem]:
    return [
        CheckItem(f"{group}/{label}/{i}", (label,) if label else (), group, part) for i in range(n)
    ]


def cells(apoptotic_on: set[int]) -> list[CheckItem]:
    """Twelve plates with three phenotypes; one of them on certain plates only."""
    return [
        item
        for plate in range(1, 13)
        for name in ("interphase", "mitotic", "apoptotic")
        if name != "apoptotic" or plate in apoptotic_on
        for item in images(name, 10, f"plate{plate:02d}")
    ]


def test_a_phenotype_on_two_plates_is_said_with_their_names() -> None:
    found = said(cells({3, 7}))["confounded"]
    assert found.level == "warning"
    assert found.sentence.startswith(
        "All 20 'apoptotic' images are on plates 3 and 7: the model may learn the plate."
    )
    assert found.value is not None
    assert found.value > 0.4
    assert len(found.keys) == 20


def test_a_phenotype_on_every_plate_is_not_confounded() -> None:
    assert "confounded" not in said(cells(set(range(1, 13))))
    assert "confounded" not in said(cells({1, 3, 5, 7, 9, 11}))


def test_a_scanner_for_each_class_is_confounded_all_the_way() -> None:
    found = said([*images("sick", 60, "A"), *images("well", 60, "B")])["confounded"]
    assert "which holds nothing else" in found.sentence
    assert "in the group" in found.sentence
    assert found.value == pytest.approx(1.0, abs=0.02)


def test_one_diagnosis_a_patient_is_nothing_unusual() -> None:
    items = [
        item
        for patient in range(60)
        for item in images(("sick", "well")[patient % 2], 5, f"P{patient:03d}")
    ]
    assert "confounded" not in said(items)
    rare = [i for p in range(60) for i in images("sick" if p < 3 else "well", 20, f"P{p:03d}")]
    assert "patient" not in said(rare)["confounded"].sentence
    assert "P000, P001 and P002" in said(rare)["confounded"].sentence


def test_many_confounded_classes_make_one_sentence() -> None:
    items = [i for c in range(6) for i in images(f"c{c}", 20, f"plate{c}")]
    findings = [f for f in check_items(items) if f.kind == "confounded"]
    assert len(findings) == 1
    assert "6 classes" in findings[0].sentence


def test_the_association_agrees_with_scipy_but_for_the_correction() -> None:
    rng = np.random.default_rng(0)
    table: NDArray[np.float64] = rng.integers(1, 2000, (3, 5)).astype(np.float64)
    reference = contingency.association(table.astype(int), method="cramer")
    assert cramers_v(table) == pytest.approx(reference, abs=0.01)
    assert cramers_v(np.eye(3, dtype=np.float64) * 50.0) == pytest.approx(1.0)
    assert cramers_v(np.array([[5.0, 3.0]], dtype=np.float64)) == 0.0
    independent = np.mean(
        [
            cramers_v(rng.multinomial(60, [1 / 12] * 12).reshape(3, 4).astype(np.float64))
            for _ in range(200)
        ]
    )
    assert independent < 0.1


def test_small_and_unbalanced_classes_are_named() -> None:
    found = said([*images("Fox", 50), *images("Genet", 3)])
    assert found["class-too-small"].sentence == "Genet: 3 images, too few to measure."
    assert "'Fox' has 50 images" in found["unbalanced"].sentence


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        ([], "empty"),
        (images("", 5), "unlabelled"),
        (images("Fox", 20), "one-class"),
    ],
)
def test_what_makes_training_impossible_is_an_error(items: list[CheckItem], kind: str) -> None:
    first = check_items(items)[0]
    assert (first.kind, first.level) == (kind, "error")
    assert first.hint


def test_unreadable_files_are_counted_with_their_reason() -> None:
    bad = CheckItem("x.png", ("Fox",), problem="The file is empty.")
    found = said([bad, *images("Fox", 20), *images("Owl", 20)])["unreadable"]
    assert "1 image cannot be used" in found.sentence
    assert "The file is empty." in found.sentence
    assert found.keys == ("x.png",)


def test_copies_that_disagree_are_named() -> None:
    items = [
        CheckItem("a", ("Fox",), sha256="1"),
        CheckItem("b", ("Owl",), sha256="1"),
        CheckItem("c", ("Owl",), sha256="2"),
        CheckItem("d", ("Owl",), sha256="2"),
        *images("Fox", 20),
    ]
    found = said(items)
    assert found["duplicates"].value == 2
    assert "'Fox' and 'Owl'" in found["duplicates-disagree"].sentence
    assert set(found["duplicates-disagree"].keys) == {"a", "b"}


def test_many_small_classes_are_said_at_once() -> None:
    items = [*images("Fox", 20), *images("Genet", 3), *images("Lynx", 1), *images("Owl", 2)]
    found = [f for f in check_items(items) if f.kind == "class-too-small"]
    assert [f.sentence for f in found] == [
        "3 classes have too few images to measure: Lynx (1), Owl (2) and Genet (3)."
    ]
    assert len(found[0].keys) == 6


def test_lookalikes_of_many_patients_are_said_to_tie_them() -> None:
    alike = [
        CheckItem(f"{n}", ("ab"[n % 2],), f"patient {n}", sha256=str(n), phash="b5d2c3a4968f1e07")
        for n in range(4)
    ]
    found = next(f for f in check_items(alike) if f.kind == "near-duplicates")
    assert found.level == "warning"
    assert "4 patients are tied together" in found.hint
    assert found.hint.count("only look alike") == 1


def test_near_copies_on_two_sides_are_a_warning() -> None:
    near = [
        CheckItem("a", ("Fox",), part="train", sha256="1", phash="b5d2c3a4968f1e07"),
        CheckItem("b", ("Fox",), part="test", sha256="2", phash="b5d2c3a4968f1e04"),
    ]
    found = said([*near, *images("Owl", 20)])
    assert found["near-duplicates"].level == "note"
    assert found["duplicates-across-parts"].level == "warning"
    assert set(found["duplicates-across-parts"].keys) == {"a", "b"}


def test_a_group_on_two_sides_is_a_warning() -> None:
    items = [
        *images("Fox", 9, "cam 1", "train"),
        *images("Owl", 9, "cam 1", "test"),
        *images("Fox", 9, "cam 2", "train"),
    ]
    assert "cam 1" in said(items)["group-across-parts"].sentence


def test_few_groups_are_a_note_with_advice() -> None:
    found = said(cells(set(range(1, 13))))["few-groups"]
    assert "12 plates" in found.sentence
    assert "Cross-validation" in found.hint
    many = [i for p in range(40) for c in ("a", "b") for i in images(c, 5, f"plate{p}")]
    assert "few-groups" not in said(many)


def test_a_clean_dataset_has_nothing_to_say() -> None:
    items = [i for p in range(40) for c in ("a", "b") for i in images(c, 5, f"plate{p}", "train")]
    assert check_items(items) == ()


def test_a_finding_is_plain_data() -> None:
    raw = check_items([])[0].to_dict()
    assert raw["kind"] == "empty"
    assert raw["keys"] == ()


@pytest.mark.parametrize(
    ("names", "noun"),
    [
        (["plate1", "plate12"], "plate"),
        (["Plate 3", "plate_7"], "plate"),
        (["exp/slide-1", "exp/slide-2"], "slide"),
        (["cam_1", "cam_2"], "camera"),
        (["night 1 burst 7", "night 2 burst 1"], "burst"),
        (["CHX1000", "CHX1001"], "group"),
        (["P1", "P2"], "group"),
        (["north", "south"], "group"),
        (["plate1", "well2"], "group"),
        (["3", "7"], "group"),
        ([], "group"),
    ],
)
def test_the_word_for_groups_is_taken_from_their_names(names: list[str], noun: str) -> None:
    assert group_noun(names) == noun


def test_names_are_sorted_as_people_do() -> None:
    assert natural(["p10", "p9", "p1a", "q"]) == ("p1a", "p9", "p10", "q")


def test_a_single_group_or_class_confounds_nothing() -> None:
    assert confounded(["a", "b"], ["g", "g"]) == ()
    assert confounded(["a", "a"], ["g", "h"]) == ()
