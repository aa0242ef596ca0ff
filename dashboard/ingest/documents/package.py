"""The zip file that a workbook is, examined before anything in it is believed.

Its directory may lie about sizes, names and numbers of parts; parts may be anything. So the
directory is checked first, every byte is counted as it is unpacked, and all XML is read with
declarations of entities forbidden.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from xml.parsers import expat

from dashboard.errors import InputError
from dashboard.ingest.documents import limits

DAMAGE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    expat.ExpatError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
)
"""What the standard library raises on a damaged zip file or damaged XML."""

_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED_FLAG: Final = 0x1
_STEP: Final = 1 << 18
# What does not belong into a file of figures, by the names of parts (lower case).
_UNWANTED: Final = (
    ("documents.macros", ("vbaproject", "vbadata", "xl/macrosheets/", "xl/dialogsheets/")),
    ("documents.links", ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")),
    ("documents.embedded", ("xl/embeddings/", "xl/activex/", "oleobject")),
)
# Zip files that are another kind of document, by a part that only they have.
_OTHERS: Final = (
    ("documents.old_workbook", "xl/workbook.bin"),
    ("documents.open_document", "content.xml"),
    ("documents.office", "word/document.xml"),
    ("documents.office", "ppt/presentation.xml"),
)

Start = Callable[[str, dict[str, str]], None]


class Package:
    """The parts of a workbook by name, whatever the case of its letters.

    Args:
        file: the name to print.
        content: the bytes of the zip file.

    Raises:
        InputError: the zip file is not a workbook, or is more than one.
    """

    def __init__(self, file: str, content: bytes) -> None:
        self.file: Final = file
        self._left = limits.EXPANDED_BYTES
        if content.count(_DIRECTORY_ENTRY) > limits.MEMBERS:
            raise InputError("documents.zip_members", file=file, limit=f"{limits.MEMBERS:,}")
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._parts: Final = self._checked(self._archive.infolist())
        self._refuse_contents()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    @property
    def parts(self) -> Mapping[str, zipfile.ZipInfo]:
        """The directory, by lower-case name."""
        return self._parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of `part`, piece by piece, all parts together at most `EXPANDED_BYTES`."""
        with self._archive.open(self._parts[part.lower()]) as stream:
            while chunk := stream.read(_STEP):
                self._left -= len(chunk)
                if self._left < 0:
                    raise self._bomb()
                yield chunk

    def parse(
        self, part: str, start: Start, prepare: Callable[[expat.XMLParserType], None] | None = None
    ) -> Iterator[bytes]:
        """Read `part` as XML; every chunk is handed on after it was found harmless.

        Args:
            part: the name of the part.
            start: called with the name and attributes of each element.
            prepare: sets further handlers.
        """
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._forbidden
        parser.EntityDeclHandler = self._forbidden
        parser.StartElementHandler = start
        if prepare is not None:
            prepare(parser)
        for chunk in self.chunks(part):
            parser.Parse(chunk, False)  # noqa: FBT003  expat takes no keywords
            yield chunk
        parser.Parse(b"", True)  # noqa: FBT003

    def elements(self, part: str) -> list[tuple[str, dict[str, str]]]:
        """The elements of a small part in order: local name, attributes by local name."""
        found: list[tuple[str, dict[str, str]]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if len(found) > limits.MERGED:
                raise InputError("documents.zip_members", file=self.file, limit=limits.MERGED)
            found.append((local(name), {local(key): text for key, text in attributes.items()}))

        for _ in self.parse(part, start):
            pass
        return found

    def _forbidden(self, *_: object) -> None:
        raise InputError("documents.entities", file=self.file)

    def _bomb(self) -> InputError:
        size = limits.EXPANDED_BYTES // limits.MEGABYTE
        return InputError("documents.zip_bomb", file=self.file, limit=size)

    def _checked(self, members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        parts: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            name = member.filename.lower()
            if name in parts or _leads_out(member.orig_filename):
                raise InputError("documents.zip_names", file=self.file)
            if member.flag_bits & _ENCRYPTED_FLAG:
                raise InputError("documents.encrypted", file=self.file)
            if member.compress_type not in _PACKED or _is_bomb(member):
                raise self._bomb()
            parts[name] = member
        if sum(member.file_size for member in members) > limits.EXPANDED_BYTES:
            raise self._bomb()
        return parts

    def _refuse_contents(self) -> None:
        for key, part in _OTHERS:
            if part in self._parts:
                raise InputError(key, file=self.file)
        if "[content_types].xml" not in self._parts:
            raise InputError("documents.archive", file=self.file)
        for key, words in _UNWANTED:
            if any(word in part for part in self._parts for word in words):
                raise InputError(self._more_exactly(key), file=self.file)
        if any("macroenabled" in each.get("ContentType", "").lower() for each in self._types()):
            raise InputError("documents.macros", file=self.file)

    def _types(self) -> list[dict[str, str]]:
        return [attributes for _, attributes in self.elements("[Content_Types].xml")]

    def _more_exactly(self, key: str) -> str:
        """A link to a running program is told from a link to a file."""
        links = (part for part in self._parts if part.startswith("xl/externallinks/externallink"))
        dde = key == "documents.links" and any(
            name == "ddeLink" for part in links for name, _ in self.elements(part)
        )
        return "documents.dde" if dde else key


def local(name: str) -> str:
    """A name of XML without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _leads_out(name: str) -> bool:
    steps = name.split("/")
    return "\\" in name or "\0" in name or ":" in name or ".." in steps or name.startswith("/")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    large = member.file_size > limits.EXPANSION_FLOOR
    return large and member.file_size > member.compress_size * limits.EXPANSION
