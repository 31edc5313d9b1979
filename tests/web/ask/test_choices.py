"""What may be asked about: each part of the plan once, whatever it is called."""

from typing import Any

from tests.node import node

EACH_ONCE = 'const { eachOnce } = await module("pages/ask/choices"); return eachOnce(argument);'


def choice(selector: str, label: str, items: str) -> dict[str, Any]:
    return {"selector": selector, "label": label, "items": [{"id": item} for item in items]}


def test_what_holds_the_same_items_is_offered_once_under_its_first_name() -> None:
    groups = [
        {"heading": "自有图层", "choices": [{"selector": "own=1", "label": "交通枢纽"}]},
        {"heading": "图层", "choices": [choice("l1", "交通枢纽", "ab"), choice("l2", "水环境", "cd")]},
        {"heading": "类别", "choices": [choice("c1", "交通枢纽", "ab"), choice("c2", "水环境治理", "cd")]},
    ]
    offered = [[each["label"] for each in group["choices"]] for group in node(EACH_ONCE, groups)]
    assert offered == [["交通枢纽"], ["交通枢纽", "水环境"], []]


def test_of_two_that_bear_one_name_the_second_says_how_many_it_holds() -> None:
    groups = [{"heading": "", "choices": [choice("l1", "一核多心", "abc"), choice("c1", "一核多心", "a")]}]
    (group,) = node(EACH_ONCE, groups)
    assert [each["label"] for each in group["choices"]] == ["一核多心", "一核多心 (1)"]
