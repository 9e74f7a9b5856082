"""Our own themes as Textual takes them, and the shades that the widgets draw in, under any theme.

May live here: how the rows of `coach.themes` become themes. What may not: a colour. What carries a meaning by colour
also has a word and a mark, and that is the widgets' part.
"""

from textual.theme import Theme

from coach.themes import OWN_THEMES, OwnTheme

_PREFIX = "coach-"
"""Of our themes and variables, which Textual keeps beside its own."""


def textual_name(name: str) -> str:
    """Textual's name for a theme of `config.yaml`."""
    return f"{_PREFIX}{name}" if any(own.name == name for own in OWN_THEMES) else name


def _textual_theme(own: OwnTheme) -> Theme:
    shades = own.shades
    return Theme(
        name=textual_name(own.name),
        dark=own.dark,
        primary=shades["rest"],
        secondary=shades["work"],
        accent=shades["ready"],
        warning=shades["ready"],
        error=own.error,
        success=shades["work"],
        foreground=shades["text"],
        background=shades["ground"],
        surface=own.surface,
        panel=own.panel,
        variables={f"{_PREFIX}{key}": shade for key, shade in shades.items()},
    )


THEMES = tuple(map(_textual_theme, OWN_THEMES))
"""To be registered with the app."""


def shades(variables: dict[str, str], dark: bool) -> dict[str, str]:
    """The shades under a theme's variables; a theme of Textual's gets those of our first one as dark or as light."""
    own = next(theme.shades for theme in OWN_THEMES if theme.dark == dark)
    return {key: variables.get(f"{_PREFIX}{key}", shade) for key, shade in own.items()}
