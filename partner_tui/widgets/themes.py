"""The two themes of our own, calm in the dark and legible in bright light."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="partner-dark",
    dark=True,
    primary="#5ea7d8",
    secondary="#8fb3cc",
    accent="#e3b065",
    warning="#ee9a6b",
    error="#e8707d",
    success="#84c795",
    foreground="#dde2e7",
    background="#14181c",
    surface="#1a1f24",
    panel="#232a31",
    variables={
        "foreground-muted": "#99a4ae",
        "text-muted": "#99a4ae",
        "text-primary": "#7dbbe4",
        "text-secondary": "#8fb3cc",
        "text-accent": "#e3b065",
        "text-warning": "#f0a277",
        "text-error": "#f08a94",
        "text-success": "#8ccf9d",
        "block-cursor-background": "#2b5878",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#28323b",
        "block-cursor-blurred-foreground": "#dde2e7",
        "border": "#5ea7d8",
        "border-blurred": "#39444e",
        "footer-key-foreground": "#e3b065",
        "scrollbar": "#39444e",
        "scrollbar-hover": "#4d5b67",
        "scrollbar-active": "#5ea7d8",
        "scrollbar-background": "#1a1f24",
        "scrollbar-background-hover": "#1a1f24",
        "scrollbar-background-active": "#1a1f24",
        "input-selection-background": "#5ea7d8 35%",
    },
)
"""Amber on slate; the theme of whoever chose none."""

LIGHT = Theme(
    name="partner-light",
    dark=False,
    primary="#1d5f8c",
    secondary="#3f6177",
    accent="#8a5200",
    warning="#9a4200",
    error="#a61c3c",
    success="#1c6838",
    foreground="#22272b",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e6e3d9",
    variables={
        "foreground-muted": "#5a6066",
        "text-muted": "#5a6066",
        "text-primary": "#1d5f8c",
        "text-secondary": "#3f6177",
        "text-accent": "#8a5200",
        "text-warning": "#9a4200",
        "text-error": "#a61c3c",
        "text-success": "#1c6838",
        "block-cursor-background": "#1d5f8c",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#d9dfdf",
        "block-cursor-blurred-foreground": "#22272b",
        "border": "#1d5f8c",
        "border-blurred": "#bdb8aa",
        "footer-key-foreground": "#8a5200",
        "scrollbar": "#bdb8aa",
        "scrollbar-hover": "#9c9686",
        "scrollbar-active": "#1d5f8c",
        "scrollbar-background": "#f3f1ea",
        "scrollbar-background-hover": "#f3f1ea",
        "scrollbar-background-active": "#f3f1ea",
        "input-selection-background": "#1d5f8c 25%",
    },
)
"""Ink on paper. Textual's own light theme has a warning that is pale orange on grey: 1.5 to 1."""

THEMES = (DARK, LIGHT)
