"""The project folder: made, opened, locked, copied, brought back."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tlstudio.core.errors import LockedError, NewerVersionError, ProjectError, UsageError
from tlstudio.core.plans import Plan
from tlstudio.project import backups
from tlstudio.project.project import Project

_HOLDER = """
import sys, time
from pathlib import Path
from tlstudio.project.project import Project
with Project.open(Path(sys.argv[1])):
    print("open", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Projekt ü 研究"
    Project.create(place, task="image-classification").close()
    return place


def test_a_new_project_is_an_ordinary_folder(folder: Path) -> None:
    with Project.open(folder) as project:
        assert project.config.name == "Projekt ü 研究"
        assert {p.name for p in folder.iterdir()} >= {"project.toml", "media", "runs", "exports"}
        run = project.new_run("my run/…", Plan())
        assert run.plan() == Plan()
        assert project.runs() == (run,)
        assert project.new_run("my run", Plan()).path != run.path
    with pytest.raises(ProjectError, match="not empty"):
        Project.create(folder, task="image-classification")
    with pytest.raises(ProjectError, match="no project"):
        Project.open(folder / "runs")


def test_only_one_process_writes_and_a_crash_frees_the_lock(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        with pytest.raises(LockedError, match=str(child.pid)):
            Project.open(folder)
        with Project.open(folder, write=False) as reader:
            assert reader.read_only
        child.kill()
    with Project.open(folder) as project:
        assert not project.read_only


def test_settings_that_are_newer_or_damaged_are_refused_untouched(folder: Path) -> None:
    path = folder / "project.toml"
    good = path.read_text("utf-8")
    path.write_text(good.replace("schema_version = 1", "schema_version = 9"), "utf-8")
    with pytest.raises(NewerVersionError, match="newer version"):
        Project.open(folder)
    assert "schema_version = 9" in path.read_text("utf-8")
    path.write_bytes(b"\xff\xfe broken")
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(folder)
    path.write_text('name = "x"', "utf-8")
    with pytest.raises(ProjectError, match="task is missing or wrong"):
        Project.open(folder)


def test_a_run_is_found_by_the_beginning_of_its_name(folder: Path) -> None:
    with Project.open(folder) as project:
        first, second = project.new_run("one", Plan()), project.new_run("two", Plan())
        assert project.run(second.name) == second
        assert project.run(first.name[:-1]) == first
        with pytest.raises(UsageError, match="Several runs fit"):
            project.run("2")
        with pytest.raises(UsageError, match=r"(?i)no run"):
            project.run("x")
        with pytest.raises(UsageError, match="No run has a trained model"):
            project.run()


def fill(folder: Path, rows: int) -> None:
    connection = sqlite3.connect(folder / "dataset.sqlite")
    with connection:
        connection.execute("CREATE TABLE IF NOT EXISTS samples (id INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO samples VALUES (NULL)", [() for _ in range(rows)])
    connection.close()


def count(path: Path) -> int:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("SELECT count(*) FROM samples").fetchone()
    connection.close()
    return int(found)


def test_copies_are_made_by_themselves_ten_are_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, 3)
    Project.open(folder).close()
    assert [count(path) for path in backups.backups(folder)] == [3]
    assert backups.back_up(folder, at_least=0) is None, "nothing changed since"
    for number in range(12):
        fill(folder, 1)
        stamp = f"2030{number:02d}"
        monkeypatch.setattr(time, "strftime", lambda *_, stamp=stamp: stamp)
        changed = time.time() + number + 1
        os.utime(folder / "dataset.sqlite", (changed, changed))
        assert backups.back_up(folder, at_least=0) is not None
    assert [count(path) for path in backups.backups(folder)] == list(range(15, 5, -1))


def test_a_damaged_dataset_comes_back_from_the_newest_whole_copy(folder: Path) -> None:
    fill(folder, 5)
    assert backups.back_up(folder) is not None
    broken = folder / "backups" / "99999999-000000.sqlite"
    broken.write_bytes(b"SQLite format 3\0 but no more")
    dataset = folder / "dataset.sqlite"
    dataset.write_bytes(dataset.read_bytes()[:100] + os.urandom(4000))
    assert backups.damage(dataset)
    assert backups.back_up(folder, at_least=0) is None, "a damaged file is not copied"
    taken = backups.restore(folder)
    assert taken != broken
    assert count(dataset) == 5
    assert list(folder.glob("damaged-*dataset.sqlite")), "the old file is set aside"


def test_without_a_whole_copy_it_says_so(folder: Path) -> None:
    with pytest.raises(ProjectError, match="no whole copy"):
        backups.restore(folder)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_copy_that_was_killed_leaves_no_half_one(folder: Path) -> None:
    fill(folder, 200_000)
    code = (
        "import sys; from pathlib import Path; from tlstudio.project.backups import back_up\n"
        "print('x', flush=True)\n"
        "while True: back_up(Path(sys.argv[1]), at_least=0);"
        " (Path(sys.argv[1]) / 'dataset.sqlite').touch()"
    )
    for delay in (0.02, 0.1, 0.3):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(delay)
            os.kill(child.pid, signal.SIGKILL)
    assert all(count(path) == 200_000 for path in backups.backups(folder))
