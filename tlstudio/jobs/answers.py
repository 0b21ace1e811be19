"""What a desk answers: frozen facts, and at most one array each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator

from tlstudio.core.comparing import Compared
from tlstudio.core.fields import OptionField
from tlstudio.core.samples import SplitPart
from tlstudio.core.surgery import SurgeryTable
from tlstudio.data.findings import Level as FindingLevel
from tlstudio.data.importers.protocol import Role

Files = tuple[Path, ...]
"""The files of one image: one, or one a channel."""
Box = tuple[float, float, float, float]
"""Left, top, width, height in pixels of the image as stored."""
_Array = Annotated[
    NDArray[Any], PlainValidator(lambda value: value), PlainSerializer(lambda _: None)
]


class Answer(BaseModel):
    """Base of every answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def array(self) -> NDArray[Any] | None:
        """What travels as bytes, None when there is nothing of that kind."""
        return getattr(self, "pixels", None)


class Ready(Answer):
    """A family is imported."""


class RunsCompared(Answer):
    """Runs on the images that all have answered."""

    compared: Compared


class Picture(Answer):
    """(h, w, 3) uint8, for a thumbnail."""

    pixels: _Array


class Pixels(Answer):
    """An image for window and level on the screen.

    Attributes:
        pixels: (h, w, c) uint8, uint16 or float32; shrunk when it was larger than asked for.
        width: As stored.
        height: As stored.
        depth: Significant bits of a value.
        channels: A name for each channel.
        low: Suggested value for black.
        high: Suggested value for white.
        black: Value that is black by the format, or the lower end of a DICOM window.
        white: Likewise.
        facts: What the file says besides: patient_id, taken, modality, file, size.
    """

    pixels: _Array
    width: int
    height: int
    depth: int
    channels: tuple[str, ...]
    low: float
    high: float
    black: float
    white: float
    facts: dict[str, str]


class Input(Answer):
    """What the model will see.

    Attributes:
        pixels: (size, size, 3) uint8.
        size: Side of the model's input.
        box: What of the original it covers; it may reach beyond the image (a border).
        words: How it is made, in sentences.
    """

    pixels: _Array
    size: int
    box: Box
    words: tuple[str, ...]


class TaskFound(Answer):
    """The id of a task."""

    task: str


class TextRead(Answer):
    """How far a text is read.

    Attributes:
        kept: Signs of each column that are read; what stands behind them is cut off.
        tokens: Of the whole text, the model's own marks included.
        length: Tokens that are read at most.
        cut_share: Share of the training texts that are longer.
    """

    kept: tuple[int, ...]
    tokens: int
    length: int
    cut_share: float


class Example(Answer):
    """One item of a source: the files of an image, for its thumbnail, or how texts begin."""

    name: str
    files: Files
    texts: tuple[str, ...] = ()


class Level(Answer):
    """What a folder level seems to mean; see `LevelGuess`."""

    depth: int
    role: Role
    names: tuple[str, ...]
    count: int
    why: str
    examples: tuple[Example, ...] = ()


class FolderGuess(Answer):
    """How a source is understood before anything is written.

    Attributes:
        importer: Id of the importer.
        images: How many there are; rows for a table.
        details: Facts of the importer (columns, matched, rows).
        examples: Some images where there are no levels.
    """

    importer: str
    title: str
    sentence: str
    images: int
    levels: tuple[Level, ...] = ()
    details: dict[str, Any] = Field(default_factory=dict)
    examples: tuple[Example, ...] = ()


class Said(Answer):
    """A finding; see `Finding`."""

    kind: str
    level: FindingLevel
    sentence: str
    hint: str = ""


class Count(Answer):
    """Size of a part of the split."""

    images: int
    groups: int


class ImportPreview(Answer):
    """What an import would bring.

    Attributes:
        found: Images in the source.
        checked: Of these how many were read; duplicates, problems and findings rest on them.
        complete: Whether the source ended; else it holds more than was found.
        classes: Class → images.
        groups: Group → images, the first 200.
        group_count: How many groups.
        unlabelled: Images without a label.
        duplicates: Images beyond the first of each content.
        near_duplicates: Images that look nearly like another one.
        problems: "path: reason", the first 50.
        unmatched: Rows without a file, and files without a row.
        findings: What should be said before training.
        splits: Part → its size; empty while nothing is labelled.
        notes: What the importer said on the way.
    """

    importer: str
    found: int
    checked: int
    complete: bool = True
    classes: dict[str, int]
    groups: dict[str, int]
    group_count: int
    unlabelled: int
    duplicates: int
    near_duplicates: int
    unreadable: int
    problems: tuple[str, ...]
    unmatched: int
    findings: tuple[Said, ...]
    splits: dict[SplitPart, Count]
    split_warnings: tuple[str, ...]
    notes: tuple[str, ...]


class FileAnswer(Answer):
    """A model's answer to one image; `problem` says why there is none.

    Attributes:
        names: Classes that are named; one, or any number where several may apply.
        probabilities: Class → probability.
        probability: Of the class that is named, the smallest of several.
        short_list: Classes of which one is right as often as was asked; () where not known.
        distance: From the training images, above 1 for what is unlike them; None when unknown.
    """

    files: Files
    names: tuple[str, ...] = ()
    probabilities: dict[str, float] = Field(default_factory=dict)
    probability: float | None = None
    problem: str = ""
    short_list: tuple[str, ...] = ()
    distance: float | None = None


class Predictions(Answer):
    """Answers in the order of the images."""

    classes: tuple[str, ...]
    multi_label: bool
    answers: tuple[FileAnswer, ...]


class Heat(Answer):
    """Where a class is seen.

    Attributes:
        pixels: (h, w) float32 from 0 to 1; None where this model cannot say.
        box: What of the original the map covers.
        label: The class that was asked for.
        probability: Of that class.
        words: What the map is and how fine, or why there is none.
    """

    pixels: _Array | None = None
    box: Box
    label: str
    probability: float
    words: str


class MapChecked(Answer):
    """How a map fares when the model has lost what it learned.

    Attributes:
        passed: Whether it shows something of the model.
        words: The same as a sentence.
        stages: What was shuffled, rank correlation and structural similarity of the maps then.
    """

    passed: bool
    words: str
    stages: tuple[tuple[str, float, float], ...] = ()


class Operated(Answer):
    """A surgery that nobody has done yet, as a table."""

    table: SurgeryTable


class ModelFacts(Answer):
    """What a model says of itself.

    Attributes:
        name: Of the file, or of the run.
        task: Id of the task.
        size: Side of its input in pixels.
        channels: Of its input.
        brightness: Whose range becomes black to white; see `Recipe`.
        backbone: The pretrained model that it was made from.
        licence: Of that one's weights; "" when nobody told.
        made: Day, as 2026-11-25; "" when nobody told.
        created_with: Version of the program.
        proven: Whether a proof lies beside the file and describes just this one.
        bytes: Size of the file, or of the weights.
    """

    name: str
    task: str
    classes: tuple[str, ...]
    multi_label: bool
    size: int
    channels: int
    brightness: str
    run: str
    backbone: str
    licence: str
    made: str
    created_with: str
    proven: bool = False
    bytes: int = 0


class Format(Answer):
    """A format that a model can be saved in; see `export.formats`.

    Attributes:
        suffix: "" where the export is a folder.
        options: That can be chosen.
        included: What it holds, in sentences.
        not_included: What it does not.
    """

    id: str
    title: str
    purpose: str
    suffix: str
    options: tuple[OptionField, ...] = ()
    included: tuple[str, ...] = ()
    not_included: tuple[str, ...] = ()


class FormatList(Answer):
    """Every format, and why others are broken."""

    formats: tuple[Format, ...]
    broken: dict[str, str]


class Estimated(Answer):
    """How long trainings will take here.

    Attributes:
        seconds: Name of a plan → seconds from start to result.
        images_per_second: Through the whole model as it is, forward.
        train_images_per_second: Forward and backward through all of it.
        decode_seconds: To read and shrink one image, with all threads at work.
        device: Where.
        words: What the figures rest on.
    """

    seconds: dict[str, float]
    images_per_second: float
    train_images_per_second: float
    decode_seconds: float
    device: str
    words: str
