"""Opens a workout: from a routine, the settings and what is remembered to the screen that leads it.

May live here: what is made once for each workout. What lasts for the whole program is made by the app.
"""

from collections.abc import Callable
from functools import cache, partial

from coach.history import recall
from coach.routine.library import Library, Loaded
from coach.settings import Settings
from coach.shell.clock import Clock
from coach.shell.conductor import Conductor
from coach.shell.context import WorkoutContext
from coach.shell.fault import draw_failed
from coach.shell.said_once import SaidOnce
from coach.shell.speech_config import SpeechConfig, speech_config
from coach.shell.start_options import StartOptions
from coach.shell.watch import RoutineWatch
from coach.state import StateStore
from coach.tui.screens.workout import WorkoutScreen
from coach.tui.speaker import Speaker
from coach.workout.engine.inputs import GoTo
from coach.workout.engine.journal import Run
from coach.workout.plan.expand import find_set


def opened(
    library: Library,
    settings: Settings,
    store: StateStore,
    speaker: Speaker,
    loaded: Loaded,
    options: StartOptions,
    to_terminal: Callable[[str], None],
    once: SaidOnce,
) -> WorkoutScreen:
    """The workout at its first instant, or at the place that was asked for."""

    def turn_volume(by: int) -> int:
        level = speaker.turn(by)
        store.update(volume=level)
        return level

    @cache
    def speech_for(language: str) -> SpeechConfig:
        return speech_config(settings, language)

    context = WorkoutContext(
        stem=loaded.path.stem,
        store=store,
        kit=partial(recall.kit, settings),
        keeps_awake=settings.keep_awake == "on",
        draw_failed=draw_failed,
        to_terminal=to_terminal,
        turn_volume=turn_volume,
        speech_for=speech_for,
        watch=RoutineWatch(library, loaded),
        library=library,
        once=once,
    )
    clock = Clock(options.speed)
    now = clock.now()
    run = Run.begin(loaded.routine, recall.known(settings, store.state), now)
    if options.start_at is not None and (place := find_set(run.session.sets, options.start_at)):
        run = run.press(now, GoTo(place.key))
    muted = options.mute or store.state.muted.get(context.stem, False)
    speaks = settings.voice.speak == "on" if store.state.voice is None else store.state.voice
    conductor = Conductor(
        run,
        clock,
        speaker.player,
        muted=muted,
        off=settings.audio.off,
        generation=speaker.generation,
        speech_config=speech_for(loaded.routine.language) if speaks else None,
    )
    return WorkoutScreen(conductor, context)
