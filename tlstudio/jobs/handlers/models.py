"""Surgery tables, and models that come and go; torch is imported where it is needed alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tlstudio.core.plans import Head
from tlstudio.core.reporting import Reporter
from tlstudio.jobs.requests import (
    AddRequest,
    FetchRequest,
    PackRequest,
    SurgeryRequest,
    UnpackRequest,
)
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.fetch import fetch
from tlstudio.models.pack import pack, unpack


def do_surgery(request: SurgeryRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """The before/after table; weights are not needed for it."""
    from tlstudio.models.surgery import anatomy, planned_table

    del reporter, folder
    chosen = card(request.backbone)
    body = anatomy(chosen, channels=request.channels, size=request.size or chosen.input.size)
    table = planned_table(
        body,
        cut=request.cut,
        head=Head.model_validate(request.head),
        classes=request.classes,
        freeze_to=request.unfreeze_from,
    )
    return {"table": table.model_dump(mode="json")}


def do_add(request: AddRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Take in a foreign weights file."""
    from tlstudio.models.add import add_weights

    del folder
    added = add_weights(
        request.path,
        architecture=request.architecture,
        ident=request.ident,
        licence=request.licence,
        reporter=reporter,
    )
    return added.summary()


def do_fetch(request: FetchRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Download weights."""
    del folder
    path = fetch(card(request.ident), reporter)
    return {"id": request.ident, "file": str(path)}


def do_pack(request: PackRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Put models into one file."""
    del reporter, folder
    pack(request.idents, request.target)
    return {"file": str(request.target), "size": request.target.stat().st_size}


def do_unpack(request: UnpackRequest, reporter: Reporter, folder: Path) -> dict[str, Any]:
    """Take models out of one file."""
    del reporter, folder
    return {"models": list(unpack(request.source))}
