"""References of a report: cited in its text, printed as BibTeX, and nothing that was not used."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from tlstudio.core.cards import BackboneCard
from tlstudio.core.paths import resources_dir
from tlstudio.version import __version__

_ENTRY = re.compile(r"^@(\w+)\{([\w-]+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^\s*(\w+) = \{(.*)\},?$", re.MULTILINE)
_FAMILIES = {
    "own": "fractals",
    "AlexNet": "alexnet",
    "VGG": "vgg",
    "ResNet": "resnet",
    "RegNet": "regnet",
    "EfficientNet": "efficientnet",
    "VisionTransformer": "vit",
    "ViT": "vit",
    "SwinTransformer": "swin",
    "Swin": "swin",
    "ConvNeXt": "convnext",
    "DenseNet": "densenet",
    "MNASNet": "mnasnet",
    "ShuffleNetV2": "shufflenetv2",
    "SqueezeNet": "squeezenet",
    "MobileNetV2": "mobilenetv2",
    "MobileNetV3": "mobilenetv3",
    "DeiT": "deit",
    "DINOv2": "dinov2",
    "GoogLeNet": "googlenet",
    "Inception3": "inception",
    "MaxVit": "maxvit",
    "BEiT": "beit",
    "MobileViT": "mobilevit",
    "MiniLM": "minilm",
    "bert": "bert",
    "distilbert": "distilbert",
    "roberta": "roberta",
    "xlm-roberta": "xlmroberta",
    "camembert": "camembert",
    "electra": "electra",
    "albert": "albert",
    "mpnet": "mpnet",
    "deberta-v2": "deberta",
}
_VARIANTS = (
    ("wide_resnet", "wideresnet"),
    ("resnext", "resnext"),
    ("efficientnet_v2", "efficientnetv2"),
    ("swin_v2", "swinv2"),
)


@dataclass(frozen=True)
class Reference:
    """One entry of the library.

    Attributes:
        text: As BibTeX.
        short: As it is cited: "He et al., 2016".
    """

    key: str
    text: str
    short: str


@functools.cache
def library() -> dict[str, Reference]:
    """Every entry that reports may cite, by key."""
    text = (resources_dir() / "report" / "references.bib").read_text("utf-8")
    found = {}
    for kind, key, body in _ENTRY.findall(text):
        fields = dict(_FIELD.findall(body))
        entry = f"@{kind}{{{key},\n{body}}}".replace("{VERSION}", f"{{{__version__}}}")
        found[key] = Reference(key, entry, f"{_people(fields['author'])}, {fields['year']}")
    return found


def _people(text: str) -> str:
    if text.startswith("{"):
        return text.strip("{}")
    names = [name.partition(",")[0] for name in text.split(" and ")]
    names = [re.sub(r"\{\\['`\"^]\{?(\w)\}?\}", r"\1", name) for name in names]
    if len(names) == 1:
        return names[0]
    if len(names) == 2 and names[1] != "others":
        return f"{names[0]} & {names[1]}"
    return f"{names[0]} et al."


def family_key(card: BackboneCard) -> str | None:
    """The paper of a backbone; None for a family that nobody entered."""
    for start, key in _VARIANTS:
        if card.architecture.startswith(start):
            return key
    return _FAMILIES.get(card.family)


@dataclass
class Citations:
    """Remembers what was cited, in its order."""

    used: dict[str, None] = field(default_factory=dict)

    def cite(self, *keys: str | None) -> str:
        """` (He et al., 2016; Guo et al., 2017)`, with the space before it; "" for nothing."""
        known = [key for key in keys if key]
        if not known:
            return ""
        self.used |= dict.fromkeys(known)
        return f" ({'; '.join(library()[key].short for key in known)})"

    def bibtex(self) -> str:
        """All that was cited."""
        return "\n\n".join(library()[key].text for key in self.used)
