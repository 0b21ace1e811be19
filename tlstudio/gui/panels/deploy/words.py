"""The words of the deploy panel."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tlstudio.core.words import whole_percent
from tlstudio.gui.panels.deploy.records import Proof
from tlstudio.gui.widgets import below
from tlstudio.jobs.answers import Format


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("deploy", text, "", count)


def proof_sentence(proof: Proof) -> str:
    """What was proven, in one sentence."""
    if proof.part == "test":
        text = _tr("Reloaded and run on %n image(s) of the final test", proof.n)
    elif proof.part == "train":
        text = _tr("Reloaded and run on %n training image(s)", proof.n)
    else:
        text = _tr("Reloaded and run on %n tuning image(s)", proof.n)
    rest = _tr(": %1 of the answers are the same, probabilities differ by %2 at most.")
    return text + rest.replace("%1", whole_percent(proof.agreement)).replace(
        "%2", f"{proof.difference:.1e}"
    )


def quality_sentence(proof: Proof) -> str:
    """Balanced accuracy with its interval beside the trained model's; "" when it is not told."""
    if proof.value is None or proof.source is None:
        return ""
    if proof.low is None or proof.high is None:
        text = _tr("Balanced accuracy %1; the trained model %2.")
    else:
        text = _tr(
            "Balanced accuracy %1 (between %3 and %4 with 95 % confidence); trained model %2."
        )
        text = text.replace("%3", whole_percent(proof.low)).replace("%4", whole_percent(proof.high))
    return text.replace("%1", whole_percent(proof.value)).replace("%2", whole_percent(proof.source))


def readme(file: str, run: str, proof: Proof | None, form: Format | None) -> str:
    """What lies beside a shared model."""
    lines = [
        _tr("A model made with Transfer Learning Studio, run %1.").replace("%1", run),
        "",
        _tr(
            "To use it: open Transfer Learning Studio, choose “Use a model I was given”, drop %1."
        ).replace("%1", file),
        _tr(
            "report.html opens in any browser and tells how good the model is and how it was made."
        ),
        "",
    ]
    if proof is not None:
        lines += [proof_sentence(proof), quality_sentence(proof), ""]
    if form is not None:
        held, left_out = (
            "; ".join(map(below.option, items)) for items in (form.included, form.not_included)
        )
        lines += [_tr("The model file includes: %1.").replace("%1", held)]
        lines += [_tr("It does not include: %1.").replace("%1", left_out), ""]
    return "\n".join(lines)
