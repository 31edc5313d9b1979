"""What somebody brings for a report or a brief: from options of the command line, or from the page as plain values."""

import argparse
import base64
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from briefing.errors import ExportError
from exports.place import read_given
from exports.report.office.gaps import shown
from exports.report.office.wording import Known, Wording, example, read_wording
from layers.text import Language

KINDS = (".docx", ".pptx")
PLAIN = ("wording", "template")
"""keys of an Office among the options of an order"""
MOST_BYTES, MOST_UNPACKED = 20_000_000, 200_000_000
"""of a template: the file, and what is in its archive"""


@dataclass(frozen=True, slots=True)
class Template:
    """A file of the office's own."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """Its wording and its template, as they were given; nothing of them is read yet."""

    wording: Template | None = None
    template: Template | None = None

    def words(self, language: Language, known: Known) -> Wording | None:
        """The wording in a language. Raises ExportError for what cannot be one."""
        given = self.wording
        return read_wording(given.content, given.name, language, known) if given else None

    def base(self, out: Path) -> Template | None:
        """The template for a file of this name. Raises ExportError where it is of another kind than the file."""
        given, suffix = self.template, out.suffix.lower()
        if given and (suffix not in KINDS or not given.name.lower().endswith(suffix)):
            raise ExportError("office.template", file=shown(given.name), kinds=" / ".join(KINDS))
        return given


OURS = Office()


def check_size(template: Template) -> None:
    """Raises ExportError where a template is larger than anybody's is; what is no archive is told by who opens it."""
    sizes, content = 0, template.content
    with suppress(BadZipFile), ZipFile(io.BytesIO(content)) as archive:
        sizes = sum(entry.file_size for entry in archive.infolist())
    for size, most in ((len(content), MOST_BYTES), (sizes, MOST_UNPACKED)):
        if size > most:
            raise ExportError("office.large", file=shown(template.name), most=most // 1000)


class _Example(argparse.Action):
    """Print the product's own wording as a file to start from, and end."""

    def __init__(self, option_strings: Sequence[str], dest: str, known: Known, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)
        self.known = known

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(example(self.known, parser.prog))
        parser.exit()


def add_office_arguments(parser: argparse.ArgumentParser, known: Known) -> None:
    """Options of products that take an office's own wording and template."""
    parser.add_argument(
        "--wording", type=Path, metavar="FILE",
        help="本单位的措辞与次序（TOML） / the office's own wording and order",
    )  # fmt: skip
    parser.add_argument(
        "--wording-example", action=_Example, known=known,
        help="列出自带的措辞，可存作 TOML 文件再改 / print our own wording as a file to start from",
    )  # fmt: skip
    parser.add_argument(
        "--template", type=Path, metavar="FILE",
        help="本单位的模板（DOCX 或 PPTX，与成果文件同类） / the office's own template, of the file's kind",
    )  # fmt: skip


def office_of(options: argparse.Namespace) -> Office:
    """What the options name. Raises ExportError where it cannot be read."""
    given = (options.wording, options.template)
    return Office(*(Template(read_given(path), path.name) if path else None for path in given))


def told(office: Office) -> dict[str, str]:
    """As plain values, for another process."""
    said: dict[str, str] = {}
    for kind in PLAIN:
        if given := getattr(office, kind):
            said |= {kind: base64.b64encode(given.content).decode(), f"{kind}_name": given.name}
    return said


def heard(options: Mapping[str, Any]) -> Office:
    """The same at the other end, among other options."""
    given = ((options.get(kind), options.get(f"{kind}_name", "")) for kind in PLAIN)
    return Office(*(Template(base64.b64decode(content), name) if content else None for content, name in given))


def without_office(options: Mapping[str, Any]) -> dict[str, Any]:
    """The other options."""
    return {key: value for key, value in options.items() if key.removesuffix("_name") not in PLAIN}
