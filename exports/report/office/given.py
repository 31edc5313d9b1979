"""What somebody brings for a report or a brief: from options of the command line, or from the page as plain values."""

import argparse
import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import ExportError
from exports.place import read_given
from exports.report.office.gaps import shown
from exports.report.office.wording import Known, Wording, example, read_wording
from layers.text import Language

KINDS = (".docx", ".pptx")


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


class _Example(argparse.Action):
    """Print the product's own wording as a file to start from, and end."""

    def __init__(self, *names: Any, known: Known, **more: Any) -> None:
        super().__init__(*names, nargs=0, **more)
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


def told(files: Mapping[str, tuple[bytes, str] | None]) -> dict[str, str]:
    """Files (wording, template: content, name) as plain values, for another process."""
    return {
        key: value
        for kind, file in files.items() if file
        for key, value in ((kind, base64.b64encode(file[0]).decode()), (f"{kind}_name", file[1]))
    }  # fmt: skip


def heard(options: Mapping[str, Any]) -> Office:
    """The same at the other end."""
    return Office(
        *(
            Template(base64.b64decode(options[kind]), options[f"{kind}_name"]) if options.get(kind) else None
            for kind in ("wording", "template")
        )
    )
