"""Errors of models in the words of the window, with candidates picked out of them."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from tlstudio.core.errors import OfflineError, StudioError


def _tr(text: str) -> str:
    return QCoreApplication.translate("models", text)


def in_window_words(error: StudioError) -> StudioError:
    """The same error, with buttons of the window where commands were named."""
    message, hint = error.message, error.hint
    if isinstance(error, OfflineError):
        hint = _tr(
            "Check the connection and go on; what has arrived is kept. Or bring the model on a "
            "USB stick from a computer with internet. The embedded model needs no download."
        )
    elif "--architecture" in hint:
        hint = re.sub(r"Name one with --architecture\.", "", hint).strip()
        hint = f"{hint} {_tr('If you know which network it is, choose it and try again.')}"
    elif "models fetch" in hint or "models unpack" in hint:
        hint = _tr("Download them, or take them from a USB stick.")
    elif "models add --id" in hint:
        hint = _tr("Nothing was replaced. Add the file under another name.")
    elif "--id" in hint:
        hint = _tr("Give your model another name.")
    elif "tlstudio " in hint:
        hint = ""
    message = re.sub(r"'tlstudio models pack'", _tr("“Prepare a USB stick”"), message)
    return type(error)(message, hint.strip())


def candidates(error: StudioError) -> tuple[tuple[str, str], ...]:
    """(architecture, share that fits) of the nearest networks that a refusal names."""
    found = re.search(r"Nearest: (.+?)\.(?: |$)", error.hint)
    if found is None:
        return ()
    pairs = re.findall(r"([\w.-]+) \((\d+ ?%)\)", found[1])
    return tuple((name, share) for name, share in pairs if not share.startswith("0"))
