"""`tlstudio predict`: a trained model on new files."""

from __future__ import annotations

import argparse
import csv
import tempfile
from pathlib import Path
from typing import Any

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import BadInputError
from tlstudio.jobs.preparing import model_path
from tlstudio.jobs.requests import PredictRequest
from tlstudio.jobs.supervisor import Job

_SHOWN = 20


def run_predict(
    model: Path, inputs: list[Path], out: Output, *, output: Path, batch: int = 32
) -> dict[str, Any]:
    """Predict into a file; see `PredictRequest`."""
    missing = [path for path in inputs if not path.exists()]
    if missing:
        raise BadInputError(f"There is no file or folder {missing[0]}.", "Check the path.")
    request = PredictRequest(
        model=model_path(model).resolve(),
        inputs=tuple(path.resolve() for path in inputs),
        output=output.resolve(),
        format="json" if output.suffix.lower() == ".json" else "csv",
        batch=batch,
    )
    return follow(Job.scratch(request), out).value()


def show_first(path: Path, out: Output, base: Path | None = None) -> None:
    """The first rows of a table of predictions."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    shown = []
    for row in rows[:_SHOWN]:
        sure = row.get("probability") or ""
        shown.append(
            (
                Path(row["path"]).name if base is None else row["path"],
                row.get("prediction") or "–",
                f"{float(sure):.0%}" if sure else "",
                row.get("problem", ""),
            )
        )
    out.table(("image", "prediction", "sure", ""), shown)
    if len(rows) > _SHOWN:
        out.say(f"… and {len(rows) - _SHOWN} more.")


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", type=Path, help="a project, a run's folder, or an .onnx file")
    parser.add_argument("inputs", type=Path, nargs="+", help="images and folders of images")
    parser.add_argument("-o", "--output", type=Path, help="table to write (.csv or .json)")
    parser.add_argument("--batch", type=int, default=32, help="images at a time [32]")


def _run(args: argparse.Namespace, out: Output) -> int:
    if args.output is not None:
        result = run_predict(args.model, args.inputs, out, output=args.output, batch=args.batch)
        _tell(result, out)
        out.say(f"Wrote {args.output}", style="green")
        out.result(result)
        return _code(result)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / ("table.json" if out.as_json else "table.csv")
        result = run_predict(args.model, args.inputs, out, output=table, batch=args.batch)
        if out.as_json:
            from tlstudio.core.files import read_json

            out.result(result | {"output": None, "predictions": read_json(table)})
        else:
            show_first(table, out)
            _tell(result, out)
    return _code(result)


def _code(result: dict[str, Any]) -> int:
    """Some broken files are carried past; when every one is broken, nothing was done."""
    return 1 if result["failed"] and not result["predicted"] else 0


def _tell(result: dict[str, Any], out: Output) -> None:
    out.say(f"{result['predicted']} predicted, {result['failed']} could not be read.")
    for problem in result["problems"][:10]:
        out.warn(str(problem))


VERB = Verb(
    name="predict",
    help="use a trained model on new images",
    description=(
        "Predict files and folders. Images that cannot be read are listed and never stop the\n"
        "rest. Memory does not grow with the number of files."
    ),
    examples=(
        "tlstudio predict my-cells new-plates/ -o table.csv",
        "tlstudio predict model.onnx photo.jpg --json",
    ),
    configure=_configure,
    run=_run,
    order=60,
)
