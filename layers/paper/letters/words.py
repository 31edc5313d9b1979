"""One line of words as matplotlib's artist. A PDF gets it as text at once; pictures, and SVG, by matplotlib's own way.

That way measures each line three times, and draws a halo as outlines, letter by letter: half of a sheet's time and
size. A PDF can stroke letters. Those of a halo are of a font of their own, which exports/pdf makes of the same
letters without a meaning: whoever searches or copies finds a name once.
"""

from functools import lru_cache
from itertools import groupby
from math import cos, radians, sin
from operator import itemgetter
from typing import Any, Literal

from matplotlib.backends.backend_pdf import PdfFile, Verbatim
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontPath
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import TransformedPath

from layers.paper.fonts import LANGUAGE, font
from layers.paper.letters.rows import UNITS, Row, face_of, row_of, width_of
from layers.paper.pen import UNCLIPPED

HALO = "-halo"
"""what the name of a halo's font has after that of its letters"""
Align = Literal["left", "center", "right"]
SHARES: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
"""of its width that words stand to the left of their place"""


class Words(Text):
    """Words with their halo, or the halo alone, which lies under words of others."""

    def __init__(  # noqa: PLR0913 - each on its own
        self, x: float, y: float, words: str, *, size_pt: float, bold: bool, color: str, halo: str | None,
        halo_pt: float, only_halo: bool, align: Align, zorder: float, rotation_deg: float,
    ) -> None:  # fmt: skip
        super().__init__(
            x, y, words, color=color, fontproperties=font(size_pt, bold=bold), rotation=rotation_deg,
            rotation_mode="anchor", horizontalalignment=align, verticalalignment="baseline", parse_math=False,
            zorder=zorder, clip_on=False,
        )  # fmt: skip
        self.set_language(LANGUAGE)
        self._size_pt, self._bold, self._halo, self._halo_pt = size_pt, bold, halo, halo_pt
        self._only_halo, self._share, self._turn = only_halo, SHARES[align], radians(rotation_deg)

    def get_clip_path(self) -> TransformedPath:
        """Something: whoever has none is given one by the axes that they are added to. Words are never cut."""
        return UNCLIPPED

    def draw(self, renderer: Any) -> None:
        """Write the words, where a PDF is written; else have them drawn."""
        if isinstance(getattr(renderer, "file", None), PdfFile):
            self._print(renderer)
            return
        if self._halo:
            color = self.get_color()
            self.set_color(self._halo)
            self.set_path_effects([Stroke(linewidth=2 * self._halo_pt, foreground=self._halo, joinstyle="round")])
            super().draw(renderer)
            self.set_color(color)
            self.set_path_effects([])
        if not self._only_halo:
            super().draw(renderer)

    def _print(self, renderer: Any) -> None:
        row, file = row_of(self.get_text(), self._bold), renderer.file
        if not row:
            return
        left_alone(renderer)
        x, y = self.get_transform().transform(self.get_position())
        c, s, back = cos(self._turn), sin(self._turn), width_of(row) / UNITS * self._size_pt * self._share
        place = f"{c:.5f} {s:.5f} {-s:.5f} {c:.5f} {x - c * back:.3f} {y - s * back:.3f} cm".encode()
        shown = shown_in(file, row, self._bold, self._size_pt)
        parts = [b"q", place]
        if self._halo:
            parts += [
                b"%s RG %.3f w 1 j 1 Tr BT" % (_rgb(self._halo), 2 * self._halo_pt),
                *(b"/%s%s %s" % (name, HALO.encode(), letters) for name, letters in shown), b"ET 0 Tr",
            ]  # fmt: skip
        if not self._only_halo:
            parts += [
                b"%s rg BT" % _rgb(str(self.get_color())),
                *(b"/%s %s" % part for part in shown), b"ET",
            ]  # fmt: skip
        file.output(Verbatim(b"\n".join((*parts, b"Q"))))  # type: ignore[no-untyped-call]


def left_alone(renderer: Any) -> None:
    """End what the artist before has set for itself: a clip, an opacity."""
    state = renderer.gc
    if state.get_clip_rectangle() is not None or state.get_clip_path()[0] or state._effective_alphas != (1.0, 1.0):
        renderer.check_gc(renderer.new_gc())


def shown_in(file: Any, row: Row, bold: bool, size_pt: float) -> list[tuple[bytes, bytes]]:
    """The operators that show a row's letters: font by font its name, and the rest of the line.

    A font of such a file has 256 letters; those that have been seen already keep their codes.
    """
    face, track = face_of(bold), file._character_tracker.track_glyph
    coded = [(*track(face, letter.text, letter.glyph), letter) for letter in row]
    path, made, way = FontPath(str(face.fname), face.face_index), list[tuple[bytes, bytes]](), 0.0
    for subset, run in groupby(coded, key=itemgetter(0)):
        part, name = list(run), file.fontName(path, subset).name
        codes = "".join(f"{f'>{-each.kern:g}<' if each.kern else ''}{code:02x}" for _, code, each in part)
        made.append((name, f"{size_pt:.4g} Tf {way:.3f} 0 Td [<{codes}>] TJ".encode()))
        # From where the part before began.
        way = width_of(each for _, _, each in part) / UNITS * size_pt
    return made


@lru_cache(maxsize=256)
def _rgb(color: str) -> bytes:
    return " ".join(f"{share:.4g}" for share in to_rgb(color)).encode()
