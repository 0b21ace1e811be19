"""The local server answers this computer alone, over real HTTP, and is not worn down."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import uvicorn
from numpy.typing import NDArray

from tests.pictures import noisy
from tlstudio.core.errors import BadInputError
from tlstudio.core.events import EventKind
from tlstudio.data.preprocess import Recipe
from tlstudio.evaluation.usable import Outputs, UsableModel
from tlstudio.serving import server as serving
from tlstudio.serving.app import make_app

RECIPE = Recipe(size=8, canvas=8, mean=(0.0,) * 3, std=(1.0,) * 3)


def redness(canvases: NDArray[Any]) -> Outputs:
    """Logits of a model that sees whether red or blue prevails."""
    means = canvases.astype(float).mean(axis=(1, 2))
    return Outputs(np.stack([means[:, 2], means[:, 0]], axis=1))


MODEL = UsableModel(
    title="colours </script><b>",
    task="image-classification",
    classes=("blue", "red <i>"),
    multi_label=False,
    recipe=RECIPE,
    run=redness,
)


@dataclass(frozen=True)
class Served:
    port: int

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def predict(self, body: bytes, **headers: str) -> tuple[int, dict[str, Any]]:
        status, _, text = self.ask("POST", "/predict", body, **headers)
        return status, json.loads(text)


class Reporter:
    """Hears the address and says when to stop."""

    def __init__(self) -> None:
        self.address = ""
        self.known = threading.Event()
        self.stop = threading.Event()

    def emit(self, kind: EventKind, **data: Any) -> None:
        del kind
        self.address = data.get("address", "")
        self.known.set()

    def progress(self, stage: str, done: int, total: int | None = None) -> None:
        pass

    def should_stop(self) -> bool:
        return self.stop.is_set()


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(serving, "open_model", lambda _: MODEL)
    reporter = Reporter()
    ended: list[int] = []
    thread = threading.Thread(target=lambda: ended.append(serving.serve(Path("m"), 0, reporter)))
    thread.start()
    assert reporter.known.wait(30)
    yield Served(int(reporter.address.rstrip("/").rpartition(":")[2]))
    reporter.stop.set()
    thread.join(30)
    assert ended, "the server did not end"


def png(colour: str, tmp_path: Path) -> bytes:
    path = tmp_path / "p.png"
    noisy(colour, 1).save(path)
    return path.read_bytes()


def test_it_answers_an_image_and_shows_a_page_of_its_own(served: Served, tmp_path: Path) -> None:
    status, found = served.predict(png("red", tmp_path))
    assert status == 200
    assert found["prediction"] == "red <i>"
    assert sum(found["probabilities"].values()) == pytest.approx(1)
    status, headers, page = served.ask("GET", "/")
    assert status == 200
    assert b"http" not in page.replace(b"http-equiv", b""), "the page reaches elsewhere"
    assert b"</script><b>" not in page
    assert b"red <i>" not in page
    assert "'unsafe-inline'" not in headers["content-security-policy"]
    assert json.loads(served.ask("GET", "/model")[2])["classes"] == ["blue", "red <i>"]


def test_what_is_no_image_is_a_sentence(served: Served) -> None:
    for body in (b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(40), b"II*\0" + bytes(100)):
        status, found = served.predict(body)
        assert status == 422
        assert found["problem"].startswith("The "), found
        assert "tmp" not in found["problem"]
    assert served.ask("GET", "/etc/passwd")[0] == 404
    assert served.ask("GET", "/predict")[0] == 404
    assert served.ask("PUT", "/")[0] == 404


def test_only_this_computer_may_ask(served: Served, tmp_path: Path) -> None:
    body = png("blue", tmp_path)
    for name in ("127.0.0.1", "localhost"):
        assert served.predict(body, Host=f"{name}:{served.port}")[0] == 200
    for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1:1", ""):
        status, found = served.predict(body, Host=host)
        assert status == 403, host
        assert "this computer itself" in found["problem"]
    assert served.predict(body, Origin=f"http://127.0.0.1:{served.port}")[0] == 200
    for origin in ("http://evil.example", "null", f"https://127.0.0.1:{served.port}"):
        assert served.predict(body, Origin=origin)[0] == 403
    with socket.socket() as other:
        other.settimeout(2)
        mine = _own_address()
        if mine and mine != "127.0.0.1":
            with pytest.raises(OSError):  # noqa: PT011 - refused, in the system's own words
                other.connect((mine, served.port))


def _own_address() -> str:
    try:
        return socket.gethostbyname(socket.gethostname())
    except OSError:
        return ""


def test_the_port_of_another_program_is_a_sentence(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInputError, match="in use by another program"):
        serving.serve(Path("m"), served.port, Reporter())


@pytest.fixture
def limited() -> Iterator[Served]:
    """A server that takes a kilobyte in half a second."""
    app = make_app(MODEL, max_bytes=1024, upload_seconds=0.5)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield Served(listener.getsockname()[1])
    server.should_exit = True
    thread.join(30)


def test_too_much_and_too_slow_is_refused(limited: Served) -> None:
    assert limited.predict(bytes(1025))[0] == 413
    with socket.create_connection(("127.0.0.1", limited.port), timeout=20) as raw:
        host = f"Host: 127.0.0.1:{limited.port}\r\n".encode()
        raw.sendall(b"POST /predict HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(3):
            raw.sendall(b"200\r\n" + bytes(0x200) + b"\r\n")
        assert b" 413 " in raw.recv(4096)
    with socket.create_connection(("127.0.0.1", limited.port), timeout=20) as raw:
        raw.sendall(b"POST /predict HTTP/1.1\r\n" + host + b"Content-Length: 900\r\n\r\nx")
        assert b" 408 " in raw.recv(4096)
    assert limited.predict(b"x")[0] == 422
