"""What a job is asked to do: written to `job.json`, read by the worker."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from tlstudio.core import files
from tlstudio.core.certainty import Choices
from tlstudio.core.comparing import MARGIN
from tlstudio.core.errors import ProjectError
from tlstudio.core.explaining import Method

REQUEST_FILE = "job.json"


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    keep_running: bool = Field(
        default=False, description="Go on when the process that asked has ended."
    )


class ImportRequest(_Request):
    """Register a source, then read its files; `split` is a SplitSpec as a dictionary."""

    kind: Literal["import"] = "import"
    project: Path
    source: Path
    importer: str
    options: dict[str, Any] = Field(default_factory=dict)
    split: dict[str, Any] = Field(default_factory=dict)
    copy_files: bool = False
    annotator: str = ""
    resplit: bool = False


class SampleRequest(_Request):
    """Draw the sample images into the project's media folder and import them from there."""

    kind: Literal["sample"] = "sample"
    project: Path
    annotator: str = ""


class SplitRequest(_Request):
    """Divide the images anew; `split` is a SplitSpec as a dictionary."""

    kind: Literal["split"] = "split"
    project: Path
    split: dict[str, Any] = Field(default_factory=dict)


class TakeInRequest(_Request):
    """Add single files, or texts, to a project, without a label.

    Attributes:
        files: See `data.taking`.
        texts: A file of texts, see `data.taking_texts`; it is gone afterwards.
    """

    kind: Literal["take"] = "take"
    project: Path
    files: tuple[Path, ...] = ()
    texts: Path | None = None


class SurgeryRequest(_Request):
    """Compute the before/after table of a surgery."""

    kind: Literal["surgery"] = "surgery"
    backbone: str
    cut: int | None = None
    head: dict[str, Any] = Field(default_factory=dict)
    classes: int
    channels: int | None = None
    size: int | None = None
    unfreeze_from: int | None = None


class TrainRequest(_Request):
    """Train the run in whose folder the request lies, then score its validation part.

    Attributes:
        beside: A run that is scored again afterwards, for its report names this one.
    """

    kind: Literal["train"] = "train"
    run: Path
    cache: Path
    resume: bool = False
    evaluate: bool = True
    processes: int = Field(default=1, ge=1, le=64)
    beside: Path | None = None


class EvaluateRequest(_Request):
    """Score one part of the split."""

    kind: Literal["evaluate"] = "evaluate"
    run: Path
    cache: Path
    part: Literal["train", "validation", "test"] = "validation"
    openings: int = 0
    choices: Choices | None = None


class CrossvalRequest(_Request):
    """Cross-validate the recipe in whose folder the request lies; finished folds are kept."""

    kind: Literal["crossval"] = "crossval"
    run: Path
    cache: Path


class CompareRequest(_Request):
    """Compare runs by the answers that their evaluations stored.

    Attributes:
        margin: Differences below it are practically none.
        metric: The deciding one; "" takes the usual one.
    """

    kind: Literal["compare"] = "compare"
    runs: tuple[Path, ...]
    part: Literal["train", "validation", "test"] = "validation"
    margin: float = MARGIN
    metric: str = ""


class PredictRequest(_Request):
    """Predict on files, folders and tables of files.

    Attributes:
        column: Of tables, that names the files or holds the texts; "" finds it.
        texts: Texts themselves, for a model that reads texts.
        watch: Go on with what comes into the folders until told to stop; a CSV file then.
        partly: When told to stop, keep the answers so far instead of nothing.
        locked_of: A run whose final test was never opened: its images get no answer.
    """

    kind: Literal["predict"] = "predict"
    model: Path
    inputs: tuple[Path, ...]
    output: Path
    format: Literal["csv", "json", "parquet"] = "csv"
    batch: int = Field(default=32, ge=1, le=4096)
    column: str = ""
    texts: tuple[str, ...] = ()
    watch: bool = False
    partly: bool = False
    locked_of: Path | None = None


class ServeRequest(_Request):
    """Answer predictions on this computer's own address until told to stop; port 0 takes any.

    Attributes:
        locked_of: A run whose final test was never opened: its images get no answer.
    """

    kind: Literal["serve"] = "serve"
    model: Path
    port: int = Field(default=8765, ge=0, le=65535)
    locked_of: Path | None = None


class SuggestRequest(_Request):
    """Answer every image outside the final test and order them by how useful a label would be."""

    kind: Literal["suggest"] = "suggest"
    project: Path
    run: Path
    cache: Path
    aside: float = Field(default=0.05, ge=0, le=0.5)


class SuspectsRequest(_Request):
    """Judge every label outside the final test, for the dataset as it is now.

    Attributes:
        output: Table to write; None writes none.
        first: Labels that the result names.
    """

    kind: Literal["suspects"] = "suspects"
    project: Path
    run: Path
    cache: Path
    output: Path | None = None
    first: int = Field(default=20, ge=1, le=1000)


class ExplainRequest(_Request):
    """Draw where in an image a class is seen.

    Attributes:
        label: The class; "" takes the one that the model names.
        check: Also compare with a model that has lost what it learned.
        locked_of: A run whose final test was never opened: its images are not explained.
    """

    kind: Literal["explain"] = "explain"
    model: Path
    image: Path
    output: Path
    method: Method = "gradcam"
    label: str = ""
    group: str = ""
    check: bool = False
    locked_of: Path | None = None


class EmbeddingRequest(_Request):
    """Draw a map of similar images of a part."""

    kind: Literal["embedding"] = "embedding"
    run: Path
    cache: Path
    part: Literal["train", "validation", "test"] = "validation"
    method: Literal["pca", "tsne", "umap"] = "pca"
    openings: int = 0


class ExportRequest(_Request):
    """Write the model in a format for others and prove it.

    Attributes:
        options: Of the exporter.
        openings: How often this run's final test was opened; its images prove the export then.
    """

    kind: Literal["export"] = "export"
    run: Path
    format: str
    target: Path
    options: dict[str, Any] = Field(default_factory=dict)
    openings: int = 0


class ReportRequest(_Request):
    """Write the newest evaluation of a run as a page or a PDF, by the target's name.

    Attributes:
        names: Show names of files, groups and people as the dataset has them.
    """

    kind: Literal["report"] = "report"
    run: Path
    target: Path
    part: Literal["train", "validation", "test"] = "validation"
    names: bool = False


class FetchRequest(_Request):
    """Download the weights of a card."""

    kind: Literal["fetch"] = "fetch"
    ident: str


class AddRequest(_Request):
    """Take in a weights file or a transformers folder."""

    kind: Literal["add"] = "add"
    path: Path
    architecture: str | None = None
    ident: str = ""
    licence: str = ""


class PackRequest(_Request):
    """Put models into one file for another computer."""

    kind: Literal["pack"] = "pack"
    idents: tuple[str, ...]
    target: Path


class UnpackRequest(_Request):
    """Take models out of such a file."""

    kind: Literal["unpack"] = "unpack"
    source: Path


class CheckRequest(_Request):
    """Look for what is damaged, missing, stale or doubtful in a project."""

    kind: Literal["check"] = "check"
    project: Path
    fix: bool = False
    restore: bool = False
    relink: Path | None = None


class DoctorRequest(_Request):
    """Try every device with a real kernel."""

    kind: Literal["doctor"] = "doctor"


JobRequest = Annotated[
    ImportRequest
    | SampleRequest
    | SplitRequest
    | TakeInRequest
    | SurgeryRequest
    | TrainRequest
    | EvaluateRequest
    | CrossvalRequest
    | CompareRequest
    | PredictRequest
    | ServeRequest
    | SuggestRequest
    | EmbeddingRequest
    | SuspectsRequest
    | ExplainRequest
    | ExportRequest
    | ReportRequest
    | FetchRequest
    | AddRequest
    | PackRequest
    | UnpackRequest
    | CheckRequest
    | DoctorRequest,
    Field(discriminator="kind"),
]
_ADAPTER: TypeAdapter[Any] = TypeAdapter(JobRequest)


def write_request(folder: Path, request: _Request) -> None:
    """Put the request into the job's folder, atomically."""
    files.write_json(folder / REQUEST_FILE, request.model_dump(mode="json"))


def read_request(folder: Path) -> Any:
    """Read the request of a job's folder.

    Raises:
        ProjectError: When it is missing or damaged.
    """
    try:
        return _ADAPTER.validate_python(files.read_json(folder / REQUEST_FILE))
    except ValidationError as error:
        raise ProjectError(f"The request in {folder.name} is damaged.") from error
