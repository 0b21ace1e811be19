"""The child of a desk: reads questions, answers them in a few threads, ends with its input.

Started as `python -m tlstudio.jobs.desk_worker THREADS`, in the package as
`tlstudio-cli desk THREADS`.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import queue
import sys
import threading
import traceback
from dataclasses import asdict
from functools import partial
from typing import IO, Any

from pydantic import ValidationError

from tlstudio.core.errors import StudioError
from tlstudio.core.reporting import Progress, Stopped
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answering.registry import answer
from tlstudio.jobs.frames import read_frame, write_frame
from tlstudio.jobs.questions import read_question
from tlstudio.jobs.worker import lower_priority

_PATIENCE = 2.0


class Worker:
    """Answers questions from one stream on another.

    Args:
        questions: Frames with `id` and `question`, or with `stop` and the id to stop.
        answers: Frames with `id` and `answer`, or with `error`, `message` and `hint`; before them
            any number with `progress`.
        threads: Questions at once.
    """

    def __init__(self, questions: IO[bytes], answers: IO[bytes], threads: int) -> None:
        self._questions = questions
        self._answers = answers
        self._threads = threads
        self._queue: queue.SimpleQueue[tuple[int, Any] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._stops: dict[int, threading.Event] = {}

    def run(self) -> None:
        """Until the questions end; what is at work then is asked to stop."""
        threads = [
            threading.Thread(target=self._work, name=f"answer {n}", daemon=True)
            for n in range(self._threads)
        ]
        for thread in threads:
            thread.start()
        while (frame := read_frame(self._questions)) is not None:
            header, _ = frame
            if "stop" in header:
                if stop := self._stops.get(int(header["stop"])):
                    stop.set()
                continue
            number = int(header["id"])
            self._stops[number] = threading.Event()
            self._queue.put((number, header["question"]))
        self._end.set()
        for _ in threads:
            self._queue.put(None)
        for thread in threads:
            thread.join(_PATIENCE / len(threads))

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            if self._end.is_set():
                return
            number, raw = item
            stop = self._stops[number]
            listener = Listener(stop, self._end, told=partial(self._tell, number))
            header, array = attempt(raw, listener)
            del self._stops[number]
            try:
                with self._lock:
                    write_frame(self._answers, {"id": number, **header}, array)
            except (OSError, ValueError):
                return  # nobody reads any more

    def _tell(self, number: int, progress: Progress) -> None:
        # When nobody reads any more, the answer finds out.
        with contextlib.suppress(OSError, ValueError), self._lock:
            write_frame(self._answers, {"id": number, "progress": asdict(progress)})


def attempt(raw: Any, listener: Listener) -> tuple[dict[str, Any], Any]:
    """The answer to a question as header and array; every fault becomes a header in words."""
    try:
        if listener.should_stop():
            raise Stopped
        found = answer(read_question(raw), listener)
        return {"answer": found.model_dump(mode="json", exclude={"pixels"})}, found.array()
    except Stopped:
        return {"error": "stopped"}, None
    except StudioError as error:
        return _fault(error.kind, error.message, error.hint), None
    except ValidationError as error:
        return _fault("usage", f"The question makes no sense: {error.errors()[0]['msg']}."), None
    except MemoryError:
        return _fault(
            "out-of-memory", "The computer's memory ran out.", "Close other programs."
        ), None
    except Exception as error:  # noqa: BLE001 - every other fault becomes an answer, too
        traceback.print_exc()
        text = f"Something went wrong inside the program: {type(error).__name__}: {error}"
        return _fault("error", text, "Please send the details to the developers."), None


def _fault(kind: str, message: str, hint: str = "") -> dict[str, Any]:
    return {"error": kind, "message": message, "hint": hint}


def main(arguments: list[str] | None = None) -> int:
    """Entry point; one argument, the number of threads."""
    multiprocessing.freeze_support()
    faulthandler.enable()
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) != 1 or not arguments[0].isdecimal():
        sys.stderr.write("usage: desk_worker THREADS\n")
        return 2
    lower_priority()
    questions = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the answers.
    os.dup2(2, 1)
    Worker(questions, answers, max(1, int(arguments[0]))).run()
    sys.stderr.flush()
    # A thread in native code may not be waited for.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
