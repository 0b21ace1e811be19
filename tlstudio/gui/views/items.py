"""Which widgets show the items of a report: asked here alone, by the modality of the project."""

from __future__ import annotations

from tlstudio.gui.session import Session
from tlstudio.gui.views.context import ReportContext
from tlstudio.gui.views.image_list import ImageList
from tlstudio.gui.views.text_list import TextRows
from tlstudio.gui.widgets.predicting.answer import AnswerDetail
from tlstudio.gui.widgets.predicting.detail import PredictionDetail
from tlstudio.gui.widgets.predicting.text_detail import TextDetail


def item_list(context: ReportContext, name: str) -> ImageList:
    """A list of items that a report names."""
    is_text = context.session.nouns.modality == "text"
    return TextRows(context, name) if is_text else ImageList(context, name)


def answer_detail(session: Session) -> AnswerDetail:
    """One item, large, with its answer."""
    is_text = session.nouns.modality == "text"
    return (TextDetail if is_text else PredictionDetail)(session.services, session.nouns)
