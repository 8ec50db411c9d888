"""The zip around the parts: guarded when opened, written again with everything that was not touched as it was."""

from __future__ import annotations

import copy
import shutil
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from scheduler.package.refusal import Refusal

MOST_MEGABYTES: Final = 500
"""Most that a workbook may unpack to."""
MOST_TIMES: Final = 200
"""Most times its packed size that a workbook may unpack to, once it is large."""
_LARGE: Final = 50 * 2**20
_ENCRYPTED: Final = 0x1
_ZIP64_FIELD: Final = b"\x01\x00"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""Time of new entries: the first that a zip knows, so that equal work gives equal bytes."""


class Archive:
    """A zip held in memory: no handle stays open, so the file itself may be replaced.

    Raises
    ------
    Refusal
        ``damaged``, ``too_large``, ``too_dense``, ``encrypted`` or ``part_twice``.
    """

    def __init__(self, content: bytes, most_megabytes: int = MOST_MEGABYTES) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except BadZipFile as error:
            raise Refusal("damaged", part="zip", reason=str(error)) from error
        self._infos: dict[str, ZipInfo] = {}
        self._folded: set[str] = set()
        self._check_size(len(content), most_megabytes)
        for info in self._zip.infolist():
            self._admit(info)

    def _check_size(self, packed: int, most_megabytes: int) -> None:
        unpacked = sum(info.file_size for info in self._zip.infolist())
        if unpacked > most_megabytes * 2**20:
            raise Refusal("too_large", found=unpacked // 2**20, allowed=most_megabytes)
        if unpacked > max(_LARGE, MOST_TIMES * packed):
            raise Refusal("too_dense", found=unpacked // packed, allowed=MOST_TIMES)

    def _admit(self, info: ZipInfo) -> None:
        if info.filename.lower() in self._folded:
            raise Refusal("part_twice", part=info.filename)
        if info.flag_bits & _ENCRYPTED:
            raise Refusal("encrypted", part=info.filename)
        self._infos[info.filename] = info
        self._folded.add(info.filename.lower())

    @property
    def names(self) -> tuple[str, ...]:
        """The entries as they are called, in their order."""
        return tuple(self._infos)

    def info(self, name: str) -> ZipInfo:
        """Give time, mode and packing of an entry."""
        return self._infos[name]

    def read(self, name: str) -> bytes:
        """Unpack an entry."""
        try:
            return self._zip.read(self._infos[name])
        except (BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
            raise Refusal("damaged", part=name, reason=str(error)) from error

    def stream(self, name: str) -> IO[bytes]:
        """Open an entry, to be unpacked piece by piece."""
        return self._zip.open(self._infos[name])

    def is_same(self, name: str, content: bytes) -> bool:
        """Tell whether an entry has this content; unpacks it only where size and check sum agree."""
        info = self._infos.get(name)
        if info is None or (info.file_size, info.CRC) != (len(content), zlib.crc32(content)):
            return False
        return self.read(name) == content

    def write(self, path: Path | BinaryIO, names: Iterable[str], changed: Mapping[str, bytes]) -> None:
        """Write the named entries, with new content for some, to `path`."""
        with ZipFile(path, "w", ZIP_DEFLATED) as target:
            target.comment = self._zip.comment
            for name in names:
                self._copy(target, name, changed.get(name))

    def _copy(self, target: ZipFile, name: str, content: bytes | None) -> None:
        info = _again(self._infos[name]) if name in self._infos else _fresh(name)
        if content is not None:
            target.writestr(info, content)
            return
        with self._zip.open(self._infos[name]) as source, target.open(info, "w") as sink:
            shutil.copyfileobj(source, sink, 2**20)


def _again(info: ZipInfo) -> ZipInfo:
    """Copy an entry's time, mode and packing; a large-file field is the writer's own business."""
    again = copy.copy(info)
    again.extra = b"" if _ZIP64_FIELD in info.extra else info.extra
    return again


def _fresh(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
