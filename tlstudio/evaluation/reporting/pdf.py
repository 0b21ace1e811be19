"""The report as a PDF of A4 pages, with the same contents as the page for the browser."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from tlstudio.evaluation.reporting.document import (
    Block,
    Bullets,
    Card,
    Cards,
    Code,
    Document,
    Grid,
    Heading,
    Pairs,
    Picture,
    Section,
    Text,
    Tone,
)
from tlstudio.evaluation.reporting.pdf_drawing import colour, reportlab_drawing
from tlstudio.evaluation.reporting.pdf_fonts import (
    BOLD,
    MONO,
    PLAIN,
    missing,
    register,
    runs,
    width,
)
from tlstudio.evaluation.reporting.pdf_widths import column_widths

_SIDE, _TOP, _BOTTOM = 17 * mm, 16 * mm, 18 * mm
_WIDTH = A4[0] - 2 * _SIDE
_WIDE_DRAWING = 720.0
_SQUARE = 0.56
_GOOD, _BAD = HexColor("#1d7f50"), HexColor("#b93a2f")
_LINE, _SOFT, _INK = colour("line"), colour("soft"), colour("ink")
_GROUNDS = {"warn": HexColor("#fff6e0"), "accent": HexColor("#eef5fb")}
_EDGES = {"warn": HexColor("#e3b341"), "accent": colour("accent")}
_TONES: dict[Tone, Any] = {
    "plain": _INK,
    "strong": _INK,
    "soft": _SOFT,
    "good": _GOOD,
    "bad": _BAD,
    "warn": _INK,
    "accent": colour("accent"),
}


def pdf(document: Document) -> bytes:
    """The whole file; every font is embedded."""
    register()
    pages = _build(document, 0)[1]
    return _build(document, pages)[0]


def _build(document: Document, pages: int) -> tuple[bytes, int]:
    target = io.BytesIO()
    made = 0

    def frame(canvas: Any, template: Any) -> None:
        nonlocal made
        made = template.page
        canvas.saveState()
        canvas.setFillColor(_SOFT)
        number = f"{made} of {pages}"
        canvas.setFont(PLAIN, 8)
        canvas.drawRightString(A4[0] - _SIDE, 10 * mm, number)
        x = _SIDE
        for run in runs(_shortened(document.title, 8, _WIDTH - 60)):
            canvas.setFont(run.font, 8)
            canvas.drawString(x, 10 * mm, run.text)
            x += width(run.text, 8, run.font)
        canvas.restoreState()

    template = BaseDocTemplate(
        target,
        pagesize=A4,
        title=document.title,
        author="Transfer Learning Studio",
        subject=document.subtitle,
        lang="en",
        invariant=1,
    )
    inside = Frame(_SIDE, _BOTTOM, _WIDTH, A4[1] - _TOP - _BOTTOM, 0, 0, 0, 0, id="page")
    template.addPageTemplates([PageTemplate("page", [inside], onPage=frame)])
    template.build(list(_flow(document)))
    return target.getvalue(), made


def _flow(document: Document) -> Iterator[Any]:
    yield _paragraph(document.title, _style(18, bold=True, after=2))
    yield _paragraph(document.subtitle, _style(9, tone="soft", after=8))
    for section in document.sections:
        if section.tone in _GROUNDS:
            yield from _boxed(section)
            continue
        yield CondPageBreak(24 + _needed(section.blocks))
        yield _paragraph(section.title, _style(13, bold=True, before=10, after=5))
        for place, block in enumerate(section.blocks):
            if isinstance(block, Heading):
                yield CondPageBreak(20 + _needed(section.blocks[place + 1 :]))
            yield from _block(block, _WIDTH)
    odd = sorted(missing(_everything(document)))
    if odd:
        shown = ", ".join(f"U+{ord(letter):04X}" for letter in odd[:8])
        more = " and others" if len(odd) > 8 else ""
        yield _paragraph(
            f"This file has no font for some letters; they are written as their Unicode numbers "
            f"({shown}{more}). The HTML report shows them.",
            _style(8, tone="soft", before=8),
        )


def _boxed(section: Section) -> Iterator[Any]:
    """A section on a ground of its own; one row a block, so that it can go on overleaf."""
    inner = _WIDTH - 20
    rows: list[list[Any]] = [[_paragraph(section.title, _style(12, bold=True, after=3))]]
    for block in section.blocks:
        if isinstance(block, Text) and block.tone == "strong":
            rows.append([_paragraph(block.text, _style(11, bold=True, after=2))])
            continue
        rows.extend([flowable] for flowable in _block(block, inner))
    table = Table(rows, colWidths=[_WIDTH])
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), _GROUNDS[section.tone]),
                ("BOX", (0, 0), (-1, -1), 0.7, _EDGES[section.tone]),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("RIGHTPADDING", (0, 0), (-1, -1), 10),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                ("TOPPADDING", (0, 0), (-1, 0), 8),
                ("BOTTOMPADDING", (0, -1), (-1, -1), 8),
            ]
        )
    )
    yield table
    yield Spacer(0, 8)


def _block(block: Block, room: float) -> Iterator[Any]:
    if isinstance(block, Text):
        size = 8.5 if block.tone == "soft" else 9.5
        bold = block.tone in ("strong", "bad")
        yield _paragraph(block.text, _style(size, tone=block.tone, bold=bold, after=5))
    elif isinstance(block, Heading):
        yield _paragraph(block.text, _style(10.5, bold=True, before=6, after=4))
    elif isinstance(block, Bullets):
        style = _style(9.5, after=2.5, indent=11)
        for item in block.items:
            yield _paragraph(item, style, bullet="•")
        yield Spacer(0, 3)
    elif isinstance(block, Pairs):
        yield _pairs(block, room)
        yield Spacer(0, 5)
    elif isinstance(block, Cards):
        yield _cards(block.cards, room)
        yield Spacer(0, 6)
    elif isinstance(block, Picture):
        square = block.drawing.width < _WIDE_DRAWING
        scale = _SQUARE if square else room / _WIDE_DRAWING
        yield reportlab_drawing(block.drawing, scale)
        yield Spacer(0, 4)
    elif isinstance(block, Code):
        yield from _code(block)
        yield Spacer(0, 6)
    else:
        yield _grid(block, room)
        yield Spacer(0, 5)


def _needed(blocks: Sequence[Block]) -> float:
    """Room that a heading wants below it, so that it does not stand alone."""
    if not blocks:
        return 0.0
    first = blocks[0]
    if isinstance(first, Picture):
        square = first.drawing.width < _WIDE_DRAWING
        return first.drawing.height * (_SQUARE if square else _WIDTH / _WIDE_DRAWING) + 10
    if isinstance(first, Grid):
        return min(110.0, 30.0 + 20.0 * len(first.rows))
    if isinstance(first, Heading):
        return 20 + _needed(blocks[1:])
    if isinstance(first, Text) and isinstance(blocks[1] if len(blocks) > 1 else None, Grid | Code):
        return 32 + _needed(blocks[1:])
    return 60.0


def _pairs(block: Pairs, room: float) -> Any:
    left = max((width(name, 9) for name, _ in block.rows), default=0.0) + 12
    left = min(left, 0.3 * room)
    plain, soft = _style(9), _style(9, tone="soft")
    rows = [[_paragraph(name, soft), _paragraph(value, plain)] for name, value in block.rows]
    table = Table(rows, colWidths=[left, room - left])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            ]
        )
    )
    return table


def _cards(cards: Sequence[Card], room: float) -> Any:
    across = 4
    rows = [list(cards[n : n + across]) for n in range(0, len(cards), across)]
    cells: list[list[Any]] = []
    edges: list[Any] = []
    for down, row in enumerate(rows):
        cells.append([_card(card) for card in row] + [""] * (across - len(row)))
        for place, card in enumerate(row):
            edge = colour("accent") if card.first else _LINE
            edges.append(("BOX", (place, down), (place, down), 1.2 if card.first else 0.7, edge))
    table = Table(cells, colWidths=[room / across] * across)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
                *edges,
            ]
        )
    )
    return table


def _card(card: Card) -> list[Any]:
    return [
        _paragraph(card.label, _style(8, tone="soft")),
        _paragraph(card.value, _style(14, bold=True)),
        _paragraph(card.below, _style(7.5, tone="soft")),
    ]


def _grid(block: Grid, room: float) -> Any:
    size = 8.5 if len(block.columns) <= 7 else 7.5 if len(block.columns) <= 12 else 6.0
    texts = [block.columns, *(tuple(cell.text for cell in row) for row in block.rows)]
    pad = 4.0 if size > 7 else 2.5
    if block.widths:
        widths = [share * room for share in block.widths]
    else:
        widths = column_widths(texts, size, room, pad, stretch=not block.middle)

    def place(column: int) -> int:
        if block.middle and column:
            return 1
        return 2 if column in block.right else 0

    head = [
        _paragraph(name, _style(size, tone="soft", bold=True, align=place(n)))
        for n, name in enumerate(block.columns)
    ]
    rows: list[list[Any]] = [head]
    shades: list[Any] = []
    for down, row in enumerate(block.rows, 1):
        cells = []
        for n, cell in enumerate(row):
            tone: Tone = (
                "plain"
                if cell.shade or (block.middle and cell.tone in ("good", "bad"))
                else cell.tone
            )
            style = _style(size, tone=tone, bold=cell.tone == "strong", align=place(n))
            cells.append(_paragraph(cell.text, style))
            if cell.shade:
                ground = _GOOD if cell.tone == "good" else _BAD
                shades.append(
                    ("BACKGROUND", (n, down), (n, down), _mixed(ground, 0.6 * cell.shade))
                )
        rows.append(cells)
    table = Table(rows, colWidths=widths, repeatRows=1, hAlign="LEFT", splitInRow=0)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, _SOFT),
                ("LEFTPADDING", (0, 0), (-1, -1), pad),
                ("RIGHTPADDING", (0, 0), (-1, -1), pad),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
                *shades,
            ]
        )
    )
    return table


def _mixed(ground: Any, share: float) -> Any:
    mix = [share * c + (1 - share) * w for c, w in zip(ground.rgb(), white.rgb(), strict=True)]
    return Color(*mix)


def _code(block: Code) -> Iterator[Any]:
    style = _style(7.5, font=MONO)
    style.backColor, style.wordWrap = HexColor("#f4f6f8"), "CJK"
    style.borderPadding, style.leftIndent, style.rightIndent = (0, 4, 0, 4), 4, 4
    if block.compact:
        style.backColor, style.spaceAfter = None, 3
    text = block.text
    if block.compact:
        text = "\n".join(" ".join(entry.split()) for entry in text.split("\n\n"))
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        yield _paragraph("\u00a0" * indent + line.lstrip(" ") or "\u00a0", style)


def _paragraph(text: str, style: Any, bullet: str | None = None) -> Any:
    pieces = []
    # The library breaks lines at a thin space, even inside a number.
    for run in runs(text.replace("\u202f", "\u00a0"), style.fontName):
        written = escape(run.text)
        same = run.font == style.fontName
        pieces.append(written if same else f'<font name="{run.font}">{written}</font>')
    if any(ord(letter) > 0x2E7F for letter in text) and style.wordWrap is None:
        style = ParagraphStyle("cjk", parent=style, wordWrap="CJK")
    return Paragraph("".join(pieces), style, bulletText=bullet)


def _style(
    size: float,
    *,
    tone: Tone = "plain",
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    align: int = 0,
    font: str = "",
) -> Any:
    return ParagraphStyle(
        "text",
        fontName=font or (BOLD if bold else PLAIN),
        fontSize=size,
        leading=size * 1.36,
        textColor=_TONES[tone],
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        bulletFontName=PLAIN,
        bulletFontSize=size,
        alignment=align,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


def _shortened(text: str, size: float, room: float) -> str:
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text}…"


def _everything(document: Document) -> str:
    """All letters of the document, to see which of them no font has."""
    return repr(document)
