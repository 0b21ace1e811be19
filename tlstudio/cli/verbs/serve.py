"""`tlstudio serve`: predictions in the browser, on this computer alone."""

from __future__ import annotations

import argparse
from pathlib import Path

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import UsageError
from tlstudio.jobs.preparing import locked_of, model_path
from tlstudio.jobs.requests import ServeRequest
from tlstudio.jobs.supervisor import Job

_PORT = 8765
_LAST = 65535


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "model", type=Path, help="a .tlstudio.zip, an .onnx file, a project or a run's folder"
    )
    parser.add_argument(
        "--port", type=int, default=_PORT, help=f"of the address; 0 takes any [{_PORT}]"
    )


def _run(args: argparse.Namespace, out: Output) -> int:
    if not 0 <= args.port <= _LAST:
        raise UsageError(f"--port takes a number from 0 to {_LAST}, not {args.port}.")
    request = ServeRequest(
        model=model_path(args.model).resolve(), port=args.port, locked_of=locked_of(args.model)
    )
    out.say("Open the address below in a browser of this computer. Ctrl-C ends it.")
    result = follow(Job.scratch(request), out).value()
    out.say(f"Ended. {result['answered']} images were answered.", style="green")
    out.result(result)
    return 0


VERB = Verb(
    name="serve",
    help="predict in the browser, on this computer alone",
    description=(
        "Answer predictions on the loopback address 127.0.0.1: a page to drop an image on, and\n"
        "POST /predict with the file's bytes for programs, which gives JSON. Nothing leaves this\n"
        "computer, and no other computer can ask."
    ),
    examples=(
        "tlstudio serve model.tlstudio.zip",
        "curl --data-binary @photo.jpg http://127.0.0.1:8765/predict",
    ),
    configure=_configure,
    run=_run,
    order=62,
)
