"""Writes the pages of docs/ that are made from the code: python -m scripts.docs [--check]

links.md: the parameters of a link, from the Python and JavaScript that read them. data-model.md: the fields of the
data, from their schemas and rules. With --check nothing is written; the exit code is 1 where a page is stale. Meanings
stand in docs.toml.
"""

import argparse
import ast
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from exports.data.make import FORMATS
from geo.analysis.question import KINDS, MOST_SELECTORS
from geo.facts import facts
from geo.plan import load_plan
from geo.progress.targets.rule import RESULTS
from geo.query import FACETS, MAX_TEXT_BYTES
from layers.style.catalogue import load_catalogue
from layers.text import LANGUAGES
from layers.view import comparing, decoding, link
from layers.view import state as view
from layers.view.comparing import COMPARED
from layers.view.pages import FORM_PAGES
from layers.view.pages import PAGES as MAP_PAGES
from scripts.docs.model import data_page
from scripts.docs.parts import MADE, codes, meant, table
from scripts.docs.progress import progress_page
from ui.pages import orders, products

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
READERS = (link, comparing, orders, products)
"""Python modules that read parameters of an address"""


def parameters_of_python() -> set[str]:
    """Names that Python reads out of an address, found in the code itself."""
    names = {facet.parameter for facet in FACETS.values()}
    for module in READERS:
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and _reads(node.func)
            ):
                names.add(str(node.args[0].value))
    return names


def _reads(function: ast.expr) -> bool:
    """one_of(name, …), parameters.get(name), navigation.parameters().get(name)."""
    return ast.unparse(function) in ("one_of", "parameters.get", "navigation.parameters().get")


def parameters_of_contract() -> set[str]:
    """Names that the contract tells the browser to take for its own."""
    return set(link.PARAMETERS) | set(link.PRODUCT_PARAMETERS)


def _values() -> dict[str, tuple[str, str]]:
    """Parameter -> the values it may have, and what holds without it."""
    vocabulary = link.Vocabulary(load_plan(), load_catalogue())
    lists = {facet.parameter: f"list of {len(vocabulary.values[name])}, below" for name, facet in FACETS.items()}
    west, south, east, north = facts().link
    low, high = decoding.OPACITY_RANGE
    camera = (
        f"degrees within {west:g}–{east:g}, {south:g}–{north:g}; zoom {view.MIN_ZOOM:g}–{view.MAX_ZOOM:g}; "
        f"pitch 0–{view.MAX_PITCH:g}"
    )
    default = view.View()
    return {
        "page": (codes((*MAP_PAGES, *FORM_PAGES)), f"`{default.page}`"),
        "lang": (codes(LANGUAGES), f"`{default.language}`"),
        "ground": (codes(view.APPEARANCES), "the system's"),
        "base": (f"{codes(view.BASEMAPS)}, id of a tile package", f"`{default.base}`"),
        "on": ("codes, below", "layers marked ● below"),
        "op": (f"{low}–{high - decoding.OPACITY_STEP} in steps of {decoding.OPACITY_STEP}", "100"),
        "own": (f"12 hexadecimal digits each, at most {view.MOST_OWN}", "none"),
        **{parameter: (values, "all") for parameter, values in lists.items()},
        "q": (f"text, {MAX_TEXT_BYTES} bytes of UTF-8", "none"),
        "tint": (codes(view.TINTS), f"`{default.tint}`"),
        "day": (f"a day from {facts().period[0]} on", "today"),
        "sel": ("id of an item", "none"),
        "unit": ("id of a unit", "none"),
        "at": (camera, "fitted"),
        "3d": ("`1`", "off"),
        "sort": (codes(view.TABLE_COLUMNS), "the plan's order"),
        "group": (codes(view.GROUPINGS), "none"),
        "target": (codes(view.TARGET_KINDS), "all"),
        "result": (codes(RESULTS), "all"),
        "targetsort": (codes(view.TARGET_COLUMNS), "as printed"),
        "brief": ("id of a briefing", "none"),
        "scene": (f"1–{decoding.LARGEST_SCENE}", f"{default.scene}"),
        "ask": ("a question, as below", "none"),
        "vs": ("a query string, as below", "none"),
        "split": (
            f"{view.SWIPE_RANGE[0]}–{view.SWIPE_RANGE[1]} in steps of {view.SWIPE_STEP}, `side`",
            f"{view.MIDDLE}",
        ),
        "product": (codes(orders.ORDERS), "the first"),
        "format": (codes(FORMATS), "the first"),
    }


def links_page() -> str:
    """docs/links.md."""
    catalogue, values = load_catalogue(), _values()
    words = meant("link", parameters_of_python() | parameters_of_contract())
    rows = [(f"`{name}`", word["zh"], word["en"], *values[name]) for name, word in words.items()]
    layers = [(f"`{each.code}`", each.zh, each.en, f"`{each.id}`", "●" if each.on else "") for each in catalogue.layers]
    known = link.Vocabulary(load_plan(), catalogue).values
    beside = [name for name in COMPARED if name not in {facet.parameter for facet in FACETS.values()}]
    lists = [(f"`{facet.parameter}`", codes(known[name])) for name, facet in FACETS.items()]
    return f"""\
# 链接 · Links

{MADE}

The address in the browser is the whole state: page, layers, filters, selection, camera. A scene's `view`, the option
`--view` of `python -m exports` and the printed sheet take the same string. It is written and read by `{_path(link)}`
and by `view.js` in the browser.

{table(("parameter", "含义", "meaning", "values", "without it"), rows)}

- Only what differs from the default is written. The last of a name counts. Values are percent-encoded, commas need not
  be.
- A filter takes several values, joined by commas: any of them matches; between filters all must match. A leading `!`
  turns the list round: `?stage=!policy` is everything but 政策.
- What does not exist (any more) is left out and named on the screen; the rest holds. Names that are none of these are
  kept in the address untouched. At most {link.MAX_QUERY_LENGTH} characters are read.
- `ask` is a query string of its own, percent-encoded once more: `ask=` {", ".join(KINDS)}; `of` and `to`, up to
  {MOST_SELECTORS} each, without `to` the whole plan; `r` metres; `k` how many nearest. Each `of` and `to` is a filter
  as above, `sel`, `unit`, `own=<id of a kept layer>` with `pm=<metres>`, or `area=<longitude,latitude,…>`. See
  [ask.md](ask.md).
- `vs` is a query string of its own, percent-encoded once more, of the view that is shown right of this one: the filters
  and {codes(beside)}. `vs=-` is the map as it opens. Language, appearance and
  page are those of the first view; so is the camera, unless the two stand side by side and the other has `at`. `split`
  is where the two meet, in per cent of the width.
- `product` and `format` count on the page `exports` only.
- Examples: `?theme=transport&dist=futian` · `?page=table&group=stage&sort=-uncertainty` · `?sel=hub-xili&lang=en` ·
  `?brief=transport&scene=3` · `?prec=indicative&on=th.tl.tr` · `?at=114.05980,22.54300,12.50&ground=dark` ·
  `?tint=progress&vs=tint%3Dprogress%26day%3D2023-01-01`

## 图层代码 · Layer codes

● is on at the start.

{table(("code", "图层", "layer", "id", "on"), layers)}

## 筛选的值 · Values of the filters

{table(("parameter", "values"), lists)}
"""


def _path(module: Any) -> str:
    return Path(str(module.__file__)).relative_to(ROOT).as_posix()


PAGES: dict[str, Callable[[], str]] = {
    "links.md": links_page,
    "data-model.md": data_page,
    "progress-state.md": progress_page,
}
"""page of docs/ -> what makes it"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or name those that are stale. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 where a page is stale")
    options = parser.parse_args(arguments)
    stale = []
    for name, make in PAGES.items():
        path, page = DOCS / name, make()
        if path.is_file() and path.read_text(encoding="utf-8") == page:
            continue
        stale.append(name)
        if not options.check:
            path.write_text(page, encoding="utf-8", newline="\n")
    print("\n".join(f"docs/{name}: {'stale' if options.check else 'written'}" for name in stale) or "docs/ is fresh")
    return 1 if stale and options.check else 0
