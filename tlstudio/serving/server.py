"""Runs the web application on the loopback address until somebody says stop."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import uvicorn

from tlstudio.core.errors import BadInputError
from tlstudio.core.reporting import Reporter
from tlstudio.data.unseen import Unseen
from tlstudio.evaluation.usable import open_model
from tlstudio.serving.app import make_app

HOST = "127.0.0.1"
_LOOK = 0.2
_CONNECTIONS = 32
_ENDING = 5


def serve(model_path: Path, port: int, reporter: Reporter, locked: Unseen | None = None) -> int:
    """Answer until the reporter says stop.

    Args:
        model_path: A run's model folder, or a file that `export` wrote.
        port: 0 takes any that is free.
        reporter: Is told the address; asked whether to stop.
        locked: Files whose copies get no answer.

    Returns:
        How many images were answered.

    Raises:
        BadInputError: When the model cannot be used, or the port is taken.
    """
    model = open_model(model_path)
    count = 0

    def answered() -> None:
        nonlocal count
        count += 1
        reporter.progress("serving", count)

    with _listening(port) as listener:
        server = uvicorn.Server(
            uvicorn.Config(
                make_app(model, answered=answered, locked=locked),
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                limit_concurrency=_CONNECTIONS,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=_ENDING,
                h11_max_incomplete_event_size=16 * 1024,
                ws="none",
                lifespan="off",
                loop="asyncio",
                http="h11",
            )
        )
        # Not in the main thread: signals stay with the worker.
        thread = threading.Thread(target=server.run, args=([listener],), name="server")
        thread.start()
        try:
            address = f"http://{HOST}:{listener.getsockname()[1]}/"
            reporter.emit("note", text=f"Answering at {address}", address=address)
            while thread.is_alive() and not reporter.should_stop():
                thread.join(_LOOK)
        finally:
            server.should_exit = True
            thread.join(_ENDING + 1)
    return count


def _listening(port: int) -> socket.socket:
    """A socket of this computer alone.

    Raises:
        BadInputError: When another program has the port.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # where it would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        # At once: whoever hears the address may call, and nobody else gets the port.
        listener.listen(_CONNECTIONS)
    except OSError as error:
        listener.close()
        raise BadInputError(
            f"The port {port} is in use by another program.",
            "Choose another one: --port 8766, or --port 0 for any that is free.",
        ) from error
    return listener
