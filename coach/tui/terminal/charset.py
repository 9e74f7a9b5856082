"""Whether the terminal can show more than ASCII, and how an app is limited to ASCII.

The locale says it, not Python's streams: in a C locale Python writes UTF-8 all the same (PEP 538, PEP 540), and
Textual's console calls itself UTF-8 wherever it runs. Widgets ask the app's console for its encoding, so that is what
is set.
"""

from collections.abc import Mapping

from textual.app import App

BARE = ("C", "POSIX")
COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself puts into LC_CTYPE when it is started in a bare locale."""


def only_ascii(environ: Mapping[str, str]) -> bool:
    """Whether the locale names another charset than UTF-8. An unset locale counts as UTF-8."""
    language = environ.get("LANG", "")
    ctype = environ.get("LC_CTYPE", "")
    if language in BARE and ctype in COERCED:
        ctype = ""
    named = environ.get("LC_ALL") or ctype or language
    return bool(named) and "utf" not in named.lower()


def speak_ascii(app: App[int]) -> None:
    """Marks, digits, borders and scroll bars of this app in ASCII from here on; before anything is mounted."""
    app.console.file = _Nowhere()  # type: ignore[assignment]  # all that Rich asks of it is here
    app.add_class("-ascii")

    from textual.scrollbar import ScrollBar, ScrollBarRender

    class PlainBar(ScrollBarRender):
        """A scroll bar of colour alone, whose ends stand on whole rows."""

        VERTICAL_BARS = [" "] * 8  # as ScrollBarRender declares it
        HORIZONTAL_BARS = [" "] * 8

    ScrollBar.renderer = PlainBar


def speaks_ascii(app: App[object]) -> bool:
    """Whether the app is limited to ASCII."""
    return not app.console.encoding.startswith("utf")


class _Nowhere:
    """A file for Textual's console: it drops what is written, and names its charset."""

    encoding = "ascii"

    def write(self, text: str) -> None: ...

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return True
