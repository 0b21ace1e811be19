"""A model card in Markdown, made from facts alone (Mitchell et al. 2019, arXiv 1810.03993)."""

from __future__ import annotations

from collections.abc import Iterator

from tlstudio.core.reports import Metric
from tlstudio.core.words import percent
from tlstudio.data.preprocess import Recipe
from tlstudio.data.texts.recipe import image_recipe
from tlstudio.export.contents import Contents
from tlstudio.export.trained import Result, Trained
from tlstudio.models.saved import SavedModel
from tlstudio.version import __version__

_PARTS = {
    "train": "to train",
    "validation": "to tune",
    "test": "for the final test",
}
_SCORED = {
    "validation": "tuning images, from which training chose: new images may be answered worse",
    "test": "images of the final test, which nothing was chosen by",
    "train": "training images, which flatter",
}
_FITS = {
    "crop": "the middle square is taken",
    "letterbox": "the whole image is taken, with a border",
    "stretch": "the whole image is taken, stretched to a square",
}


def model_card(trained: Trained, contents: Contents, *, precision: str = "float32") -> str:
    """The card of a bundle or folder."""
    info = trained.info
    lines = [
        f"# {info.run or 'Model'}",
        "",
        f"Tells apart {len(info.classes)} classes of images: {', '.join(info.classes)}. "
        + ("Several may apply to one image." if info.multi_label else "One applies to each image."),
        "",
        *_origin(info, precision),
        *_data(trained),
        *_results(trained.result),
        *_certainty(info),
        "## Limits",
        "",
        "- It knows these classes only: an image of anything else is given one of them. Mind the "
        "distance from the training images.",
        "- Results hold for images made as those of the training were: same instruments, same "
        "preparation, same kind of places.",
        "- It is no medical device, and no decision about a person should rest on it alone.",
        "",
        "## What the files hold",
        "",
        *(f"- Included: {line}" for line in contents.included),
        *(f"- Not included: {line}" for line in contents.not_included),
        "",
    ]
    return "\n".join(lines)


def _origin(info: SavedModel, precision: str) -> Iterator[str]:
    card = info.card
    yield "## How it was made"
    yield ""
    yield f"- Pretrained model: {card.title} (`{card.id}`)"
    yield f"- It had learned from: {card.pretrained_on}"
    yield f"- Licence of the pretrained weights: {card.licence or 'not stated'}"
    yield f"- Blocks that stayed: {info.cut}; new last layers: {info.head.kind}"
    yield f"- Made with Transfer Learning Studio {__version__}"
    yield "- Numbers: " + ("as trained" if precision == "float32" else "8 bits; see the proof")
    yield f"- Input: {_input(image_recipe(info.recipe, 'Exports'))}"
    yield ""


def _input(recipe: Recipe) -> str:
    colour = {1: "grey", 3: "colour"}.get(recipe.channels, f"{recipe.channels} channels")
    return (
        f"{recipe.size} × {recipe.size} pixels, {colour}; {_FITS[recipe.fit]}; brightness by "
        f"{recipe.brightness}"
    )


def _data(trained: Trained) -> Iterator[str]:
    if not trained.counts:
        return
    yield "## Images that it was made with"
    yield ""
    yield "| part | images | groups |"
    yield "|---|---:|---:|"
    for part, count in trained.counts.items():
        yield f"| {_PARTS.get(part, part)} | {count['images']} | {count['groups']} |"
    yield ""
    yield "Images of one group (a patient, a plate, a camera) are in one part only."
    yield ""


def _results(result: Result | None) -> Iterator[str]:
    yield "## Results"
    yield ""
    if result is None:
        yield "The run was never scored."
        yield ""
        return
    groups = f" (in {result.groups} groups)" if result.groups != result.n else ""
    yield f"On {result.n}{groups} {_SCORED.get(result.part, 'images')}. Intervals are of 95 %."
    yield ""
    yield "| measure | value | interval | how the interval was made |"
    yield "|---|---:|---:|---|"
    for metric in result.metrics:
        yield f"| {metric.label} | {metric.value:.3f} | {_interval(metric)} | {metric.method} |"
    yield ""
    if result.verdict:
        yield f"Simpler methods: {result.verdict}"
        yield ""


def _interval(metric: Metric) -> str:
    if metric.low is None or metric.high is None:
        return "–"
    return f"{metric.low:.3f} to {metric.high:.3f}"


def _certainty(info: SavedModel) -> Iterator[str]:
    known = info.certainty
    if known is None:
        return
    yield "## How sure it may be of itself"
    yield ""
    yield (
        f"- Probabilities are calibrated on {known.n} tuning images, at temperature "
        f"{known.temperature:.3f}."
    )
    if known.sets is not None:
        yield (
            "- The short list of an image holds the truth in about "
            f"{percent(known.sets.coverage)} of similar images (conformal sets, from "
            f"{known.sets.n} images in {known.sets.groups} groups)."
        )
    if known.unlike is not None:
        yield (
            f"- A distance above 1 says that an image is unlike those of the training; "
            f"{percent(known.unlike.share)} of the tuning images lie within it."
        )
    for name, cost in known.choices.costs.items():
        yield f"- To miss {name} counts {cost:g} times as much as to name it wrongly."
    yield ""
