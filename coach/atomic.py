"""Files that appear whole or not at all: a kill, a full disk or a reader at the wrong moment never meets half of one.

What may live here: how bytes get onto the disk. What may not: what they are, where files belong, and messages. A file
is written under another name in the same folder, flushed to the disk and then given its name.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Writes the file anew, or for the first time; its folder is made if need be.

    Permissions stay as they are. Of a symbolic link the file that it points to is replaced.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    path = Path(os.path.realpath(path))
    with _draft(path.parent, data) as draft:
        with suppress(OSError):  # there is none yet, or the file system has no permissions
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
        draft.replace(path)


def create(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet; its folder is made if need be.

    Raises:
        FileExistsError: something of this name is there, if only a broken link. It stays as it is.
        OSError: it cannot be written.
    """
    with _draft(path.parent, data) as draft:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError, AttributeError):  # no hard links here: take the name, then replace it
            path.open("xb").close()
            try:
                draft.replace(path)
            except OSError:
                path.unlink()
                raise


@contextmanager
def _draft(folder: Path, data: bytes) -> Iterator[Path]:
    """A file of these bytes under a name of its own, for as long as it keeps that name."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{os.urandom(8).hex()}.new"
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink()
