"""`tlstudio predict`: a trained model on new files."""

from __future__ import annotations

import argparse
import csv
import tempfile
from pathlib import Path
from typing import Any, Literal

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.words import whole_percent
from tlstudio.jobs.preparing import locked_of, model_path
from tlstudio.jobs.requests import PredictRequest
from tlstudio.jobs.supervisor import Job

Form = Literal["csv", "json", "parquet"]
_SHOWN = 20
_MOST = 4096
_FORMS: dict[str, Form] = {".json": "json", ".parquet": "parquet", ".csv": "csv"}


def run_predict(
    model: Path,
    inputs: list[Path],
    out: Output,
    *,
    output: Path,
    batch: int = 32,
    column: str = "",
    texts: tuple[str, ...] = (),
    watch: bool = False,
) -> dict[str, Any]:
    """Predict into a file; see `PredictRequest`."""
    form = _FORMS.get(output.suffix.lower())
    if form is None or (watch and form != "csv"):
        raise UsageError(
            f"The table {output.name} is of an unknown kind.",
            "A watched folder writes .csv." if watch else "Name it .csv, .json or .parquet.",
        )
    missing = [path for path in inputs if not path.exists()]
    if missing:
        raise BadInputError(f"There is no file or folder {missing[0]}.", "Check the path.")
    request = PredictRequest(
        model=model_path(model).resolve(),
        inputs=tuple(path.resolve() for path in inputs),
        output=output.resolve(),
        format=form,
        batch=batch,
        column=column,
        texts=texts,
        watch=watch,
        locked_of=locked_of(model),
    )
    return follow(Job.scratch(request), out).value()


def show_first(path: Path, out: Output, base: Path | None = None) -> None:
    """The first rows of a table of predictions."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    shown = []
    for row in rows[:_SHOWN]:
        sure = row.get("probability") or ""
        note = "unlike what it was trained on" if row.get("unlike") == "yes" else ""
        shown.append(
            (
                Path(row["path"]).name if base is None else row["path"],
                row.get("prediction") or "–",
                whole_percent(float(sure)) if sure else "",
                row.get("problem") or note,
            )
        )
    out.table(("item", "prediction", "sure", ""), shown)
    if len(rows) > _SHOWN:
        out.say(f"… and {len(rows) - _SHOWN} more.")


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "model", type=Path, help="a project, a run's folder, an .onnx file or a .tlstudio.zip"
    )
    parser.add_argument(
        "inputs",
        type=Path,
        nargs="*",
        help="images, folders of images, and tables (.csv, .xlsx) with a column of paths; for a "
        "model of texts: text files, folders of them, and tables (.csv, .tsv, .jsonl, .xlsx)",
    )
    parser.add_argument(
        "-o", "--output", type=Path, help="table to write (.csv, .json or .parquet)"
    )
    parser.add_argument(
        "--column", default="", help="column of tables that names the images or holds the texts"
    )
    parser.add_argument(
        "--text",
        action="append",
        default=[],
        metavar="WORDS",
        help="a text to answer, for a model of texts; may be given again",
    )
    parser.add_argument(
        "--watch",
        action="store_true",
        help="go on with images that come into the folders, until Ctrl-C; adds to a .csv table",
    )
    parser.add_argument("--batch", type=int, default=32, help="images at a time [32]")


def _run(args: argparse.Namespace, out: Output) -> int:
    if not 1 <= args.batch <= _MOST:
        raise UsageError(f"--batch takes a number from 1 to {_MOST}, not {args.batch}.")
    if not args.inputs and not args.text:
        raise UsageError("There is nothing to predict.", "Give files or folders, or --text.")
    if args.watch:
        return _watch(args, out)
    told: dict[str, Any] = {
        "batch": args.batch,
        "column": args.column,
        "texts": tuple(args.text),
    }
    if args.output is not None:
        result = run_predict(args.model, args.inputs, out, output=args.output, **told)
        _tell(result, out)
        out.say(f"Wrote {args.output}", style="green")
        out.result(result)
        return _code(result)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / ("table.json" if out.as_json else "table.csv")
        result = run_predict(args.model, args.inputs, out, output=table, **told)
        if out.as_json:
            from tlstudio.core.files import read_json

            out.result(result | {"output": None, "predictions": read_json(table)})
        else:
            show_first(table, out)
            _tell(result, out)
    return _code(result)


def _watch(args: argparse.Namespace, out: Output) -> int:
    if args.output is None:
        raise UsageError("--watch adds to a table; name it: --output table.csv.")
    if args.column:
        raise UsageError(
            "--column does not go with --watch: a table that names images is not watched.",
            "Watch the folder that the images come into, or predict on the table without --watch.",
        )
    out.say("Watching; images are answered once they stopped growing. Ctrl-C ends it.")
    result = run_predict(
        args.model, args.inputs, out, output=args.output, batch=args.batch, watch=True
    )
    out.say(f"Stopped watching. Every answer so far is in {args.output}.", style="green")
    _tell(result, out)
    out.result(result)
    return 0


def _code(result: dict[str, Any]) -> int:
    """Some broken files are carried past; when every one is broken, nothing was done."""
    return 1 if result["failed"] and not result["predicted"] else 0


def _tell(result: dict[str, Any], out: Output) -> None:
    out.say(f"{result['predicted']} predicted, {result['failed']} could not be read.")
    if result["unlike"]:
        out.warn(
            f"{result['unlike']} of them are unlike those that the model was trained on: "
            "its answers there are not to be relied on."
        )
    for problem in result["problems"][:10]:
        out.warn(str(problem))


VERB = Verb(
    name="predict",
    help="use a trained model on new images or texts",
    description=(
        "Predict files, folders, and tables with a column of paths, whose other columns are\n"
        "carried over. Images that cannot be read are listed and never stop the rest. Memory\n"
        "does not grow with the number of files."
    ),
    examples=(
        "tlstudio predict my-cells new-plates/ -o table.csv",
        "tlstudio predict model.onnx photo.jpg --json",
        "tlstudio predict model.tlstudio.zip plates.xlsx --column image -o answers.parquet",
        "tlstudio predict my-cells microscope/ --watch -o answers.csv",
        "tlstudio predict my-reviews new.csv --column comment -o answers.csv",
        'tlstudio predict my-reviews --text "a quiet, moving film"',
    ),
    configure=_configure,
    run=_run,
    order=60,
)
