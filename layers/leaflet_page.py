"""The page round a Leaflet map: the library inlined from an installed package, its styles, swatches, words and script.

Nothing here asks a host: the page opens from a stick. folium makes the map out of numbers and colours alone, since branca compiles
as a Jinja template whatever a part of the map has rendered. All words are put into the page that folium has finished, as one JSON
value; leaflet_page.js shows them. Scripts run by their hashes only, taken before the first word is in the page.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from xstatic.pkg import leaflet

from layers.bands import HALO_OPACITY
from layers.deck import HATCH_OPACITY_FACTOR, SWATCH_STAGE
from layers.page_json import page_json
from layers.stage_marks import sample_svg
from layers.strokes import Stroke, stroke_color, strokes
from layers.style import Catalogue, Layer, Stage, color_on
from layers.symbols import symbol_svg
from layers.text import Language, text

LEAFLET = Path(leaflet.BASE_DIR)
SCRIPT = Path(__file__).resolve().parent / "leaflet_page.js"
IMAGE_URL = re.compile(r"url\((images/[\w.-]+)\)")
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
WORDS_ID = "plan-words"
SWATCH_PX = (26, 16)
HATCH_PX = 6
SCALE_BAR_PX = 160
STYLE = """
html, body { height: 100%; margin: 0; font: 14px/1.5 'Noto Sans SC','Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif; }
.leaflet-container { font: inherit; background: VAR_SEA; }
.place { white-space: nowrap; text-align: center; transform: translate(-50%, -50%); width: max-content; font-weight: 700; font-size: 15px;
  color: VAR_LABEL; text-shadow: 0 0 3px VAR_HALO, 0 0 3px VAR_HALO, 0 0 3px VAR_HALO; pointer-events: none; }
.place.quiet { font-weight: 400; font-size: 12px; color: VAR_QUIET; }
.leaflet-popup-content { max-width: 320px; overflow-wrap: anywhere; }
.leaflet-popup-content blockquote { margin: 6px 0; padding-left: 8px; border-left: 3px solid #999; }
.leaflet-control-layers, .panel { background: VAR_HALO; color: VAR_INK; border: 0; border-radius: 6px; box-shadow: 0 1px 4px #0003; }
.leaflet-control-layers-expanded { padding: 8px 12px; max-width: 250px; max-height: calc(100vh - 150px); overflow-y: auto; }
.leaflet-control-layers label > span { display: flex; gap: 6px; align-items: center; }
.leaflet-control-layers label > span > span > span { display: flex; gap: 8px; align-items: center; line-height: 1.3; margin: 2px 0; }
.leaflet-control-layers svg, .leaflet-control-layers img { flex: none; }
.leaflet-control-scale-line, .leaflet-bar a, .leaflet-bar a:hover { background: VAR_HALO; color: VAR_INK; border-color: VAR_QUIET; text-shadow: none; }
.leaflet-control-layers small, .panel small { color: VAR_QUIET; }
.panel { padding: 8px 12px; max-width: 420px; }
.panel b { font-size: 16px; }
.panel p { margin: 2px 0; display: flex; gap: 8px; align-items: center; }
.keys { display: grid; grid-template-columns: auto auto; column-gap: 16px; }
.foot { max-width: calc(100vw - 40px); padding: 2px 10px; font-size: 12px; }
.frames a { width: auto !important; padding: 0 8px; }
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


def page_style(catalogue: Catalogue, ground: str) -> str:
    """The page's own rules in the colours of a ground."""
    colors = catalogue.grounds[ground]
    roles = {"VAR_SEA": "sea", "VAR_LABEL": "label", "VAR_HALO": "halo", "VAR_QUIET": "label_quiet", "VAR_INK": "ink"}
    style = STYLE
    for mark, role in roles.items():
        style = style.replace(mark, colors[role])
    return style


def hatch_ids(layers: Iterable[Layer]) -> dict[str, str]:
    """Layer id -> name of the layer's hatch in the page."""
    return {layer.id: f"hatch-{number}" for number, layer in enumerate(layers)}


def hatches_html(layers: Sequence[Layer], ground: str) -> str:
    """Hatches for indicative areas, one a layer, as SVG patterns that paths name in their fill."""
    names = hatch_ids(layers)
    patterns = "".join(
        f'<pattern id="{names[layer.id]}" width="{HATCH_PX}" height="{HATCH_PX}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V{HATCH_PX}" stroke="{color_on(layer, ground)}" stroke-width="2.4"/></pattern>'
        for layer in layers
    )
    return f'<svg width="0" height="0" style="position:absolute"><defs>{patterns}</defs></svg>'


def _swatch(content: str) -> str:
    width, height = SWATCH_PX
    return f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" fill="none" aria-hidden="true">{content}</svg>'


def symbol_image(layer: Layer, stage: Stage, catalogue: Catalogue, *, ground: str, size_px: int, css: str = "") -> str:  # noqa: PLR0913
    """A point symbol as a picture of its own: inlined, the names inside one symbol would answer for those of all others."""
    svg = symbol_svg(layer, stage, size_px=size_px, paper=catalogue.grounds[ground]["halo"], ground=ground)
    address = base64.b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{address}" width="{size_px}" height="{size_px}" style="{css}" alt="">'


def layer_swatch(layer: Layer, located: frozenset[str], catalogue: Catalogue, ground: str) -> str:
    """How a layer looks: its symbol where it has points only, else its line or its area."""
    color = color_on(layer, ground)
    if located == {"point"}:
        stage = next(iter(catalogue.stages.values()))
        return symbol_image(
            layer, stage, catalogue, ground=ground, size_px=SWATCH_PX[1], css=f"margin: 0 {(SWATCH_PX[0] - SWATCH_PX[1]) // 2}px"
        )
    if "area" in located:
        opacity = max(layer.opacity, 0.25)
        return _swatch(f'<rect x="2" y="2" width="22" height="12" fill="{color}" fill-opacity="{opacity}" stroke="{color}"/>')
    parts = strokes(layer, catalogue.stages[SWATCH_STAGE])
    return _swatch("".join(_line(part, stroke_color(part, layer, catalogue, ground)) for part in parts))


def _line(part: Stroke, color: str) -> str:
    dash = dash_array(part.dash, part.width_px)
    dashed = f' stroke-dasharray="{dash}" stroke-dashoffset="{part.dash_offset * part.width_px:.1f}"' if dash else ""
    return f'<path d="M1 8H25" stroke="{color}" stroke-width="{part.width_px:.1f}"{dashed}/>'


def dash_array(dash: Sequence[float], width_px: float) -> str | None:
    """A dash's lengths on and off in pixels; None for a solid line."""
    return " ".join(f"{length * width_px:.1f}" for length in dash) or None


def path_options(part: Stroke, color: str, opacity: float) -> dict[str, Any]:
    """A stroke of the catalogue as Leaflet takes it."""
    line = {"color": color, "weight": round(part.width_px, 2), "dashArray": dash_array(part.dash, part.width_px), "opacity": opacity}
    ends = {} if part.round_ends else {"dashOffset": f"{part.dash_offset * part.width_px:.1f}", "lineCap": "butt"}
    return line | ends | {"fill": False}


def keys(stages: Iterable[Stage], edges: frozenset[str], catalogue: Catalogue, ground: str, language: Language) -> list[tuple[str, str]]:
    """What patterns mean, as drawings (SVG) with their words: the stages and the edges of precision that are drawn."""
    ink = catalogue.grounds[ground]["ink"]
    rows = []
    paper = catalogue.grounds[ground]["halo"]
    samples = [(sample_svg(stage, ink, paper), stage.zh if language == "zh" else stage.en) for stage in stages]
    if "soft" in edges:
        halo = f'<path d="M1 8H25" stroke="{ink}" stroke-width="7" opacity="{HALO_OPACITY}"/><path d="M1 8H25" stroke="{ink}" stroke-width="2.2"/>'
        rows.append((halo, text("legend.soft", language)))
    if "hatched" in edges:
        lines = "".join(f'<path d="M{x} 14l8 -12" stroke="{ink}" stroke-width="{HATCH_OPACITY_FACTOR}"/>' for x in (2, 8, 14))
        rows.append((f'<rect x="2" y="2" width="22" height="12" stroke="{ink}"/>{lines}', text("legend.hatched", language)))
    return samples + [(_swatch(drawing), words) for drawing, words in rows]


def finished(page: str, words: Mapping[str, Any], *, title: str, style: str, drawings: str) -> str:
    """The page that folium has rendered, with the library, the style, the drawings (SVG) and all words in it.

    page holds no text of anybody's. Only the scripts that stand in it now, and those of this module, will run in the browser.
    """
    own = SCRIPT.read_text(encoding="utf-8")
    scripts = [leaflet_js(), *INLINE_SCRIPT.findall(page), own]
    allowed = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    policy = f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:"
    head, head_tag, rest = page.partition("<head>")
    body, end_tag, after = rest.rpartition("</html>")
    return "".join(
        (
            head, head_tag, '<meta charset="utf-8">', f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<title>{escape(title)}</title><style>{inlined_css()}{style}</style><script>{leaflet_js()}</script>",
            body, drawings, f'<script type="application/json" id="{WORDS_ID}">{page_json(words)}</script>', f"<script>{own}</script>",
            end_tag, after,
        )
    )  # fmt: skip
