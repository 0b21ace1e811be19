"""Models that come and go: downloads that pause, files that are refused, sticks that travel."""

from __future__ import annotations

import hashlib
import os
import pickle
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tlstudio.core.cards import WeightsSource
from tlstudio.core.errors import BadInputError, OfflineError
from tlstudio.core.paths import models_dir
from tlstudio.gui.panels.model.carrying import PackDialog
from tlstudio.gui.panels.model.faults import candidates, in_window_words
from tlstudio.gui.panels.model.panel import ModelPanel
from tlstudio.gui.session import Session
from tlstudio.models.catalogue.catalogue import card

Settle = Callable[..., None]
CONTENT = bytes(range(256)) * 8192
LONG = 90_000


@pytest.fixture
def panel(
    session: Session, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> ModelPanel:
    monkeypatch.setattr("tlstudio.gui.panels.model.speed.Speed._next", lambda _: None)
    monkeypatch.setattr(session.services, "ask_models", lambda *_, **__: None)
    made = ModelPanel(session)
    qtbot.addWidget(made)
    made.show()
    made.entered()
    settle(lambda: bool(made.shelf.entries))
    return made


@pytest.fixture
def server() -> Iterator[tuple[str, threading.Event]]:
    """An address, and what lets the second half of its file through."""
    gate = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            begin = int((self.headers.get("Range") or "bytes=0-")[6:-1])
            self.send_response(206 if begin else 200)
            self.send_header("Content-Length", str(len(CONTENT) - begin))
            self.end_headers()
            middle = len(CONTENT) // 2
            try:
                self.wfile.write(CONTENT[begin:middle])
                while not gate.wait(0.05) and begin < middle:
                    self.wfile.write(CONTENT[middle : middle + 1])
                    middle += 1
                self.wfile.write(CONTENT[max(begin, middle) :])
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            return

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}/w", gate
    gate.set()
    made.shutdown()
    made.server_close()
    thread.join()


def buttons(widget: object) -> dict[str, QPushButton]:
    found = getattr(widget, "findChildren")(QPushButton)  # noqa: B009 - any widget
    return {button.text(): button for button in found if button.isVisible()}


@pytest.mark.timeout(240)
def test_a_download_pauses_and_goes_on_where_it_was(
    panel: ModelPanel, settle: Settle, server: tuple[str, threading.Event]
) -> None:
    address, gate = server
    digest = hashlib.sha256(CONTENT).hexdigest()
    source = WeightsSource(url=address, sha256=digest, size=len(CONTENT), file="far.pth")
    far = card("squeezenet1_1").model_copy(
        update={"id": "far", "title": "Far", "origin": "user", "weights": source}
    )
    models_dir().mkdir(parents=True, exist_ok=True)
    (models_dir() / "far.json").write_text(far.model_dump_json())
    panel.refresh()
    settle(lambda: "far" in panel.shelf.by_id)
    panel.look_at("far")
    details = panel.details
    details.download.click()
    assert details.pause.isVisible()
    item = panel.downloads.item("far")
    assert item is not None
    assert item in panel.services.centre.items
    settle(lambda: item.done >= len(CONTENT) // 4, LONG)
    details.pause.click()
    settle(lambda: panel.shelf.by_id["far"].partial > 0, LONG)
    assert details.download.isVisible()
    assert details.download.text().startswith("Go on: ")
    gate.set()
    details.download.click()
    settle(lambda: panel.shelf.by_id["far"].here, LONG)
    assert (models_dir() / "far.pth").read_bytes() == CONTENT
    assert "Far is on this computer now." in panel.banner.text
    assert details.use_button.isVisible()


@pytest.mark.timeout(240)
def test_a_pickle_with_code_is_refused_in_words(
    panel: ModelPanel, settle: Settle, tmp_path: Path
) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(tmp_path / "evil"),)

    path = tmp_path / "weights.pth"
    path.write_bytes(pickle.dumps(Evil()))
    assert panel.accept_drop([str(path)])
    assert panel.pages.currentWidget() is panel.adding
    assert panel.adding.file.text() == "weights.pth"
    panel.adding.add.click()
    settle(lambda: bool(panel.adding.banner.text), LONG)
    assert "was not opened: it could run code" in panel.adding.banner.text
    assert "state dict" in panel.adding.banner.text
    assert not (tmp_path / "evil").exists()
    assert panel.adding.add.isVisible()


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_file_is_added_with_its_mapping_and_used(
    panel: ModelPanel, settle: Settle, real_data: Path
) -> None:
    weights = real_data / "weights" / "shufflenet_v2_x0_5-backbone-only.pth"
    panel.accept_drop([str(weights)])
    adding = panel.adding
    adding.name.setText("shuffle")
    adding.architecture.setCurrentIndex(adding.architecture.findData("shufflenet_v2_x0_5"))
    adding.start()
    settle(lambda: bool(adding.banner.text), LONG)
    assert "shuffle was added as shufflenet_v2_x0_5" in adding.banner.text
    lines = adding.mapping.stringList()
    assert lines[0] == "Loaded (275)"
    assert lines[1] == "Missing in the file, so kept at random values (7)"
    assert "conv5.0.weight" in lines[2]
    settle(lambda: "shuffle" in panel.shelf.by_id)
    adding.use_button.click()
    settle(lambda: panel.keeper.draft.backbone == "shuffle")


def test_a_refusal_names_the_nearest_networks_as_buttons(panel: ModelPanel, tmp_path: Path) -> None:
    hint = "Nearest: resnet18 (43%), resnet34 (21%), vgg11 (0%). Name one with --architecture."
    error = BadInputError("The weights in x fit no architecture that is known.", hint)
    assert candidates(error) == (("resnet18", "43%"), ("resnet34", "21%"))
    assert "--" not in in_window_words(error).hint
    panel.adding.take(tmp_path / "x.pth")
    panel._show(panel.adding)
    panel.adding._refused(error)
    assert {"Try as resnet18 (43% fits)", "Try as resnet34 (21% fits)"} <= set(buttons(panel))


def test_no_network_says_what_to_do_instead(panel: ModelPanel) -> None:
    error = OfflineError("The weights of resnet18 could not be fetched: no route.", "run tlstudio")
    panel._download_failed("resnet18", error)
    assert "USB stick" in panel.banner.text
    assert "tlstudio" not in panel.banner.text
    assert {"Try again", "Take it from a USB stick…"} <= set(buttons(panel.banner))


@pytest.mark.timeout(240)
def test_a_stick_goes_to_another_computer_and_back(
    panel: ModelPanel, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = PackDialog(panel.shelf.here, "fractalnet", panel)
    qtbot.addWidget(dialog)
    assert [entry.ident for entry in dialog.chosen()] == ["fractalnet"]
    assert dialog.total.text() == "Together 3.2 MB"
    dialog.list.item(0).setCheckState(dialog.list.item(0).checkState().Unchecked)
    assert not dialog.save.isEnabled()
    target = tmp_path / "stick.zip"
    panel.carrying.pack(["fractalnet"], target)
    settle(lambda: bool(panel.banner.text), LONG)
    assert str(target) in panel.banner.text
    panel.banner.hide()
    assert panel.accept_drop([str(target)])
    settle(lambda: bool(panel.banner.text), LONG)
    assert panel.banner.text.startswith("On this computer now: fractalnet.")
    assert "Use it" in buttons(panel.banner)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("holiday.txt", "x")
    panel.banner.hide()
    panel.accept_drop([str(tmp_path / "other.zip")])
    settle(lambda: bool(panel.banner.text), LONG)
    assert "was not made by “Prepare a USB stick”" in panel.banner.text


@pytest.mark.parametrize(
    ("name", "taken"),
    [("x.safetensors", True), ("x.pkl", True), ("notes.docx", False), ("photo.jpg", False)],
)
def test_only_models_are_taken_from_a_drop(
    panel: ModelPanel, tmp_path: Path, name: str, taken: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    assert panel.accept_drop([str(path)]) == taken
    folder = tmp_path / "dinov2"
    folder.mkdir()
    assert not panel.accept_drop([str(folder)])
    (folder / "config.json").write_text("{}")
    assert panel.accept_drop([str(folder)])
    assert panel.adding.name.text() == "dinov2"
