"""A trained model on new files: every answer as it comes, broken files listed, never fatal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tlstudio.core.errors import UsageError
from tlstudio.core.reporting import Reporter, Stopped
from tlstudio.data.preprocess import Recipe
from tlstudio.data.texts.recipe import TextRecipe, image_recipe
from tlstudio.evaluation.inputs import Asked, gather
from tlstudio.evaluation.text_inputs import AskedText, AskedTexts, gather_texts
from tlstudio.evaluation.usable import Answer, UsableModel, open_model
from tlstudio.features.decode import Item, stream_canvases

# Files whose decoding is planned at once: large enough that the pool's restart costs nothing,
# small enough that memory does not grow with the number of files.
_SLICE = 2048
_TEXTS = 512
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
        extra: Column → cell of the table that named the file.
        texts: What was read, for a model of texts.
        reads: How many texts of each item the model reads; 0 for a model of images.
    """

    path: Path
    label: str
    probabilities: dict[str, float] = field(default_factory=dict)
    problem: str = ""
    labels: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    short_list: tuple[str, ...] = ()
    distance: float | None = None
    extra: dict[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    reads: int = 0

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
    column: str = "",
    texts: Sequence[str] = (),
) -> Iterator[Prediction]:
    """Answer every image, or every text, among files, folders and tables, in order.

    Args:
        model_dir: A run's model folder, or a file that `export` wrote.
        inputs: Files, whatever their name, folders, searched to their depth for images, and
            tables whose rows name files; for a model of texts, text files and tables of texts.
        reporter: Hears of progress, asked whether to stop.
        batch: Images at a time.
        threads: Decoding threads; None takes one a processor, 8 at most.
        column: The column of tables that names the files or holds the texts; "" finds it.
        texts: Texts themselves, for a model that reads texts.

    Yields:
        One prediction a file, memory bounded whatever their number.

    Raises:
        BadInputError: When the model or a table cannot be used.
        UsageError: When texts are given to a model of images.
        Stopped: When the reporter said so.
    """
    model = open_model(model_dir)
    if isinstance(model.recipe, TextRecipe):
        asked_texts = gather_texts(inputs, model.recipe, column=column, said=texts)
        yield from _predict_texts(model, asked_texts, reporter)
        return
    if texts:
        raise UsageError("This model reads images, not texts.", "Give image files or folders.")
    say_what_differs(model, reporter)
    asked = gather(inputs, column)
    total = asked.total
    done = 0
    reporter.progress(_STAGE, 0, total)
    for some in answers(model, asked.files(), batch=batch, threads=threads, columns=asked.columns):
        yield from some
        done += len(some)
        reporter.progress(_STAGE, done, total)
        if reporter.should_stop():
            raise Stopped


def say_what_differs(model: UsableModel, reporter: Reporter) -> None:
    """Tell where new images cannot be treated as those of the training were."""
    if isinstance(model.recipe, Recipe) and model.recipe.brightness == "group":
        reporter.emit(
            "note",
            text="This model was trained with the brightness range of each group; new images take "
            "the range of all training images.",
        )


def answers(
    model: UsableModel,
    asked: Iterable[Asked],
    *,
    batch: int = 32,
    threads: int | None = None,
    columns: tuple[str, ...] = (),
) -> Iterator[list[Prediction]]:
    """Answers to some files, a batch at a time; decoding runs ahead of the model.

    Args:
        model: Ready to answer.
        asked: May be endless.
        batch: Images at a time.
        threads: Decoding threads.
        columns: Names of the cells in `Asked.extra`.
    """
    recipe = image_recipe(model.recipe, "Answers to image files")
    source = iter(asked)
    while chunk := list(islice(source, _SLICE)):
        wanted = [place for place, one in enumerate(chunk) if not one.problem]
        items: list[Item] = [((chunk[place].path,), "") for place in wanted]
        found: dict[int, Answer | str] = {
            place: one.problem for place, one in enumerate(chunk) if one.problem
        }
        told = 0
        for part in stream_canvases(items, recipe, batch=batch, threads=threads):
            got = model.answer(part.canvases) if len(part.rows) else []
            found |= {wanted[row]: problem for row, problem in part.failures.items()}
            found |= {wanted[row]: one for row, one in zip(part.rows, got, strict=True)}
            last = max((*part.rows, *part.failures))
            ready = range(told, wanted[last] + 1)
            told = ready.stop
            yield [_prediction(chunk[at], found.pop(at), model.classes, columns) for at in ready]
        rest = range(told, len(chunk))
        if rest:
            yield [_prediction(chunk[at], found.pop(at), model.classes, columns) for at in rest]


def _predict_texts(
    model: UsableModel, asked: AskedTexts, reporter: Reporter
) -> Iterator[Prediction]:
    assert isinstance(model.recipe, TextRecipe)
    source, done = asked.items(), 0
    while chunk := list(islice(source, _TEXTS)):
        wanted = [one.texts for one in chunk if not one.problem]
        found = iter(model.answer(wanted) if wanted else ())
        for one in chunk:
            got = one.problem or next(found)
            yield _prediction(one, got, model.classes, asked.columns, model.recipe.columns)
        done += len(chunk)
        reporter.progress(_STAGE, done)
        if reporter.should_stop():
            raise Stopped


def _prediction(
    asked: Asked | AskedText,
    got: Answer | str,
    classes: tuple[str, ...],
    columns: tuple[str, ...],
    reads: int = 0,
) -> Prediction:
    extra = dict(zip(columns, asked.extra, strict=True)) if columns else {}
    texts = asked.texts if isinstance(asked, AskedText) else ()
    if isinstance(got, str):
        return Prediction(
            asked.path,
            "",
            problem=got,
            classes=classes,
            extra=extra,
            texts=texts,
            reads=reads,
        )
    labels = got.labels
    return Prediction(
        asked.path,
        "; ".join(labels.names),
        labels.probabilities,
        labels=labels.names,
        classes=classes,
        short_list=got.short_list,
        distance=got.distance,
        extra=extra,
        texts=texts,
        reads=reads,
    )
