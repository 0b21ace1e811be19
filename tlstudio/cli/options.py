"""Command-line arguments made from declared options, and read back as overrides."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from tlstudio.core.errors import UsageError
from tlstudio.core.fields import OptionField

_PREFIX = "option:"


def add_options(
    parser: argparse.ArgumentParser, fields: Iterable[OptionField], *, title: str
) -> None:
    """Add one argument for each declared option, in a group of its own.

    `head.kind` is also simply `--head` and `augmentation.set` `--augmentation`: what a part *is*
    needs no second word. `phase.lr` is also `--lr`.
    """
    group = parser.add_argument_group(title)
    for field in fields:
        group.add_argument(
            *_flags(field),
            dest=_PREFIX + field.path,
            metavar=_metavar(field),
            choices=field.choices or None,
            help=_help(field),
        )


def overrides(args: argparse.Namespace) -> dict[str, str]:
    """Dotted path → text of every declared option that was given."""
    return {
        key.removeprefix(_PREFIX): str(value)
        for key, value in vars(args).items()
        if key.startswith(_PREFIX) and value is not None
    }


def nested(flat: dict[str, str], fields: Iterable[OptionField]) -> dict[str, Any]:
    """Turn dotted texts into nested values of the declared types.

    Raises:
        UsageError: When a text is no value of its option's type.
    """
    types = {field.path: field for field in fields}
    result: dict[str, Any] = {}
    for path, text in flat.items():
        inner = result
        *folders, name = path.split(".")
        for folder in folders:
            inner = inner.setdefault(folder, {})
        inner[name] = parse(text, types[path])
    return result


def parse(text: str, field: OptionField) -> Any:
    """One value of an option from text."""
    if field.optional and text.lower() in ("auto", "none", ""):
        return None
    try:
        if field.type == "int":
            return int(text)
        if field.type == "float":
            return float(text)
    except ValueError:
        raise UsageError(f"{field.flag} takes a number, not {text!r}.", field.help) from None
    if field.type == "bool":
        if text.lower() not in _TRUTH:
            raise UsageError(f"{field.flag} takes yes or no, not {text!r}.", field.help)
        return _TRUTH[text.lower()]
    return text


_TRUTH = {"yes": True, "true": True, "1": True, "on": True} | {
    "no": False,
    "false": False,
    "0": False,
    "off": False,
}


def _flags(field: OptionField) -> list[str]:
    short = field.flag.removesuffix("-kind").removesuffix("-set")
    short = "--" + short.removeprefix("--").removeprefix("phase-")
    return [field.flag] if short == field.flag else [short, field.flag]


def _metavar(field: OptionField) -> str | None:
    if field.choices:
        return None
    return {"int": "N", "float": "X", "bool": "yes|no"}.get(field.type, "TEXT")


def _help(field: OptionField) -> str:
    default = "automatic" if field.default is None else field.default
    if field.type == "bool":
        default = "yes" if field.default else "no"
    limits = ""
    if field.minimum is not None and field.maximum is not None:
        limits = f" from {field.minimum:g} to {field.maximum:g}"
    meant = "; ".join(
        f"{choice} = {words}"
        for choice, words in zip(field.choices, field.words, strict=True)
        if choice.replace("_", " ") != words.lower()
    )
    said = f"{field.help} {meant}." if meant else field.help
    text = f"{said} [default: {default}{limits}{' ' + field.unit if field.unit else ''}]"
    return text.replace("%", "%%")
