"""Where things are kept: the folders of the user, and those that ship with the program.

Only answers where; nothing is created here, and nothing is read but the environment and, for what is bundled, whether
a folder is there. Every function asks anew, so that a test or a caller may set COACH_HOME at any time.
"""

import os
from pathlib import Path

APP = "coach"
HOME_VARIABLE = "COACH_HOME"


def _home() -> Path | None:
    """The folder that COACH_HOME names, or None where it is not set or empty."""
    given = os.environ.get(HOME_VARIABLE, "")
    return Path(os.path.expanduser(given)).absolute() if given else None  # noqa: PTH111  # Path's own may raise


def config_dir() -> Path:
    """What the user writes: config.yaml, routines/, exercises/, sounds/."""
    if home := _home():
        return home
    import platformdirs

    return platformdirs.user_config_path(APP, appauthor=False)


def data_dir() -> Path:
    """What must not be lost: the history."""
    if home := _home():
        return home / "data"
    import platformdirs

    return platformdirs.user_data_path(APP, appauthor=False)


def cache_dir() -> Path:
    """What can be made again at any time."""
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
    """What is written for whoever looks for a fault."""
    if home := _home():
        return home / "log"
    import platformdirs

    return platformdirs.user_log_path(APP, appauthor=False)


def config_file() -> Path:
    return config_dir() / "config.yaml"


def state_file() -> Path:
    return state_dir() / "state.json"


def own_sounds_dir() -> Path:
    """The user's own sounds, which take the place of those of the same name."""
    return config_dir() / "sounds"


def phrases_dir() -> Path:
    """What a voice has said, as sound."""
    return cache_dir() / "voice"


def log_file() -> Path:
    return log_dir() / "coach.log"


def helper_log_file() -> Path:
    """Where the audio helper's own output goes: device libraries print there instead of over the screen."""
    return log_dir() / "audio.log"


def bundled(name: str) -> Path:
    """The folder `name` (routines, sounds) that ships with the program: inside the package when it was installed from a
    wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "bundled" / name
    return inside if inside.is_dir() else package.parent / name


def routine_folders() -> tuple[Path, ...]:
    """Bundled first, the user's last: the user's file of the same stem wins."""
    return bundled("routines"), config_dir() / "routines"


def exercise_folders() -> tuple[Path, ...]:
    """Bundled first, the user's last."""
    return bundled("routines") / "exercises", config_dir() / "exercises"
