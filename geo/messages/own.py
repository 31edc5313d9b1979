"""Wording of what can be wrong with files that somebody brings, and of how their numbers may be read."""

OWN_MESSAGES: dict[str, tuple[str, str]] = {
    # the file
    "own-too-large": (
        "有 {value} MB，至多 {detail} MB；请拆分，或做成瓦片包当底图",
        "{value} MB, at most {detail} MB; split it, or make a tile package of it and use that as a basemap",
    ),
    "own-empty": ("是空文件；请重新导出", "is empty; export it again"),
    "own-unknown-kind": (
        "认不出是什么文件；可用 GeoJSON、Shapefile（zip）、GeoPackage、KML、KMZ、GPX、CSV、TSV、XLSX、GeoParquet、"
        "FlatGeobuf、DXF",
        "of an unknown kind; take GeoJSON, a zipped Shapefile, GeoPackage, KML, KMZ, GPX, CSV, TSV, XLSX, GeoParquet, "
        "FlatGeobuf or DXF",
    ),
    "own-wrong-ending": (
        "名为 .{value}，内容却是 {detail}；请改为正确的扩展名",
        "is called .{value} but holds {detail}; give it the right ending",
    ),
    "own-lone-shape": (
        "只是 Shapefile 的一部分；请把 .shp、.shx、.dbf、.prj 压成一个 zip",
        "is only a part of a Shapefile; put .shp, .shx, .dbf and .prj into one zip",
    ),
    "own-shape-part": (
        "压缩包里的 {value} 缺少 {detail}；请补齐后重新压缩",
        "{value} in the archive lacks {detail}; add it and zip again",
    ),
    "own-broken": ("读不下去（{detail}）；请重新导出", "cannot be read ({detail}); export it again"),
    "own-quote": (
        "第 {value} 行有一个引号没有配对，其后全被当成一格；请补上引号，或重新导出",
        "a quotation mark in line {value} is never closed, so that all after it is one cell; close it, or export again",
    ),
    "own-encoding": (
        "文字编码认不出（第 {value} 行起）；请选一种编码，或另存为 UTF-8",
        "its encoding is not known (from line {value}); choose one, or save it as UTF-8",
    ),
    "own-not-encoding": (
        "读不成 {detail}（{value}起）；请另选一种编码",
        "cannot be read as {detail} (from {value}); choose another encoding",
    ),
    "own-bad-encoding": (
        "没有编码“{value}”；可用 {detail}",
        "there is no encoding '{value}'; take {detail}",
    ),
    "own-entities": (
        "含外部实体或间接引用（{value}），不予打开；请重新导出",
        "refers to things outside itself ({value}) and is not opened; export it again",
    ),
    "own-no-features": ("没有任何要素；请核对导出范围", "has no features; see what was exported"),
    "own-no-places": (
        "没有一行有可用的位置（第 {value} 行：{detail}）；请核对坐标列",
        "not one row has a place (row {value}: {detail}); see to the columns of coordinates",
    ),
    "own-too-many-features": (
        "要素超过 {detail} 个；请拆分，或做成瓦片包当底图",
        "more than {detail} features; split it, or make a tile package of it and use that as a basemap",
    ),
    "own-too-many-vertices": (
        "有 {value} 个顶点，至多 {detail} 个；请简化几何或拆分",
        "{value} vertices, at most {detail}; simplify the geometry or split it",
    ),
    "own-too-many-fields": (
        "有 {value} 个字段，至多 {detail} 个；请只留用得着的",
        "{value} fields, at most {detail}; keep those that are needed",
    ),
    "own-too-many-cells": (
        "超过 {detail} 格；请另存为 CSV",
        "more than {detail} cells; save it as CSV",
    ),
    "own-too-many-values": (
        "有 {value} 个值（行数乘字段数），至多 {detail}；请只留用得着的字段",
        "{value} values (rows times fields), at most {detail}; keep the fields that are needed",
    ),
    "own-memory": (
        "读取它所需的内存超过 {detail} GB；请拆分，或只留用得着的字段",
        "reading it takes more than {detail} GB of memory; split it, or keep the fields that are needed",
    ),
    "own-too-many-layers": (
        "有 {value} 个图层，至多 {detail} 个；请拆分",
        "{value} layers, at most {detail}; split it",
    ),
    "own-no-coordinates": (
        "没有坐标列；请用“经度”“纬度”、lon、lat、x、y 或 WKT 命名（现有：{detail}）",
        "no columns of coordinates; name them lon and lat, x and y, or WKT (there are: {detail})",
    ),
    # archives
    "own-archive-path": (
        "压缩包里的路径 {value} 指向包外，不予打开；请重新压缩",
        "a path in the archive leads out of it ({value}), it is not opened; zip it again",
    ),
    "own-archive-nested": (
        "压缩包里还有压缩包（{value}）；请先解开再上传",
        "the archive holds another one ({value}); unpack that and upload what is in it",
    ),
    "own-archive-entries": (
        "压缩包里有 {value} 个文件，至多 {detail} 个；请只压缩需要的",
        "the archive holds {value} files, at most {detail}; zip only what is needed",
    ),
    "own-archive-size": (
        "解开后超过 {detail} MB；请拆分",
        "more than {detail} MB once unpacked; split it",
    ),
    "own-archive-ratio": (
        "压缩包里的 {value} 压缩了 {detail} 倍以上，不像数据，不予解开；请另行压缩",
        "{value} in the archive is packed more than {detail} times and is not unpacked; zip it in another way",
    ),
    "own-archive-locked": (
        "压缩包加了密码；请去掉密码后重新压缩",
        "the archive has a password; zip it without one",
    ),
    "own-archive-nothing": (
        "压缩包里没有认得的数据；可放 Shapefile 或一个 KML",
        "nothing in the archive is known; put a Shapefile or one KML into it",
    ),
    # rows
    "own-row-empty": ("第 {value} 行没有坐标；请补上", "row {value} has no coordinates; add them"),
    "own-row-number": (
        "第 {value} 行的坐标“{detail}”不是数；请改正",
        "row {value}: the coordinate '{detail}' is no number; correct it",
    ),
    "own-row-wkt": (
        "第 {value} 行的 WKT 读不出（{detail}）；请改正",
        "row {value}: its WKT cannot be read ({detail}); correct it",
    ),
    "own-row-cells": (
        "第 {value} 行的格数与表头不符（{detail}）；请核对分隔符与引号",
        "row {value} has another number of cells than the header ({detail}); see to separators and quotation marks",
    ),
    "own-row-kind": (
        "第 {value} 行的几何类型 {detail} 不能用；请改为点、线或面",
        "row {value}: geometry of the type {detail} cannot be used; make it points, lines or areas",
    ),
    "own-row-nowhere": (
        "第 {value} 行的坐标在此基准下不在地球上（{detail}）；请核对",
        "row {value}: its coordinates are nowhere on Earth in this datum ({detail}); see to them",
    ),
    "own-row-mended": (
        "第 {value} 行的面自相交，已修成有效的面；请核对形状",
        "row {value}: its area crossed itself and was made valid; see to its form",
    ),
    # how the numbers are read
    "own-declared": ("文件声明为 {value}", "the file declares {value}"),
    "own-by-format": (
        "这种文件按规定是 WGS-84，但国内软件常写入 GCJ-02",
        "files of this kind are WGS-84 by definition, but programs in China often write GCJ-02",
    ),
    "own-not-declared": ("与文件声明的 {value} 不同", "the file declares {value} instead"),
    "own-hinted": ("文件名或列名里写着“{value}”", "the name of the file or of a column says '{value}'"),
    "own-swapped": ("先纵（纬度、北）后横（经度、东）", "northing or latitude comes first"),
    "own-inside": ("{value} 落在本市各区内", "{value} lie inside the city's districts"),
    "own-outside": ("没有一处落在本市各区内", "none lie inside the city's districts"),
    "own-names-fit": (
        "{value} 个要素与本图同名，整体相差 {detail} m",
        "{value} features bear names that this map knows and lie {detail} m off as a whole",
    ),
    "own-names-off": (
        "{value} 个要素与本图同名，却整体偏离 {detail} m",
        "{value} features bear names that this map knows, yet lie {detail} m off as a whole",
    ),
    "own-twins": (
        "单看数值分不出 WGS-84、GCJ-02 与 BD-09",
        "numbers alone cannot tell WGS-84, GCJ-02 and BD-09 apart",
    ),
    "own-older": (
        "单看数值分不出 CGCS2000 与西安 80、北京 54，后两者相差约百米",
        "numbers alone cannot tell CGCS2000 from Xi'an 1980 and Beijing 1954, which are some 100 m off",
    ),
    "own-no-datum": (
        "坐标不在任何认得的基准里；深圳独立坐标系等地方坐标请先转为 CGCS2000",
        "the coordinates fit no datum that is known; convert local ones, such as Shenzhen's own, to CGCS2000",
    ),
    "own-bad-datum": (
        "没有坐标基准“{value}”；可用 {detail}，或 EPSG 代码",
        "there is no datum '{value}'; take {detail}, or an EPSG code",
    ),
    # the workspace
    "own-gone": ("图层已不在；请刷新", "the layer is gone; reload the page"),
    "own-conflict": (
        "图层“{value}”刚被别人改过；请刷新后再改",
        "somebody has changed the layer '{value}' meanwhile; reload the page and try again",
    ),
    "own-busy": ("图层文件夹正忙；请稍候再试", "the folder of layers is busy; try again in a moment"),
    "own-unwritable": (
        "图层文件夹 {value} 不能写入（{detail}）；请检查权限，或用 PLAN_MAP_WORKSPACE 另指一处",
        "the folder of layers {value} cannot be written to ({detail}); see to its permissions, or name another one by "
        "PLAN_MAP_WORKSPACE",
    ),
    "own-unreadable": (
        "图层读不出（{detail}）；请删除后重新上传",
        "the layer cannot be read ({detail}); delete it and upload its file again",
    ),
    "own-closed": (
        "这台服务器的自有图层只供本机使用；管理员可用 PLAN_MAP_UPLOADS=on 打开",
        "layers kept on this server are for itself alone; whoever runs it may open them by PLAN_MAP_UPLOADS=on",
    ),
    "own-too-much": (
        "太大，与其他图层一起超过 {detail} 个顶点；请关掉别的自有图层，或拆分它",
        "too large: more than {detail} vertices with the others; switch other layers of your own off, or split it",
    ),
    "own-full": (
        "已有 {value} 个图层，至多 {detail} 个；请先删除不用的",
        "there are {value} layers, at most {detail}; delete what is not needed",
    ),
    "own-bad-wish": (
        "“{value}”不合要求：{detail}；请改正",
        "'{value}' is not as it should be: {detail}; correct it",
    ),
    "own-not-accepted": (
        "有 {value} 行不能用；请先改正，或确认不要这些行",
        "{value} rows cannot be used; mend them, or confirm that they are left out",
    ),
}
"""code -> (中文, English)"""

DATUM_NAMES: dict[str, tuple[str, str]] = {
    "wgs84": ("WGS-84／CGCS2000 经纬度", "WGS-84 / CGCS2000 degrees"),
    "gcj02": ("GCJ-02（火星坐标，高德、腾讯）", "GCJ-02 (Amap, Tencent)"),
    "bd09": ("BD-09（百度）", "BD-09 (Baidu)"),
    "cgcs2000-114": ("CGCS2000 三度带 114°（EPSG:4547）", "CGCS2000 3-degree CM 114E (EPSG:4547)"),
    "cgcs2000-114-zone": ("CGCS2000 三度带 38 带，带号前缀（EPSG:4526）", "CGCS2000 3-degree zone 38 (EPSG:4526)"),
    "cgcs2000-111": ("CGCS2000 三度带 111°（EPSG:4546）", "CGCS2000 3-degree CM 111E (EPSG:4546)"),
    "cgcs2000-111-zone": ("CGCS2000 三度带 37 带，带号前缀（EPSG:4525）", "CGCS2000 3-degree zone 37 (EPSG:4525)"),
    "cgcs2000-117": ("CGCS2000 三度带 117°（EPSG:4548）", "CGCS2000 3-degree CM 117E (EPSG:4548)"),
    "cgcs2000-117-zone": ("CGCS2000 三度带 39 带，带号前缀（EPSG:4527）", "CGCS2000 3-degree zone 39 (EPSG:4527)"),
    "web-mercator": ("网络墨卡托（EPSG:3857）", "Web Mercator (EPSG:3857)"),
    "utm-49": ("UTM 49 带（EPSG:32649）", "UTM zone 49N (EPSG:32649)"),
    "utm-50": ("UTM 50 带（EPSG:32650）", "UTM zone 50N (EPSG:32650)"),
}
"""id of geo.own.datum.DATUMS -> what it is called in Chinese and in English"""


def datum_words(name: str, language: str) -> str:
    """What a datum is called (zh or en): its name, or the code that it goes by."""
    return DATUM_NAMES[name][0 if language == "zh" else 1] if name in DATUM_NAMES else name
