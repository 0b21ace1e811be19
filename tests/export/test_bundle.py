"""A bundle answers as the program does, by itself too, and tells when it was changed."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from tests.pictures import noisy
from tlstudio.core import files
from tlstudio.core.errors import BadInputError, DiskFullError, NewerVersionError, StudioError
from tlstudio.core.reporting import Silent
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import Recipe, to_canvas
from tlstudio.evaluation.bundle_file import MANIFEST, read_bundle, write_bundle
from tlstudio.evaluation.onnx_file import INPUT, PROBABILITIES
from tlstudio.evaluation.predict import Prediction, predict
from tlstudio.evaluation.usable import open_model
from tlstudio.export.bundle import make as bundle_format
from tlstudio.export.bundle.make import PILLOW, licence, program
from tlstudio.export.run import ExportResult, export_run
from tlstudio.features.batches import to_input
from tlstudio.models.catalogue.catalogue import card
from tlstudio.project.runs import RunFolder

TOLERANCE = 1e-4


@pytest.fixture(scope="module")
def made(evaluated: RunFolder, tmp_path_factory: pytest.TempPathFactory) -> ExportResult:
    target = tmp_path_factory.mktemp("b") / "Modell ö.tlstudio.zip"
    return export_run(evaluated, "bundle", target, Silent())


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Files of every kind that Pillow reads alone: large, turned, transparent, deep, odd."""
    folder = tmp_path_factory.mktemp("photos")
    large = noisy("red", 1, 700).crop((0, 40, 700, 600))
    large.save(folder / "large.jpg", quality=90)
    turned = Image.Exif()
    turned[0x0112] = 6
    large.save(folder / "turned.jpg", exif=turned)
    large.convert("L").save(folder / "grey.jpg")
    large.convert("CMYK").save(folder / "cmyk.jpg")
    large.quantize(16).save(folder / "palette.gif")
    large.save(folder / "photo.webp")
    rgba = noisy("blue", 2).convert("RGBA")
    rgba.putalpha(Image.linear_gradient("L").resize(rgba.size))
    rgba.save(folder / "clear.png")
    rgba.save(folder / "clear.tif")
    rgba.convert("LA").save(folder / "grey clear.png")
    noisy("red", 3).quantize(8).save(folder / "palette.png", transparency=0)
    noisy("red", 4).convert("1").save(folder / "bits.png")
    noisy("red", 4).convert("1").save(folder / "bits.tif")
    noisy("red", 5).save(folder / "plain.tif")
    grey = np.asarray(noisy("blue", 6, 90).convert("L"))
    tifffile.imwrite(folder / "grey8.tif", grey)
    tifffile.imwrite(folder / "grey8 inverted.tif", grey, photometric="miniswhite")
    tifffile.imwrite(folder / "deep.tif", grey.astype(np.uint16) * 211)
    tifffile.imwrite(folder / "deep big.tif", grey.astype(">u2") * 97, byteorder=">")
    tifffile.imwrite(folder / "fraction.tif", grey.astype(np.float32) / 255)
    Image.fromarray(grey.astype(np.uint16) * 250).save(folder / "deep.png")
    return sorted(folder.iterdir())


def answers_of(model: Path, paths: list[Path]) -> list[Prediction]:
    return list(predict(model, paths, Silent()))


def test_it_predicts_as_the_run_does(
    evaluated: RunFolder, made: ExportResult, photos: list[Path]
) -> None:
    ours, theirs = (answers_of(model, photos) for model in (evaluated.model_dir, made.file))
    for one, other in zip(ours, theirs, strict=True):
        assert not one.problem
        assert one.probabilities == pytest.approx(other.probabilities, abs=TOLERANCE)
        assert one.distance == pytest.approx(other.distance, rel=1e-3, abs=1e-3)
        assert (one.labels, one.short_list) == (other.labels, other.short_list)


def test_its_proof_goes_from_the_files_on(made: ExportResult) -> None:
    by_file = made.proof.by_file
    assert by_file is not None
    assert (by_file.n, by_file.refused, by_file.agreement) == (12, 0, 1.0)
    assert by_file.difference < TOLERANCE
    assert made.proof.distance_difference is not None
    assert made.proof.distance_difference < 1e-3


def unpacked(made: ExportResult, folder: Path) -> Path:
    with zipfile.ZipFile(made.file) as archive:
        archive.extractall(folder)
    return folder


def test_its_own_program_answers_alike(
    evaluated: RunFolder, made: ExportResult, photos: list[Path], tmp_path: Path
) -> None:
    folder = unpacked(made, tmp_path)
    odd = tmp_path / "colour deep.tif"
    tifffile.imwrite(odd, np.zeros((9, 9, 3), np.uint16), photometric="rgb")
    stack = tmp_path / "stack.tif"
    tifffile.imwrite(stack, np.zeros((3, 9, 9), np.uint8), photometric="minisblack")
    signed = tmp_path / "signed.tif"
    tifffile.imwrite(signed, np.zeros((9, 9), np.int16))
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no image")
    refused = [odd, stack, signed, broken]
    command = [sys.executable, "-I", str(folder / "predict.py"), *map(str, photos + refused)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    expected = answers_of(evaluated.model_dir, photos)
    for row, one in zip(rows, expected, strict=False):
        assert not row["problem"], row
        assert row["prediction"] == one.label
        for name, chance in one.probabilities.items():
            assert float(row[f"p({name})"]) == pytest.approx(chance, abs=TOLERANCE), row["path"]
        assert float(row["distance"]) == pytest.approx(one.distance, rel=1e-3, abs=1e-3)
        assert row["short_list"] == "; ".join(one.short_list)
    problems = [row["problem"] for row in rows[len(photos) :]]
    assert all("opens in Transfer Learning Studio only" in words for words in problems[:3])
    assert problems[3]


def test_its_program_wants_the_pillow_that_this_one_has() -> None:
    wanted = f"pillow>={PILLOW['first']},<{PILLOW['limit']}"
    assert wanted in (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")
    recipe = Recipe(size=8, canvas=8, mean=(0.0,) * 3, std=(1.0,) * 3)
    assert f'"{wanted}"]' in program(recipe, False)


RECIPES = [
    {"fit": "crop"},
    {"fit": "stretch", "canvas": 40},
    {"fit": "letterbox", "canvas": 40},
    {"dtype": "uint16", "brightness": "depth", "low": 90.0, "high": 40000.0},
    {"dtype": "uint16", "brightness": "range", "low": 10.0, "high": 200.0},
    {"dtype": "uint16", "brightness": "group", "low": 10.0, "high": 200.0},
    {"dtype": "uint16", "brightness": "image"},
    *({"channels": count} for count in (1, 2, 5)),
]


@pytest.mark.parametrize("change", RECIPES, ids=str)
def test_its_program_prepares_images_to_the_bit_whatever_the_recipe(
    change: dict[str, object], photos: list[Path], tmp_path: Path
) -> None:
    channels = int(str(change.get("channels", 3)))
    recipe = Recipe.model_validate(
        {"size": 40, "canvas": 46, "mean": (0.4,) * channels, "std": (0.2,) * channels} | change
    )
    shape = [1, channels, 40, 40]
    floats = onnx.TensorProto.FLOAT
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Identity", [INPUT], [PROBABILITIES])],
        "g",
        [onnx.helper.make_tensor_value_info(INPUT, floats, shape)],
        [onnx.helper.make_tensor_value_info(PROBABILITIES, floats, shape)],
    )
    opset = [onnx.helper.make_opsetid("", 18)]
    onnx.save(
        onnx.helper.make_model(graph, opset_imports=opset, ir_version=10), tmp_path / "model.onnx"
    )
    said = {"classes": ["a"], "certainty": None, "recipe": recipe.model_dump(mode="json")}
    (tmp_path / "model.json").write_text(json.dumps(said))
    (tmp_path / "predict.py").write_text(program(recipe, False), "utf-8")
    module = bundle_format._load(tmp_path / "predict.py")
    for path in photos:
        canvas = to_canvas(read_picture([path], shorter=recipe.canvas), recipe)
        expected: NDArray[np.float32] = to_input(canvas[None], recipe).numpy()
        np.testing.assert_allclose(
            module.network_input(path), expected, atol=1e-3, err_msg=str(path)
        )


def again(made: ExportResult, folder: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The bundle packed anew by somebody who knows how, after a change."""
    members = read_bundle(made.file)
    change(members)
    write_bundle(folder / "changed.tlstudio.zip", members)
    return folder / "changed.tlstudio.zip"


def repacked(made: ExportResult, folder: Path, name: str, data: bytes, **entry: object) -> Path:
    """The bundle with one file changed or added, its list as it was."""
    target = folder / "changed.tlstudio.zip"
    with zipfile.ZipFile(made.file) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one, old.read(one))
        info = zipfile.ZipInfo(name)
        for key, value in entry.items():
            setattr(info, key, value)
        new.writestr(info, data)
    return target


def test_what_was_changed_is_refused_in_words(made: ExportResult, tmp_path: Path) -> None:
    def refuse(path: Path, words: str, kind: type[StudioError] = BadInputError) -> None:
        with pytest.raises(kind, match=words):
            open_model(path)

    refuse(repacked(made, tmp_path, "predict.py", b"import os"), "predict.py has another size")
    same = read_bundle(made.file)["LICENCE.txt"].replace(b"MIT", b"BSD")
    refuse(repacked(made, tmp_path, "LICENCE.txt", same), "hash of LICENCE.txt")
    refuse(repacked(made, tmp_path, "more.txt", b"x"), "not what its list names")
    refuse(repacked(made, tmp_path, "../evil.py", b"x"), "a file named '../evil.py'")
    refuse(repacked(made, tmp_path, "link", b"/etc", external_attr=0o120777 << 16), "a link")
    bomb = repacked(made, tmp_path, "zeros", bytes(10**6), compress_type=zipfile.ZIP_DEFLATED)
    refuse(bomb, "compressed file")
    newer = json.dumps({"version": 99}).encode()
    refuse(repacked(made, tmp_path, MANIFEST, newer), "newer version", NewerVersionError)
    refuse(repacked(made, tmp_path, MANIFEST, b"{"), "damaged")
    changed = bytearray(made.file.read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / "flipped.tlstudio.zip").write_bytes(changed)
    refuse(tmp_path / "flipped.tlstudio.zip", "damaged")
    (tmp_path / "short.tlstudio.zip").write_bytes(changed[: len(changed) // 2])
    refuse(tmp_path / "short.tlstudio.zip", "no whole bundle")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    refuse(tmp_path / "other.zip", "no bundle of this program")


def test_a_list_that_was_forged_does_not_hide_other_classes(
    made: ExportResult, tmp_path: Path
) -> None:
    def swap(members: dict[str, bytes]) -> None:
        said = json.loads(members["model.json"])
        said["classes"].reverse()
        members["model.json"] = json.dumps(said).encode()

    with pytest.raises(BadInputError, match="do not belong together"):
        open_model(again(made, tmp_path, swap))


def test_its_card_says_what_is_known_and_no_name_of_a_group(made: ExportResult) -> None:
    text = read_bundle(made.file)["MODEL_CARD.md"].decode()
    for words in (
        *("blue, red", "FractalNet", "| to train | 48 | 4 |", "On 12 (in 1 groups) tuning images"),
        *("| Accuracy | 0.750 | 0.500 to 0.900 | BCa |", "No better than a linear layer", "MIT"),
    ):
        assert words in text, words
    assert "plate0" not in text
    for line in (*made.included, *made.not_included):
        assert line in text
    assert "Images" in made.not_included
    assert any("predict.py" in line for line in made.included)


def test_licences_are_given_in_full_or_said_to_be_unknown() -> None:
    assert "Permission is hereby granted" in licence(card("fractalnet"))
    torchvision = licence(card("resnet18"))
    assert "Redistribution and use" in torchvision
    assert "{owner}" not in torchvision
    assert "not known here" in licence(card("fractalnet").model_copy(update={"licence": "odd"}))


def test_numbers_of_8_bits_are_smaller_and_refused_when_they_lose_too_much(
    evaluated: RunFolder, made: ExportResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "small.onnx"
    small = export_run(
        evaluated, "onnx", target, Silent(), options={"precision": "int8", "max_loss": 100}
    )
    assert small.size < 0.4 * made.size
    assert small.options["precision"] == "int8"
    assert files.read_json(small.proof_file)["loss"] == small.proof.loss
    assert small.proof.agreement > 0.8
    assert open_model(target).certainty == open_model(made.file).certainty
    monkeypatch.setattr("tlstudio.export.onnx.make.quantised", _upside_down)
    before = target.read_bytes()
    with pytest.raises(BadInputError, match=r"loses 100\.0 points of balanced accuracy"):
        export_run(evaluated, "onnx", target, Silent(), options={"precision": "int8"})
    assert target.read_bytes() == before


def _upside_down(graph: onnx.ModelProto, examples: NDArray[np.float32]) -> onnx.ModelProto:
    """A graph that names the other of two classes."""
    assert len(examples) == 48
    node = next(node for node in graph.graph.node if "logits" in node.output)
    node.output[0] = "turned"
    graph.graph.node.append(onnx.helper.make_node("Neg", ["turned"], ["logits"], name="turn"))
    for other in graph.graph.node:
        for place, name in enumerate(other.input):
            if name == "logits":
                other.input[place] = "turned"
    return graph


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="mounting a tmpfs needs root",
)
@pytest.mark.parametrize("form", ["bundle", "transformers"])
def test_a_full_disk_leaves_the_old_export_whole(
    form: str, evaluated: RunFolder, tmp_path: Path
) -> None:
    place = tmp_path / "small disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        target = place / "old"
        if form == "bundle":
            target.write_text("an older export")
        else:
            target.mkdir()
            (target / "config.json").write_text("an older export")
            (place / "old.proof.json").write_text("{}")
        with pytest.raises(DiskFullError, match="disk is full"):
            export_run(evaluated, form, target, Silent())
        kept = target if form == "bundle" else target / "config.json"
        assert kept.read_text() == "an older export"
        assert not list(place.glob(".*"))
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.long
def test_three_packages_are_enough(
    evaluated: RunFolder, made: ExportResult, photos: list[Path], tmp_path: Path
) -> None:
    """In an environment of its own; needs a package index or a cache of one."""
    environment = tmp_path / "venv"
    packages = ["onnxruntime", "numpy", f"pillow<{PILLOW['limit']}"]
    for command in (
        ["uv", "venv", str(environment)],
        ["uv", "pip", "install", "--python", str(environment), *packages],
    ):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("the three packages cannot be had here")
    folder = unpacked(made, tmp_path / "bundle")
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [str(python), "-I", str(folder / "predict.py"), *map(str, photos)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    for row, one in zip(rows, answers_of(evaluated.model_dir, photos), strict=True):
        for name, chance in one.probabilities.items():
            assert float(row[f"p({name})"]) == pytest.approx(chance, abs=TOLERANCE), row["path"]
