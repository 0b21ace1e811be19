"""How long trainings will take on this computer, from a few timed steps."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import StudioError
from tlstudio.core.plans import InputPlan, Plan
from tlstudio.core.reporting import Stopped
from tlstudio.data.media.read import read_picture
from tlstudio.data.preprocess import Recipe, fit_recipe, to_canvas
from tlstudio.data.texts.recipe import fit_text_recipe
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import Estimated, Files
from tlstudio.jobs.preparing import embedded
from tlstudio.jobs.questions import Estimate
from tlstudio.models.catalogue.catalogue import card, tokenizer_file
from tlstudio.models.tokenizer import Tokenizer
from tlstudio.training.estimate import (
    Speed,
    decode_seconds,
    plan_seconds,
    scaled,
    too_large,
)

_READ = 12
_KEPT = 2
# Where there is no text to look at.
_USUAL_TOKENS, _LEAST_TOKENS, _USUAL_TOKENIZE = 64, 8, 0.0002
_LOCK = threading.Lock()
_SPEEDS: OrderedDict[tuple[object, ...], Speed] = OrderedDict()


def answer_estimate(question: Estimate, listener: Listener) -> Estimated:
    """Seconds of every plan, and how fast the model is.

    Raises:
        UsageError: When the model is unknown, or a plan's cut is none of it.
        Stopped: When nobody waits any more.
    """
    chosen = card(question.backbone)
    with _LOCK:
        if too_large(chosen):
            return _from_afar(chosen)
        first = next(iter(question.plans.values()), Plan(backbone=chosen.id))
        sizes, decode = _read(question, chosen, first)
        speed = _speed(chosen, first, sizes)
        seconds = {}
        for name, plan in question.plans.items():
            if listener.should_stop():
                raise Stopped
            seconds[name] = plan_seconds(
                plan,
                _speed(chosen, plan, sizes),
                n_train=question.n_train,
                n_validation=question.n_validation,
                decode=decode,
            )
        forward, training = speed.forward(speed.network.cut), speed.training(0)
    read = f"reading {decode * 1e3:.1f} ms" if sizes.known else "reading assumed"
    one = "an image" if chosen.text is None else f"a text of {speed.size} tokens"
    return Estimated(
        seconds=seconds,
        images_per_second=1 / forward,
        train_images_per_second=1 / training,
        decode_seconds=decode,
        device=speed.place.type,
        words=f"Timed here on {speed.place.type}: {read}, the model forward {forward * 1e3:.1f} ms "
        f"{one}, learning in all blocks {training * 1e3:.1f} ms. Meant for a computer with "
        "nothing else to do: other programs make it longer, early stopping shorter.",
    )


@dataclass(frozen=True)
class _Sizes:
    """What inputs are like.

    Attributes:
        tokens: Of a usual text, none cut off; 0 for images.
        known: Whether some were looked at.
    """

    tokens: int = 0
    known: bool = False


def _read(question: Estimate, chosen: BackboneCard, plan: Plan) -> tuple[_Sizes, float]:
    """What inputs are like, and seconds to read one."""
    if chosen.text is None:
        recipe = fit_recipe(plan.input, chosen.input, [])
        return _Sizes(known=bool(question.samples)), _decode(question.samples, recipe)
    texts, path = question.texts, tokenizer_file(chosen)
    if not texts or not path.is_file():
        return _Sizes(_USUAL_TOKENS), _USUAL_TOKENIZE
    tokenizer = Tokenizer.of(chosen, path)
    begin = time.perf_counter()
    counts = tokenizer.counts(texts, chosen.text.longest)
    seconds = (time.perf_counter() - begin) / len(texts)
    longest = fit_text_recipe(
        chosen.text, counts, names=("",) * len(texts[0]), longest=plan.input.size
    ).length
    # Batches are of about the same length, so that the mean tells what is computed.
    usual = int(np.ceil(np.minimum(counts, longest).mean()))
    return _Sizes(max(_LEAST_TOKENS, usual), known=True), seconds


def _speed(chosen: BackboneCard, plan: Plan, sizes: _Sizes) -> Speed:
    """The measured network, from memory when it is the same."""
    wanted = plan.input
    size: int = wanted.size or chosen.input.size
    channels: int | None = wanted.channels or chosen.input.channels
    if chosen.text is not None:
        size, channels = sizes.tokens, None
    key = (chosen.id, size, channels, plan.cut, plan.device)
    if key not in _SPEEDS:
        _SPEEDS[key] = Speed(chosen, size, channels, plan.cut, plan.device)
        while len(_SPEEDS) > _KEPT:
            _SPEEDS.popitem(last=False)
    _SPEEDS.move_to_end(key)
    return _SPEEDS[key]


def _decode(samples: tuple[Files, ...], recipe: Recipe) -> float:
    def read(number: int) -> None:
        try:
            to_canvas(read_picture(samples[number], shorter=recipe.canvas), recipe)
        except StudioError:
            return

    return decode_seconds(read, min(len(samples), _READ))


def _from_afar(chosen: BackboneCard) -> Estimated:
    """Of a network too large to be tried: from the built-in one, by the number of operations."""
    known = card(embedded(chosen.modality))
    speed = _speed(known, Plan(backbone=known.id, input=InputPlan()), _Sizes(_USUAL_TOKENS))
    forward = scaled(chosen, known, speed.forward(speed.network.cut))
    training = scaled(chosen, known, speed.training(0))
    return Estimated(
        seconds={},
        images_per_second=1 / forward,
        train_images_per_second=1 / training,
        decode_seconds=0.0,
        device=speed.place.type,
        words=f"{chosen.title} is too large to be tried in a moment: reckoned from the built-in "
        "model by the number of operations.",
    )
