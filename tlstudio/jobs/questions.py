"""What a desk can be asked: small questions of the window, answered in well under a second."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tlstudio.core.comparing import MARGIN
from tlstudio.core.explaining import Method
from tlstudio.core.plans import InputPlan, Plan
from tlstudio.core.samples import SplitPart
from tlstudio.jobs.answers import (
    Answer,
    Estimated,
    Files,
    FolderGuess,
    FormatList,
    Heat,
    ImportPreview,
    Input,
    MapChecked,
    ModelFacts,
    Operated,
    Picture,
    Pixels,
    Predictions,
    Ready,
    RunsCompared,
    TaskFound,
    TextRead,
)

A = TypeVar("A", bound=Answer)


class Question(BaseModel, Generic[A]):
    """Base of every question; `answer` is the class of what comes back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer: ClassVar[type[Answer]]
    kind: str


class Warm(Question[Ready]):
    """Import what answers a kind of question, so that the first one need not wait."""

    answer = Ready
    kind: Literal["warm"] = "warm"
    family: str


class Thumbnail(Question[Picture]):
    """A small picture whose longest side is `side`.

    Attributes:
        content: Content hash where it is known; else path, size and time stand for it.
        cache: The project's cache folder; None keeps nothing.
    """

    answer = Picture
    kind: Literal["thumbnail"] = "thumbnail"
    files: Files
    side: int = Field(default=160, ge=8, le=2048)
    content: str = ""
    cache: Path | None = None


class View(Question[Pixels]):
    """Pixels at their own depth, at most `max_side` long."""

    answer = Pixels
    kind: Literal["view"] = "view"
    files: Files
    max_side: int = Field(default=2048, ge=8, le=16384)


class ModelInput(Question[Input]):
    """What a model will see of an image.

    Attributes:
        model: A trained model's folder, whose recipe is taken; else it is fitted.
        project: Whose training images the recipe is fitted on.
        backbone: Id of the pretrained model; "" takes the default one.
        input: What was chosen.
    """

    answer = Input
    kind: Literal["model-input"] = "model-input"
    files: Files
    group: str = ""
    model: Path | None = None
    project: Path | None = None
    backbone: str = ""
    input: InputPlan = InputPlan()


class FindTask(Question[TaskFound]):
    """What a folder or a table is for: images or texts, by a quick look."""

    answer = TaskFound
    kind: Literal["find-task"] = "find-task"
    source: Path


class ReadText(Question[TextRead]):
    """How far a model reads a text before the rest is cut off.

    Attributes:
        texts: Of one item, one a column.
        model: A trained model's folder, whose recipe is taken; else it is fitted.
        project: Whose training texts the recipe is fitted on.
        backbone: Id of the pretrained model; "" takes the default one.
        longest: Tokens at most that were chosen; None takes them from the project's texts.
    """

    answer = TextRead
    kind: Literal["read-text"] = "read-text"
    texts: tuple[str, ...]
    model: Path | None = None
    project: Path | None = None
    backbone: str = ""
    longest: int | None = None


class GuessFolder(Question[FolderGuess]):
    """How a folder or a table is understood."""

    answer = FolderGuess
    kind: Literal["guess-folder"] = "guess-folder"
    source: Path
    importer: str = ""
    task: str = "image-classification"
    options: dict[str, Any] = Field(default_factory=dict)


class PreviewImport(Question[ImportPreview]):
    """What an import would bring; nothing is written into any project.

    Attributes:
        task: Of the project, which says what importers there are.
        split: A `SplitSpec` as a dictionary.
        most_read: Files that are read at most, evenly over the source; see `import_source`.
    """

    answer = ImportPreview
    kind: Literal["preview-import"] = "preview-import"
    source: Path
    importer: str = ""
    task: str = "image-classification"
    options: dict[str, Any] = Field(default_factory=dict)
    split: dict[str, Any] = Field(default_factory=dict)
    most_read: int = Field(default=2000, ge=1)


class Compare(Question[RunsCompared]):
    """Which of some runs is better on the images that all have answered; see `CompareRequest`."""

    answer = RunsCompared
    kind: Literal["compare"] = "compare"
    runs: tuple[Path, ...]
    part: SplitPart = "validation"
    margin: float = MARGIN


class Predict(Question[Predictions]):
    """A trained model on some images.

    Attributes:
        model: See `preparing.model_path`.
        items: Files of each image.
        groups: Group of each image, for brightness by group; empty when there are none.
        texts: Columns of each text, in place of items, for a model of texts.
    """

    answer = Predictions
    kind: Literal["predict"] = "predict"
    model: Path
    items: tuple[Files, ...] = ()
    groups: tuple[str, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()


class Heatmap(Question[Heat]):
    """Where in an image a class is seen; "" asks for the class that the model names."""

    answer = Heat
    kind: Literal["heatmap"] = "heatmap"
    model: Path
    files: Files
    label: str = ""
    group: str = ""
    method: Method = "gradcam"


class CheckMap(Question[MapChecked]):
    """Whether the map of an image shows something of the model, or the image alone."""

    answer = MapChecked
    kind: Literal["check-map"] = "check-map"
    model: Path
    files: Files
    label: str = ""
    group: str = ""
    method: Method = "gradcam"


class About(Question[ModelFacts]):
    """What a model that somebody gave says of itself; it is opened and checked for that.

    Attributes:
        model: See `preparing.model_path`.
    """

    answer = ModelFacts
    kind: Literal["about"] = "about"
    model: Path


class Formats(Question[FormatList]):
    """In which formats a model can be saved."""

    answer = FormatList
    kind: Literal["formats"] = "formats"


class Estimate(Question[Estimated]):
    """How long plans will take on this device; without plans, how fast a model is.

    Attributes:
        plans: Name → plan.
        samples: Files of some images, to time their reading; none assumes a usual photo.
        texts: Some texts, the columns of each, by whose length a model of texts is timed.
    """

    answer = Estimated
    kind: Literal["estimate"] = "estimate"
    backbone: str
    plans: dict[str, Plan] = Field(default_factory=dict)
    n_train: int = 0
    n_validation: int = 0
    samples: tuple[Files, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()


class Surgery(Question[Operated]):
    """The table of a surgery before and after; quick, for a picture that follows a hand.

    Attributes:
        backbone: Id of the pretrained model; its weights need not be here.
        cut: Boundary behind the last block that stays; None keeps all.
        head: Fields of `Head`.
        classes: One output for each.
        channels: Of the images; None takes the model's own.
        size: Side of the images; None takes the model's own.
        freeze_to: Blocks below this boundary are kept as they are; None keeps all.
    """

    answer = Operated
    kind: Literal["surgery"] = "surgery"
    backbone: str
    cut: int | None = None
    head: dict[str, Any] = Field(default_factory=dict)
    classes: int = Field(ge=1)
    channels: int | None = Field(default=None, ge=1, le=64)
    size: int | None = Field(default=None, ge=16, le=2048)
    freeze_to: int | None = None


AnyQuestion = Annotated[
    Warm
    | Thumbnail
    | View
    | ModelInput
    | FindTask
    | ReadText
    | GuessFolder
    | PreviewImport
    | Predict
    | Compare
    | Heatmap
    | CheckMap
    | About
    | Formats
    | Surgery
    | Estimate,
    Field(discriminator="kind"),
]
_ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyQuestion)


def read_question(raw: object) -> Any:
    """A question from plain data.

    Raises:
        pydantic.ValidationError: When it is none.
    """
    return _ADAPTER.validate_python(raw)
