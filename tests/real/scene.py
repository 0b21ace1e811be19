"""What the window shows on its pictures: projects of our own sample cells, in every state."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from tlstudio.core.annotations import Labels
from tlstudio.core.reporting import Silent
from tlstudio.data.importing import ensure_split, import_source
from tlstudio.data.sample_project import write_sample_images
from tlstudio.data.splits import SplitSpec
from tlstudio.data.store.query import Order, Where
from tlstudio.data.store.store import DatasetStore
from tlstudio.jobs.beginning import create_project
from tlstudio.jobs.preparing import prepare_training
from tlstudio.jobs.requests import ExportRequest, SuggestRequest
from tlstudio.jobs.supervisor import Job
from tlstudio.project.project import Project

TITLE = "Cells under three treatments"
EMPTY = "Bark beetles, summer"
_UNLABELLED = 7
_READ = 40


@dataclass(frozen=True)
class Scene:
    """Folders and files for the tour.

    Attributes:
        project: With images, labels of two readers, two trainings, suggestions and an export.
        empty: A project without images.
        images: A folder to import.
        table: A table to import.
        fresh: Images that no model has seen, one of them broken.
        given: A model that a colleague sent.
    """

    project: Path
    empty: Path
    images: Path
    table: Path
    fresh: Path
    given: Path


def make_scene(
    folder: Path,
    *,
    per_class: int = 96,
    plates: int = 16,
    presets: tuple[str, ...] = ("quick", "balanced"),
) -> Scene:
    """Make all of it; the trainings, one a preset, take their time."""
    images = folder / "microscope" / "plates of March"
    write_sample_images(images, per_class=per_class, plates=plates)
    scene = Scene(
        project=folder / "cells",
        empty=folder / "beetles",
        images=images,
        table=_table(images),
        fresh=_fresh(folder / "new images"),
        given=folder / "from Ada" / "cells.onnx",
    )
    create_project(scene.empty, "image-classification", EMPTY).close()
    create_project(scene.project, "image-classification", TITLE).close()
    with Project.open(scene.project) as project:
        with DatasetStore.open(project.dataset_path) as store:
            import_source(
                store, images, "folders", {"levels": "plate=group,phenotype=class"}, Silent(),
                copy=False, annotator="Ada",
            )  # fmt: skip
            ensure_split(store, SplitSpec(), again=True)
            _take_some_labels_away(store)
            _read_twice(store)
        for preset in presets:
            with DatasetStore.open(project.dataset_path) as store:
                run, request = prepare_training(project, store, preset=preset)
            with Job(run.path, request) as job:
                job.run().value()
    where = scene.project.resolve()
    last = run.path.resolve()
    asked = SuggestRequest(project=where, run=last, cache=where / "cache")
    exported = ExportRequest(run=last, format="onnx", target=scene.given)
    scene.given.parent.mkdir()
    for wanted in (asked, exported):
        with Job.scratch(wanted) as job:
            job.run().value()
    return scene


def _take_some_labels_away(store: DatasetStore) -> None:
    ids = store.listing().ids(Where(split="train"), Order("added"), None, 10_000).ids
    store.annotate(list(ids)[::_UNLABELLED], None, annotator="Ada", answer="answered")


def _read_twice(store: DatasetStore) -> None:
    """A second reader, who sees some images otherwise."""
    where = Where(split="train", without="test")
    ids = list(store.listing().ids(where, Order("added"), None, 10_000).ids)[1::5][:_READ]
    names = list(store.classes())
    for place, (ident, listed) in enumerate(store.listing().samples(ids).items()):
        said = listed.sample.annotation
        if not isinstance(said, Labels):
            continue
        name = names[(names.index(said.names[0]) + (place % 9 == 4)) % len(names)]
        store.set_reading([ident], Labels(names=(name,)), annotator="Ben", answer="answered")


def _table(images: Path) -> Path:
    path = images.parent / "wells.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("file", "plate", "phenotype", "dose"))
        for number, file in enumerate(sorted(images.rglob("*.jpg"))):
            inside = file.relative_to(images.parent)
            writer.writerow((inside.as_posix(), inside.parts[1], inside.parts[2], number % 4))
    return path


def _fresh(folder: Path) -> Path:
    write_sample_images(folder, seed=7, per_class=9, plates=3)
    (folder / "broken.jpg").write_bytes(b"no image")
    return folder
