from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import ExportError
from exports.context import Context
from exports.folium_map import make_map
from geo.query import Filter
from layers.view.state import View


def test_the_map_of_a_view_is_one_file_with_its_words(context: Context, out: Path) -> None:
    view = replace(context.view, filter=Filter(theme=frozenset({"water"}), district=frozenset({"longgang"})))
    make_map(replace(context, view=view), out=out / "map.html")
    html = (out / "map.html").read_text(encoding="utf-8")
    assert f"主题：{context.catalogue.themes['water'].zh}；分区：龙岗区" in html
    assert "清林径" in html
    assert "西丽枢纽" not in html


def test_an_empty_view_is_a_word_and_no_file(context: Context, out: Path) -> None:
    with pytest.raises(ExportError, match="放宽筛选"):
        make_map(replace(context, view=View(filter=Filter(text="没有这样的项目"))), out=out / "map.html")
    assert not list(out.iterdir())
