"""The two sets of colours, and the palette for classes that colour-blind readers can tell apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """Colours by what they are for, as #RRGGBB.

    Attributes:
        ground: Behind everything.
        surface: Cards, panels, lists.
        raised: Fields and hovered things on a surface.
        line: Hairlines and borders.
        text: Ordinary text.
        muted: Secondary text.
        accent: What to press next.
        on_accent: Text on the accent.
        accent_soft: Selected or active ground.
        warm: Layers that learn.
        cool: Layers that are kept as they are.
        good, warning, bad: Outcomes; the soft ones are grounds of banners.
    """

    dark: bool
    ground: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    warm: str
    warm_soft: str
    cool: str
    cool_soft: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str


LIGHT = Colours(
    dark=False,
    ground="#F5F6F8",
    surface="#FFFFFF",
    raised="#F0F2F5",
    line="#DFE3E8",
    text="#1A212C",
    muted="#5C6675",
    accent="#2F5BD8",
    accent_hover="#264CB8",
    on_accent="#FFFFFF",
    accent_soft="#E8EEFC",
    warm="#C2571A",
    warm_soft="#FBEDE3",
    cool="#2C7DA6",
    cool_soft="#E4F1F7",
    good="#1B784A",
    good_soft="#E3F4EB",
    warning="#946200",
    warning_soft="#FCF3DC",
    bad="#B83232",
    bad_soft="#FBE6E5",
)
DARK = Colours(
    dark=True,
    ground="#14171C",
    surface="#1B1F26",
    raised="#252B34",
    line="#333B47",
    text="#E7EAF0",
    muted="#9BA6B5",
    accent="#86A3FF",
    accent_hover="#A3B9FF",
    on_accent="#10151F",
    accent_soft="#26314D",
    warm="#F0945C",
    warm_soft="#3D2A1F",
    cool="#6BB8DE",
    cool_soft="#1E333F",
    good="#62C993",
    good_soft="#1C3529",
    warning="#E3B34C",
    warning_soft="#3A311B",
    bad="#F08A85",
    bad_soft="#412324",
)

# Okabe and Ito (2008), "Color Universal Design", without black; then a second, lighter round.
CLASS_COLOURS = (
    *("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#B8A800"),
    *("#6C8EBF", "#C98A5E", "#5FA58E", "#A97FB0", "#8BB8CE", "#B5696A", "#8C8A4A"),
)


def class_colour(index: int) -> str:
    """The colour of a class by its place in the list of classes."""
    return CLASS_COLOURS[index % len(CLASS_COLOURS)]
