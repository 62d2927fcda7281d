"""Folders for the files of uploads, each held locked by the server that it is of."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from vbparse import files

_TRIES = 100
"""Names that are tried for a new folder."""
_OWNER_ONLY = 0o700


class Rooms:
    """The folders under `folder` that this server holds, each for one upload."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._holds: dict[str, int] = {}

    def make(self) -> Path:
        """A new folder."""
        for _ in range(_TRIES):
            place = self._folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S%f}-{secrets.token_hex(4)}"
            with contextlib.suppress(FileExistsError):
                place.mkdir(parents=True, mode=_OWNER_ONLY)
                if self.hold(place) or place.exists():  # else another server that starts now has swept it away
                    return place
        raise RuntimeError("no name is free")

    def drop(self, room: Path) -> None:
        """Remove a folder with what is in it."""
        shutil.rmtree(room, ignore_errors=True)
        self.let_go(room.name)

    def hold(self, room: Path) -> bool:
        """Whether a folder is this server's from now on."""
        held = files.try_lock(room)
        if held is not None:
            self._holds[room.name] = held
        return held is not None

    def let_go(self, room: str) -> None:
        """Leave a folder, by its name, to other servers."""
        if (held := self._holds.pop(room, None)) is not None:
            os.close(held)

    def close(self) -> None:
        """Leave them all."""
        for name in list(self._holds):
            self.let_go(name)
