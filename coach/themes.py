"""The themes: their names, which `config.yaml` may have, and the colours of our own.

Hues are of the Okabe–Ito palette (Okabe & Ito 2008, Color Universal Design), which people with any kind of colour
vision can tell apart: orange, bluish green, sky blue, and grey; red is never set against green. Shades keep at least
4.5 : 1 against the background, also as the ground of dark or light letters in the stage bar; a test computes it. May
live here: names and colours. What may not: Textual, whose themes `tui.themes` makes of these, and what is drawn in
which colour.
"""

from typing import NamedTuple


class OwnTheme(NamedTuple):
    """A row."""

    name: str
    """In `config.yaml`."""
    dark: bool
    shades: dict[str, str]
    """By name: the roles, letters on a role's ground (`on`), text, lesser text, the rest of a bar, the ground."""
    error: str
    surface: str
    """The ground of what is laid over a screen."""
    panel: str
    """The ground of fields to type in and of lines between two parts."""


OWN_THEMES = (
    OwnTheme(
        name="dark",
        dark=True,
        shades={
            "ready": "#E69F00",
            "work": "#1CB88A",
            "rest": "#56B4E9",
            "still": "#A6A6A6",
            "on": "#101314",
            "text": "#ECEFF0",
            "dim": "#A3ABAE",
            "track": "#4A5459",
            "ground": "#101314",
        },
        error="#D55E00",
        surface="#191E20",
        panel="#22292C",
    ),
    OwnTheme(
        name="light",
        dark=False,
        shades={
            "ready": "#8A5A00",
            "work": "#00694C",
            "rest": "#005C94",
            "still": "#5C5C5C",
            "on": "#FFFFFF",
            "text": "#15191B",
            "dim": "#545C60",
            "track": "#B4BCC0",
            "ground": "#FAFAF7",
        },
        error="#A34700",
        surface="#F0F0EB",
        panel="#E4E5DF",
    ),
)
"""The first dark and the first light one also lend their shades to Textual's themes."""

TEXTUAL_THEMES = (
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
)
"""Those of the pinned Textual, which is not imported to read a setting. A test compares the lists."""

THEME_NAMES = (*(theme.name for theme in OWN_THEMES), *TEXTUAL_THEMES)
"""All that `config.yaml` may name."""
