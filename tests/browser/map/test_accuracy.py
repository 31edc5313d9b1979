"""The map says so where it is looked at more closely than what is on it is known."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.opened import QUIET_AGAIN, agrees, jump, resize, run

CHOSEN = "theme=key-area&sel=key-xili-new-town"
NEAR, FAR = "113.9412,22.5681,16.5", "113.9412,22.5681,11"
# Panels on the map that the word meets, or leaves the map for.
CLEAR = """
  const word = map.node.querySelector(".accuracy").getBoundingClientRect();
  const whole = map.stage.getBoundingClientRect();
  const meet = (one) =>
    one.width && one.left < word.right && one.right > word.left && one.top < word.bottom && one.bottom > word.top;
  const panels = [
    ".legend", ".controls", ".card:not([hidden])", ".hint", ".p-words", ".p-legend", ".p-foot", ".p-tools", ".p-back"];
  const met = panels.filter((name) =>
    [...map.node.querySelectorAll(name)].some((node) => meet(node.getBoundingClientRect())));
  return word.left < whole.left || word.right > whole.right || word.bottom > whole.bottom ? [...met, "the edge"] : met;
"""


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)])
@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "此处位置误差 ±300 m，仅示意"), ("en", "This place is known to ±300 m only: indicative here")],
)
def test_a_chosen_place_looked_at_too_closely_says_how_well_it_is_known(
    view_at, language: str, words: str, size: tuple[int, int]
) -> None:
    page = view_at(f"/?{CHOSEN}&at={NEAR}&lang={language}", *size).page
    word = page.locator(".accuracy")
    expect(word).to_have_text(words)
    expect(word).to_be_visible()
    agrees(page, CLEAR, [])
    jump(page, *map(float, FAR.split(",")))
    expect(word).to_be_hidden()


def test_without_a_choice_it_says_how_many_are_shown_too_closely(view_at) -> None:
    page = view_at(f"/?theme=key-area&at={NEAR}").page
    word = page.locator(".accuracy")
    expect(word).to_have_text(re.compile(r"^视野内 [1-9]\d* 项位置误差达 ±[\d.]+ k?m 或更大，仅示意$"))
    agrees(page, CLEAR, [])


def test_a_presentation_says_it_too(room_at) -> None:
    page = room_at("/?brief=overview&scene=3").page
    page.wait_for_selector(".plan-map[data-scene]")
    expect(page.locator(".accuracy")).to_be_hidden()
    jump(page, *map(float, NEAR.split(",")))
    expect(page.locator(".accuracy")).to_be_visible()
    agrees(page, CLEAR, [])
    assert run(page, "return parseFloat(getComputedStyle(map.node.querySelector('.accuracy')).fontSize);") >= 24


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_source_at_the_foot_is_whole(view_at, language: str) -> None:
    page = view_at(f"/?lang={language}&page=table", 1024, 900).page
    source = page.locator(".strip .source")
    inside = """const strip = map.node.querySelector(".strip").getBoundingClientRect();
      const range = document.createRange(); range.selectNodeContents(map.node.querySelector(".strip .source"));
      const box = range.getBoundingClientRect(); const source = map.node.querySelector(".strip .source");
      return [source.scrollWidth - source.clientWidth, strip.top - box.top, box.bottom - strip.bottom,
        strip.left - box.left, box.right - strip.right];"""
    for width in (1024, 1280, 1440, 1920):
        resize(page, width, 900)
        run(page, QUIET_AGAIN)
        expect(source).to_have_text(re.compile(r"OpenStreetMap.*(高德|Amap)"))
        assert all(excess <= 1 for excess in run(page, inside)), width
