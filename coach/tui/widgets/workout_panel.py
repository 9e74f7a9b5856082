"""The workout as a picture: a panel that draws a `WorkoutView` and nothing else.

It may know where things stand and which ink they have. It may not know the time, the session, or what a key does: its
screen gives it a view as often as it likes. It is one widget. Its parts are drawn separately, each only when its own
values have changed, and put together into rows, of which those that differ are sent. Separate widgets would be laid out
anew with every stage, which costs more than all of the drawing.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from coach.text import cut
from coach.tui.drawing import glyphs
from coach.tui.drawing.bars import draw_lane, draw_strip
from coach.tui.drawing.layout import Plan, ViewShape, big_of, layout, shape_of, stage_beside
from coach.tui.drawing.lines import Ink, InkedLines, composed
from coach.tui.drawing.small import draw_small
from coach.tui.drawing.tables import draw_outline, draw_results
from coach.tui.drawing.texts import draw_cues, draw_entry, draw_keys, draw_menu, draw_next, draw_notes
from coach.tui.drawing.top import draw_clock, draw_head, draw_message, draw_name, draw_stage
from coach.tui.drawing.zone import Zone
from coach.tui.widgets.painted import Painted
from coach.workout.view.shown import OutlineRow, WorkoutView

FOOTER_KEYS = 5
"""The most keys in the footer; in PAUSED, whose menu has them all, two fewer."""
MESSAGE_ROWS = 3
"""The most rows of a message."""


class WorkoutPanel(Painted):
    """Draws workout views in the room there is.

    Args:
        keys: The text of the key of each action id (`{"done": "enter"}`); an offer without one is not shown.
        ascii_only: Where the locale is not UTF-8: ASCII only, marks and digits included.
        id: The widget's id.
    """

    def __init__(self, keys: Mapping[str, str], ascii_only: bool = False, id: str | None = None) -> None:
        super().__init__(ascii_only=ascii_only, id=id)
        self._keys = keys
        self._view: WorkoutView | None = None
        self._plan = Plan(Size(0, 0))
        self._message = ""
        self._outline: tuple[tuple[OutlineRow, ...], int] | None = None
        self._cursor: int | None = None
        self._drawn: dict[str, tuple[Callable[..., InkedLines], tuple[object, ...], InkedLines]] = {}
        self._placed: dict[str, tuple[Region, InkedLines]] = {}

    @property
    def plan(self) -> Plan:
        """Where everything stands now."""
        return self._plan

    def show(self, view: WorkoutView) -> None:
        """Show this view in place of the last one."""
        if view != self._view:
            self._view = view
            self._draw()

    def say(self, message: str) -> None:
        """Show a message above the row of the keys until the next, or until it is taken away with an empty one."""
        if message != self._message:
            self._message = message
            self._draw()

    def show_outline(self, rows: tuple[OutlineRow, ...] | None, cursor: int = 0) -> None:
        """Show the outline in place of the menu of PAUSED, the cursor's row in sight; None takes it away."""
        self._outline = None if rows is None else (rows, cursor)
        self._draw()

    def select(self, row: int | None) -> None:
        """Put the cursor on a row of the last screen's table."""
        if row != self._cursor:
            self._cursor = row
            self._draw()

    def on_click(self, event: events.Click) -> None:
        keys = self._plan.places.get("keys")
        if keys is not None and event.y == keys.y:
            self.press_at(event.x, event.y)

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._plan.size != self.size:  # a new size: drawn as soon as it is asked for, so that no frame is blank
            self._draw()
        return super().render_lines(crop)

    def _draw(self) -> None:
        """Draw the parts, and paint the rows they make."""
        if self._view is None or not self.size:
            return
        self._plan = layout(self.size, self._shape(self._view))
        self._placed = {}
        self._draw_parts(self._view, self._plan)
        self.paint(composed(self._placed.values(), self.size.height))

    def _shape(self, view: WorkoutView) -> ViewShape:
        shape = shape_of(view, self._ascii_only)
        return replace(shape, offers=len(self._outline[0]), notes=0, outline=True) if self._outline else shape

    def _put(self, name: str, draw: Callable[..., InkedLines], *args: object) -> None:
        """Draw a part that has a place, unless it was drawn from the very same values."""
        place = self._plan.places.get(name)
        if place is not None:
            self._placed[name] = (place, self._same(name, draw, args))

    def _same(self, name: str, draw: Callable[..., InkedLines], args: tuple[object, ...]) -> InkedLines:
        drawn = self._drawn.get(name)
        if drawn is None or drawn[:2] != (draw, args):
            drawn = self._drawn[name] = (draw, args, draw(*args))
        return drawn[2]

    def _draw_parts(self, view: WorkoutView, plan: Plan) -> None:
        if plan.plain:
            self._put("body", _small, view, self._message, plan.size.width, plan.size.height, self._ascii_only)
            return
        rows = {name: region.height for name, region in plan.places.items()}
        width, plain = plan.size.width, self._ascii_only
        role = view.badge.role
        self._put("head", draw_head, view.head, plan.places["head"].width if "head" in rows else 0)
        self._put("clock", draw_clock, view.head)
        self._put("name", draw_name, view.caption, width, rows.get("name", 0), plain)
        self._put("stage", draw_stage, view.badge, stage_beside(view, plan), width, rows["stage"], plain)
        self._draw_zone(view, plan.zone)
        if view.lane is not None and "lane" in rows:
            labelled = len(view.lane.parts) > 1 and rows["lane"] > 1
            self._put("lane", draw_lane, view.lane, role, width - 4, rows["lane"] - labelled, labelled)
        self._put("cues", draw_cues, view.cues, width, rows.get("cues", 0), plan.large_cue)
        if view.correction is not None:
            self._put("entry", draw_entry, view.correction, width)
        self._put("notes", draw_notes, view.notes, width, rows.get("notes", 0))
        self._put("next", draw_next, view.next, width, rows.get("next", 0))
        self._put("strip", draw_strip, view.strip, role, width, plain)
        most = FOOTER_KEYS if view.badge.kind not in ("paused", "away") else FOOTER_KEYS - 2
        self._put("keys", draw_keys, view.offers, self._keys, width, most)
        self._draw_body(view, width, rows.get("body", 0))
        if self._message:
            self._put_message(plan)

    def _put_message(self, plan: Plan) -> None:
        """The message, right above the keys: never over them, nor over the stage."""
        keys, stage = plan.places.get("keys"), plan.places["stage"]
        bottom = keys.y if keys else plan.size.height
        most = max(1, min(MESSAGE_ROWS, bottom - stage.bottom))
        drawn = self._same("message", draw_message, (self._message, plan.size.width, most))
        top = bottom - len(drawn)
        for name, (region, lines) in tuple(self._placed.items()):
            if region.y < top < region.bottom:
                self._placed[name] = region.crop_size((region.width, top - region.y)), lines[: top - region.y]
            elif top <= region.y < bottom:
                del self._placed[name]
        self._placed["message"] = Region(0, top, plan.size.width, len(drawn)), drawn

    def _draw_body(self, view: WorkoutView, width: int, rows: int) -> None:
        if view.summary is not None:
            self._put("body", draw_results, view.summary.results, self._cursor, width, rows)
        elif self._outline is not None:
            self._put("body", draw_outline, *self._outline, width, rows)
        else:
            self._put("body", draw_menu, view.offers, self._keys, width, rows)

    def _draw_zone(self, view: WorkoutView, zone: Zone | None) -> None:
        """The count, and what stands beside it."""
        if zone is None:
            return
        big = big_of(view.big, view.badge.kind, view.summary)
        ascii_only = self._ascii_only
        role: Ink = view.badge.role if self._plan.airy else "text"
        if big.text and "count" not in zone.boxes:
            big = replace(big, text="", unit="", lines=(f"{big.text} {big.unit}".rstrip(), *big.lines))
        self._put("count", _block, (big.text,), zone.scale, role, ascii_only)
        if zone.unit_scale:
            self._put("unit", _block, (big.unit,), zone.unit_scale, role, ascii_only)
        if zone.second_scale:
            self._put("second", _second, big.second, big.second_unit, zone.second_scale, ascii_only)
        if zone.word_scale:
            word_lines = (big.word,) if len(zone.word_lines) == 1 else zone.word_lines
            self._put("word", _block, word_lines, zone.word_scale, "text", ascii_only)
        if "lines" in self._plan.places:
            unit = (big.unit,) if big.unit and not zone.unit_scale and view.summary is None else ()
            texts = (*unit, *big.lines) if zone.under else (*big.lines[: zone.lines], *unit)
            shown_lines = (" · ".join(" ".join(text.split()) for text in texts),) if zone.under else texts
            self._put("lines", _plain, shown_lines, self._plan.places["lines"].width)
        if big.arrow and "arrow" in self._plan.places:
            self._put("arrow", _arrow, big.arrow, self._plan.places["arrow"].height, role, ascii_only)


def _inked(rows: glyphs.Rows, ink: Ink) -> InkedLines:
    return tuple(((row, ink),) for row in rows)


def _block(texts: tuple[str, ...], scale: int, ink: Ink, ascii_only: bool) -> InkedLines:
    """Lines of block letters, a blank row between them."""
    rows: list[str] = []
    for text in texts:
        rows += ["", *glyphs.draw(text, scale, ascii_only)] if rows else glyphs.draw(text, scale, ascii_only)
    return _inked(tuple(rows), ink)


def _second(text: str, unit: str, scale: int, ascii_only: bool) -> InkedLines:
    """The smaller digits; their unit plain at their foot."""
    lines = list(_inked(glyphs.draw(text, scale, ascii_only), "text"))
    if unit:
        lines[-1] = (*lines[-1], (f"  {unit}", "text"))
    return tuple(lines)


def _plain(texts: tuple[str, ...], width: int) -> InkedLines:
    return tuple(((cut(text, width), "text"),) for text in texts)


def _arrow(direction: str, rows: int, ink: Ink, ascii_only: bool) -> InkedLines:
    return _inked(glyphs.arrow(direction, rows, ascii_only), ink)


def _small(view: WorkoutView, message: str, width: int, rows: int, ascii_only: bool) -> InkedLines:
    """Everything in plain text; a message takes the last row, unless that is the stage."""
    lines = draw_small(view, width, rows, ascii_only)
    if not message or rows < 2:
        return lines
    said = draw_message(message, width, 1)
    return (*lines[: rows - 1], *((),) * (rows - 1 - len(lines)), *said)
