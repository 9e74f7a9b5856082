"""The plain rows: cues, the set to correct, what comes next, keys, the menu of PAUSED. Pieces in, lines out."""

from collections.abc import Mapping, Sequence

from coach.text import cells, cut, pad, wrap
from coach.tui.drawing import glyphs
from coach.tui.drawing.lines import InkedLine, InkedLines, InkedSpan, apart, line_cells, trim
from coach.workout.view.shown import Correction, Cues, Offer, UpNext

FAR = 22
"""Keys and labels of the menu's left column take at least this many columns each."""


def draw_cues(cues: Cues, width: int, rows: int, large: bool = False) -> InkedLines:
    """The cue of the moment between its neighbours; where they do not all fit, the rows around it.

    `large`: the cue of the moment stands in block letters, which take four rows more.
    """
    if not cues.lines or rows < 1:
        return ()
    now = next((i for i, cue in enumerate(cues.lines) if cue.now), 0)
    current = cues.lines[now].text
    large = large and glyphs.drawable(current) and glyphs.width(current, 1) + 4 <= width
    lead = len(str(len(cues.lines))) + 1 if cues.numbered else 0
    room = width - 3 - lead
    current_rows = wrap(current, room)[:2] if cells(current) > room and rows > 1 and not large else [current]
    shown = min(rows - 4 if large else rows - len(current_rows) + 1, len(cues.lines))
    first = max(0, min(now - (shown - 1) // 2 if shown > 2 else now, len(cues.lines) - shown))
    lines: list[InkedLine] = []
    for index in range(first, first + shown):
        cue = cues.lines[index]
        number = f"{index + 1:>{lead - 1}} " if lead else ""
        if index == now and large:
            lines += [(), *(((f"  {row}", "text"),) for row in glyphs.draw(current, 1)), ()]
        elif index == now:
            lines.append(((f" ▸ {number}{cut(current_rows[0], room)}", "bold"),))
            lines += [((f"{' ' * (3 + lead)}{cut(row, room)}", "bold"),) for row in current_rows[1:]]
        else:
            lines.append(((f"   {number}{cut(cue.text, room)}", "dim"),))
    return tuple(lines[:rows])


def draw_entry(entry: Correction, width: int) -> InkedLines:
    """The set that can be corrected, with the arrows that correct it."""
    lead: InkedSpan = (f" {entry.label:<6} ", "dim")
    reps: list[InkedSpan] = [("▴▾ ", "dim"), (entry.reps, "bold")] if entry.reps is not None else []
    load: list[InkedSpan] = [("◂▸ ", "dim"), (entry.load, "bold")] if entry.load is not None else []
    if reps and load:
        reps.append(("   ", "text"))
    numbers = [*reps, *load]
    gap: InkedSpan = ("   ", "text")
    ask = [gap, *_reserve(entry.rir)] if entry.asks_rir else []
    short = [gap, *_reserve_short(entry.rir)] if entry.asks_rir else []
    what: list[InkedSpan] = [(entry.what, "text"), gap] if entry.what else []
    for line in ((lead, *what, *numbers, *ask), (lead, *numbers, *ask), (lead, *numbers, *short)):
        if line_cells(line) <= width:
            return (line,)
    return (trim((lead, *numbers), width),)


def _reserve(said: int | None) -> list[InkedSpan]:
    """`could do 0 1[2]3 4 5 more`: equally wide whatever is chosen."""
    spans: list[InkedSpan] = [("could do", "dim")]
    for count in range(6):
        spans.append(("[" if count == said else "]" if said is not None and count == said + 1 else " ", "dim"))
        spans.append((str(count), "bold" if count == said else "dim"))
    return [*spans, ("] more" if said == 5 else "  more", "dim")]


def _reserve_short(said: int | None) -> list[InkedSpan]:
    return [("0-5 more", "dim")] if said is None else [(f"{said} more", "bold")]


def draw_next(coming: UpNext, width: int, rows: int) -> InkedLines:
    """What comes: one line, or in a rest the exercise, its set and as many of its cues as there are rows."""
    if rows < 1:
        return ()
    if not coming.name:
        left: InkedLine = ((" then   ", "dim"), (cut(coming.line, width - 9), "text"))
        return (apart(left, ((f"{coming.ends} ", "dim"),), width),) if coming.ends else (left,)
    lead: InkedSpan = (" next   ", "dim")
    name: InkedLine = (lead, (coming.name.upper(), "bold"), ("   ", "text"), (coming.detail, "text"))
    if line_cells(name) > width:
        name = (lead, (coming.detail, "text"))  # the row above the bar has the name
    lines: list[InkedLine] = [trim(name, width)]
    if coming.line and rows > len(coming.cues) + 1:
        lines.append(((f"        {cut(coming.line, width - 9)}", "dim"),))
    for index, cue in enumerate(coming.cues[: rows - len(lines)]):
        first = index == 0
        pointer = "      ▸ " if first else "        "
        lines.append(((f"{pointer}{cut(cue, width - 9)}", "bold" if first else "dim"),))
    return tuple(lines)


def draw_keys(offers: Sequence[Offer], keys: Mapping[str, str], width: int, most: int) -> InkedLines:
    """The footer: as many of the offers as fit, in their order; of a longer label what stands before its colon.

    An action without a key in `keys` is left out. The key for all keys is left out only if there is no room for it
    beside the first offer.
    """
    named = [offer for offer in offers if offer.action in keys]
    chosen = _fitting(named, keys, width, most)
    way = next((offer for offer in named[:most] if offer.action == "help"), None)
    while way is not None and way not in chosen and len(chosen) > 1:
        named.remove(chosen[-1])
        chosen = _fitting(named, keys, width, most)
    line: list[InkedSpan] = []
    for offer in chosen:
        line += [("   " if line else " ", "text"), (keys[offer.action], "bold"), (f" {_short(offer)}", "dim")]
    return (tuple(line),)


def sign_at(line: InkedLine, column: int) -> str:
    """The key, as it is written, at a column of a row of keys: the word there, or the first one before a label."""
    at, before = 0, ""
    for text, ink in line:
        here = column - at
        at += cells(text)
        if ink == "bold":
            words = text.split()
            before = words[0] if words else ""
            if 0 <= here < cells(text) and (word := _word_at(text, here)):
                return word
        elif 0 <= here < cells(text):
            return before if ink == "dim" else ""
    return ""


def _word_at(text: str, column: int) -> str:
    """The word at a column; empty at a blank."""
    return "" if text[column] == " " else text[text.rfind(" ", 0, column) + 1 :].split(" ")[0]


def _fitting(offers: Sequence[Offer], keys: Mapping[str, str], width: int, most: int) -> list[Offer]:
    """As many of the offers as fit into one row, in their order; what is too wide is passed over."""
    chosen: list[Offer] = []
    used = 1
    for offer in offers:
        size = cells(keys[offer.action]) + 1 + cells(_short(offer)) + (3 if chosen else 0)
        if len(chosen) < most and used + size <= width:
            chosen.append(offer)
            used += size
    return chosen


def _short(offer: Offer) -> str:
    return offer.label.partition(":")[0]


def draw_menu(offers: Sequence[Offer], keys: Mapping[str, str], width: int, rows: int) -> InkedLines:
    """Every offer with its whole label: one below the other, in two columns where the rows do not suffice."""
    entries = [(keys[offer.action], offer.label) for offer in offers if offer.action in keys]
    if not entries or rows < 1:
        return ()
    key_wide = max(cells(key) for key, _ in entries) + 2
    if len(entries) <= rows:
        return tuple(_menu_entry(key, label, key_wide, width) for key, label in entries)
    half = (width - 2) // 2
    if half < FAR or len(entries) - rows < 1:
        return tuple(_menu_entry(key, label, key_wide, width) for key, label in entries[:rows])
    # The first stay alone as long as the rest fits beside each other: they are the ones with long labels.
    alone = max(0, 2 * rows - len(entries))
    lines = [_menu_entry(key, label, key_wide, width) for key, label in entries[:alone]]
    pairs = entries[alone:]
    for left, right in zip(pairs[::2], [*pairs[1::2], None], strict=False):
        line = _menu_entry(*left, key_wide, half)
        if right:
            line = (*line, (" " * (half - line_cells(line)), "text"), *_menu_entry(*right, key_wide, half))
        lines.append(line)
    return tuple(lines[:rows])


def _menu_entry(key: str, label: str, key_wide: int, width: int) -> InkedLine:
    room = width - key_wide - 4
    fitting = label if cells(label) <= room else label.partition(":")[0]
    return (("   ", "text"), (pad(key, key_wide), "bold"), (cut(fitting, room), "text"))


def draw_notes(notes: Sequence[str], width: int, rows: int) -> InkedLines:
    """Plain lines of PAUSED, AWAY and the end."""
    return tuple(((f" {cut(note, width - 2)}", "dim"),) for note in notes[:rows])
