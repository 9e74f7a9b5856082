"""The program with a window into it: what the attack compares the terminal with.

Run as a script in place of the command: `watched.py SOCKET ARGUMENTS...`. Nothing of the program is changed; a thread
answers each line on the socket with one line of JSON about the app, taken between two of its steps when all input that
has come is done with. The app stands still then until the next line, so that its terminal can be compared with it.
"""

import asyncio
import fcntl
import json
import socket
import struct
import sys
import termios
import threading
import traceback
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from textual._context import visible_screen_stack
from textual.widget import Widget

from coach.cli import main
from coach.tui import app as program
from coach.tui.app import CoachApp
from coach.tui.screens.workout import WorkoutScreen
from coach.workout.engine.journal import fold
from coach.workout.view.view import view

IDLE = 3
"""Times in a row that nothing may be waiting."""
DRAWN_S = 2.0
"""By then what can be seen is drawn; what lies below a page may wait for longer."""


async def settled(app: CoachApp) -> None:
    """Wait until the input is read, every message is handled, and what has changed since is drawn."""
    still, deadline = 0, asyncio.get_running_loop().time() + DRAWN_S
    while still < IDLE or (undrawn(app) and asyncio.get_running_loop().time() < deadline):
        await asyncio.sleep(0.02 if still < IDLE else 0.002)
        waiting = struct.unpack("i", fcntl.ioctl(0, termios.FIONREAD, b"\0\0\0\0"))[0]
        pumps = [app, *app.screen_stack]
        busy = waiting or any(pump.message_queue_size for pump in pumps)
        still = min(still, IDLE - 1) if busy else still + 1


def undrawn(app: CoachApp) -> bool:
    """Whether something of the screens that are in sight will be drawn at the next refresh."""
    screens = [app.screen, *app._background_screens]
    if any(screen._dirty_widgets or screen._compositor._dirty_regions for screen in screens) or app.screen._callbacks:
        return True
    widgets = [app.screen, *(widget for screen in screens for widget in screen.walk_children(Widget))]
    return any(widget._repaint_required or widget._layout_required or widget.message_queue_size for widget in widgets)


def lines_of(app: CoachApp) -> list[str]:
    """What is in sight drawn whole, from the widgets, as the app does it."""
    visible_screen_stack.set(app._background_screens)
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def workout_of(app: CoachApp) -> dict[str, Any]:
    """The running workout, beside the fold of its journal from the start."""
    screen = next((screen for screen in app.screen_stack if isinstance(screen, WorkoutScreen)), None)
    if screen is None:
        return {}
    conductor = screen.conductor
    run, now = conductor.run, conductor.clock.now()
    again = fold(run.start, run.entries).at(now).session
    word = view(again, now, None, None).badge.word
    return {"word": word, "on_top": app.screen is screen, "folds": again == run.at(now).session}


async def answer(app: CoachApp, line: TextIO) -> None:
    """One answer; then the loop is held until the other side has compared. What breaks in here is the answer too, but
    for an app that is ending: it has no screens any more."""
    try:
        with app._context():  # widgets ask for the app that they are drawn in
            await settled(app)
            state = state_of(app)
    except Exception:
        if app._exit:
            return
        state = {"broken": traceback.format_exc()}
    line.write(json.dumps(state) + "\n")
    line.flush()
    line.readline()


def state_of(app: CoachApp) -> dict[str, Any]:
    status = Path("/proc/self/status").read_text()
    return {
        "screens": [type(screen).__name__ for screen in app.screen_stack],
        "size": list(app.size),
        "lines": lines_of(app),
        "workout": workout_of(app),
        "files": len(list(Path("/proc/self/fd").iterdir())),
        "threads": threading.active_count(),
        "memory_kb": int(status.partition("VmRSS:")[2].split()[0]),
        "fault": repr(app.fault) if app.fault else None,
    }


def watch(app: CoachApp, loop: asyncio.AbstractEventLoop, address: str) -> None:
    """Answer until the other side closes."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(address)
        file = line.makefile("rw", encoding="utf-8")
        with suppress(OSError, RuntimeError, CancelledError):  # the other side has closed, or the program ends
            while file.readline():
                asyncio.run_coroutine_threadsafe(answer(app, file), loop).result()


class Watched(CoachApp):
    """The app, with the thread that answers."""

    def on_ready(self) -> None:
        thread = threading.Thread(target=watch, args=(self, asyncio.get_running_loop(), ADDRESS), daemon=True)
        thread.start()


if __name__ == "__main__":
    ADDRESS = sys.argv[1]
    program.CoachApp = Watched  # type: ignore[misc]
    main(sys.argv[2:])
