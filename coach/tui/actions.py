"""What a person can do on each screen, each action once: its keys, and its words in key row, help and palette.

Bindings, key rows, help, palette and messages are made of these lists; nothing else on the screens names a key. May
live here: the actions and what is derived from them. What may not: what an action does, which is a method of the screen
that lists it in its `ACTIONS`, `action_<id>` unless the action names another one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from coach.workout.view.keys import ABOUT

_SIGNS = {
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "−",
    "equals_sign": "=",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pagedown": "PageDown",
    "pageup": "PageUp",
}
"""How keys are written; the others as Textual names them."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can do."""

    id: str
    keys: str
    """As Textual names them, separated by commas, the one to show first."""
    label: str
    """In the key row; empty: never there."""
    help: str
    """A sentence, for help and the palette."""
    sign: str = ""
    """How the keys are written where they do not stand for themselves: `0 to 5`."""
    main: bool = False
    """One of the six of a workout, which help lists first."""
    does: str = ""
    """The screen's method without `action_`, with arguments: `reps(1)`. Empty: it is called as the id, without any."""

    @property
    def method(self) -> str:
        """What Textual calls: the method, hyphens as underscores, and its arguments."""
        return self.does or self.id.replace("-", "_")

    def has(self, key: str) -> bool:
        """Whether this key, as Textual names it, is one of its keys."""
        return key in self.keys.split(",")

    @property
    def shown(self) -> str:
        """The first key as it is written: `enter`, `?`."""
        return self.sign or sign_of(self.keys.partition(",")[0])

    @property
    def all_shown(self) -> str:
        """Every key as it is written: `enter, PageDown`; of a letter in both cases, the lower one."""
        if self.sign:
            return self.sign
        signs = dict.fromkeys(sign_of(key) for key in self.keys.split(",") if not (len(key) == 1 and key.isupper()))
        return ", ".join(signs)


def sign_of(key: str) -> str:
    """How a key is written: `question_mark` as `?`."""
    return _SIGNS.get(key, key)


def key_of(sign: str) -> str:
    """The key that is written so, as Textual names it; empty if none is."""
    named = {shown: key for key, shown in _SIGNS.items()}
    return named.get(sign, sign if len(sign) == 1 or sign in ("enter", "space", "home", "end") else "")


def bindings(actions: Iterable[Action], *, priority: bool = False) -> list[BindingType]:
    """For the `BINDINGS` of a screen or the app; `priority`: they come before those of every screen."""
    return [
        Binding(action.keys, action.method, action.label, show=False, priority=priority)
        for action in actions
        if action.keys
    ]


def signs(actions: Iterable[Action]) -> dict[str, str]:
    """The key of each action's id, as it is written."""
    return {action.id: action.shown for action in actions}


def help_rows(actions: Sequence[Action]) -> list[tuple[str, str]]:
    """(keys, what they do) of all actions: the main ones first, an empty row behind them, then the others."""
    main = [(action.all_shown, action.help) for action in actions if action.main]
    others = [(action.all_shown, action.help) for action in actions if not action.main and action.help]
    return [*main, ("", ""), *others] if main and others else main + others


APP = (
    Action("leave", "ctrl+q", "", ""),
    Action("interrupt", "ctrl+c", "", ""),
    Action("suspend-process", "ctrl+z", "", ""),
)
"""Everywhere, and before the keys of any screen, whose own way out answers to the first two as well."""

_QUIT = Action("quit", "q,Q,ctrl+q,ctrl+c", "quit", "quit")
_PALETTE = Action("palette", "ctrl+p", "", "everything, by name")
_HELP = Action("help", "question_mark", "all keys", "all keys")
_UP = Action("up", "up,k,K", "", "one up")
_DOWN = Action("down", "down,j,J", "", "one down")


def _about(what: str) -> Action:
    return Action("about", "i,I", ABOUT, f"everything about {what}")


THEME = Action("theme", "", "", "theme: the colours, seen at once and remembered")
"""In the palette of every screen."""

LIBRARY = (
    Action("open", "enter", "open", "open the routine, to read it and to start it"),
    _about("the routine, on the whole screen, and back"),
    Action("edit", "e,E", "edit", "edit it; a bundled one is copied first"),
    Action("new", "n,N", "new", "write a new routine"),
    Action("filter", "slash", "filter", "filter by name, tag or equipment"),
    _HELP,
    _QUIT,
    _UP,
    _DOWN,
    Action("page-up", "pageup", "", "a screen up"),
    Action("page-down", "pagedown", "", "a screen down"),
    Action("first", "home", "", "to the first"),
    Action("last", "end", "", "to the last"),
    Action("back", "escape", "", "back: to the list, to all routines"),
    _PALETTE,
)

FILTERING = (
    Action("submit", "enter", "to the list", ""),
    Action("move", "up,down", "move", "", sign="↑ ↓"),
    Action("back", "escape", "all routines", ""),
)
"""The key row while the library's filter is typed, where letters are letters."""

ASK = (
    Action("submit", "enter", "write and edit it", ""),
    Action("close", "escape", "never mind", ""),
)
"""Of the line that asks for a name, where letters are letters."""

OVERVIEW = (
    Action("start", "enter,pagedown", "start", "start the workout"),
    _about("the exercise at the mark"),
    Action("hear", "h,H", 'hear "go"', 'hear "go" once, to set the volume before the music is on'),
    Action("edit", "e,E", "edit", "edit it; a bundled one is copied first"),
    Action("stop-rules", "s,S", "when to stop", "when to stop a set, and when to stop and seek help"),
    _HELP,
    Action("back", "escape", "back", "back to the library"),
    _QUIT,
    _UP,
    _DOWN,
    Action("page-up", "pageup", "", "a screen up"),
    Action("page-down", "space", "", "a screen down"),
    Action("first", "home", "", "to the first exercise"),
    Action("last", "end", "", "to the last exercise"),
    _PALETTE,
)

OVERLAY = (
    Action("close", "escape,enter,q,Q", "close", "close this"),
    Action("up", "up,k,K", "", "one line up"),
    Action("down", "down,j,J", "more", "one line down"),
    Action("page-up", "pageup", "", "a screen up"),
    Action("page-down", "pagedown,space", "", "a screen down"),
)
"""Of every overlay, beside the key that opened it, which closes it again."""


def close_with(actions: Sequence[Action], opened_by: str) -> Action:
    """An action of an overlay: the keys that open it also close it."""
    keys = next(action.keys for action in actions if action.id == opened_by)
    return Action("close", keys, "", "")


PALETTE = (
    Action("submit", "enter", "do it", ""),
    Action("up", "up", "move", "", sign="↑ ↓"),
    Action("close", "escape,ctrl+p", "close", ""),
    Action("down", "down", "", ""),
    Action("page-up", "pageup", "", ""),
    Action("page-down", "pagedown", "", ""),
)
"""Of the palette, where letters are letters."""

THEME_LIST = (
    Action("submit", "enter", "keep it", "keep this theme"),
    Action("up", "up,k,K", "move", "", sign="↑ ↓"),
    Action("close", "escape,q,Q", "as before", "the theme as before"),
    Action("down", "down,j,J", "", ""),
    Action("page-up", "pageup", "", ""),
    Action("page-down", "pagedown,space", "", ""),
)
"""Of the list of themes."""

QUESTION = (Action("yes", "y,Y", "", ""), Action("asked", "q,Q", "", ""))
"""Over the workout: yes, and what asks a second time and changes nothing. Every other key is no."""

PROBLEMS = (
    Action("again", "enter,e,E", "edit again", "the editor again, at the first problem"),
    Action("close", "escape,q,Q", "leave it", "leave the file as it is"),
    Action("down", "down,j,J", "more", "one line down"),
)
"""Over the screen when a file that was just edited is wrong; the other keys are every overlay's."""


def _input(id_: str, keys: str, label: str, help_: str, *, main: bool = False) -> Action:
    """An action that is always the same input, which the core has under its id (`workout.view.presses.INPUTS`)."""
    return Action(id_, keys, label, help_, main=main, does=f"input('{id_}')")


WORKOUT = (
    Action(
        "done",
        "enter,pagedown",
        "next",
        "the one next thing: ready, start, done, go, go on; at the end it corrects the row",
        main=True,
    ),
    Action("pause", "space,p,P", "pause", "pause, and go on", main=True),
    _input("back", "b,B,backspace,pageup", "back", "back; takes a key of the last 15 s back", main=True),
    _input("skip", "s,S", "skip", "skip this set and its rest, or what is left of a rest", main=True),
    _input("undo", "u,U", "undo", "undo the last move or correction, as often as you like", main=True),
    Action("help", "question_mark", "keys", "all keys", main=True),
    _about("this exercise"),
    Action("more-reps", "up,k,K", "", "one rep more, where reps show; one up in a list", does="reps(1)"),
    Action("fewer-reps", "down,j,J", "", "one rep less, where reps show; one down in a list", does="reps(-1)"),
    Action(
        "less-load",
        "left",
        "",
        "the next lighter load, where a load shows; in the last table the set before",
        does="load(-1)",
    ),
    Action(
        "more-load",
        "right",
        "",
        "the next heavier load, where a load shows; in the last table the set after",
        does="load(1)",
    ),
    Action(
        "next-more-reps", "shift+up", "", "in a rest: one rep more in the next set", sign="shift ↑", does="next_reps(1)"
    ),
    Action(
        "next-fewer-reps",
        "shift+down",
        "",
        "in a rest: one rep less in the next set",
        sign="shift ↓",
        does="next_reps(-1)",
    ),
    Action("next-less-load", "shift+left", "", "in a rest: the next set lighter", sign="shift ←", does="next_load(-1)"),
    Action("next-more-load", "shift+right", "", "in a rest: the next set heavier", sign="shift →", does="next_load(1)"),
    Action("rir-0", "0", "", "after a set: how many more reps you could have done", sign="0 to 5", does="rir(0)"),
    *(Action(f"rir-{digit}", str(digit), "", "", does=f"rir({digit})") for digit in range(1, 6)),
    _input("longer", "plus,equals_sign", "longer", "15 s more on this clock"),
    _input("shorter", "minus,underscore", "", "15 s less on this clock"),
    _input("count", "full_stop,c,C", "count", "count a rep by hand"),
    Action("pace", "t,T", "pace", "the coach's pace on, off; remembered for the exercise"),
    _input("swap", "x,X", "swap", "the next alternative in place of this exercise"),
    _input("later", "l,L", "later", "this exercise later: at the end of the block or round"),
    _input("restart", "r,R", "again", "this set again from READY; in READY and in a rest that clock again"),
    Action("outline", "o,O", "outline", "when paused: every set, done, now and to come; go on at any of them"),
    Action("edit", "e,E", "edit", "when paused: the routine in your editor; what you save is taken up"),
    Action("mute", "m,M", "mute", "sound off, on; remembered for the routine"),
    Action("softer", "less_than_sign", "", "volume down", does="volume(-10)"),
    Action("louder", "greater_than_sign", "", "volume up", does="volume(10)"),
    Action("voice", "v,V", "voice", "the voice on, off"),
    Action("palette", "ctrl+p", "", "everything else, by name"),
    Action("quit", "q,Q,ctrl+q,ctrl+c", "stop", "stop; asks first"),
    Action("close-list", "escape", "", ""),
    Action("not-next", "n,N", "", ""),
)
"""The first six are enough for a whole workout."""

RARE = (
    _input("skip-exercise", "", "", "skip the exercise: all of its sets that are left"),
    _input("skip-block", "", "", "skip the block: all of its sets that are left"),
    _input("more", "", "", "one more set of this exercise"),
    Action("pain", "", "", "stop for pain: ends the exercise and shows when to stop"),
    _input("finish", "", "", "finish here; what is done stays done"),
    Action("stop-rules", "", "", "when to stop a set, and when to stop and seek help"),
)
"""More actions of a workout, in the palette alone."""
