"""Settings of every test: no screen, no network, folders of its own."""

from __future__ import annotations

import gc
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HF_HUB_OFFLINE"] = "1"

DATA = Path(
    os.environ.get("TLSTUDIO_TEST_DATA")
    or Path(__file__).resolve().parent.parent.parent / "shared" / "data"
)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of real datasets and weights; skips where it is absent."""
    if not DATA.is_dir():
        pytest.skip("no folder of real data; set TLSTUDIO_TEST_DATA")
    return DATA


def pytest_collection_finish() -> None:
    """What was imported stays: the garbage collector need not look at it after every test."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Libraries that count what is left at the end shall find nothing."""
    gc.unfreeze()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """User folders of the test alone, for this process and its children."""
    base = tmp_path_factory.mktemp("user")
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"TLSTUDIO_{name}_DIR", str(base / name.lower()))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "unix"
        if host not in ("127.0.0.1", "::1", "localhost", "unix"):
            raise OSError(f"the tests may not connect to {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run a verb with `--json` and give its object."""
    from tlstudio.cli.app import main

    def run(*words: object, code: int = 0) -> Any:
        capsys.readouterr()
        got = main([*map(str, words), "--json"])
        captured = capsys.readouterr()
        assert got == code, captured.out + captured.err
        return json.loads(captured.out)

    return run
