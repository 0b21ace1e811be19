"""The report as one page that opens anywhere: no script, no font, no network."""

from __future__ import annotations

import functools

import jinja2

from tlstudio.core.paths import resources_dir
from tlstudio.evaluation.reporting.document import Document
from tlstudio.evaluation.reporting.shapes import ROLES
from tlstudio.evaluation.reporting.svg import svg


def page(document: Document) -> str:
    """HTML; everything that came from outside is escaped."""
    return _environment().get_template("report.html.j2").render(document=document, roles=ROLES)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources_dir() / "report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"kind": lambda block: type(block).__name__, "svg": svg}
    return environment
