"""The parts of an evaluation as sections, by their kind; an unknown kind is told plainly."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tlstudio.core.reports import (
    Check,
    Confusion,
    Curve,
    Gallery,
    Ladder,
    Metrics,
    Prose,
    Table,
)
from tlstudio.core.words import percent
from tlstudio.evaluation.reporting import plots
from tlstudio.evaluation.reporting.document import (
    Block,
    Card,
    Cards,
    Cell,
    Grid,
    Heading,
    Pairs,
    Picture,
    Section,
    Text,
    Tone,
    grid,
)
from tlstudio.evaluation.reporting.model_card import TRAINING
from tlstudio.evaluation.reporting.numbers import count, interval, metric, number, p_value
from tlstudio.evaluation.reporting.privacy import Names
from tlstudio.evaluation.reporting.story import Story

# A matrix of more classes than these gets numbers for heads, one of more than those is told by
# its largest mistakes.
_NAMED, _DRAWN, _PAIRS = 8, 20, 25
_SHOWN = 20
_LINES = 80
_FIRST = 8
_PROSE = frozenset({"limits", "methods", "references"})


def results(story: Story, names: Names) -> list[Section]:
    """A section for every part, in the order of the evaluation."""
    return part_sections(story.report.parts, names, story.unknown)


def part_sections(
    parts: Sequence[Any], names: Names, unknown: Sequence[dict[str, Any]] = ()
) -> list[Section]:
    """A section for every part that has no place of its own."""
    sections = []
    for place, part in enumerate(parts, 1):
        drawn = _section(part, names)
        if drawn is not None:
            title, blocks = drawn
            sections.append(Section(f"result-{place}", title, tuple(blocks)))
    for place, raw in enumerate(unknown, 1):
        title = str(raw.get("title") or raw.get("part") or "More")
        sections.append(Section(f"more-{place}", title, tuple(_plain(raw, names))))
    return sections


def _section(part: Any, names: Names) -> tuple[str, list[Block]] | None:
    if part.part == "warnings" or (isinstance(part, Curve) and part.title == TRAINING):
        return None  # they have a place of their own
    if isinstance(part, Prose) and part.name in _PROSE:
        return None  # told anew, from what is known now
    draw = _DRAWN_KINDS.get(type(part))
    if draw is None:
        return part.title, _plain(part.model_dump(mode="json"), names)
    return part.title, draw(part, names)


def _metrics(part: Metrics, names: Names) -> list[Block]:
    del names
    ordered = sorted(part.metrics, key=lambda m: not m.headline)
    cards = tuple(
        Card(
            m.label,
            number(m.value),
            "no interval" if m.low is None or m.high is None
            else f"95\u00a0%: {number(m.low)} to {number(m.high)}",
            m.headline,
        )
        for m in ordered[:_FIRST]
    )  # fmt: skip
    blocks: list[Block] = [Cards(cards)]
    if len(ordered) > _FIRST:
        blocks.append(
            grid(
                ("further measure", "value (95\u00a0% interval)"),
                [(m.label, metric(m)) for m in ordered[_FIRST:]],
            )
        )
    methods: dict[str, list[str]] = {}
    for m in ordered:
        if m.method:
            methods.setdefault(m.method, []).append(m.label)
    if len(methods) == 1:
        blocks.append(Text(f"Intervals: {next(iter(methods))}.", "soft"))
    elif methods:
        said = [f"{', '.join(labels)}: {how}" for how, labels in methods.items()]
        blocks.append(Text(f"How the intervals were made: {'; '.join(said)}.", "soft"))
    lower = [m.label for m in ordered if not m.higher_is_better]
    if lower:
        blocks.append(Text(f"Lower is better for: {', '.join(lower)}.", "soft"))
    return blocks


def _ladder(part: Ladder, names: Names) -> list[Block]:
    rows, measure = [], ""
    for rung in part.rungs:
        found = next((m for m in rung.metrics if m.headline), None) or next(
            iter(rung.metrics), None
        )
        if found is not None:
            ours = rung.name == "this_run"
            rows.append(plots.Estimate(rung.label, found.value, found.low, found.high, ours))
            measure = found.label
    blocks: list[Block] = []
    if rows:
        blocks.append(Picture(plots.estimates(rows), f"{measure} of each method, with intervals"))
        blocks.append(
            Text(f"{measure} with its 95\u00a0% interval, on the same {names.items.many}.", "soft")
        )
    compared = [
        (rung.label, metric(rung.difference), p_value(rung.p_value))
        for rung in part.rungs
        if rung.difference is not None
    ]
    if compared:
        heads = ("simpler method", "this run is better by (95\u00a0% interval)", "p")
        blocks.append(grid(heads, compared, widths=(0.42, 0.42, 0.16)))
        tests = dict.fromkeys(rung.test for rung in part.rungs if rung.test)
        if tests:
            blocks.append(Text(f"Paired test: {'; '.join(tests)}.", "soft"))
    if part.verdict:
        blocks.append(Text(part.verdict, "strong" if part.beaten else "bad"))
    if part.offer:
        blocks.append(Text(part.offer, "soft"))
    return blocks


def _table(part: Table, names: Names) -> list[Block]:
    heads = [name for name in part.columns if not _is_end(name, part.columns)]
    rows = []
    for row in part.rows:
        by_name = dict(zip(part.columns, row, strict=True))
        rows.append(
            tuple(
                interval(
                    names.cell(value, head) if isinstance(value := by_name[head], str) else value,
                    by_name.get(f"{head} low"),
                    by_name.get(f"{head} high"),
                )
                for head in heads
            )
        )
    ended = {name.rpartition(" ")[0] for name in part.columns if _is_end(name, part.columns)}
    numbers = tuple(
        place
        for place, head in enumerate(heads)
        if head not in ended and all(_is_number(row[part.columns.index(head)]) for row in part.rows)
    )
    blocks: list[Block] = [grid(tuple(heads), rows, right=numbers)]
    remarks = [names.words(part.note)] if part.note else []
    if ended:
        remarks.append("In brackets: 95\u00a0% intervals.")
    if remarks:
        blocks.append(Text(" ".join(remarks), "soft"))
    return blocks


def _is_number(value: object) -> bool:
    return value is None or isinstance(value, int | float)


def _is_end(name: str, columns: Sequence[str]) -> bool:
    base, _, end = name.rpartition(" ")
    return end in ("low", "high") and base in columns


def _confusion(part: Confusion, names: Names) -> list[Block]:
    many = len(part.classes)
    if many > _DRAWN:
        return _confused(part, names)
    heads = part.classes if many <= _NAMED else tuple(str(n) for n in range(1, many + 1))
    rows = []
    for row, label in enumerate(part.classes):
        total = sum(part.counts[row])
        first = label if many <= _NAMED else f"{row + 1} {label}"
        cells = [Cell(first, "strong")]
        for column, value in enumerate(part.counts[row]):
            tone = "good" if row == column else "bad"
            cells.append(Cell(count(value), tone, value / total if total else 0.0))  # type: ignore[arg-type]
        rows.append((*cells, Cell(count(total), "soft")))
    table = Grid(("truth ↓  answer →", *heads, "all"), tuple(rows), middle=True)
    remark = "Rows: the truth. Columns: the answer. The colour is the share of the row."
    return [table, Text(remark, "soft")]


def _confused(part: Confusion, names: Names) -> list[Block]:
    pairs = [
        (value, row, column)
        for row, counts in enumerate(part.counts)
        for column, value in enumerate(counts)
        if row != column and value
    ]
    pairs.sort(key=lambda pair: -pair[0])
    rows = [
        (
            part.classes[row],
            part.classes[column],
            count(value),
            percent(value / (sum(part.counts[row]) or 1)),
        )
        for value, row, column in pairs[:_PAIRS]
    ]
    right = sum(part.counts[n][n] for n in range(len(part.classes)))
    said = f"{count(right)} of {count(sum(map(sum, part.counts)))} answers lie on the diagonal."
    remark = f"The {len(rows)} most frequent mistakes of {len(part.classes)} classes. {said}"
    if not rows:
        return [Text(f"No mistake was made. {said}")]
    heads = ("truth", "answer", names.items.many, "share of the class")
    return [grid(heads, rows, right=(2, 3)), Text(remark, "soft")]


def _curve(part: Curve, names: Names) -> list[Block]:
    lines = {names.words(name): line for name, line in part.lines.items()}
    drawing = plots.lines(lines, part.x_label, part.y_label)
    words = f"{part.y_label} against {part.x_label}: {', '.join(lines)}"
    blocks: list[Block] = [Picture(drawing, words)]
    if part.note:
        blocks.append(Text(names.words(part.note), "soft"))
    return blocks


def _gallery(part: Gallery, names: Names) -> list[Block]:
    shown = list(zip(part.keys, part.captions, strict=False))[:_SHOWN]
    keys = part.beginnings if names.shown and part.beginnings else part.keys
    said_of = zip(keys, part.captions, strict=False)
    rows = [(names.key(key), names.words(caption)) for key, caption in said_of][:_SHOWN]
    head = "truth → answer, how sure" if any("→" in text for _, text in shown) else "what is said"
    blocks: list[Block] = [grid((names.items.one, head), rows, widths=(0.55, 0.45))]
    said = []
    if len(part.keys) > len(shown):
        said.append(f"The first {len(shown)} of {count(len(part.keys))}.")
    if names.shown:
        said.append("Look whether a name tells who a person is before you share this report.")
    else:
        said.append(
            "Names of files are left out on purpose; the person who made the report can add them."
        )
    if part.note:
        said.insert(0, names.words(part.note))
    return [*blocks, Text(" ".join(said), "soft")]


def _check(part: Check, names: Names) -> list[Block]:
    tone: Tone = "plain" if part.passed is None else "strong" if part.passed else "bad"
    blocks: list[Block] = [Text(names.words(part.sentence), tone)]
    if part.rows:
        rows = [tuple(number(v) if v is None or isinstance(v, float) else str(v) for v in row)
                for row in part.rows]  # fmt: skip
        blocks.append(grid(part.columns, rows))
    if part.note:
        blocks.append(Text(names.words(part.note), "soft"))
    return blocks


def _prose(part: Prose, names: Names) -> list[Block]:
    return [Text(names.words(paragraph)) for paragraph in part.paragraphs]


_DRAWN_KINDS: dict[type[Any], Callable[[Any, Names], list[Block]]] = {
    Metrics: _metrics,
    Ladder: _ladder,
    Table: _table,
    Confusion: _confusion,
    Curve: _curve,
    Gallery: _gallery,
    Prose: _prose,
    Check: _check,
}


def _plain(raw: dict[str, Any], names: Names) -> list[Block]:
    """Whatever a part holds: sentences, tables of equal rows, lines of values."""
    blocks: list[Block] = []
    pairs: list[tuple[str, str]] = []
    for name, value in raw.items():
        if name in ("part", "title") or value in (None, "", [], {}):
            continue
        label = name.replace("_", " ")
        if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            blocks += [Heading(label), _records(value, names)]
        elif isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            said = names.key if name in ("keys", "images", "files") else names.words
            pairs.append((label, "; ".join(said(v) for v in value[:_SHOWN])))
        elif isinstance(value, dict | list):
            pairs.extend(_lines(value, label, names))
        else:
            text = names.words(value) if isinstance(value, str) else number(value)
            pairs.append((label, text))
    if pairs:
        blocks.insert(0, Pairs(tuple(pairs[:_LINES])))
    if len(pairs) > _LINES:
        blocks.append(Text(f"{len(pairs) - _LINES} more values are in report.json.", "soft"))
    return blocks or [Text("There is nothing in it.", "soft")]


def _records(value: list[dict[str, Any]], names: Names) -> Grid:
    heads = list(dict.fromkeys(key for row in value for key in row))
    heads = [h for h in heads if not any(isinstance(row.get(h), dict | list) for row in value)]
    rows = [
        tuple(
            names.cell(cell, head) if isinstance(cell := row.get(head), str) else number(cell)
            for head in heads
        )
        for row in value[:_LINES]
    ]
    numeric = [n for n, h in enumerate(heads) if all(_is_number(row.get(h)) for row in value)]
    return grid(tuple(h.replace("_", " ") for h in heads), rows, right=tuple(numeric))


def _lines(value: object, name: str, names: Names) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, f"{name} {key}".strip(), names)
    elif isinstance(value, list) and any(isinstance(v, dict | list) for v in value):
        for place, inner in enumerate(value, 1):
            yield from _lines(inner, f"{name} {place}".strip(), names)
    elif isinstance(value, list):
        more = " …" if len(value) > _SHOWN else ""
        yield name, ", ".join(_value(v, names) for v in value[:_SHOWN]) + more
    else:
        yield name, _value(value, names)


def _value(value: object, names: Names) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "–"
    return names.words(value) if isinstance(value, str) else number(value)
