"""`tlstudio explain`: where in an image a model looked."""

from __future__ import annotations

import argparse
from pathlib import Path

from tlstudio.cli.follow import follow
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.explaining import METHODS
from tlstudio.core.words import whole_percent
from tlstudio.jobs.preparing import locked_of, model_path
from tlstudio.jobs.requests import ExplainRequest
from tlstudio.jobs.supervisor import Job


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", type=Path, help="a project or a run's folder")
    parser.add_argument("image", type=Path, help="the image")
    parser.add_argument("-o", "--output", type=Path, required=True, help="picture to write (.png)")
    parser.add_argument(
        "--method", choices=METHODS, default="gradcam", help="how it is found [gradcam]"
    )
    parser.add_argument("--label", default="", help="the class [the one that the model names]")
    parser.add_argument("--group", default="", help="of the image, for brightness by group")
    parser.add_argument(
        "--check", action="store_true", help="compare with a model that lost what it learned"
    )


def _run(args: argparse.Namespace, out: Output) -> int:
    if not args.image.is_file():
        raise BadInputError(f"There is no image {args.image}.", "Check the path.")
    if args.output.suffix.lower() != ".png":
        raise UsageError(f"A PNG is written, not {args.output.name}.", "End the name with .png.")
    request = ExplainRequest(
        model=model_path(args.model).resolve(),
        image=args.image.resolve(),
        output=args.output.resolve(),
        method=args.method,
        label=args.label,
        group=args.group,
        check=args.check,
        locked_of=locked_of(args.model),
    )
    result = follow(Job.scratch(request), out).value()
    out.say(f"{result['label']}, {whole_percent(result['probability'])}. {result['words']}")
    found = result.get("check")
    if found is not None:
        rows = [(one["shuffled"], one["rank"], one["ssim"]) for one in found["stages"]]
        out.table(("shuffled", "rank correlation", "structural similarity"), rows)
        (out.say if found["passed"] else out.warn)(found["words"])
    out.say(f"Wrote {args.output}", style="green")
    out.result(result)
    return 0


VERB = Verb(
    name="explain",
    help="show where in an image a model looked",
    description=(
        "Draw a heat-map beside the image. `gradcam` shows where a class is seen,\n"
        "`integrated-gradients` what each pixel adds to it, `rollout` from which patches the\n"
        "answer of a transformer flows. `--check` shuffles the model's weights: a map that stays\n"
        "as it was shows the image, not the model."
    ),
    examples=(
        "tlstudio explain my-cells photo.jpg -o why.png",
        "tlstudio explain my-cells photo.jpg -o why.png --method integrated-gradients --check",
    ),
    configure=_configure,
    run=_run,
    order=61,
)
