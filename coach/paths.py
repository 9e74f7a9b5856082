"""Where things are kept: the folders of the user, and those that ship with the program.

Paths only: nothing is created or read here, apart from the environment and one check for the bundled folder. Nothing is
kept between calls, so that COACH_HOME may change at any time.
"""

import os
from pathlib import Path

APP = "coach"
HOME_VARIABLE = "COACH_HOME"


def _home() -> Path | None:
    """The folder in COACH_HOME; None if it is not set or empty."""
    given = os.environ.get(HOME_VARIABLE, "")
    return Path(os.path.expanduser(given)).absolute() if given else None  # noqa: PTH111  # Path's own may raise


def config_dir() -> Path:
    """The user's own files: config.yaml, routines/, exercises/, sounds/."""
    if home := _home():
        return home
    import platformdirs

    return platformdirs.user_config_path(APP, appauthor=False)


def cache_dir() -> Path:
    """Files that can be made again at any time."""
    if home := _home():
        return home / "cache"
    import platformdirs

    return platformdirs.user_cache_path(APP, appauthor=False)


def state_dir() -> Path:
    """What the program remembers by itself."""
    if home := _home():
        return home / "state"
    import platformdirs

    return platformdirs.user_state_path(APP, appauthor=False)


def log_dir() -> Path:
    """Logs, for finding faults."""
    if home := _home():
        return home / "log"
    import platformdirs

    return platformdirs.user_log_path(APP, appauthor=False)


def config_file() -> Path:
    return config_dir() / "config.yaml"


def state_file() -> Path:
    return state_dir() / "state.json"


def own_sounds_dir() -> Path:
    """The user's own sounds. Each replaces the bundled sound of the same name."""
    return config_dir() / "sounds"


def phrases_dir() -> Path:
    """Phrases the voice has spoken, as sound files."""
    return cache_dir() / "voice"


def log_file() -> Path:
    return log_dir() / "coach.log"


def helper_log_file() -> Path:
    """The output of the audio helper. Device libraries print into it instead of onto the screen."""
    return log_dir() / "audio.log"


def bundled(name: str) -> Path:
    """The folder `routines` or `sounds` of the program: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "bundled" / name
    return inside if inside.is_dir() else package.parent / name


def routine_folders() -> tuple[Path, ...]:
    """The bundled folder, then the user's, whose files win over bundled ones of the same stem."""
    return bundled("routines"), config_dir() / "routines"


def exercise_folders() -> tuple[Path, ...]:
    """The bundled folder, then the user's."""
    return bundled("routines") / "exercises", config_dir() / "exercises"
