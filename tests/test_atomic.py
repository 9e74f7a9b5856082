"""A file is complete or absent, also if writing it is interrupted or fails."""

import errno
import os
import stat
from pathlib import Path

import pytest

from coach import atomic


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_with_its_folder_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "state.json"
    atomic.replace(path, b"one")
    atomic.replace(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(path.parent) == ["state.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(b"one")
    path.chmod(mode)
    atomic.replace(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    atomic.replace(tmp_path / "replaced", b"")
    atomic.create(tmp_path / "created", b"")
    assert len({path.stat().st_mode for path in tmp_path.iterdir()}) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_stays_one_and_its_file_is_replaced(tmp_path: Path) -> None:
    kept, link = tmp_path / "dotfiles" / "state.json", tmp_path / "state.json"
    kept.parent.mkdir()
    link.symlink_to(kept)
    for text in (b"one", b"two"):
        atomic.replace(link, text)
        assert link.is_symlink() and kept.read_bytes() == text
    assert names(kept.parent) == ["state.json"]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, full_disk: None) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(b"one")
    with pytest.raises(OSError, match="No space left"):
        atomic.replace(path, b"two")
    with pytest.raises(OSError, match="No space left"):
        atomic.create(tmp_path / "new", b"two")
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["state.json"]


@pytest.mark.parametrize("links", [True, False])
def test_nothing_is_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:

        def no_link(source: Path, target: Path) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", no_link)
    path = tmp_path / "legs.yaml"
    atomic.create(path, b"one")
    with pytest.raises(FileExistsError):
        atomic.create(path, b"two")
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["legs.yaml"]
