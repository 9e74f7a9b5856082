"""Draws every sample view at every size into pictures, for looking at them; not a test.

    python tests/tui/support/gallery.py OUT [KIND,...|all] [80x24,...] [coach-dark|coach-light|no-color]

Blocks are drawn as rectangles, as terminals do it, so that a picture shows no gaps of a font's making. Writes PNG where
`cairosvg` is installed, SVG otherwise.
"""

import asyncio
import os
import sys
from html import escape
from pathlib import Path

from host import Host
from rich.color import Color
from rich.style import Style
from textual.strip import Strip
from views import VIEWS

WIDE, HIGH = 10, 21
HALVES = {"█": (0, 0, 1, 1), "▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 0.5), "▁": (0, 0.88, 1, 0.12)}

SHADES = {"░": 0.25, "▒": 0.5}


def _hex(color: Color | None, fallback: str) -> str:
    return color.get_truecolor().hex if color is not None and not color.is_default else fallback


def _cell(char: str, x: int, y: int, ink: str) -> str:
    left, top = x * WIDE, y * HIGH
    if char in HALVES:
        dx, dy, w, h = HALVES[char]
        box = f'x="{left + dx * WIDE}" y="{top + dy * HIGH}" width="{w * WIDE}" height="{h * HIGH}"'
        return f'<rect {box} fill="{ink}" shape-rendering="crispEdges"/>'
    if char in SHADES:
        box = f'x="{left}" y="{top}" width="{WIDE}" height="{HIGH}"'
        return f'<rect {box} fill="{ink}" fill-opacity="{SHADES[char]}" shape-rendering="crispEdges"/>'
    return f'<text x="{left}" y="{top + HIGH - 6}" fill="{ink}">{escape(char)}</text>'


def picture(strips: list[Strip], width: int, ground: str) -> str:
    """The rows of a screen as SVG."""
    parts = []
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            style = segment.style or Style()
            ink, back = _hex(style.color, "#ffffff"), _hex(style.bgcolor, ground)
            if style.reverse:
                ink, back = back, ink
            if back != ground:
                box = f'x="{x * WIDE}" y="{y * HIGH}" width="{len(segment.text) * WIDE}" height="{HIGH}"'
                parts.append(f'<rect {box} fill="{back}" shape-rendering="crispEdges"/>')
            weight = ' font-weight="bold"' if style.bold else ""
            cells = [_cell(char, x + i, y, ink) for i, char in enumerate(segment.text) if char != " "]
            parts.append(f"<g{weight}>{''.join(cells)}</g>")
            x += len(segment.text)
    size = f'width="{width * WIDE}" height="{len(strips) * HIGH}"'
    font = 'font-family="DejaVu Sans Mono" font-size="16"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}><rect {size} fill="{ground}"/>{"".join(parts)}</svg>'


async def main(out: Path, kinds: list[str], sizes: list[tuple[int, int]], theme: str) -> None:
    """Write a picture a kind and size."""
    out.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        for size in sizes:
            app = Host(VIEWS[kind], "coach-dark" if theme == "no-color" else theme)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                strips = app.screen._compositor.render_strips()
                text = picture(strips, size[0], app.theme_variables["background"])
            path = out / f"{kind}-{size[0]}x{size[1]}-{theme}"
            try:
                from cairosvg import svg2png
            except ImportError:
                path.with_suffix(".svg").write_text(text, encoding="utf-8")
            else:
                svg2png(bytestring=text.encode(), write_to=f"{path}.png")


if __name__ == "__main__":
    arguments = [
        *sys.argv[1:],
        *("gallery", "all", "40x12,60x15,80x24,120x40,200x60", "coach-dark")[len(sys.argv) - 1 :],
    ]
    if arguments[3] == "no-color":
        os.environ["NO_COLOR"] = "1"
    asyncio.run(
        main(
            Path(arguments[0]),
            list(VIEWS) if arguments[1] == "all" else arguments[1].split(","),
            [(int(w), int(h)) for w, h in (size.split("x") for size in arguments[2].split(","))],
            arguments[3],
        )
    )
