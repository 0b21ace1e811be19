"""Predictions as a Parquet file: typed columns, nothing escaped, some rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from tlstudio.evaluation.predict import Prediction

_ROWS = 4096


def write_parquet(target: Path, predictions: Iterable[Prediction]) -> None:
    """Write row groups as the predictions come."""
    source = iter(predictions)
    first = next(source, None)
    classes = first.classes if first is not None else ()
    extra = tuple(first.extra) if first is not None else ()
    schema = _schema(classes, extra)
    library: Any = pyarrow.parquet
    with library.ParquetWriter(target, schema, compression="zstd") as writer:
        rows = [first] if first is not None else []
        while rows:
            rows += islice(source, _ROWS - len(rows))
            writer.write_table(_table(rows, schema, classes, extra))
            rows = list(islice(source, 1))
        if first is None:
            writer.write_table(schema.empty_table())


def _schema(classes: tuple[str, ...], extra: tuple[str, ...]) -> pa.Schema:
    text, number, names = pa.string(), pa.float64(), pa.list_(pa.string())
    ours = [
        ("path", text),
        ("prediction", text),
        ("labels", names),
        ("probability", number),
        *((f"p({name})", number) for name in classes),
        ("problem", text),
        ("short_list", names),
        ("distance", number),
        ("unlike", pa.bool_()),
    ]
    taken = {name for name, _ in ours}
    theirs = [(f"{name} (table)" if name in taken else name, text) for name in extra]
    return pa.schema([*ours, *theirs])


def _table(
    rows: list[Prediction], schema: pa.Schema, classes: tuple[str, ...], extra: tuple[str, ...]
) -> pa.Table:
    columns = [
        [str(one.path) for one in rows],
        [one.label for one in rows],
        [list(one.labels) for one in rows],
        [one.probability for one in rows],
        *([one.probabilities.get(name) for one in rows] for name in classes),
        [one.problem for one in rows],
        [list(one.short_list) for one in rows],
        [one.distance for one in rows],
        [None if one.distance is None else one.unlike for one in rows],
        *([one.extra.get(name, "") for one in rows] for name in extra),
    ]
    arrays = [pa.array(cells, type=kind) for cells, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
