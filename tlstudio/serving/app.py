"""The web application: a page to drop a file on, and the JSON that it asks for."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tlstudio.core.paths import resources_dir
from tlstudio.data.unseen import Unseen
from tlstudio.evaluation.inputs import Asked
from tlstudio.evaluation.locked import but_locked
from tlstudio.evaluation.predict import Prediction, answers
from tlstudio.evaluation.usable import UsableModel

MAX_BYTES = 64 * 2**20
UPLOAD_SECONDS = 60.0
ANSWER_SECONDS = 60.0
_WAITING = 8
_NAMES = ("127.0.0.1", "localhost", "[::1]")
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class _Refused(Exception):  # noqa: N818 - an answer, not an error
    """Ends a request with a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class OwnHostOnly:
    """Answers only requests that name this computer as their host.

    A page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding) and would then read
    answers as its own: its requests still carry that name. Requests that a foreign page sends
    carry its origin.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on or refuse."""
        if scope["type"] == "http" and (reason := _foreign(scope)):
            await _problem(403, reason)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _foreign(scope: Scope) -> str:
    port = scope["server"][1] if scope.get("server") else None
    ours = {f"{name}:{port}" for name in _NAMES} | (set(_NAMES) if port == 80 else set())
    headers = [(key.decode("latin-1"), value.decode("latin-1")) for key, value in scope["headers"]]
    hosts = [value.lower() for key, value in headers if key == "host"]
    origins = [value.lower() for key, value in headers if key == "origin"]
    if len(hosts) != 1 or hosts[0] not in ours:
        return "This address answers requests to this computer itself only."
    if any(origin.removeprefix("http://") not in ours for origin in origins):
        return "Pages of other places may not ask here."
    return ""


def make_app(
    model: UsableModel,
    *,
    answered: Callable[[], object] = lambda: None,
    locked: Unseen | None = None,
    max_bytes: int = MAX_BYTES,
    upload_seconds: float = UPLOAD_SECONDS,
    answer_seconds: float = ANSWER_SECONDS,
) -> Starlette:
    """The application for one model.

    Args:
        model: Ready to answer.
        answered: Called after every prediction.
        locked: Files whose copies get no answer.
        max_bytes: Of one file.
        upload_seconds: Until it must have arrived.
        answer_seconds: Until it must be answered, time in the queue included.
    """
    about = _about(model)
    page = (resources_dir() / "serve" / "page.html").read_text("utf-8")
    page = page.replace("/*ABOUT*/null", _in_script(about))
    policy = {"Content-Security-Policy": _policy(page)}
    turn = asyncio.Lock()
    waiting = 0

    async def index(request: Request) -> Response:
        del request
        return HTMLResponse(page, headers=_HEADERS | policy)

    async def describe(request: Request) -> Response:
        del request
        return JSONResponse(about, headers=_HEADERS)

    async def predict(request: Request) -> Response:
        nonlocal waiting
        if waiting >= _WAITING:
            raise _Refused(503, "Too many images are waiting; try again in a moment.")
        waiting += 1
        try:
            async with (
                asyncio.timeout(upload_seconds) as clock,
                _received(request, max_bytes) as file,
            ):
                clock.reschedule(asyncio.get_running_loop().time() + answer_seconds)
                found = await _in_turn(turn, lambda: _answer(model, file, locked or Unseen()))
        except TimeoutError:
            raise _Refused(408, "The image did not arrive, or took too long to answer.") from None
        except ClientDisconnect:
            raise _Refused(400, "The image did not arrive whole.") from None
        finally:
            waiting -= 1
        answered()
        return JSONResponse(found, 422 if found["problem"] else 200, headers=_HEADERS)

    return Starlette(
        routes=[
            Route("/", index),
            Route("/model", describe),
            Route("/predict", predict, methods=["POST"]),
        ],
        middleware=[Middleware(OwnHostOnly)],
        exception_handlers={_Refused: _refused, 404: _nothing, 405: _nothing, 500: _failed},
    )


async def _in_turn(turn: asyncio.Lock, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """One computation at a time; one that took too long keeps its turn until it ends."""
    await turn.acquire()
    task = asyncio.ensure_future(asyncio.to_thread(work))
    task.add_done_callback(lambda _: turn.release())
    return await asyncio.shield(task)


@asynccontextmanager
async def _received(request: Request, most: int) -> AsyncIterator[Path]:
    """The body as a file of its own, gone afterwards."""
    too_large = _Refused(413, f"The file is larger than {most // 2**20} MB.")
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > most:
        raise too_large
    size = 0
    with tempfile.TemporaryDirectory(prefix="tlstudio-serve-") as folder:
        path = Path(folder) / "image"
        with path.open("wb") as stream:
            async for chunk in request.stream():
                size += len(chunk)
                if size > most:
                    raise too_large
                stream.write(chunk)
        yield path


def _answer(model: UsableModel, path: Path, locked: Unseen) -> dict[str, Any]:
    ((one,),) = answers(model, [Asked(path)], batch=1, threads=1)
    return _told(but_locked(one, locked))


def _told(one: Prediction) -> dict[str, Any]:
    return {
        "prediction": one.label,
        "labels": list(one.labels),
        "probability": one.probability,
        "probabilities": one.probabilities,
        "short_list": list(one.short_list),
        "distance": one.distance,
        "unlike": None if one.distance is None else one.unlike,
        "problem": one.problem.replace("The file image", "The file").replace(
            "The image image", "The image"
        ),
    }


def _about(model: UsableModel) -> dict[str, Any]:
    certainty = model.certainty
    sets = certainty.sets if certainty else None
    return {
        "title": model.title,
        "task": model.task,
        "classes": list(model.classes),
        "multi_label": model.multi_label,
        "coverage": sets.coverage if sets else None,
        "max_bytes": MAX_BYTES,
    }


def _policy(page: str) -> str:
    """Only the page's own script and style, and nothing from anywhere else."""
    allowed = []
    for tag in ("script", "style"):
        inside = page.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        allowed.append(f"{tag}-src 'sha256-{digest}'")
    return (
        f"default-src 'none'; {'; '.join(allowed)}; img-src data: blob:; connect-src 'self'; "
        "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    )


def _in_script(value: object) -> str:
    """JSON that no page takes for its own end."""
    text = json.dumps(value, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _problem(status: int, sentence: str) -> JSONResponse:
    return JSONResponse({"problem": sentence}, status, headers=_HEADERS)


async def _refused(request: Request, error: Exception) -> Response:
    del request
    if not isinstance(error, _Refused):
        return _problem(500, "Something went wrong.")
    return _problem(error.status, error.sentence)


async def _nothing(request: Request, error: Exception) -> Response:
    del error
    return _problem(404, f"There is nothing at {request.url.path} for {request.method}.")


async def _failed(request: Request, error: Exception) -> Response:
    del request, error
    return _problem(500, "Something went wrong inside the program.")
