"""The methods paragraph of a paper, filled from what the run did; it claims nothing else."""

from __future__ import annotations

import re

from tlstudio.core.cards import BackboneCard
from tlstudio.core.plans import Head
from tlstudio.core.reports import Ladder
from tlstudio.core.words import percent
from tlstudio.data.texts.recipe import AnyRecipe, TextRecipe
from tlstudio.evaluation.reporting.citing import Citations, family_key
from tlstudio.evaluation.reporting.numbers import count, listed, lowered, number, plural, times
from tlstudio.evaluation.reporting.story import Stage, Story

_PARTS = {"train": "training", "validation": "tuning", "test": "final test"}
_AUGMENTED = {
    "photo": "random crops, horizontal flips, small rotations, and changes of brightness and "
    "contrast",
    "microscopy": "random crops, flips, rotations by any angle, and changes of brightness and "
    "contrast",
    "document": "small random rotations and shifts, and changes of brightness and contrast",
}
_BEST = {"accuracy": "the highest accuracy", "balanced_accuracy": "the highest balanced accuracy"}
_SCHEDULES = {
    "one-cycle": ("a one-cycle schedule", "onecycle"),
    "cosine": ("a cosine schedule", "cosine"),
    "constant": ("a constant rate", None),
}


def methods(story: Story, citations: Citations) -> tuple[str, ...]:
    """Paragraphs, ready to be pasted."""
    found = (
        _data(story),
        _model(story, citations),
        _training(story, citations),
        _evaluation(story, citations),
        _software(story, citations),
    )
    return tuple(paragraph for paragraph in found if paragraph)


def _data(story: Story) -> str:
    noun = story.project.group_noun if story.project else "group"
    parts = [
        f"{_PARTS[name]} ({plural(part.images, story.items.one)}"
        + (f" from {plural(part.groups, noun)}" if story.grouped else "")
        + ")"
        for name, part in story.parts.items()
    ]
    total = sum(part.images for part in story.parts.values())
    totals: dict[str, int] = {}
    for part in story.parts.values():
        for name, images in part.classes.items():
            totals[name] = totals.get(name, 0) + images
    classes = "; ".join(f"{name}: {count(images)}" for name, images in totals.items())
    said = (
        f"The labelled dataset comprised {plural(total, story.items.one)} of "
        f"{plural(len(totals), 'class', 'classes')} ({classes}). It was divided into parts for "
        f"{listed(parts)}."
    )
    return said + _division(story, noun)


def _division(story: Story, noun: str) -> str:
    items = story.items
    project = story.project
    if project is None or story.outdated:
        return ""
    said = []
    given = [_PARTS[name] for name in project.given if name in _PARTS]
    if given:
        parts = f"{'part was' if len(given) == 1 else 'parts were'}"
        said.append(f"The {listed(given)} {parts} taken as given with the data.")
    if len(given) < len(story.parts):
        how = "The division was" if not given else "The rest of the division was"
        said.append(f"{how} random and stratified by class.")
    apart = []
    if story.grouped and "group-across-parts" not in project.findings:
        apart.append(f"{items.many} of the same {noun}")
    twins = {"duplicates", "near-duplicates"} & set(project.findings)
    if twins and "duplicates-across-parts" not in project.findings:
        apart.append(f"identical and nearly identical {items.many}")
    if apart:
        said.append(f"{listed(apart).capitalize()} were kept in the same part.")
    return "".join(f" {sentence}" for sentence in said)


def model_name(card: BackboneCard) -> str:
    """As a reader of a paper knows it."""
    if card.engine == "own":
        return card.title.partition(" (")[0]
    if card.engine == "transformers":
        return f"{card.family} ({card.title})"
    return f"{card.family} ({card.architecture})"


def new_layers(head: Head) -> str:
    """The new last layers in words."""
    before = "a standardisation of the features and " if head.norm else ""
    if head.kind == "linear":
        return f"{before}one linear layer"
    return (
        f"{before}a small network of two linear layers (hidden width {head.hidden}, dropout "
        f"{head.dropout:g})"
    )


def _pretrained(card: BackboneCard, citations: Citations) -> str:
    where = card.pretrained_on
    if where == "nothing":
        return "with random weights, without any pretraining"
    if where.startswith("as stated"):
        return (
            f"with pretrained weights from a file of our own (SHA-256 {card.weights.sha256[:12]}…; "
            "[state their origin])"
        )
    if card.engine == "own":
        return f"pretrained on images drawn by formulas{citations.cite('fractals')}"
    key = None
    if "ImageNet-1k" in where:
        key = "imagenet"
    elif "ImageNet" in where:
        key = "imagenet21k"
    swag = "swag" if "SWAG" in where else None
    return f"pretrained on {where}{citations.cite(key, swag)}"


def _model(story: Story, citations: Citations) -> str:
    card = story.info.card
    key = family_key(card) if card.engine != "own" else None
    said = (
        f"We adapted {model_name(card)}{citations.cite(key)} {_pretrained(card, citations)} by "
        "transfer learning."
    )
    table = story.surgery
    if table is not None:
        gone = [row.name for row in table.before if row.state == "removed" and row.index >= 0]
        removed = "Its output layers"
        if gone:
            removed += (
                f" and the blocks {listed(gone)}"
                if len(gone) > 1
                else (f" and the block {gone[0]}")
            )
        said += (
            f" {removed} were removed and replaced by {new_layers(story.info.head)} with "
            f"{plural(len(story.info.classes), 'output')}. Of {count(table.total_after)} "
            f"parameters, {count(table.trainable)} were trained and {count(table.frozen)} kept as "
            "they were."
        )
    return f"{said} {_prepared(story.info.recipe)}"


def _prepared(recipe: AnyRecipe) -> str:
    if isinstance(recipe, TextRecipe):
        parts = "" if recipe.columns == 1 else f" of {recipe.columns} parts, read as a pair,"
        pooled = "the mean over all tokens" if recipe.pooling == "mean" else "the first token"
        return (
            f"Texts{parts} were divided into tokens by the tokenizer of the pretraining and cut "
            f"after {recipe.length} tokens ({percent(recipe.cut_share)} of the training texts were "
            f"longer); {pooled} of the last layer stood for a text."
        )
    fit = {
        "crop": f"Images were cropped to their central square, resized to {recipe.canvas} × "
        f"{recipe.canvas} pixels, of which the central {recipe.size} × {recipe.size} were used",
        "letterbox": f"Images were resized to fit into {recipe.size} × {recipe.size} pixels, with "
        "a border",
        "stretch": f"Images were stretched to {recipe.size} × {recipe.size} pixels",
    }[recipe.fit]
    if recipe.fit == "crop" and recipe.canvas == recipe.size:
        fit = (
            f"Images were cropped to their central square and resized to {recipe.size} × "
            f"{recipe.size} pixels"
        )
    channel = "channel" if recipe.channels == 1 else "channels"
    return f"{fit}; the {recipe.channels} {channel} were normalised as in the pretraining."


def _training(story: Story, citations: Citations) -> str:
    plan, stages = story.plan, [s for s in story.training.stages if s.done]
    several = len(stages) > 1
    said = [
        _stage(story, stage, place, citations, several=several)
        for place, stage in enumerate(stages)
    ]
    stepped = [stage for stage in stages if not stage.exact]
    if stepped:
        said.append(_steps(story, stepped, citations))
        changed = [stage for stage in stepped if stage.augmented(plan)]
        if changed:
            views = sorted({s.views for s in changed if s.views})
            fixed = f", as {views[-1]} fixed variants of each image," if views else ""
            where = " in the fine-tuning stages" if len(changed) < len(stages) else ""
            said.append(
                f"Training images were augmented{where}{fixed} by "
                f"{_AUGMENTED[plan.augmentation.set]}."
            )
    weighed = []
    if plan.class_weights:
        weighed.append("errors on rare classes counted more")
    if plan.balanced_sampling:
        weighed.append("rare classes were drawn more often")
    if weighed:
        said.append(f"To balance the classes, {listed(weighed)}.")
    if story.chosen:
        said.append(kept_network(story))
    return " ".join(said)


def kept_network(story: Story) -> str:
    """Which pass was kept, and why."""
    items = story.items
    by = _BEST.get(story.plan.patience_metric, "the lowest loss")
    said = f"The network with {by} on the tuning {items.many} was kept"
    best = story.training.best
    if best is None:
        return f"{said}."
    stage = story.training.stages[best[0]]
    name = f"stage “{stage.phase.name}”"
    where = name if stage.exact else f"pass {best[1] + 1} of {name}"
    return f"{said}: that of {where}."


def _stage(story: Story, stage: Stage, place: int, citations: Citations, *, several: bool) -> str:
    items = story.items
    phase = stage.phase
    begin = ("First, t" if place == 0 else "Then t") if several else "T"
    if stage.exact:
        return (
            f"{begin}he new linear layer was fitted to the features of the unchanged training "
            f"{items.many} by L2-penalised logistic regression with "
            f"L-BFGS{citations.cite('lbfgs')}, the "
            "strength of the penalty chosen by three-fold cross-validation within the training "
            f"{items.many}."
        )
    names = story.info.card.blocks
    if phase.unfreeze_from is None or phase.unfreeze_from >= story.info.cut:
        what = "he new layers alone were"
    elif phase.unfreeze_from == 0:
        what = "he whole network was"
    else:
        first = names[phase.unfreeze_from] if phase.unfreeze_from < len(names) else ""
        block = f"“{first}”" if first else f"number {phase.unfreeze_from}"
        what = f"he new layers and the blocks from {block} upward were"
    schedule, key = _SCHEDULES[phase.schedule]
    decay = ""
    if phase.layer_decay < 1 and phase.unfreeze_from is not None:
        decay = (
            f", each block with {phase.layer_decay:g} times the rate of the one above it"
            f"{citations.cite('layerdecay')}"
        )
    planned = "" if stage.done == phase.epochs else f" (of {phase.epochs} planned)"
    return (
        f"{begin}{what} trained for {plural(stage.done, 'pass', 'passes')} through the training "
        f"{items.many}{planned} with {schedule}{citations.cite(key)} and a largest learning rate "
        f"of {phase.lr:g}{decay}."
    )


def _steps(story: Story, stages: list[Stage], citations: Citations) -> str:
    plan = story.plan
    optimiser = (
        f"AdamW{citations.cite('adamw')}"
        if plan.optimizer.name == "adamw"
        else f"stochastic gradient descent with momentum {plan.optimizer.momentum:g}"
        f"{citations.cite('momentum')}"
    )
    said = (
        f"Cross-entropy was minimised by {optimiser} with a weight decay of "
        f"{plan.optimizer.weight_decay:g} and batches of {plural(plan.batch_size, story.items.one)}"
    )
    more = []
    if plan.label_smoothing:
        more.append(f"label smoothing of {plan.label_smoothing:g}{citations.cite('inception')}")
    if plan.augmentation.mixup:
        more.append(f"mixup of α = {plan.augmentation.mixup:g}{citations.cite('mixup')}")
    if plan.augmentation.cutmix:
        more.append(f"CutMix of α = {plan.augmentation.cutmix:g}{citations.cite('cutmix')}")
    if plan.ema:
        more.append(f"averaged weights (decay {plan.ema:g}){citations.cite('averaging')}")
    if more:
        said += f", with {listed(more)}"
    if plan.batch_norm == "keep" and any(s.phase.unfreeze_from is not None for s in stages):
        said += "; statistics of batch normalisation, where there are any, stayed those of the "
        said += "pretraining"
    return said + "."


def _evaluation(story: Story, citations: Citations) -> str:
    report, headline = story.report, story.headline
    groups = f" from {plural(report.groups, _noun(story))}" if story.grouped else ""
    scored = f"{plural(report.n, story.items.one)}{groups}"
    if story.final:
        said = (
            f"Results are reported for the {scored} of the final test part, which took no part in "
            f"training or in choices; it was opened {times(max(1, report.openings))}."
        )
    elif report.split == "validation":
        said = (
            f"Results are reported for the {scored} of the tuning part"
            + (", which also served to choose the network" if story.chosen else "")
            + "; the final test part is not reported here."
        )
    elif report.split == "train":
        said = f"Results are reported for the {scored} that the network was trained on."
    else:
        said = (
            f"Results are pooled over a cross-validation: each of the {scored} was answered by a "
            "network that had not learned from it."
        )
    if headline is not None:
        said += f" The primary measure was {lowered(headline.label)}"
        key = {"balanced_accuracy": "balancedaccuracy", "auroc": "auroc"}.get(headline.name)
        said += f"{citations.cite(key)}."
        if headline.method and not headline.method.startswith("none"):
            keys = _interval_keys(headline.method)
            how = re.sub(r", (\d[\d,]* \w+)$", r" over \1", headline.method)
            said += f" Its 95 % interval is a {how}{citations.cite(*keys)}."
    said += _ladder(story, citations)
    return said + _certainty(story, citations) + _explained(story, citations)


def _noun(story: Story) -> str:
    return story.project.group_noun if story.project else "group"


def _interval_keys(method: str) -> list[str]:
    words = method.lower()
    keys = []
    if "wilson" in words or "score interval" in words:
        keys.append("wilson")
    if "effective" in words:
        keys.append("grouped")
    if "leaving out" in words:
        keys.append("jackknife")
    if "bca" in words:
        keys.append("bca")
    return keys


def _ladder(story: Story, citations: Citations) -> str:
    items = story.items
    ladder = next((part for part in story.report.parts if isinstance(part, Ladder)), None)
    if ladder is None:
        return ""
    words = {
        "majority": "always naming the most frequent class",
        "nearest_centroid": "the nearest class mean of the unchanged model's features",
        "word_counts": "logistic regression on counted words and pairs of words (TF-IDF)",
        "linear_probe": "a linear layer on the unchanged model's features"
        + citations.cite("probe"),
        "from_scratch": "the same network trained from random weights",
    }
    rungs = [rung for rung in ladder.rungs if rung.name != "this_run"]
    if not rungs:
        return ""
    tests = " ".join(rung.test.lower() for rung in rungs)
    keys = [
        key for word, key in (("mcnemar", "mcnemar"), ("exchange", "permutation")) if word in tests
    ]
    by = {
        ("mcnemar",): "McNemar's exact test",
        ("permutation",): "a paired permutation test",
        ("mcnemar", "permutation"): "McNemar's exact test or a paired permutation test",
    }.get(tuple(keys), "")
    said = (
        f" On the same {items.many} the network was compared with "
        f"{listed([words.get(rung.name, rung.label) for rung in rungs])}"
    )
    return f"{said}, by {by}{citations.cite(*keys)}." if by else f"{said}."


def _certainty(story: Story, citations: Citations) -> str:
    items = story.items
    certainty = story.certainty
    if certainty is None or not certainty.n:
        return ""
    said = (
        " Probabilities were calibrated by a temperature of "
        f"{number(certainty.temperature)}{citations.cite('temperature')}, fitted on the tuning "
        f"{items.many}."
    )
    if certainty.sets is not None:
        said += (
            " Short lists of classes were made to hold the truth for "
            f"{percent(certainty.sets.coverage)} of {items.many} by conformal prediction"
            f"{citations.cite('conformal', 'leastambiguous')}."
        )
    if certainty.unlike is not None:
        said += (
            f" {items.many.capitalize()} were flagged as unlike the training {items.many} by "
            "their Mahalanobis distance in "
            f"the space of features{citations.cite('mahalanobis', 'ppca')}."
        )
    costs = certainty.choices.costs
    if costs:
        weighed = listed([f"{name} {cost:g} times" for name, cost in costs.items()])
        said += (
            f" Missing a class was weighed against other errors ({weighed}); the class of least "
            f"expected cost was named{citations.cite('costs')}."
        )
    return said


def _explained(story: Story, citations: Citations) -> str:
    items = story.items
    said = ""
    if story.maps_checked:
        said += (
            f" Heat-maps of some {items.many} (Grad-CAM{citations.cite('gradcam')}) were "
            "compared before and after the values of all weights of the network were shuffled"
            f"{citations.cite('sanity')}."
        )
    if story.named("suspects", "no-suspects"):
        said += (
            " Labels were checked for errors by out-of-fold probabilities and confident learning"
            f"{citations.cite('confidentlearning')}."
        )
    return said


def _software(story: Story, citations: Citations) -> str:
    told = story.environment
    used = [
        f"Transfer Learning Studio {told.get('tlstudio', '')}".strip() + citations.cite("tlstudio")
    ]
    names: tuple[tuple[str, str, str], ...] = (
        ("torch", "PyTorch", "pytorch"),
        ("torchvision", "torchvision", "torchvision"),
    )
    if story.info.card.engine == "transformers":
        names += (("transformers", "Transformers", "transformers"),)
    for key, name, entry in names:
        if told.get(key):
            version = str(told[key]).partition("+")[0]
            used.append(f"{name} {version}{citations.cite(entry)}")
    if "onnxruntime" in story.engines.values():
        used.append(f"ONNX Runtime{citations.cite('onnxruntime')} for the part that was kept")
    on = f" on a {_DEVICES.get(str(told['device']), told['device'])}" if told.get("device") else ""
    seed = f"; the random seed was {story.plan.seed}"
    python = f" and Python {told['python']}" if told.get("python") else ""
    return f"The work was done with {', '.join(used)}{python}{on}{seed}."


_DEVICES = {"cpu": "processor (CPU)", "cuda": "graphics processor (CUDA)", "mps": "Apple GPU"}
