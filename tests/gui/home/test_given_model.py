"""A model that somebody gave: what it is, predictions with it, and what is refused."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import onnx
import pytest
from pytestqt.qtbot import QtBot

from tests.pictures import noisy
from tlstudio.core import files
from tlstudio.gui.home.given_model import GivenModelPage
from tlstudio.gui.services import Services
from tlstudio.gui.window import MainWindow
from tlstudio.jobs.requests import ExportRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def given(trained_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exported file with its proof, as a colleague would bring it."""
    target = tmp_path_factory.mktemp("usb") / "cells.onnx"
    run = Project.open(trained_project, write=False).run(None)
    job = Job(
        target.parent / "job",
        ExportRequest(run=run.path.resolve(), format="onnx", target=target),
    )
    with job:
        job.run().value()
    return target


def with_metadata(source: Path, target: Path, change: Callable[[str], str]) -> Path:
    """The same model that says something else of itself."""
    graph = onnx.load(source)
    for prop in graph.metadata_props:
        if prop.key == "tlstudio":
            prop.value = change(prop.value)
    onnx.save(graph, target)
    return target


def hostile(given: Path, folder: Path) -> dict[str, str]:
    """Files that are refused, and words of the sentence that says why."""
    found: dict[str, str] = {}

    def add(name: str, data: bytes, words: str) -> None:
        (folder / name).write_bytes(data)
        found[name] = words

    add("pickle.onnx", pickle.dumps({"weights": 1}), "may hold code")
    add("weights.pth", b"PK\x03\x04", "may hold code")
    add("torn.onnx", given.read_bytes()[:5000], "no ONNX model, or it is damaged")
    add("text.onnx", b"hello", "no ONNX model, or it is damaged")
    changed = bytearray(given.read_bytes())
    changed[len(changed) // 2] ^= 1
    add("changed.onnx", bytes(changed), "not the one that the proof beside it describes")
    shutil.copyfile(given.with_name(given.name + ".proof.json"), folder / "changed.onnx.proof.json")
    newer = '"schema_version":9'
    for name, old, new, words in (
        ("newer.onnx", '"schema_version":2', newer, "made by a newer version"),
        ("classes.onnx", '["blue","red"]', '["blue","green","red"]', "do not belong together"),
        ("size.onnx", '"size":48', '"size":49', "do not belong together"),
        ("huge.onnx", '"canvas":48', '"canvas":900000', "do not belong together"),
        ("other.onnx", "task", "tusk", "damaged"),
    ):

        def change(text: str, old: str = old, new: str = new) -> str:
            assert old in text, text
            return text.replace(old, new)

        with_metadata(given, folder / name, change)
        found[name] = words
    graph = onnx.load(given)
    tensor = graph.graph.initializer[1]
    onnx.external_data_helper.set_external_data(tensor, location="../secret", length=8)
    tensor.ClearField("raw_data")
    add("outside.onnx", graph.SerializeToString(), "wants to read other files")
    return found


def says(page: GivenModelPage, words: str) -> Callable[[], bool]:
    return lambda: words in page.banner.text


def test_a_given_model_is_told_and_used_and_what_is_none_refused(
    services: Services, given: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    window.home.accept_drop([str(given)])
    page = window.given
    assert isinstance(page, GivenModelPage)
    assert window.pages.currentWidget() is page
    qtbot.waitUntil(lambda: page.facts is not None, timeout=90_000)
    assert "2 classes: blue, red" in page.classes.text()
    for words in ("Names the class", "48 × 48 pixels, colour", "fractalnet", "MIT", "saved 20"):
        assert words in page.said.text()
    assert page.proof.isVisible()

    noisy("red", 901).save(tmp_path / "red.png")
    (tmp_path / "torn.png").write_bytes(b"\x89PNG torn")
    window.drop([str(tmp_path / "red.png"), str(tmp_path / "torn.png")])
    table = page.predictions.predictor
    qtbot.waitUntil(lambda: len(table.table.codes) == 2, timeout=60_000)
    red, torn = table.table.rows([0, 1])
    assert red.names == ("red",)
    assert "torn.png" in torn.problem

    folder = tmp_path / "hostile"
    folder.mkdir()
    for name, words in hostile(given, folder).items():
        page.use(str(folder / name))
        qtbot.waitUntil(says(page, words), timeout=30_000)
        assert name in page.banner.text
        assert page.facts is not None
        assert page.facts.name == given.name
    page.use(str(tmp_path / "nowhere.onnx"))
    qtbot.waitUntil(lambda: "is no model" in page.banner.text)

    window.go_home()
    assert window.given is None
    assert window.pages.currentWidget() is window.home


def test_the_proof_beside_a_model_tells_of_no_place(given: Path) -> None:
    said = files.read_json(given.with_name(given.name + ".proof.json"))
    text = str(said)
    assert said["file"] == given.name
    assert str(given.parent) not in text
    assert not re.search(r"plate\d", text), "its list of what is not included names plates"
