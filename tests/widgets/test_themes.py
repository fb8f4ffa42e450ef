"""The themes: legible for everybody, in the dark and in bright light."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from partner_tui.widgets.themes import THEMES

LEGIBLE = 4.5
"""What WCAG 2.1 asks of small text (success criterion 1.4.3, level AA)."""

TEXTS = (
    *("foreground", "foreground-muted", "footer-key-foreground"),
    *(f"text-{what}" for what in ("muted", "primary", "secondary", "accent", "warning", "error", "success")),
)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.1, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_every_text_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    colours = theme.to_color_system().generate()
    behind = Color.parse(colours[ground])
    found = {name: round(contrast(behind, Color.parse(colours[name])), 2) for name in TEXTS}
    assert not {name: ratio for name, ratio in found.items() if ratio < LEGIBLE}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_highlighted_line_can_be_read(theme: Theme) -> None:
    colours = theme.to_color_system().generate()
    for cursor in ("block-cursor", "block-cursor-blurred"):
        behind = Color.parse(colours[f"{cursor}-background"])
        assert contrast(behind, Color.parse(colours[f"{cursor}-foreground"])) >= LEGIBLE
