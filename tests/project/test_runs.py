"""Run folders, their record of events and the words that a job hears."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from tlstudio.core import files
from tlstudio.core.errors import ProjectError
from tlstudio.project.control import ControlReader, send
from tlstudio.project.journal import EventFollower, EventLog, passes, read_events
from tlstudio.project.runs import RunFolder


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    path = tmp_path / "run"
    path.mkdir()
    return RunFolder(path)


def test_a_torn_last_line_is_passed_over_and_numbers_go_on(run: RunFolder) -> None:
    with closing(EventLog(run.events_path)) as log:
        log.emit("started", pid=1)
        log.emit("epoch", epoch=0, best=0.5)
    with run.events_path.open("ab") as stream:
        stream.write(b'{"seq": 3, "kind": "epo')
    assert [event.seq for event in read_events(run.events_path)] == [1, 2]
    with closing(EventLog(run.events_path, resume=True)) as log:
        log.emit("finished")
    events = read_events(run.events_path)
    assert [event.kind for event in events] == ["started", "epoch", "finished"]
    assert events[-1].seq > events[-2].seq


def test_a_follower_hears_each_event_once(run: RunFolder) -> None:
    follower = EventFollower(run.events_path)
    assert list(follower.poll()) == []
    with closing(EventLog(run.events_path)) as log:
        log.emit("started", pid=1)
        assert [event.kind for event in follower.poll()] == ["started"]
        log.emit("note", text="ü\n")
        log.emit("finished")
        assert [event.kind for event in follower.poll()] == ["note", "finished"]
    assert list(follower.poll()) == []


@pytest.mark.parametrize(
    ("last", "state"),
    [("finished", "finished"), ("stopped", "stopped"), ("failed", "failed"), ("epoch", "died")],
)
def test_how_a_run_is_doing_is_read_from_its_record(run: RunFolder, last: str, state: str) -> None:
    assert run.status().state == "new"
    with closing(EventLog(run.events_path)) as log:
        log.emit("started", pid=1)
        log.emit("epoch", phase=0, epoch=0, best=-0.25)
        log.emit(last, message="It broke.", best=-0.25)  # type: ignore[arg-type]
    status = run.status()
    assert status.state == state
    assert status.best == -0.25
    assert status.error == ("It broke." if last == "failed" else "")


def test_a_heartbeat_of_a_living_process_means_running(run: RunFolder) -> None:
    with closing(EventLog(run.events_path)) as log:
        log.emit("started", pid=os.getpid())
    files.write_json(run.path / "heartbeat.json", {"pid": os.getpid(), "token": "x"})
    assert run.status().state == "running"
    files.write_json(run.path / "heartbeat.json", {"pid": 2**22 + 5, "token": "x"})
    assert run.status().state == "died"


def test_words_are_heeded_in_order_and_old_ones_are_not(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tlstudio.project.control._LOOK", 0.0)
    send(run.path, "stop")
    reader = ControlReader(run.path)
    assert reader.poll() == "run", "the stop that ended the run before is old"
    send(run.path, "pause")
    assert reader.poll() == "pause"
    send(run.path, "resume")
    assert reader.poll() == "run"
    send(run.path, "stop")
    send(run.path, "resume")
    assert reader.poll() == "stop", "a stop stays"


def test_evaluations_are_numbered_and_never_reused(run: RunFolder) -> None:
    first, second = run.new_evaluation(), run.new_evaluation()
    assert (first.name, second.name) == ("0001", "0002")
    assert run.evaluations() == (first, second)


def test_a_missing_plan_is_said_in_words(run: RunFolder) -> None:
    with pytest.raises(ProjectError, match=r"no readable plan\.toml"):
        run.plan()


def test_a_pass_that_was_done_again_counts_once_with_its_last_word(run: RunFolder) -> None:
    with closing(EventLog(run.events_path)) as log:
        for phase, epoch, loss in ((0, 0, 1.0), (1, 0, 0.9), (1, 1, 0.8), (1, 1, 0.7), (1, 2, 0.6)):
            log.emit("epoch", phase=phase, epoch=epoch, train_loss=loss, best=-loss)
    told = passes(read_events(run.events_path))
    assert [event.data["train_loss"] for event in told] == [1.0, 0.9, 0.7, 0.6]
    assert run.status().epoch == 4
