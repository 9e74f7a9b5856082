"""Colours: two themes of our own, and what each role's shade is in a dark and in a light theme.

Hues are of the Okabe–Ito palette (Okabe & Ito 2008, Color Universal Design), which people of every colour vision tell
apart: orange, bluish green, sky blue, and grey; red never stands against green. Shades keep at least 4.5 : 1 against
the background, also as the ground of dark or light letters in the stage bar; a test computes it. May live here:
colours. What carries a meaning by colour also has a word and a mark, and that is the widgets' part.
"""

from textual.theme import Theme

DARK: dict[str, str] = {
    "ready": "#E69F00",
    "work": "#1CB88A",
    "rest": "#56B4E9",
    "still": "#A6A6A6",
    "on": "#101314",
    "text": "#ECEFF0",
    "dim": "#A3ABAE",
    "track": "#4A5459",
    "ground": "#101314",
}
"""Shades by name: the roles, letters on a role's ground (`on`), text, lesser text, what of a bar is to come."""

LIGHT: dict[str, str] = {
    "ready": "#8A5A00",
    "work": "#00694C",
    "rest": "#005C94",
    "still": "#5C5C5C",
    "on": "#FFFFFF",
    "text": "#15191B",
    "dim": "#545C60",
    "track": "#B4BCC0",
    "ground": "#FAFAF7",
}


def _theme(name: str, shades: dict[str, str], dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=shades["rest"],
        secondary=shades["work"],
        accent=shades["ready"],
        warning=shades["ready"],
        error="#D55E00" if dark else "#A34700",
        success=shades["work"],
        foreground=shades["text"],
        background=shades["ground"],
        surface="#191E20" if dark else "#F0F0EB",
        panel="#22292C" if dark else "#E4E5DF",
        variables={f"coach-{key}": shade for key, shade in shades.items()},
    )


COACH_DARK = _theme("coach-dark", DARK, dark=True)
COACH_LIGHT = _theme("coach-light", LIGHT, dark=False)
THEMES = (COACH_DARK, COACH_LIGHT)
"""To be registered with the app."""


def shades(variables: dict[str, str], dark: bool) -> dict[str, str]:
    """The shades under a theme's variables; another theme than ours gets those of its darkness."""
    own = DARK if dark else LIGHT
    return {key: variables.get(f"coach-{key}", shade) for key, shade in own.items()}
