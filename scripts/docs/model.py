"""The page docs/data-model.md, made from schemas, rules and catalogue."""

from collections.abc import Iterable, Mapping
from typing import Any

from geo.city.fields import NEEDED, OPTIONAL
from geo.city.kinds import KINDS
from geo.files.schema import PATHS, read_schema
from geo.progress.model import EVENTS, STATES
from geo.progress.reading import SCHEMAS
from geo.progress.rule import STALE_MONTHS
from geo.rules import items as rules
from layers.style.catalogue import load_catalogue
from layers.text import LANGUAGES, text
from scripts.docs.parts import HEADS, MADE, codes, meant, table


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
