"""The one way to do something off the window's thread: run it, hear of its end on that thread."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from tlstudio.core.errors import StudioError

T = TypeVar("T")
Failed = Callable[[StudioError], None]


@dataclass(eq=False)
class Ticket:
    """One piece of work; cancel it when nobody wants its answer any more."""

    owner: QObject
    done: Callable[[Any], None]
    failed: Failed | None
    cancelled: bool = False
    future: Future[None] | None = None
    value: Any = None
    error: StudioError | None = None

    dropped: Callable[[], object] | None = None

    def cancel(self) -> None:
        """Neither `done` nor `failed` is called from now on; what has not begun never begins."""
        self.cancelled = True
        if self.future is not None:
            self.future.cancel()
        if self.dropped is not None:
            self.dropped()


@dataclass(frozen=True)
class Lane:
    """Threads that do one kind of work, in the order in which it came."""

    executor: Executor = field(repr=False)


class Background(QObject):
    """Runs functions on other threads; answers arrive on the window's thread.

    Args:
        report: Is shown every error that nobody else asked for.
    """

    _arrived = Signal(object)

    def __init__(self, report: Failed, threads: int = 4) -> None:
        super().__init__()
        self._report = report
        self._lanes: list[Lane] = []
        self._closed = False
        self._common = self.lane("background", threads)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def lane(self, name: str, threads: int = 1) -> Lane:
        """Threads of their own, for work that must keep its order or must not wait for others."""
        lane = Lane(ThreadPoolExecutor(threads, thread_name_prefix=name))
        self._lanes.append(lane)
        return lane

    def end_lane(self, lane: Lane) -> None:
        """Finish what was begun in a lane and end its threads, without waiting."""
        lane.executor.shutdown(wait=False)
        if lane in self._lanes:
            self._lanes.remove(lane)

    def run(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
        lane: Lane | None = None,
    ) -> Ticket:
        """Call `work` on another thread, then `done` with its result on the window's thread.

        Args:
            work: Must not touch widgets.
            owner: When it is gone by then, nothing is called.
            done: Gets the result.
            failed: Gets the error; without it the error is shown to the person.
            lane: Where to run; None takes the common threads.
        """
        ticket = Ticket(owner, done, failed)

        def go() -> None:
            if not ticket.cancelled:
                self._finish(ticket, work)

        if not self._closed:
            ticket.future = (lane or self._common).executor.submit(go)
        return ticket

    def follow(
        self,
        begin: Callable[[], Future[T]],
        drop: Callable[[Future[T]], object],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
        lane: Lane | None = None,
    ) -> Ticket:
        """Like `run`, for work that gives a future at once and is done elsewhere.

        Args:
            begin: Called on another thread.
            drop: Called when the ticket is cancelled after that.
            owner: As of `run`, like what follows.
            done: Gets the result.
            failed: Gets the error.
            lane: Where `begin` is called.
        """
        ticket = Ticket(owner, done, failed)

        def go() -> None:
            if ticket.cancelled:
                return
            try:
                future = begin()
            except StudioError as error:
                ticket.error = error
                self._arrived.emit(ticket)
                return
            ticket.dropped = lambda: drop(future)
            future.add_done_callback(
                lambda ended: None if ended.cancelled() else self._finish(ticket, ended.result)
            )

        if not self._closed:
            ticket.future = (lane or self._common).executor.submit(go)
        return ticket

    def _finish(self, ticket: Ticket, result: Callable[[], object]) -> None:
        """Take a result or an error on its own thread, and send it to the window's."""
        try:
            ticket.value = result()
        except StudioError as error:
            ticket.error = error
        except CancelledError:
            return
        except Exception as error:  # noqa: BLE001 - every fault becomes a sentence
            ticket.error = StudioError(
                f"Something went wrong inside the program: {type(error).__name__}: {error}",
                traceback.format_exc(),
            )
        if not self._closed:
            self._arrived.emit(ticket)

    @Slot(object)
    def _deliver(self, ticket: Ticket) -> None:
        if ticket.cancelled or self._closed or not shiboken6.isValid(ticket.owner):
            return
        if ticket.error is None:
            ticket.done(ticket.value)
        elif ticket.failed is not None:
            ticket.failed(ticket.error)
        else:
            self._report(ticket.error)

    def close(self) -> None:
        """Deliver nothing more, drop what has not begun, wait for what has."""
        self._closed = True
        for lane in self._lanes:
            lane.executor.shutdown(wait=True, cancel_futures=True)
        self._lanes.clear()
