"""Makes the fonts of the PDF report out of Inter: `uv run --with fonttools packaging/fonts.py`.

Inter comes with cubic outlines in a CFF table, which the PDF library cannot embed. Its outlines
are turned into quadratic ones (within a thousandth of the em), and only the letters that reports
need are kept: Latin, Greek, Cyrillic, signs. The licence of Inter (OFL.txt) allows that and
reserves no name. Everything else is written with Droid Sans Fallback, taken as it is from Debian's
package fonts-droid-fallback (Apache-2.0).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
_KEPT = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F)),
    *((0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F)),
    *((0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2713, 0x2717)),
)
_ERROR = 1.0


def convert(source: Path, target: Path) -> int:
    """One font; returns the bytes written."""
    from fontTools import subset  # noqa: PLC0415
    from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415
    from fontTools.pens.ttGlyphPen import (  # noqa: PLC0415
        TTGlyphPen,
    )
    from fontTools.ttLib import TTFont, newTable  # noqa: PLC0415

    font: Any = TTFont(source)
    options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in _KEPT for code in range(low, high + 1)])
    subsetter.subset(font)
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, _ERROR, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, drawn
    for name in ("CFF ", "VORG"):
        if name in font:
            del font[name]
    table.compile(font)
    for name in order:
        width = font["hmtx"][name][0]
        glyph = drawn[name]
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion = 0x00010000
    zeros: tuple[str, ...] = (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
    )
    zeros += ("maxStackElements", "maxSizeOfInstructions", "maxComponentElements")
    for field in zeros:
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    font.save(target)
    return target.stat().st_size


def main() -> None:
    """Both weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, default=_FONTS)
    folder = parser.parse_args().fonts
    (folder / "pdf").mkdir(exist_ok=True)
    for weight in ("Regular", "SemiBold"):
        target = folder / "pdf" / f"Inter-{weight}.ttf"
        print(target.name, convert(folder / f"Inter-{weight}.otf", target), "bytes")


if __name__ == "__main__":
    main()
