"""A trained model on new files: every answer as it comes, broken files listed, never fatal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.data.media.finding import image_files
from tlstudio.evaluation.usable import Answer, open_model
from tlstudio.features.decode import Item, stream_canvases

# Files whose decoding is planned at once: large enough that the pool's restart costs nothing,
# small enough that memory does not grow with the number of files.
_SLICE = 2048
_STAGE = "predicting"


@dataclass(frozen=True)
class Prediction:
    """The answer to one file.

    Attributes:
        label: Class name; several, joined by "; ", for multi-label; "" where there is none.
        probabilities: Class name → probability; empty when the file could not be used.
        problem: Why there is no answer; "" when there is one.
        labels: Every class that is named.
        classes: Every class that the model knows, in its order.
        short_list: Classes of which one is right as often as was asked; () where not known.
        distance: From the training images, above 1 for what is unlike them; None when unknown.
    """

    path: Path
    label: str
    probabilities: dict[str, float] = field(default_factory=dict)
    problem: str = ""
    labels: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    short_list: tuple[str, ...] = ()
    distance: float | None = None

    @property
    def unlike(self) -> bool:
        """Whether the image is unlike those that the model was trained and tuned on."""
        return self.distance is not None and self.distance > 1

    @property
    def probability(self) -> float | None:
        """Of the class that is named; the smallest of several; None where none is named."""
        return min((self.probabilities[name] for name in self.labels), default=None)


def predict(
    model_dir: Path,
    inputs: Sequence[Path],
    reporter: Reporter,
    *,
    batch: int = 32,
    threads: int | None = None,
) -> Iterator[Prediction]:
    """Answer every image among files and folders, in order.

    Args:
        model_dir: A run's model folder, or an ONNX file that `export` wrote.
        inputs: Files, whatever their name, and folders, searched to their depth for images.
        reporter: Hears of progress, asked whether to stop.
        batch: Images at a time.
        threads: Decoding threads; None takes one a processor, 8 at most.

    Yields:
        One prediction a file, memory bounded whatever their number.

    Raises:
        BadInputError: When the model cannot be used.
        Stopped: When the reporter said so.
    """
    model = open_model(model_dir)
    if model.recipe.brightness == "group":
        reporter.emit(
            "note",
            text="This model was trained with the brightness range of each group; new images take "
            "the range of all training images.",
        )
    total = sum(1 for _ in image_files(inputs))
    paths = image_files(inputs)
    done = 0
    reporter.progress(_STAGE, 0, total)
    while chunk := list(islice(paths, _SLICE)):
        items: list[Item] = [((path,), "") for path in chunk]
        for part in stream_canvases(items, model.recipe, batch=batch, threads=threads):
            answers = model.answer(part.canvases) if len(part.rows) else []
            by_row: dict[int, Answer | str] = dict(part.failures)
            by_row |= {int(row): got for row, got in zip(part.rows, answers, strict=True)}
            for row in sorted(by_row):
                yield _prediction(chunk[row], by_row[row], model.classes)
            done += len(by_row)
            reporter.progress(_STAGE, done, total)
            if reporter.should_stop():
                raise Stopped


def _prediction(path: Path, got: Answer | str, classes: tuple[str, ...]) -> Prediction:
    if isinstance(got, str):
        return Prediction(path, "", problem=got, classes=classes)
    labels = got.labels
    return Prediction(
        path,
        "; ".join(labels.names),
        labels.probabilities,
        labels=labels.names,
        classes=classes,
        short_list=got.short_list,
        distance=got.distance,
    )
