"""The shape of properties: data/plan.schema.json for items, data/districts.schema.json for units."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.files.kept import code_hash, hash_of, keep, kept
from geo.files.strict import SHOWN_LENGTH, RefusedError, read_json, shown
from geo.folder import DATA
from geo.messages import Both, Breach

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

PATHS = {"plan": DATA / "plan.schema.json", "districts": DATA / "districts.schema.json"}
"""of items and of units"""
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_ID = 64
MAX_ENTRIES = 1000
"""of one list in an item; more are not looked at one by one"""
MAX_NESTED = 8
"""definitions within definitions that are put in their places"""
MAX_UNKNOWN = 20
"""unknown fields of one item that are named"""
PASSED, MOST_PASSED = "passed", 200
"""what is kept of values that have passed, and of how many sets of them"""

KINDS = {
    "string": ("文字", "text"), "array": ("列表 […]", "a list […]"), "object": ("对象 {…}", "an object {…}"),
    "number": ("数字", "a number"), "integer": ("整数", "a whole number"),
    "boolean": ("是非（true、false）", "true or false"), "null": ("null", "null"),
}  # fmt: skip
"""JSON Schema's types in words"""
RULES = {
    "minLength": ("至少 {wanted} 字", "at least {wanted} characters"),
    "maxLength": ("至多 {wanted} 字", "at most {wanted} characters"),
    "minItems": ("至少 {wanted} 个", "at least {wanted} of them"),
    "maxItems": ("至多 {wanted} 个", "at most {wanted} of them"),
    "minimum": ("不小于 {wanted}", "at least {wanted}"), "maximum": ("不大于 {wanted}", "at most {wanted}"),
    "exclusiveMinimum": ("大于 {wanted}", "more than {wanted}"),
    "exclusiveMaximum": ("小于 {wanted}", "less than {wanted}"),
    "uniqueItems": ("不得重复", "each once only"), "pattern": ("应合格式 {wanted}", "must have the form {wanted}"),
    "const": ("应为 {wanted}", "must be {wanted}"),
}  # fmt: skip
"""its other rules in words"""


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema as it could be read."""

    content: dict[str, Any]
    breach: Breach | None
    """why it could not; items are then checked for types only"""


@cache
def read_schema(path: Path) -> Schema:
    """A schema of data/; never raises."""
    file = f"data/{path.name}"
    try:
        content = read_json(path, file).value
        if not has_passed([content], ""):
            _check(content)
            passed([content], "")
        if not isinstance(content, dict) or not isinstance(content.get("properties"), dict):
            raise RefusedError("schema-broken", "properties")
    except RefusedError as refused:
        return Schema({}, refused.breach(file))
    return Schema(content, None)


def _check(schema: Any) -> None:
    """Raises RefusedError where something is no schema."""
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - not needed where it has passed before

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise RefusedError("schema-broken", Both(error.json_path, error.message[:SHOWN_LENGTH])) from error


def schema() -> dict[str, Any]:
    """data/plan.schema.json as a dictionary; empty where it cannot be used."""
    return read_schema(PATHS["plan"]).content


def schema_breaches() -> list[Breach]:
    """What keeps the schemas themselves from being used."""
    return [breach for path in PATHS.values() if (breach := read_schema(path).breach)]


@cache
def _validator(path: Path) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - as above

    content = read_schema(path).content
    return Draft202012Validator(_resolved(content, content.get("$defs", {}), MAX_NESTED))


def _resolved(part: Any, definitions: Any, most: int) -> Any:
    """A part of a schema with definitions in the place of what names them: to look each up takes half of the time."""
    if isinstance(part, list):
        return [_resolved(each, definitions, most) for each in part]
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).removeprefix("#/$defs/")
    if most and isinstance(definitions, dict) and part.keys() <= {"$ref", "description"} and name in definitions:
        return _resolved(definitions[name], definitions, most - 1)
    return {key: _resolved(value, definitions, most) for key, value in part.items()}


def allowed(field: str) -> tuple[str, ...]:
    """The schema's values for an enumerated field, in the schema's order; none where it cannot be used."""
    definition = schema().get("properties", {}).get(field)
    if not isinstance(definition, dict):
        return ()
    items = definition.get("items")
    values = definition.get("enum") or (items.get("enum") if isinstance(items, dict) else None)
    return tuple(values or ())


def is_id(value: object) -> bool:
    """Whether value may be an id: kebab-case of a-z and 0-9."""
    return isinstance(value, str) and len(value) <= MAX_ID and NAME.fullmatch(value) is not None


def _breach(error: "ValidationError", file: str, item: str) -> Iterator[Breach]:
    field = str(error.absolute_path[0]) if error.absolute_path else ""
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        yield from (Breach(file, item, "missing-field", {"field": field or name}) for name in missing)
    elif error.validator == "additionalProperties":
        extra = [name for name in error.instance if name not in error.schema["properties"]][:MAX_UNKNOWN]
        yield from (Breach(file, item, "unknown-field", {"field": name[:SHOWN_LENGTH]}) for name in extra)
    elif error.validator == "enum":
        values = ", ".join(shown(value) for value in error.validator_value)
        yield Breach(file, item, "unknown-value", {"field": field, "value": shown(error.instance), "detail": values})
    else:
        detail = _rule(str(error.validator), error.validator_value)
        yield Breach(file, item, "bad-value", {"field": field, "value": shown(error.instance), "detail": detail})


def _rule(rule: str, wanted: Any) -> Both:
    """What a rule of the schema asks for, in words."""
    if rule == "type":
        kinds = [KINDS[kind] for kind in ([wanted] if isinstance(wanted, str) else wanted)]
        return Both("应为" + "或".join(zh for zh, _ in kinds), "must be " + " or ".join(en for _, en in kinds))
    if rule in RULES:
        zh, en = RULES[rule]
        return Both(zh.format(wanted=shown(wanted)), en.format(wanted=shown(wanted)))
    return Both("不在允许的形式中", "none of the forms that are allowed")


def has_passed(values: Sequence[Any], schema: str) -> bool:
    """Whether these very values have been checked before by the same schema and code, and nothing was wrong.

    schema: one of PATHS; none for values that are schemas themselves.
    """
    key = _passed_key(values, schema)
    return key is not None and kept(PASSED, key) == PASSED.encode()


def passed(values: Sequence[Any], schema: str) -> None:
    """Remember that nothing was wrong with values."""
    key = _passed_key(values, schema)
    if key is not None:
        keep(PASSED, key, PASSED.encode(), most=MOST_PASSED)


def _passed_key(values: Sequence[Any], schema: str) -> str | None:
    """What values, schema and code are known by; None for values that JSON does not have."""
    try:
        rules = read_schema(PATHS[schema]).content if schema else None
        content = json.dumps([rules, values], ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, RecursionError):
        return None
    return hash_of([version("jsonschema").encode(), code_hash().encode(), content])


def property_breaches(properties: Mapping[str, Any], *, file: str, item: str, schema: str) -> list[Breach]:
    """Breaches of one of PATHS, one per missing, unknown or wrong field; none where the schema is unusable."""
    path = PATHS[schema]
    if read_schema(path).breach is not None:
        return []
    # Whether all of a hundred thousand entries differ takes hours to say.
    long = {name for name, value in properties.items() if isinstance(value, (list, dict)) and len(value) > MAX_ENTRIES}
    found = {
        ("bad-value", name): Breach(
            file, item, "bad-value", {"field": name, "value": "[…]", "detail": _rule("maxItems", MAX_ENTRIES)}
        )
        for name in sorted(long)
    }
    checked = {name: value for name, value in properties.items() if name not in long}
    for error in sorted(_validator(path).iter_errors(checked), key=lambda error: list(map(str, error.absolute_path))):
        for breach in _breach(error, file, item):
            field = breach.values["field"]
            if field not in long:
                found.setdefault((breach.code, field), breach)
    return list(found.values())
