"""Wording of the interface in Chinese and English: one table, for Python and for the browser alike."""

from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

# key -> (中文, English)
TABLE: dict[str, tuple[str, str]] = {
    "app.name": ("深圳规划一张图", "Shenzhen Plan Map"),
    "app.tagline": ("“十四五”规划纲要的空间数据：点开任一项，即见规划原文与出处", "The 14th Five-Year Plan as spatial data: open any item to read the plan's own words"),
    "app.loading": ("正在载入地图…", "Loading the map…"),
    "app.failed": ("地图未能载入：{detail}", "The map could not be loaded: {detail}"),
    "nav.map": ("地图", "Map"),
    "nav.sources": ("来源", "Sources"),
    "data.problems": ("数据有 {count} 处问题；其余内容照常显示", "{count} problems in the data; the rest is shown as usual"),
    "data.problems.hint": ("运行 python -m geo.check 可列出全部问题", "Run python -m geo.check to list every problem"),
    "ground.light": ("浅色底图", "Light ground"),
    "ground.dark": ("深色底图", "Dark ground"),
    "language.switch": ("English", "中文"),
    "panel.layers": ("图层", "Layers"),
    "panel.filters": ("筛选", "Filters"),
    "panel.hide": ("收起左栏", "Hide the panel"),
    "panel.show": ("展开左栏", "Show the panel"),
    "layer.opacity": ("不透明度", "Opacity"),
    "layer.all": ("全部显示", "Show all"),
    "layer.none": ("全部隐藏", "Hide all"),
    "layer.default": ("恢复默认", "Default"),
    "filter.theme": ("主题", "Theme"),
    "filter.category": ("类别", "Category"),
    "filter.stage": ("阶段", "Stage"),
    "filter.district": ("分区", "District"),
    "filter.column": ("专栏", "Column"),
    "filter.precision": ("定位精度", "Precision"),
    "filter.text": ("输入名称或原文", "Name or wording"),
    "filter.clear": ("清除筛选", "Clear filters"),
    "filter.none": ("没有符合条件的项目。可先放宽：{which}", "Nothing matches. Loosen first: {which}"),
    "column.none": ("正文", "Running text"),
    "column.n": ("专栏{n}", "Column {n}"),
    "legend.title": ("图例", "Legend"),
    "legend.stage": ("阶段", "Stage"),
    "legend.precision": ("定位精度", "Precision"),
    "legend.area": ("范围", "Area"),
    "legend.soft": ("范围、线位：柔边", "Extent, alignment: soft edge"),
    "legend.hatched": ("示意：斜线填充", "Indicative: hatched"),
    "legend.empty": ("当前没有显示的图层", "No layer is shown"),
    "strip.shown": ("图上 {shown} 项", "{shown} on the map"),
    "strip.total": ("符合条件 {total} 项", "{total} match"),
    "strip.unplaced": ("未落图 {count} 项", "{count} not on the map"),
    "strip.source": (
        "来源：深圳市“十四五”规划纲要；底图 © OpenStreetMap 贡献者、高德（WGS-84）",
        "Source: Shenzhen 14th Five-Year Plan outline; ground © OpenStreetMap contributors, Amap (WGS-84)",
    ),
    "unplaced.title": ("未落图项目", "Not on the map"),
    "unplaced.hint": ("规划未指明地点，或面向全市", "The plan names no place, or means the whole city"),
    "card.close": ("关闭", "Close"),
    "card.several": ("此处有 {count} 项，请选择", "{count} items here: choose one"),
    "card.back": ("返回列表", "Back to the list"),
    "card.clause": ("规划原文", "The plan's words"),
    "card.section": ("出处", "Section"),
    "card.verb": ("规划动词", "Plan verb"),
    "card.districts": ("分区", "Districts"),
    "card.precision": ("定位精度", "Precision"),
    "card.uncertainty": ("±{metres}", "±{metres}"),
    "card.inferred": ("推断绘制，非规划图示", "Drawn by interpretation, not published"),
    "card.note": ("说明", "Note"),
    "card.evidence": ("坐标依据", "Evidence of the place"),
    "card.parent": ("所属", "Part of"),
    "card.children": ("包含", "Comprises"),
    "card.same": ("同一地点", "Same place"),
    "card.unplaced": ("规划未指明地点，不在图上显示，但计入各项合计", "The plan names no place: not drawn, but counted in every total"),
    "card.aliases": ("又名", "Also called"),
    "map.zoomIn": ("放大", "Zoom in"),
    "map.zoomOut": ("缩小", "Zoom out"),
    "map.home": ("全市", "All Shenzhen"),
    "map.shenshan": ("深汕特别合作区", "Shenshan zone"),
    "map.north": ("指北；点击恢复正北", "North; click to reset"),
    "map.towers": ("三维：各区项目数", "3D: items by district"),
    "map.measure": ("量算距离与面积", "Measure distance and area"),
    "map.picture": ("保存图片", "Save a picture"),
    "map.fullscreen": ("全屏", "Full screen"),
    "map.items": ("视野内的项目", "Items in sight"),
    "map.tilesFailed": ("在线底图未能载入，现用本地底图", "The online ground could not be loaded: showing the local one"),
    "measure.hint": ("在图上依次点击；退格撤销，Esc 结束", "Click on the map; Backspace undoes, Esc ends"),
    "measure.length": ("距离", "Distance"),
    "measure.area": ("面积", "Area"),
    "measure.undo": ("撤销", "Undo"),
    "measure.stop": ("结束", "Done"),
    "sources.title": ("数据来源与数据检查", "Sources and checks"),
    "sources.hint": ("每一项坐标的出处、许可与坐标基准；数据若有问题在此列出", "Publisher, licence and datum of every coordinate; problems in the data are listed here"),
    "sources.fine": ("数据检查通过：{items} 项，无问题", "The data pass every check: {items} items, no problem"),
    "map.label": ("地图：方向键平移，加减号缩放", "Map: arrow keys pan, plus and minus zoom"),
    "map.nowebgl": (
        "此浏览器未启用 WebGL，改用简版地图",
        "This browser has no WebGL: showing the simple map instead",
    ),
}  # fmt: skip

WORDING: dict[str, dict[str, str]] = {
    language: {key: pair[position] for key, pair in TABLE.items()} for position, language in enumerate(LANGUAGES)
}


def text(key: str, language: Language, **values: object) -> str:
    """Wording of key in language. Raises KeyError for an unknown key."""
    return WORDING[language][key].format(**values)
