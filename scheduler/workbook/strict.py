"""Workbooks stored as Strict Open XML: the same parts under other names of their vocabularies.

No reader of ours knows these names, so they are exchanged before anything is read.

References
----------
ISO/IEC 29500-1:2016 and 29500-4:2016, *Office Open XML File Formats*: part 1 is the Strict, part 4 the
Transitional vocabulary.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_NAME: Final = re.compile(re.escape(_STRICT) + rb"(\w+)/")
_USUAL: Final = rb"http://schemas.openxmlformats.org/\1/2006/"
_MARKUP: Final = (".xml", ".rels")


def transitional(content: bytes) -> bytes:
    """Return a workbook with the usual names; one that has them comes back as it is.

    Raises
    ------
    Exception
        Of any kind, where the package is damaged.
    """
    with ZipFile(BytesIO(content)) as package:
        if "_rels/.rels" not in package.namelist() or _STRICT not in package.read("_rels/.rels"):
            return content
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=1) as target:
            for name in package.namelist():
                part = package.read(name)
                target.writestr(name, _NAME.sub(_USUAL, part) if name.endswith(_MARKUP) else part)
    return made.getvalue()
