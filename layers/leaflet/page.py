"""The page round a Leaflet map: the library inlined from an installed package, its styles, swatches, words and script.

Nothing here asks a host: the page opens from a stick. folium makes the map out of numbers and colours alone, since
branca compiles as a Jinja template whatever a part of the map has rendered. All words are put into the page that folium
has finished, as one JSON value; leaflet_page.js shows them. Scripts run by their hashes only, taken before the first
word is in the page.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from xstatic.pkg import leaflet

from layers.leaflet.page_json import page_json
from layers.progress.looks import StateLook
from layers.style.catalogue import Catalogue, Layer, Stage, color_on
from layers.style.strokes import Stroke
from layers.style.symbols import symbol_svg
from layers.text import Language, text

LEAFLET = Path(leaflet.BASE_DIR)
SCRIPTS = [
    Path(__file__).resolve().parent / name for name in ("own.js", "click.js", "page.js", "parting.js", "own_told.js")
]
IMAGE_URL = re.compile(r"url\((images/[\w.-]+)\)")
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
WORDS_ID = "plan-words"
SCALE_BAR_PX = 160
STYLE = """
html, body { height: 100%; margin: 0;
  font: 14px/1.5 'Noto Sans SC','Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif; }
.leaflet-container { font: inherit; background: VAR_SEA; }
.place { white-space: nowrap; text-align: center; transform: translate(-50%, -50%); width: max-content;
  font-weight: 700; font-size: 15px;
  color: VAR_LABEL; text-shadow: 0 0 3px VAR_HALO, 0 0 3px VAR_HALO, 0 0 3px VAR_HALO; pointer-events: none; }
.place.quiet { font-weight: 400; font-size: 12px; color: VAR_QUIET; }
.leaflet-popup-content { max-width: 320px; overflow-wrap: anywhere; }
.leaflet-popup-content blockquote { margin: 6px 0; padding-left: 8px; border-left: 3px solid #999; }
.leaflet-control-layers, .panel { background: VAR_HALO; color: VAR_INK; border: 0; border-radius: 6px;
  box-shadow: 0 1px 4px #0003; }
.leaflet-control-layers-expanded { padding: 8px 12px; max-width: 250px; max-height: calc(100vh - 150px);
  overflow-y: auto; }
.leaflet-control-layers label > span { display: flex; gap: 6px; align-items: center; min-height: 24px; }
.leaflet-control-layers input { min-width: 16px; height: 16px; }
.leaflet-control-layers label > span > span > span { display: flex; gap: 8px; align-items: center; line-height: 1.3;
  margin: 2px 0; }
.leaflet-control-layers label .own-rows { display: block; }
.leaflet-control-layers label .own-rows > span { display: flex; gap: 8px; align-items: center; line-height: 1.3;
  margin: 2px 0; overflow-wrap: anywhere; }
.leaflet-control-layers svg, .leaflet-control-layers img { flex: none; }
.leaflet-control-scale-line, .leaflet-bar a, .leaflet-bar a:hover { background: VAR_HALO; color: VAR_INK;
  border-color: VAR_QUIET; text-shadow: none; }
.leaflet-control-layers small, .panel small { color: VAR_QUIET; }
.panel { padding: 8px 12px; max-width: 420px; }
.panel b { font-size: 16px; }
.panel p { margin: 2px 0; display: flex; gap: 8px; align-items: center; }
.leaflet-own-pane { pointer-events: none; }
.own-names { position: absolute; }
.own-told { margin: 6px 0 0; max-height: 240px; overflow-y: auto; }
.own-told dt { color: #666; font-size: 12px; }
.own-told dd { margin: 0 0 4px; }
.foot p { display: block; }
.keys { display: grid; grid-template-columns: auto auto; column-gap: 16px; }
.foot { max-width: calc(100vw - 40px); padding: 2px 10px; font-size: 12px; }
.extents a { width: auto !important; padding: 0 8px; }
summary { font-weight: 600; cursor: pointer; }
@media (max-width: 700px), (max-height: 480px) {
  .leaflet-control-layers-expanded { max-width: calc(100vw - 40px); max-height: calc(100vh - 100px); }
  .panel { max-width: calc(100vw - 40px); max-height: 50vh; overflow: auto; }
  .keys { grid-template-columns: auto; }
  .leaflet-top.leaflet-left { display: flex; flex-direction: column; align-items: flex-start; }
  .extents { display: flex; }
  .leaflet-touch .leaflet-bar.extents a { border-bottom: 0; border-right: 1px solid VAR_QUIET; }
  .reading .leaflet-top, .reading details { visibility: hidden; }
  .leaflet-left .leaflet-control:has(> b) { max-width: calc(100vw - 100px); }
}
@media (pointer: coarse) {
  .leaflet-touch .leaflet-bar a { width: 44px; height: 44px; line-height: 44px; }
  .leaflet-control-layers label, summary { min-height: 44px; display: flex; align-items: center; }
  .leaflet-control-layers input { width: 22px; height: 22px; }
  .leaflet-touch .leaflet-popup-close-button { width: 44px; height: 44px; line-height: 44px; }
}
"""


@cache
def inlined_css() -> str:
    """Leaflet's style sheet with its pictures in it."""

    def data_url(match: re.Match[str]) -> str:
        image = (LEAFLET / match[1]).read_bytes()
        return f"url(data:image/png;base64,{base64.b64encode(image).decode()})"

    return IMAGE_URL.sub(data_url, (LEAFLET / "leaflet.css").read_text(encoding="utf-8"))


@cache
def leaflet_js() -> str:
    """Leaflet's code without the address of its map for debuggers."""
    return re.sub(r"//# sourceMappingURL=.*", "", (LEAFLET / "leaflet.js").read_text(encoding="utf-8"))


VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')
ENLARGED = '<meta name="viewport" content="width=device-width, initial-scale=1">'
QUIET_CLASS, STOP_CLASS, FAR_CLASS, NEAR_CLASS = "by-zoom-quiet", "by-zoom-stop", "far", "near"
"""of what is drawn of quiet layers, of stations and ends of lines; of the map in sight of the city, and near enough"""


def page_style(catalogue: Catalogue, appearance: str) -> str:
    """The page's own rules in the colours of an appearance."""
    colors, values = catalogue.appearances[appearance], catalogue.drawing
    by_zoom = (
        f".{FAR_CLASS} .{QUIET_CLASS} {{ opacity: {values.quiet_strength} }}"
        f" .{STOP_CLASS} {{ display: none }} .{NEAR_CLASS} .{STOP_CLASS} {{ display: inline }}"
        " .badge { pointer-events: none }"
    )
    roles = {"VAR_SEA": "sea", "VAR_LABEL": "label", "VAR_HALO": "halo", "VAR_QUIET": "label_quiet", "VAR_INK": "ink"}
    style = STYLE
    for mark, role in roles.items():
        style = style.replace(mark, colors[role])
    return style + by_zoom


def hatch_ids(catalogue: Catalogue) -> dict[str, str]:
    """Key of a layer, or of a state -> name of its hatch in the page."""
    return {hatch_key(ink): f"hatch-{number}" for number, ink in enumerate(_inks(catalogue))}


def hatch_key(ink: Layer | StateLook) -> str:
    """A layer and a state may bear the same id."""
    return f"state:{ink.id}" if isinstance(ink, StateLook) else ink.id


def _inks(catalogue: Catalogue) -> tuple[Layer | StateLook, ...]:
    return (*catalogue.layers, *catalogue.states.values())


def hatches_html(catalogue: Catalogue, appearance: str) -> str:
    """Hatches for indicative areas, one a layer and a state, as SVG patterns that paths name in their fill."""
    names, values = hatch_ids(catalogue), catalogue.drawing
    # The catalogue measures along a row of pixels, a pattern across its lines.
    step, width = (f"{px / 2**0.5:.3f}" for px in (values.hatch_step_px, values.hatch_width_px))
    patterns = "".join(
        f'<pattern id="{names[hatch_key(ink)]}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(-45)" fill="{color_on(ink, appearance)}"><rect width="{width}" height="{step}"/>'
        f'<rect width="{step}" height="{step}" fill-opacity="{values.hatch_ground}"/></pattern>'
        for ink in _inks(catalogue)
    )
    return f'<svg width="0" height="0" style="position:absolute"><defs>{patterns}</defs></svg>'


def symbol_image(layer: Layer, stage: Stage, catalogue: Catalogue, *, color: str, appearance: str) -> str:
    """A point symbol as a picture of its own."""
    size_px = catalogue.drawing.point_px
    svg = symbol_svg(layer, stage, size_px=size_px, paper=catalogue.appearances[appearance]["halo"], color=color)
    address = base64.b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{address}" width="{size_px}" height="{size_px}" alt="">'


def dash_array(dash: Sequence[float], width_px: float) -> str | None:
    """A dash's lengths on and off in pixels; None for a solid line."""
    return " ".join(f"{length * width_px:.1f}" for length in dash) or None


def path_options(part: Stroke, color: str, opacity: float) -> dict[str, Any]:
    """A stroke of the catalogue as Leaflet takes it."""
    line = {
        "color": color,
        "weight": round(part.width_px, 2),
        "dashArray": dash_array(part.dash, part.width_px),
        "opacity": opacity,
    }
    ends = {} if part.round_ends else {"dashOffset": f"{part.dash_offset * part.width_px:.1f}", "lineCap": "butt"}
    return line | ends | {"fill": False}


def finished(page: str, words: Mapping[str, Any], *, language: Language, style: str, drawings: str) -> str:
    """The page that folium has rendered, with the library, the style, the drawings (SVG) and all words in it.

    page holds no text of anybody's. Only the scripts that stand in it now, and those of this module, will run in the
    browser.
    """
    own = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    scripts = [leaflet_js(), *INLINE_SCRIPT.findall(page), own]
    allowed = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts
    )
    policy = f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:"
    head, head_tag, rest = page.partition("<head>")
    head = head.replace("<html>", f'<html lang="{"zh-CN" if language == "zh" else "en"}">', 1)
    # folium forbids to enlarge the page, and with it its words.
    body, end_tag, after = VIEWPORT.sub(ENLARGED, rest).rpartition("</html>")
    return "".join(
        (
            head, head_tag, '<meta charset="utf-8">', f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<title>{escape(text('app.name', language))}</title><style>{inlined_css()}{style}</style>"
            f"<script>{leaflet_js()}</script>",
            body, drawings, f'<script type="application/json" id="{WORDS_ID}">{page_json(words)}</script>',
            f"<script>{own}</script>", end_tag, after,
        )
    )  # fmt: skip
