"""Labels to look at again, as a part of a report."""

from __future__ import annotations

from tlstudio.core.errors import BadInputError
from tlstudio.core.reports import Gallery, Prose
from tlstudio.core.samples import SplitPart
from tlstudio.core.words import noun_of, percent
from tlstudio.data.manifest import Manifest
from tlstudio.evaluation.answering import Answerer
from tlstudio.evaluation.beginnings import beginning_of
from tlstudio.evaluation.suspects.find import Judged, cannot_judge, judge

_TITLE = "Labels to look at again"
_TOPIC = "mistakes"
_MOST = 60
_HOW = (
    "Each label was judged by a linear layer on the unchanged pretrained model that saw neither "
    "the {} nor its group (5 parts in turn, confident learning). These are suspicions: look "
    "before you change a label."
)


def suspects_parts(answerer: Answerer, split: SplitPart) -> tuple[Gallery | Prose, ...]:
    """What is to be looked at in the training and tuning images; () for a final test's report."""
    if split == "test":
        return ()
    manifest = answerer.manifest
    try:
        judged = judge(answerer, [manifest.rows("train"), manifest.rows("validation")])
    except BadInputError as error:
        return (Prose(title=_TITLE, topic=_TOPIC, paragraphs=(error.message,)),)
    return (part_of(judged, manifest),)


def part_of(judged: Judged, manifest: Manifest) -> Gallery | Prose:
    """A gallery of the first of them, or a sentence that there is none."""
    queue = judged.queue
    items = noun_of(manifest.kind)
    beside = cannot_judge(judged, items)
    if not len(queue):
        none = f"None of {int(judged.judged.sum())} labels stands out as probably wrong."
        said = [none, beside] if beside else [none]
        return Prose(name="no-suspects", title=_TITLE, topic=_TOPIC, paragraphs=tuple(said))
    places = queue[:_MOST].tolist()
    count = f"{len(queue)} of {int(judged.judged.sum())} labels."
    if len(queue) > _MOST:
        count = f"The first {_MOST} of {len(queue)}."
    return Gallery(
        name="suspects",
        title=_TITLE,
        topic=_TOPIC,
        keys=tuple(sample.key for sample in manifest.stream(judged.rows[places])),
        captions=tuple(caption(judged, place) for place in places),
        beginnings=tuple(
            filter(None, (beginning_of(manifest, s) for s in manifest.stream(judged.rows[places])))
        ),
        note=f"{count} {_HOW.format(items.one)} {beside}".strip(),
    )


def caption(judged: Judged, place: int) -> str:
    """Like "labelled bee, looks like ant, 97 %"."""
    given, looks = judged.given(place) or "none", judged.suggested(place) or "none"
    return f"labelled {given}, looks like {looks}, {percent(round(judged.sure(place), 2))}"
