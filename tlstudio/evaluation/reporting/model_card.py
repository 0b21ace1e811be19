"""The model card, the surgery, the recipe and how training went."""

from __future__ import annotations

from tlstudio.core.plans import Plan, to_toml
from tlstudio.core.reports import Curve
from tlstudio.core.words import percent
from tlstudio.data.texts.recipe import AnyRecipe, TextRecipe
from tlstudio.evaluation.reporting import plots
from tlstudio.evaluation.reporting.document import (
    Block,
    Bullets,
    Cell,
    Code,
    Grid,
    Heading,
    Pairs,
    Picture,
    Section,
    Text,
)
from tlstudio.evaluation.reporting.methods import kept_network, model_name, new_layers
from tlstudio.evaluation.reporting.numbers import count, duration, listed, plural
from tlstudio.evaluation.reporting.story import Stage, Story

TRAINING = "How training went"
_STATES = {
    "frozen": "kept as it is",
    "trainable": "fine-tuned",
    "new": "new",
    "removed": "removed",
}
_TONES = {"frozen": "soft", "trainable": "accent", "new": "good", "removed": "soft"}


def model_card(story: Story) -> Section:
    """What the model is, where it comes from, what it is for."""
    items = story.items
    card, info = story.info.card, story.info
    table = story.surgery
    licence = card.licence
    if licence == "not stated":
        licence = "not stated: find it out before you share the model"
    rows = [
        ("pretrained model", f"{model_name(card)}, id {card.id}"),
        ("licence of its weights", licence),
        ("pretrained on", _pretrained(story)),
        ("input", _input(story)),
        *_brightness(story.info.recipe),
        (
            "new layers",
            f"{new_layers(info.head)} for {plural(len(info.classes), 'class', 'classes')}",
        ),
    ]
    if table is not None:
        gone = [row.name for row in table.before if row.state == "removed" and row.index >= 0]
        frozen = [row.name for row in table.after if row.state == "frozen"]
        tuned = [row.name for row in table.after if row.state == "trainable"]
        removed = ["its output layers", *gone]
        rows += [
            ("removed", listed(removed)),
            ("kept as it is", listed(frozen) or "nothing"),
            ("fine-tuned", listed(tuned) or "nothing"),
            (
                "parameters",
                f"{count(table.total_after)}, of which {count(table.trainable)} were trained",
            ),
        ]
    rows.append(("hash of the weights", info.weights_sha256))
    use = (
        f"To name the class of {items.many} like those of this dataset, as a proposal to a "
        f"person who checks it. It was made for {_made_for(story)} prepared as above."
    )
    limits = (
        f"It has not been shown to work on {items.many} of other {_others(story)} than those of "
        "the dataset.",
        f"It always names one of its classes, even for {items.a_one} that shows none of them."
        if not info.multi_label
        else "It knows its own classes only, and may name none.",
        "It is no medical device. Decisions about patients need an evaluation of their own.",
    )
    blocks: list[Block] = [Pairs(tuple(rows)), Heading("Intended use and its limits"), Text(use)]
    return Section("model", "Model", (*blocks, Bullets(limits)))


def _pretrained(story: Story) -> str:
    card = story.info.card
    if card.pretrained_on.startswith("as stated"):
        return (
            "not told: the weights came as a file "
            f"(SHA-256 {card.weights.sha256[:16]}…); whoever brought it knows"
        )
    return card.pretrained_on


def _made_for(story: Story) -> str:
    recipe = story.info.recipe
    if isinstance(recipe, TextRecipe):
        return f"texts of {plural(recipe.columns, 'part')}"
    return f"{recipe.channels}-channel images"


def _others(story: Story) -> str:
    if story.info.card.modality == "text":
        return "languages, subjects, sources or times"
    return "devices, stains, places or people"


def _input(story: Story) -> str:
    recipe = story.info.recipe
    if isinstance(recipe, TextRecipe):
        shape = "one text" if recipe.columns == 1 else f"{recipe.columns} texts as a pair"
        mean = "the mean over its tokens" if recipe.pooling == "mean" else "its first token"
        return (
            f"{shape} of up to {recipe.length} tokens; {percent(recipe.cut_share)} of the training "
            f"texts were longer and lost their end. {mean.capitalize()} stands for a text."
        )
    how = {
        "crop": f"the central square, resized to {recipe.canvas} px and cut to {recipe.size} px",
        "letterbox": "the whole image with a border",
        "stretch": "the whole image, stretched to a square",
    }[recipe.fit]
    if recipe.fit == "crop" and recipe.canvas == recipe.size:
        how = "the central square"
    bits = "8" if recipe.dtype == "uint8" else "16"
    return (
        f"{recipe.size} × {recipe.size} px, {plural(recipe.channels, 'channel')} of {bits} bits: "
        f"{how}"
    )


def _brightness(recipe: AnyRecipe) -> list[tuple[str, str]]:
    if isinstance(recipe, TextRecipe):
        return []
    said = {
        "format": "the full range of the file format",
        "depth": "the full range of 8-bit images; "
        f"{recipe.low:g} to {recipe.high:g} of deeper ones",
        "range": f"{recipe.low:g} to {recipe.high:g} for all images",
        "image": "each image by its own range, which erases differences in intensity",
        "group": "each group by its own range",
    }[recipe.brightness]
    return [("brightness", said)]


def surgery(story: Story) -> Section | None:
    """The table of layers before and after."""
    table = story.surgery
    if table is None:
        return None
    rows = [row for row in table.before if row.state == "removed"]
    shown = [
        *[r for r in table.after if r.index >= 0],
        *rows,
        *[r for r in table.after if r.index < 0],
    ]
    cells = tuple(
        (
            Cell(row.name, "soft" if row.state == "removed" else "plain"),
            Cell(row.kind),
            Cell(" × ".join(map(str, row.shape)) or "–"),
            Cell(count(row.parameters)),
            Cell(_STATES[row.state], _TONES[row.state]),  # type: ignore[arg-type]
        )
        for row in shown
    )
    shape = " × ".join(map(str, table.input_shape))
    remark = (
        f"Output of each layer for one input of {shape}. {count(table.trainable)} of "
        f"{count(table.total_after)} parameters were trained; the model had "
        f"{count(table.total_before)} before."
    )
    grid = Grid(
        ("layer", "what it is", "output", "parameters", "what became of it"),
        cells,
        frozenset((3,)),
        widths=(0.2, 0.3, 0.18, 0.14, 0.18),
    )
    return Section("surgery", "Layers before and after", (grid, Text(remark, "soft")))


def recipe(story: Story) -> Section:
    """The plan in words; the file itself stands at the end."""
    items = story.items
    plan = story.plan
    stages = Bullets(tuple(_planned(story, n, s) for n, s in enumerate(story.training.stages)))
    rows = [("preset", _PRESETS.get(plan.preset, plan.preset))]
    if any(not stage.exact for stage in story.training.stages):
        name = {"adamw": "AdamW", "sgd": f"SGD, momentum {plan.optimizer.momentum:g}"}
        rows += [
            (
                "optimiser",
                f"{name[plan.optimizer.name]}, weight decay {plan.optimizer.weight_decay:g}, "
                f"batches of {plan.batch_size}"
                + (
                    f", gradients clipped at {plan.optimizer.clip:g}" if plan.optimizer.clip else ""
                ),
            ),
            ("augmentation", _augmentation(story)),
        ]
        if plan.label_smoothing:
            rows.append(("label smoothing", f"{plan.label_smoothing:g}"))
        if plan.ema:
            rows.append(("averaged weights", f"moving average with a decay of {plan.ema:g}"))
        if plan.early_stopping:
            rows.append(
                (
                    "early stopping",
                    f"after {plural(plan.early_stopping, 'pass', 'passes')} without gain",
                )
            )
    rows += [
        ("rare classes", _rare(plan)),
        ("best pass by", f"{_decider(plan)} on the tuning {items.many}"),
        ("seed", str(plan.seed)),
    ]  # fmt: skip
    return Section("recipe", "Recipe", (stages, Pairs(tuple(rows))))


def _decider(plan: Plan) -> str:
    return "loss" if plan.patience_metric == "auto" else plan.patience_metric.replace("_", " ")


_PRESETS = {
    "quick": "Quick",
    "balanced": "Standard",
    "best": "Thorough",
    "custom": "own recipe",
}


def _planned(story: Story, place: int, stage: Stage) -> str:
    items = story.items
    phase = stage.phase
    begin = f"Stage {place + 1}, {phase.name}: "
    if stage.exact:
        return f"{begin}the exact solution on features of the unchanged {items.many}, in one pass."
    blocks, cut = story.info.card.blocks, story.info.cut
    if phase.unfreeze_from is None or phase.unfreeze_from >= cut:
        what = "the new layers alone"
    elif phase.unfreeze_from == 0:
        what = "the whole network"
    else:
        names = blocks[phase.unfreeze_from : cut]
        what = f"the new layers and {plural(cut - phase.unfreeze_from, 'block')}"
        what += f" ({listed(list(names))})" if names else ""
    schedule = {"one-cycle": "up, then down", "cosine": "smoothly down", "constant": "constant"}
    decay = (
        f", {phase.layer_decay:g} times less for each block below" if phase.layer_decay < 1 else ""
    )
    return (
        f"{begin}{what} for {plural(phase.epochs, 'pass', 'passes')} with a learning rate of at "
        f"most {phase.lr:g} ({schedule[phase.schedule]}){decay}."
    )


def _augmentation(story: Story) -> str:
    plan = story.plan.augmentation
    stages = [s for s in story.training.stages if s.augmented(story.plan)]
    mixed = [
        f"{name} {value:g}"
        for name, value in (("mixup", plan.mixup), ("CutMix", plan.cutmix))
        if value
    ]
    if not stages:
        return listed(mixed) or "none"
    names = {"photo": "photos", "microscopy": "microscopy", "document": "documents"}
    views = {
        f"{s.views} fixed variants of each image" if s.views else "new in each pass" for s in stages
    }
    return ", ".join(
        [f"set for {names[plan.set]}, strength {plan.strength:g}", *sorted(views), *mixed]
    )


def _rare(plan: Plan) -> str:
    how = ["errors on them count more"] * plan.class_weights
    how += ["they are drawn more often"] * plan.balanced_sampling
    return listed(how) or "nothing was done for them"


def training(story: Story) -> Section:
    """Curves, and how it ended."""
    blocks: list[Block] = []
    curve = next(
        (p for p in story.report.parts if isinstance(p, Curve) and p.title == TRAINING), None
    )
    if curve is not None:
        drawing = plots.lines(curve.lines, curve.x_label, curve.y_label)
        blocks.append(Picture(drawing, f"{curve.y_label} against {curve.x_label}"))
        if len(story.training.stages) > 1:
            remark = "Passes are counted through all stages."
            if story.training.stages[0].exact:
                remark += " The first is the exact solution; it has no loss of steps."
            blocks.append(Text(remark, "soft"))
        if curve.note:
            blocks.append(Text(curve.note, "soft"))
    told = story.training
    said = []
    done = [s for s in told.stages if s.done]
    if len(done) == 1 and done[0].exact:
        said.append("The new layer was solved exactly; there is no curve to show.")
    elif story.chosen:
        said.append(kept_network(story))
    if told.seconds:
        said.append(f"It took {duration(told.seconds)}.")
    if told.resumed:
        said.append(f"It was interrupted and went on {plural(told.resumed, 'time')}.")
    if told.stopped_early:
        said.append("A stage ended early, for want of gain.")
    blocks.append(Text(" ".join(said) or "Nothing is told of it."))
    if told.warnings:
        blocks.append(Bullets(tuple(dict.fromkeys(told.warnings))))
    return Section("training", TRAINING, tuple(blocks))


def plan_file(story: Story) -> Code:
    """The recipe as a file, for `train --plan`."""
    return Code(to_toml(story.plan).strip())
