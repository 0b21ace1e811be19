"""A desk answers from any thread, survives its child's death and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.pictures import noisy
from tlstudio.core.errors import BadInputError, UsageError, WorkerDiedError
from tlstudio.core.paths import cache_dir
from tlstudio.core.reporting import Progress
from tlstudio.jobs.answers import Picture
from tlstudio.jobs.desk import Desk
from tlstudio.jobs.questions import PreviewImport, Thumbnail, View, Warm


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk("test", threads=2) as made:
        yield made


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    noisy("red", 1).save(tmp_path / "a.png")
    return tmp_path / "a.png"


def test_many_threads_get_their_own_answers(desk: Desk, tmp_path: Path) -> None:
    paths = []
    for number in range(24):
        noisy("red", number, 20 + number).save(tmp_path / f"{number}.png")
        paths.append(tmp_path / f"{number}.png")
    with ThreadPoolExecutor(6) as pool:
        sizes = list(pool.map(lambda p: desk.ask(View(files=(p,))).width, paths))
    assert sizes == [20 + number for number in range(24)]


def test_an_error_keeps_its_kind_and_its_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"no image")
    with pytest.raises(BadInputError, match=r"bad\.png") as told:
        desk.ask(Thumbnail(files=(tmp_path / "bad.png",)))
    assert "Supported" in told.value.hint
    with pytest.raises(UsageError, match="Nobody answers"):
        desk.ask(Warm(family="nonsense"))


def test_a_long_answer_says_how_far_it_is(desk: Desk, tmp_path: Path) -> None:
    for number in range(40):
        noisy("red", number, 300).save(tmp_path / f"{number}.png")
    told: list[Progress] = []
    answer = desk.submit(PreviewImport(source=tmp_path), heard=told.append).result(60)
    assert answer.found == 40
    assert told
    assert all(progress.done <= 40 for progress in told)
    assert desk.submit(PreviewImport(source=tmp_path)).result(60).found == 40


def test_pictures_alone_never_import_torch(desk: Desk, picture: Path) -> None:
    desk.ask(Thumbnail(files=(picture,)))
    maps = Path(f"/proc/{desk.pid}/maps")
    if not maps.is_file():
        pytest.skip("no /proc")
    assert "libtorch" not in maps.read_text()


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_dead_child_fails_its_questions_and_the_next_one_starts_another(
    desk: Desk, picture: Path
) -> None:
    desk.ask(Thumbnail(files=(picture,)))
    first = desk.pid
    os.kill(first, signal.SIGSTOP)
    waiting = [desk.submit(Thumbnail(files=(picture,))) for _ in range(3)]
    os.kill(first, signal.SIGKILL)
    with pytest.raises(WorkerDiedError, match="killed by the system"):
        waiting[0].result(20)
    assert desk.ask(Thumbnail(files=(picture,))).pixels.shape == (48, 48, 3)
    assert desk.pid != first


def test_a_child_that_cannot_start_fails_everything(
    desk: Desk, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr("tlstudio.jobs.desk.worker_command", lambda _: command)
    futures = [desk.submit(Thumbnail(files=(picture,))) for _ in range(20)]
    for future in futures:
        with pytest.raises(WorkerDiedError, match="exit status 3"):
            future.result(20)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_waiting_thumbnails_are_answered_newest_first_and_can_be_dropped(
    desk: Desk, picture: Path
) -> None:
    desk.ask(Thumbnail(files=(picture,)))
    os.kill(desk.pid, signal.SIGSTOP)
    order: list[int] = []
    futures: list[Future[Picture]] = []
    for number in range(12):
        question = Thumbnail(files=(picture,), side=20 + number)
        future = desk.submit(question, newest_first=True)
        future.add_done_callback(lambda _, number=number: order.append(number))  # type: ignore[misc]
        futures.append(future)
    urgent = desk.submit(View(files=(picture,)))
    urgent.add_done_callback(lambda _: order.append(-1))
    desk.cancel(futures[5])
    os.kill(desk.pid, signal.SIGCONT)
    for number, future in enumerate(futures):
        if number != 5:
            assert future.result(20).pixels.shape[0] == 20 + number
    assert futures[5].cancelled()
    # A future has its result a moment before it calls back.
    deadline = time.monotonic() + 20
    while len(order) < 13 and time.monotonic() < deadline:
        time.sleep(0.01)
    # The first three were under way already; two threads may change places.
    rest = [number for number in order if number not in (0, 1, 2, 5)]
    assert rest.index(-1) < rest.index(3)
    assert rest.index(11) < rest.index(4)
    assert rest.index(10) < rest.index(3)


def test_closing_ends_the_child_and_fails_what_was_asked(picture: Path) -> None:
    desk = Desk("test")
    desk.ask(Thumbnail(files=(picture,)))
    child = psutil.Process(desk.pid)
    child.suspend()
    futures = [desk.submit(Thumbnail(files=(picture,))) for _ in range(4)]
    threading.Timer(0.2, child.resume).start()
    desk.close()
    for future in futures:
        with pytest.raises((WorkerDiedError, CancelledError)):
            future.result(20)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
    desk.close()
    with pytest.raises(WorkerDiedError, match="closed"):
        desk.ask(Thumbnail(files=(picture,)))


@pytest.mark.parametrize("how", ["cancel", "close"])
def test_a_preview_under_way_can_be_given_up(tmp_path: Path, how: str) -> None:
    for number in range(200):
        noisy("red", number, 200).save(tmp_path / f"{number}.png")
    previews = cache_dir() / "previews"
    with Desk("test") as desk:
        desk.warm("preview-import").result(60)
        future = desk.submit(PreviewImport(source=tmp_path))
        deadline = time.monotonic() + 20
        while not (previews.is_dir() and any(previews.iterdir())) and time.monotonic() < deadline:
            time.sleep(0.005)
        if how == "cancel":
            desk.cancel(future)
            with pytest.raises(CancelledError):
                future.result(20)
            assert desk.ask(Thumbnail(files=(tmp_path / "0.png",))).pixels.shape == (160, 160, 3)
    if how == "close":
        with pytest.raises(WorkerDiedError):
            future.result(20)
    assert list(previews.iterdir()) == []


_PARENT = """
import sys, time
from pathlib import Path
from tlstudio.jobs.desk import Desk
desk = Desk("orphan")
desk.start()
print(desk.pid, flush=True)
time.sleep(60)
"""


def test_the_child_ends_with_its_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 30
    while child.is_running() and child.status() != "zombie" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not child.is_running() or child.status() == "zombie"
