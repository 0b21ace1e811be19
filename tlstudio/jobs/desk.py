"""The parent's side of a desk: ask small questions from any thread, a child process answers."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, TypeVar

from tlstudio.core.errors import StudioError, WorkerDiedError, from_kind
from tlstudio.core.paths import cache_dir
from tlstudio.core.reporting import Progress
from tlstudio.jobs.answers import Answer, Ready
from tlstudio.jobs.command import worker_command
from tlstudio.jobs.frames import Frame, read_frame, write_frame
from tlstudio.jobs.outcome import from_exit
from tlstudio.jobs.questions import Question, Warm

A = TypeVar("A", bound=Answer)
_MOST_WAITING = 600
_LOG_BYTES = 1 << 20
_GRACE = 3.0


@dataclass(eq=False)
class _Asked:
    """One question on its way."""

    number: int
    question: Question[Any]
    future: Future[Any]
    heard: Callable[[Progress], None] | None = None


@dataclass(eq=False)
class _Child:
    """One life of the child process."""

    process: subprocess.Popen[bytes]
    questions: IO[bytes]
    answers: IO[bytes]
    at_work: dict[int, _Asked] = field(default_factory=dict)
    answered: bool = False


class Desk:
    """Questions to a child process and its answers, matched by number; a context manager.

    The child is started with the first question, and again with the next one after it died. It
    works at a lower priority and ends when this process does.

    Args:
        name: Of its log file.
        threads: Questions that are answered at once; 1 where torch answers.
    """

    def __init__(self, name: str, *, threads: int = 1) -> None:
        self.name = name
        self._threads = threads
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._waiting: deque[_Asked] = deque()
        self._newest: deque[_Asked] = deque()
        self._count = 0
        self._closed = False

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def log_path(self) -> Path:
        """What the child and its libraries printed."""
        return cache_dir() / "logs" / f"desk-{self.name}.txt"

    @property
    def pid(self) -> int:
        """Process id of the child, 0 when there is none."""
        child = self._child
        return child.process.pid if child else 0

    def start(self) -> None:
        """Start the child, so that the first question need not wait for it."""
        with self._lock:
            self._living()

    def warm(self, family: str) -> Future[Ready]:
        """Have what answers a kind of question ("predict") imported beforehand."""
        return self.submit(Warm(family=family))

    def ask(self, question: Question[A], timeout: float | None = 120.0) -> A:
        """Ask and wait for the answer; safe from several threads at once.

        Raises:
            StudioError: What the answer's side found wrong, or that it took too long.
            WorkerDiedError: When the child died over it, or the desk was closed.
            CancelledError: When the question was cancelled meanwhile.
        """
        future = self.submit(question)
        try:
            return future.result(timeout)
        except TimeoutError:
            self.cancel(future)
            raise StudioError(
                f"There was no answer within {timeout:.0f} seconds.",
                "The computer may be busy with a training; try again in a moment.",
            ) from None

    def submit(
        self,
        question: Question[A],
        *,
        newest_first: bool = False,
        heard: Callable[[Progress], None] | None = None,
    ) -> Future[A]:
        """Ask without waiting; callbacks of the future run on the desk's own thread.

        Args:
            question: What.
            newest_first: Answered after all others, the newest first, as thumbnails of a grid
                that is scrolled; when too many wait, the oldest are cancelled.
            heard: Gets how far it is, on the desk's own thread.
        """
        future: Future[A] = Future()
        dropped: list[_Asked] = []
        with self._lock:
            if self._closed:
                raise _closed()
            self._count += 1
            asked = _Asked(self._count, question, future, heard)
            (self._newest if newest_first else self._waiting).append(asked)
            while len(self._newest) > _MOST_WAITING:
                dropped.append(self._newest.popleft())
            self._hand_over()
        for old in dropped:
            old.future.cancel()
        return future

    def cancel(self, future: Future[Any]) -> None:
        """Drop a question that waits; ask the child to stop with one that it is at."""
        if future.cancel() or future.done():
            return
        with self._lock, contextlib.suppress(OSError, ValueError):
            child = self._child
            for asked in list(child.at_work.values()) if child else ():
                if asked.future is future and child is not None:
                    write_frame(child.questions, {"stop": asked.number})

    def close(self) -> None:
        """End the child; questions without an answer fail. May be called twice."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
            left = [*self._waiting, *self._newest, *(child.at_work.values() if child else ())]
            self._waiting.clear()
            self._newest.clear()
            if child is not None:
                child.at_work.clear()
        _fail(left, _closed())
        if child is None:
            return
        # The end of its input tells it to clean up and go.
        with contextlib.suppress(OSError, ValueError):
            child.questions.close()
        try:
            child.process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            _kill(child.process)

    def _living(self) -> _Child:
        """The child, started when there is none; the lock is held."""
        if self._closed:
            raise _closed()
        if self._child is None:
            self._child = self._born()
            reader = threading.Thread(
                target=self._listen, args=(self._child,), name=f"desk {self.name}", daemon=True
            )
            reader.start()
        return self._child

    def _born(self) -> _Child:
        self.log_path.parent.mkdir(parents=True, exist_ok=True)
        full = self.log_path.is_file() and self.log_path.stat().st_size > _LOG_BYTES
        with self.log_path.open("wb" if full else "ab") as log:
            process = subprocess.Popen(
                [*worker_command("desk"), str(self._threads)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=os.name != "nt",
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the child has no pipes")
        return _Child(process, process.stdin, process.stdout)

    def _hand_over(self) -> None:
        """Give the child what it has room for; the lock is held."""
        while self._waiting or self._newest:
            child = self._living()
            # One more than it works at, so that it never waits for the pipe.
            if len(child.at_work) > self._threads:
                return
            asked = self._waiting.popleft() if self._waiting else self._newest.pop()
            if not asked.future.set_running_or_notify_cancel():
                continue
            child.at_work[asked.number] = asked
            question = asked.question.model_dump(mode="json")
            # A broken pipe is the end of the child: whoever listens to it hears of it, too.
            with contextlib.suppress(OSError, ValueError):
                write_frame(child.questions, {"id": asked.number, "question": question})

    def _listen(self, child: _Child) -> None:
        """Read answers until the child ends; on a thread of its own."""
        with contextlib.suppress(OSError, ValueError):
            while (frame := read_frame(child.answers)) is not None:
                self._answered(child, frame)
        child.answers.close()
        self._ended(child)

    def _answered(self, child: _Child, frame: Frame) -> None:
        header, array = frame
        if "progress" in header:
            with self._lock:
                asked = child.at_work.get(int(header["id"]))
            if asked is not None and asked.heard is not None:
                asked.heard(Progress(**header["progress"]))
            return
        with self._lock:
            asked = child.at_work.pop(int(header["id"]), None)
            child.answered = True
            if self._child is child:
                self._hand_over()
        if asked is None:
            return
        if header.get("error") == "stopped":
            asked.future.set_exception(CancelledError())
        elif "error" in header:
            error = from_kind(header["error"], header["message"], header["hint"])
            asked.future.set_exception(error)
        else:
            facts = header["answer"] | ({} if array is None else {"pixels": array})
            kind = type(asked.question).answer
            try:
                asked.future.set_result(kind.model_validate(facts))
            except ValueError as error:
                asked.future.set_exception(error)

    def _ended(self, child: _Child) -> None:
        """Fail what the child was at; go on with a new one, unless it never said a word."""
        code = child.process.wait()
        with contextlib.suppress(OSError, ValueError):
            child.questions.close()
        with self._lock:
            lost = list(child.at_work.values())
            child.at_work.clear()
            if self._child is child:
                self._child = None
                if not child.answered:
                    lost += [*self._waiting, *self._newest]
                    self._waiting.clear()
                    self._newest.clear()
                with contextlib.suppress(OSError):
                    self._hand_over()
        died = from_exit(code, "").error
        message = died.message if died else "The worker ended."
        _fail(lost, WorkerDiedError(message, f"It is started again when needed ({self.log_path})."))


def _closed() -> WorkerDiedError:
    return WorkerDiedError("The worker was closed.", "Open the window or the panel again.")


def _fail(lost: list[_Asked], error: StudioError) -> None:
    for asked in lost:
        # Somebody may cancel it at this very moment.
        with contextlib.suppress(InvalidStateError):
            asked.future.set_exception(error)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
