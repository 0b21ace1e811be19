"""Predicting on tables and files of texts: always a job, for a table may have any length."""

from __future__ import annotations

from pathlib import Path

from tlstudio.data.importers.rows import SUFFIXES_OF_ROWS
from tlstudio.data.unseen import Unseen
from tlstudio.gui.widgets.predicting.predictor import Gathered, Predictor


class TextPredictor(Predictor):
    """See `Predictor`; rows that must stay unseen are left out by the job and by the table."""

    @staticmethod
    def _gather(given: tuple[Path, ...], unseen: Unseen) -> tuple[Gathered, int]:
        """Whether there is something that may hold texts."""
        del unseen
        fits = any(path.is_dir() or path.suffix.lower() in SUFFIXES_OF_ROWS for path in given)
        return Gathered((), many=fits), 0
