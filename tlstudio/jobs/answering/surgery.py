"""The table of a surgery while it is being drawn: the network is described once, then recounted."""

from __future__ import annotations

import functools

from pydantic import ValidationError

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import UsageError
from tlstudio.core.plans import Head
from tlstudio.jobs.answering.listener import Listener
from tlstudio.jobs.answers import Operated
from tlstudio.jobs.questions import Surgery
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.surgery import Anatomy, anatomy, planned_table

_REMEMBERED = 24


def answer_surgery(question: Surgery, listener: Listener) -> Operated:
    """The table before and after.

    Raises:
        UsageError: When the model is unknown, the cut no boundary of it, or a field of the new
            layers out of its range.
    """
    del listener
    try:
        head = Head.model_validate(question.head)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"New layers, {field}: {first['msg']}.") from error
    chosen = card(question.backbone)
    body = _anatomy(chosen.model_dump_json(), question.channels, question.size)
    table = planned_table(
        body,
        cut=question.cut,
        head=head,
        classes=question.classes,
        freeze_to=question.freeze_to,
    )
    return Operated(table=table)


@functools.lru_cache(maxsize=_REMEMBERED)
def _anatomy(text: str, channels: int | None, size: int | None) -> Anatomy:
    chosen = BackboneCard.model_validate_json(text)
    return anatomy(chosen, channels=channels, size=size or chosen.size)
