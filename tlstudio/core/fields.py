"""Options declared once: form, command line, documentation and validation are made from them."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError
from pydantic.fields import FieldInfo

FieldType = Literal["int", "float", "bool", "choice", "text"]


def option(
    default: Any,
    *,
    label: str,
    help: str,  # noqa: A002 - the field's usual word
    unit: str = "",
    ge: float | None = None,
    le: float | None = None,
    advanced: bool = True,
    when: str = "",
    words: dict[str, str] | None = None,
) -> Any:
    """Declare an option of a pydantic model.

    Args:
        default: Value when nobody says otherwise.
        label: Two or three words for the form.
        help: One or two sentences in plain words.
        unit: Unit of the number, for display.
        ge: Smallest value.
        le: Largest value.
        advanced: Hidden behind "Advanced" in the window.
        when: Name of another option beside it that must be true (or set) for this one to matter;
            "name=value": that must have this value.
        words: Choice → what a person calls it; one that is missing is called as in the code.
    """
    extra: dict[str, Any] = {"unit": unit, "advanced": advanced, "when": when, "option": True}
    extra["words"] = dict(words or {})
    return Field(default, title=label, description=help, ge=ge, le=le, json_schema_extra=extra)


def problem_in(error: ValidationError, whole: str = "options") -> str:
    """The first field that was refused: `batch_size = 0 is not allowed: …`.

    Args:
        error: Of pydantic.
        whole: What is named when the fault is in no single field.
    """
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"]) or whole
    said = str(first["msg"]).removeprefix("Value error, ")
    return f"{name} = {first.get('input')!r} is not allowed: {said}"


@dataclass(frozen=True)
class OptionField:
    """One declared option.

    Attributes:
        path: Dotted name inside the model ("optimizer.lr").
        choices: For type "choice".
        words: What a person calls each choice, in the same order.
        optional: Whether "automatic" (None) is a value.
    """

    path: str
    type: FieldType
    default: Any
    label: str
    help: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    optional: bool = False
    advanced: bool = True
    when: str = ""

    @property
    def flag(self) -> str:
        """Command-line option: `optimizer.weight_decay` → `--optimizer-weight-decay`."""
        return "--" + self.path.replace(".", "-").replace("_", "-")


def options_of(model: type[BaseModel], prefix: str = "") -> tuple[OptionField, ...]:
    """Every declared option of a model and of the models inside it, in order."""
    found: list[OptionField] = []
    for name, info in model.model_fields.items():
        path = f"{prefix}{name}"
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found.extend(options_of(inner, path + "."))
        elif isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("option"):
            found.append(_option_field(path, info))
    return tuple(found)


def _option_field(path: str, info: FieldInfo) -> OptionField:
    extra = typing.cast(dict[str, Any], info.json_schema_extra)
    kind, choices, optional = _kind(info.annotation)
    words: dict[str, str] = extra["words"]
    if unknown := set(words) - set(choices):
        raise ValueError(f"{path} has no choice {', '.join(sorted(unknown))}")
    low = next((m.ge for m in info.metadata if getattr(m, "ge", None) is not None), None)
    high = next((m.le for m in info.metadata if getattr(m, "le", None) is not None), None)
    return OptionField(
        path=path,
        type=kind,
        default=info.get_default(call_default_factory=True),
        label=info.title or path,
        help=info.description or "",
        unit=extra["unit"],
        minimum=low,
        maximum=high,
        choices=choices,
        words=tuple(words.get(choice, choice.replace("_", " ")) for choice in choices),
        optional=optional,
        advanced=extra["advanced"],
        when=extra["when"],
    )


def _kind(annotation: Any) -> tuple[FieldType, tuple[str, ...], bool]:
    origin = typing.get_origin(annotation)
    optional = False
    if origin in (typing.Union, types.UnionType):
        inner = [arg for arg in typing.get_args(annotation) if arg is not type(None)]
        optional = True
        annotation = inner[0]
        origin = typing.get_origin(annotation)
    if origin is Literal:
        return "choice", tuple(str(arg) for arg in typing.get_args(annotation)), optional
    names: dict[Any, FieldType] = {int: "int", float: "float", bool: "bool", str: "text"}
    return names.get(annotation, "text"), (), optional
