"""`tlstudio demo`: the six steps on images that the program draws itself."""

from __future__ import annotations

import argparse
import time
from itertools import islice
from pathlib import Path

from tlstudio.cli.evaluation import show_evaluation
from tlstudio.cli.output import Output
from tlstudio.cli.verb import Verb
from tlstudio.cli.verbs import export, import_, predict, surgery, train
from tlstudio.core.errors import UsageError
from tlstudio.data.sample_project import write_sample_images
from tlstudio.data.store.query import Where
from tlstudio.jobs.beginning import create_project, open_store
from tlstudio.jobs.drafts import Draft
from tlstudio.jobs.preparing import DEFAULT_BACKBONE, make_plan
from tlstudio.models.catalogue.catalogue import card
from tlstudio.project.project import Project

_IMAGES = "sample-images"
_SHOWN = 5


def _free_name(wanted: Path) -> Path:
    if not wanted.exists() or not any(wanted.iterdir()):
        return wanted
    for number in range(2, 1000):
        other = wanted.with_name(f"{wanted.name}-{number}")
        if not other.exists():
            return other
    raise UsageError(f"There are too many folders {wanted.name}-…", "Delete some, or name another.")


def _tuning_images(folder: Path) -> list[Path]:
    """A few images to predict on; the final test stays locked in a demonstration, too."""
    with Project.open(folder, write=False) as project, open_store(project, read_only=True) as store:
        roots = store.roots()
        samples = islice(store.iterate(Where(split="validation")), _SHOWN)
        media = [sample.media[0] for sample in samples]
        return [roots[one.root].joinpath(*one.path.split("/")) for one in media]


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "project", type=Path, nargs="?", default=Path("tlstudio-demo"), help="folder to make"
    )
    parser.add_argument(
        "--preset", default="balanced", choices=("quick", "balanced", "best"), help="[balanced]"
    )


def _run(args: argparse.Namespace, out: Output) -> int:
    begin = time.monotonic()
    folder = _free_name(args.project)
    out.say("Transfer Learning Studio · demo", style="bold")
    out.say("Cells on plates, three phenotypes, drawn by the program; no network is used.", "dim")
    create_project(folder, "image-classification", "Demo: three phenotypes").close()
    images = folder / "media" / _IMAGES
    write_sample_images(images)
    result = import_.run_import(folder, images, out, options={"levels": "plate=group,class"})
    import_.describe(result, out)

    chosen = card(DEFAULT_BACKBONE)
    out.step(1, "Choose a pretrained model", f"{chosen.title}: {chosen.pretrained_on}")
    out.step(2, "Remove the last layer(s)", "Its old output layers go; the features stay.")
    out.step(3, "Add new layers", f"One output for each of {len(result['classes'])} classes.")
    with Project.open(folder) as project, open_store(project, read_only=True) as store:
        plan = make_plan(store, preset=args.preset, saved=Draft(), given={})
    last = plan.phases[-1]
    table = surgery.compute(
        chosen,
        out,
        classes=len(result["classes"]),
        head=plan.head.model_dump(mode="json"),
        unfreeze_from=last.unfreeze_from,
    )
    surgery.show(table, out)

    out.step(4, "Train", "The new layers learn on features computed once.")
    out.say("Step 5 of 6 · Fine-tune follows as its second stage, with smaller rates.", "dim")
    outcome = train.start(folder, out, preset=args.preset, name="demo")
    evaluation = outcome.value()["evaluation"]

    out.step(6, "Evaluate and deploy")
    show_evaluation(evaluation, out)
    exported = export.run_export(folder, None, out)
    export.show(exported, out)
    some = _tuning_images(folder)
    table_path = folder / "exports" / "predictions.csv"
    predict.run_predict(Path(exported["file"]), some, out, output=table_path)
    predict.show_first(table_path, out)

    seconds = time.monotonic() - begin
    out.say()
    out.say(f"Done in {seconds:.0f} s. A project you can open, read and copy:", style="bold green")
    out.say(f"  {folder}/")
    out.say(f"  report   {evaluation['report']}")
    out.say(f"  model    {exported['file']}")
    out.say("Next, with your own images: tlstudio new, import, train (see --help).")
    out.result(
        {
            "project": str(folder),
            "seconds": round(seconds, 1),
            "evaluation": evaluation,
            "export": exported,
            "report": evaluation["report"],
        }
    )
    return 0


VERB = Verb(
    name="demo",
    help="the six steps on sample images, in about a minute, without network",
    description=(
        "Draw sample images of cells, make a project, and go through the six steps of transfer\n"
        "learning: choose, remove, add, train, fine-tune, evaluate and deploy."
    ),
    examples=("tlstudio demo", "tlstudio demo my-first-project --preset quick"),
    configure=_configure,
    run=_run,
    order=1,
)
