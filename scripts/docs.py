"""Writes the pages of docs/ that are made from the code: python -m scripts.docs [--check]

links.md: the parameters of a link, from the Python and JavaScript that read them. data-model.md: the fields of the
data, from their schemas and rules. With --check nothing is written; the exit code is 1 where a page is stale. Meanings
stand in docs.toml.
"""

import argparse
import ast
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from exports.data.make import FORMATS
from geo.city.fields import NEEDED, OPTIONAL
from geo.city.kinds import KINDS
from geo.facts import facts
from geo.files.schema import PATHS, read_schema
from geo.plan import load_plan
from geo.progress.model import EVENTS, STATES
from geo.progress.reading import SCHEMAS
from geo.progress.rule import STALE_MONTHS
from geo.query import FACETS, MAX_TEXT_BYTES
from geo.rules import items as rules
from layers.style.catalogue import load_catalogue
from layers.text import LANGUAGES, text
from layers.view import link
from layers.view import state as view
from layers.view.pages import FORM_PAGES
from layers.view.pages import PAGES as MAP_PAGES
from ui.pages import orders, products

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
MADE = "Written by `python -m scripts.docs`; not edited by hand."
HEADS = (("zh", "含义"), ("en", "meaning"))
READERS = (link, orders, products)
"""Python modules that read parameters of an address"""


class MeaningError(ValueError):
    """docs.toml and the code do not name the same things."""


@cache
def meanings(kind: str) -> dict[str, dict[str, str]]:
    """Name -> meaning in both languages, of a table of docs.toml."""
    content: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
        (Path(__file__).parent / "docs.toml").read_text(encoding="utf-8")
    )
    return content[kind]


def meant(kind: str, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """The meanings of just these names, in docs.toml's order.

    Raises MeaningError naming what is missing or too much.
    """
    known = meanings(kind)
    if wrong := set(names) ^ set(known):
        raise MeaningError(f"scripts/docs.toml: [{kind}.…] and the code differ in {', '.join(sorted(wrong))}")
    return known


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |" for cells in lines)


def codes(values: Iterable[object]) -> str:
    """Values as code, separated by commas."""
    return ", ".join(f"`{value}`" for value in values)


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
    low, high = link.OPACITY_RANGE
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
        "op": (f"{low}–{high - link.OPACITY_STEP} in steps of {link.OPACITY_STEP}", "100"),
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
        "brief": ("id of a briefing", "none"),
        "scene": (f"1–{link.LARGEST_SCENE}", f"{default.scene}"),
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
- `product` and `format` count on the page `exports` only.
- Examples: `?theme=transport&dist=futian` · `?page=table&group=stage&sort=-uncertainty` · `?sel=hub-xili&lang=en` ·
  `?brief=transport&scene=3` · `?prec=indicative&on=th.tl.tr` · `?at=114.05980,22.54300,12.50&ground=dark`

## 图层代码 · Layer codes

● is on at the start.

{table(("code", "图层", "layer", "id", "on"), layers)}

## 筛选的值 · Values of the filters

{table(("parameter", "values"), lists)}
"""


def _path(module: Any) -> str:
    return Path(str(module.__file__)).relative_to(ROOT).as_posix()


def _kind_of(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """A field's type and limits, from its JSON schema."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return "id" if name == "id" else _kind_of(definitions[name], definitions)
    if "oneOf" in field:
        return " or ".join(_kind_of(part, definitions) for part in field["oneOf"])
    if "enum" in field:
        return codes("null" if value is None else value for value in field["enum"])
    kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
    if "array" in kinds:
        least, most = field.get("minItems", 0), field.get("maxItems")
        return f"list of {_kind_of(field['items'], definitions)}" + (f"; {least}–{most}" if most else "")
    if "object" in kinds:
        return f"{{{', '.join(f'`{name}`' for name in field['properties'])}}}"
    low, high = field.get("minimum", field.get("exclusiveMinimum")), field.get("maximum")
    limits = f" {low}–{high}" if high is not None else ""
    limits += f" ≤ {field['maxLength']} characters" if "maxLength" in field else ""
    return " or ".join(kinds) + limits + (f", `{field['pattern']}`" if "pattern" in field else "")


def _fields(name: str) -> str:
    """The table of a schema's fields."""
    schema = read_schema((PATHS | SCHEMAS)[name]).content
    words = meant(name, schema["properties"])
    rows = [
        (f"`{key}`", word["zh"], word["en"], _kind_of(schema["properties"][key], schema.get("$defs", {})))
        for key, word in words.items()
    ]
    return table(("field", "含义", "meaning", "type"), rows)


def _city_fields() -> str:
    """The table of the fields of data/basemap."""
    words = meant("basemap", (*NEEDED, *OPTIONAL))
    types = {name: field.kind for name, field in {**NEEDED, **OPTIONAL}.items()} | {"kind": "below"}
    rows = [
        (f"`{name}`", word["zh"], word["en"], types[name], "●" if name in NEEDED else "")
        for name, word in words.items()
    ]
    return table(("field", "含义", "meaning", "type", "needed"), rows)


def _values_of(name: str, wording: str, values: Iterable[str]) -> str:
    """The table of the values that a field may have, in the code's order, with their names on the screen."""
    words = meant(name, values)
    meanings_in = [(language, head) for language, head in HEADS if language in next(iter(words.values()))]
    rows = [
        (
            f"`{key}`",
            *(text(f"{wording}.{key}", language) for language in LANGUAGES),
            *(words[key][language] for language, _ in meanings_in),
        )
        for key in values
    ]
    return table((name, "名称", "name", *(head for _, head in meanings_in)), rows)


def progress_section() -> str:
    """What data-model.md says of the ledger of progress."""
    return f"""\
## 进展 · Progress

`data/progress/`, tables in UTF-8 with commas, a row a line; how a state is made of events and how they are kept up:
[progress.md](progress.md). Dates are `2024`, `2024-06` or `2024-06-30`. Rows of events stand by item, date and number.

### 事件 · Events

`data/progress/<theme>.csv` after `data/progress/event.schema.json`.

{_fields("event")}

{_values_of("kind", "event", EVENTS)}

### 状态 · States

Made by `geo.progress.rule.state_at` for a day; always shown with the day of the newest evidence, and as stale where
that is older than {STALE_MONTHS} months and the state may still change.

{_values_of("state", "state", STATES)}

### 来源 · Sources of progress

`data/progress/sources.csv` after `data/progress/source.schema.json`.

{_fields("source")}

### 指标 · Indicators

`data/progress/indicators.csv` after `data/progress/indicator.schema.json`: a row a year. Whether
a target was met is not stored: `geo.progress.targets.rule` finds it.

{_fields("indicator")}

### 官方评价 · Verdicts

`data/progress/verdicts.csv` after `data/progress/verdict.schema.json`: what official texts say of the targets. It may
be missing.

{_fields("verdict")}
"""


def data_page() -> str:
    """docs/data-model.md."""
    catalogue = load_catalogue()
    verbs = {
        stage: [verb for verb, stages in rules.STAGES_OF_VERB.items() if stage in stages] for stage in catalogue.stages
    }
    stages = [(f"`{key}`", stage.zh, stage.en, "、".join(verbs[key]) or "—") for key, stage in catalogue.stages.items()]
    located = {key: sorted(kinds) for key, kinds in rules.LOCATED_OF_PRECISION.items()}
    precisions = [
        (f"`{key}`", each.zh, each.en, "–".join(map(str, rules.UNCERTAINTY_RANGE_M.get(key, ()))) or "null",
         codes(located.get(key, ["point", "line", "area"])), each.edge)
        for key, each in catalogue.precisions.items()
    ]  # fmt: skip
    themes = [(f"`data/plan/{key}.geojson`", theme.zh, theme.en) for key, theme in catalogue.themes.items()]
    city = [(f"`{key}`", kind.zh, kind.en, codes(KINDS[key])) for key, kind in catalogue.city.items()]
    return f"""\
# 数据模型 · Data model

{MADE}

Places are GeoJSON, WGS-84, longitude first, UTF-8. `python -m geo.check` names every breach of the schema and of
the rules, and its remedy. Files: `data/plan/*.geojson` (items, a file a theme), `data/districts.geojson` (units),
`data/basemap/` (land, sea, neighbours, borders, names, and the city under the plan),
`data/outline/outline.txt` (the plan's text, line by line), `data/SOURCES.md` (sources: publisher, licence, datum),
`data/progress/` (what became of the items, below), `data/scenes.json` (briefings that ship;
[briefings.md](briefings.md) has their fields).

{table(("file", "主题", "theme"), themes)}

## 项目 · Items

`properties` of a feature, after `data/plan.schema.json`; all are required.

{_fields("plan")}

## 阶段 · Stages

What the plan's verb says. A verb that stands in two rows is decided by the sentence; any other verb belongs to 政策.

{table(("stage", "阶段", "name", "verbs"), stages)}

## 精度 · Precision

±m is `uncertainty_m`: the true place lies within so many metres of what is drawn.

{table(("precision", "精度", "name", "±m allowed", "geometry", "edge on the map"), precisions)}

## 分区 · Units

`properties` after `data/districts.schema.json`; all are required.

{_fields("districts")}

## 城市底图 · The city under the plan

The other files of `data/basemap/`: what the plan does not speak of, drawn under it and found by the search. A plan need
not have it. A feature whose needed fields or geometry are wrong is named and left out. How each kind is drawn and
from which zoom on: `[city.<kind>]` of `layers/catalogue.toml`.

{_city_fields()}

{table(("kind", "类别", "name", "geometry"), city)}

{progress_section()}"""


PAGES: dict[str, Callable[[], str]] = {"links.md": links_page, "data-model.md": data_page}
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


if __name__ == "__main__":
    sys.exit(main())
