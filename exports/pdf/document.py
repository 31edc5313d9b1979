"""A PDF that other programs take: real fonts, layers, tags, coordinates and what it is, in one pass with what is drawn.

matplotlib's own file is written object by object; what it says of pages, resources and the whole is held back until
all is drawn, and completed then. To read the file again and write a second one took a sixth of a sheet's time.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from matplotlib.backends.backend_pdf import PdfFile, PdfPages
from matplotlib.figure import Figure

from exports.pdf.about import described, xmp_packet
from exports.pdf.fonts import embedded, halo_of, meaningless
from exports.pdf.geo import Placed, viewports
from exports.pdf.layers import layer_names, layers_shown
from exports.pdf.objects import name_of
from exports.pdf.tags import tag_tree
from layers.paper.letters.words import HALO
from layers.paper.marks import Tag
from layers.text import Language

LATE = (name_of("Catalog"), name_of("Page"))
"""types of objects that more is said of"""
VERSION = b"1.7"
VERSION_AT = len(b"%PDF-")


class Parts(NamedTuple):
    """What is known of a page."""

    tags: Sequence[Tag]
    maps: Sequence[Placed]


class Document(PdfPages):
    """A file in memory, page by page; whole when it is closed.

    about: Title, Author, Subject and Creator.
    """

    def __init__(self, about: Mapping[str, str], language: Language) -> None:
        self.content = io.BytesIO()
        super().__init__(self.content)
        self._file: _File | None = None
        self._about, self._language = about, language

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Complete the file, unless something has broken it off: what was drawn by then is of no use."""
        if error is None:
            self.close()  # type: ignore[no-untyped-call]

    def add(self, figure: Figure, parts: Parts, *, dpi: float | None = None) -> None:
        """A page: what is drawn, what its marks mean and where its maps lie; dpi: of pictures on it."""
        asked = {} if dpi is None else {"dpi": dpi}
        self.savefig(figure, facecolor=figure.get_facecolor(), **asked)  # type: ignore[no-untyped-call]
        self._ensure_file().parts.append(parts)

    def _ensure_file(self) -> "_File":
        self._file = self._file or _File(self.content, self._about, self._language)
        return self._file


class _File(PdfFile):
    """matplotlib's file, completed."""

    def __init__(self, target: io.BytesIO, about: Mapping[str, str], language: Language) -> None:
        self.parts: list[Parts] = []
        self._about, self._language = about, language
        self._held: dict[int, tuple[Any, dict[str, Any]]] = {}
        """what is written last, as it is referred to"""
        super().__init__(target, {key: value for key, value in about.items() if value})  # type: ignore[no-untyped-call]
        target.seek(VERSION_AT)
        target.write(VERSION)
        target.seek(0, io.SEEK_END)

    def writeObject(self, reference: Any, contents: Any) -> None:  # noqa: N802 - matplotlib's name
        """Write an object, now or, where more is to be said of it, at the end."""
        late = isinstance(contents, dict) and contents.get("Type") in LATE
        if late or reference is self.resourceObject:
            self._held[reference.id] = reference, contents
            return
        if reference is self.fontObject and contents:
            contents = contents | self._halos(contents)
        super().writeObject(reference, contents)  # type: ignore[no-untyped-call]

    def embedTTF(self, path: Any, subset: int, used: Mapping[int, Any]) -> Any:  # noqa: N802 - matplotlib's name
        """A font of the letters that are used: their codes and glyphs."""
        said = {code: self._character_tracker.subset_to_unicode(path, subset, code) for code in used}
        return embedded(self, path, used, said)

    def _halos(self, fonts: Mapping[Any, Any]) -> dict[str, Any]:
        """The fonts of halos, by their names (layers/paper/letters/words.py)."""
        unsaid = meaningless(self)
        return {f"{str(name).lstrip('/')}{HALO}": halo_of(self, font, unsaid) for name, font in fonts.items()}

    def finalize(self) -> None:
        """Complete what was held back, and write it with all that matplotlib writes at the end."""
        self.endStream()  # type: ignore[no-untyped-call]
        catalog = self._held[self.rootObject.id][1]
        pages = [self._held[page.id][1] for page in self.pageList]
        if any(parts.maps for parts in self.parts):
            names = layer_names(self, self._language)
            self._held[self.resourceObject.id][1]["Properties"] = names
            catalog["OCProperties"] = layers_shown(names)
        for page, parts in zip(pages, self.parts, strict=True):
            page.update(viewports(parts.maps))
        catalog.update(tag_tree(self, pages, [parts.tags for parts in self.parts], self._language))
        catalog.update(described(xmp_packet(self, self._about, self._language)))
        for reference, contents in self._held.values():
            super().writeObject(reference, contents)  # type: ignore[no-untyped-call]
        super().finalize()  # type: ignore[no-untyped-call]
