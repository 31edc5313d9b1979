"""Wording of data problems in Chinese and English: one table, so that the checker and the app say the same."""

from dataclasses import dataclass, field

from geo.messages.ledger import LEDGER_MESSAGES
from geo.messages.own import OWN_MESSAGES
from geo.messages.store import STORE_MESSAGES

# code -> (中文, English). Every entry names the remedy.
MESSAGES: dict[str, tuple[str, str]] = {
    "file-missing": ("文件缺失；请从版本库恢复该文件", "the file is missing; restore it from the repository"),
    "file-not-json": (
        "不是完整的 JSON（{detail}）；请修正或从版本库恢复",
        "not complete JSON ({detail}); mend it or restore it from the repository",
    ),
    "file-unreadable": (
        "无法读取（{detail}）；请检查是否为文件及其读取权限",
        "cannot be read ({detail}); see that it is a file and may be read",
    ),
    "file-too-large": ("超过 {detail}；请拆分或简化几何", "larger than {detail}; split it or simplify its geometry"),
    "file-not-utf8": (
        "不是 UTF-8 编码（第 {detail} 字节起）；请另存为 UTF-8",
        "not UTF-8 (from byte {detail}); save it as UTF-8",
    ),
    "file-too-deep": (
        "括号嵌套超过 {detail} 层；请删去多余的括号",
        "brackets are nested more than {detail} deep; remove those too many",
    ),
    "file-not-toml": (
        "不合要求（{detail}）；请修正或从版本库恢复",
        "not as it should be ({detail}); mend it or restore it from the repository",
    ),
    "file-not-outline": (
        "没有纲要正文（{detail}）；请从版本库恢复该文件",
        "does not hold the outline's text ({detail}); restore it from the repository",
    ),
    "schema-broken": (
        "不是可用的 JSON Schema（{detail}）；请从版本库恢复，此前字段只核对类型",
        "not a usable JSON Schema ({detail}); restore it from the repository, until then only types are checked",
    ),
    "duplicate-key": (
        "字段“{field}”写了两次，以最后一次为准；请删去多余的",
        "field '{field}' is written twice, the last one counts; remove the others",
    ),
    "unshowable": (
        "字段“{field}”含无法显示的字符，已以 � 代替；请改正",
        "field '{field}' holds characters that cannot be shown, � stands for them; correct it",
    ),
    "too-many": (
        "“{field}”超过 {detail} 个，其余未读；请拆分文件",
        "more than {detail} {field}, the rest is not read; split the file",
    ),
    "file-not-collection": (
        '不是 GeoJSON FeatureCollection；请改为 {{"type":"FeatureCollection","features":[…]}}',
        'not a GeoJSON FeatureCollection; write {{"type":"FeatureCollection","features":[…]}}',
    ),
    "foreign-crs": (
        "坐标系为 {value}；请先转换为 WGS-84（EPSG:4326）并删除 crs 成员",
        "CRS is {value}; convert to WGS-84 (EPSG:4326) and drop the crs member",
    ),
    "not-a-feature": (
        "第 {value} 个要素不是带 properties 的 Feature；请补全",
        "feature {value} is no Feature with properties; complete it",
    ),
    "missing-field": ("缺少字段“{field}”；请补上", "field '{field}' is missing; add it"),
    "unknown-field": ("有多余字段“{field}”；请删除或改名", "field '{field}' is not in the schema; remove or rename it"),
    "bad-value": ("字段“{field}”的值 {value} 不合要求：{detail}", "field '{field}' is {value}: {detail}"),
    "unknown-value": (
        "字段“{field}”的值 {value} 不在允许值中：{detail}",
        "field '{field}' is {value}; one of {detail}",
    ),
    "duplicate-id": (
        "编号重复，已在 {value} 出现；请改为唯一编号",
        "the id is already used in {value}; give it an id of its own",
    ),
    "bad-geometry": ("几何无法读取（{detail}）；请重画", "the geometry cannot be read ({detail}); draw it again"),
    "invalid-geometry": (
        "几何无效（{detail}）；请修正自交或重复点",
        "the geometry is invalid ({detail}); mend crossings or repeated points",
    ),
    "outside-region": (
        "几何超出图幅（{value}）；常见原因是经纬度颠倒或未转换坐标系",
        "the geometry lies outside the region ({value}); often longitude and latitude swapped, or another CRS",
    ),
    "has-height": (
        "坐标带高程，本图不用，已略去；请只留经度与纬度",
        "coordinates have heights, which are left out; keep longitude and latitude only",
    ),
    "located-mismatch": (
        "located 为 {value}，几何却是 {detail}；请统一",
        "located is {value} but the geometry is {detail}; make them agree",
    ),
    "precision-mismatch": ("precision 为 {value} 时，{detail}", "with precision {value}: {detail}"),
    "districts-mismatch": ("与 districts 不符：{detail}", "districts do not fit: {detail}"),
    "in-the-sea": (
        "有 {value}% 落在海里；若确为海上工程，请在 note 中单写一句“涉海。”",
        "{value}% lies in the sea; if it is an offshore work, give the note the sentence 涉海。",
    ),
    "clause-not-printed": (
        "clause 与纲要原文不符：“{value}”；须逐字取自 data/outline/outline.txt 的同一行",
        "the clause is not in the outline: “{value}”; copy it character for character from one line of "
        "data/outline/outline.txt",
    ),
    "verb-not-in-clause": (
        "plan_verb“{value}”不在 clause 中；请照原文填写",
        "plan_verb “{value}” is not in the clause; copy it as printed",
    ),
    "stage-not-of-verb": ("动词“{value}”对应的 stage 应为 {detail}", "the verb “{value}” stands for stage {detail}"),
    "unknown-source": (
        "来源“{value}”不在 data/SOURCES.md；请补登",
        "source “{value}” is not in data/SOURCES.md; add it there",
    ),
    "unknown-reference": (
        "“{field}”指向不存在的编号 {value}；请更正",
        "'{field}' points to {value}, which does not exist; correct it",
    ),
    "control-points": ("控制点：{detail}", "control points: {detail}"),
    "not-borne": (
        "uncertainty_m 小于控制点所能承担的 {value} m：{detail}；请补控制点、写明所依的线（线段a–b ±Nm：依据），"
        "或改大 uncertainty_m",
        "uncertainty_m is smaller than the {value} m that the control points bear: {detail}; add control points, "
        "name the line that is followed (线段a–b ±Nm：…), or raise uncertainty_m",
    ),
    "kink": (
        "在 {value} 处折角 {detail}°；请检查点序，或在 note 中单写一句“折返。”",
        "turns by {detail}° at {value}; check the order of points or give the note the sentence 折返。",
    ),
    "identical": (
        "与 {value} 的几何完全相同；请分别绘制或以 same_place_as 关联",
        "same geometry as {value}; draw each, or link them by same_place_as",
    ),
    "not-covered": (
        "纲要第 {value} 行未被任何条目引用：“{detail}”",
        "line {value} of the outline is quoted by no item: “{detail}”",
    ),
    "no-layer": (
        "没有对应的图层（{detail}）；请在 layers/catalogue.toml 增加一条",
        "no layer draws it ({detail}); add an entry to layers/catalogue.toml",
    ),
    "no-style": (
        "没有对应的画法（{detail}）；请在 layers/catalogue.toml 增加一条",
        "nothing says how to draw it ({detail}); add an entry to layers/catalogue.toml",
    ),
    "parent-circle": (
        "parent 首尾相接（{detail}）；请改正其中一个",
        "parents run in a circle ({detail}); correct one of them",
    ),
    "units": (
        "应有 {detail} 个分区（data/plan.toml），实有 {value} 个；请运行 python -m scripts.base.districts",
        "{detail} units expected (data/plan.toml), {value} found; run python -m scripts.base.districts",
    ),
    **LEDGER_MESSAGES,
    **OWN_MESSAGES,
    **STORE_MESSAGES,
}


class Both(str):
    """Words of a message's value in both languages; as plain text both stand side by side."""

    zh: str
    en: str

    def __new__(cls, zh: str, en: str) -> "Both":
        """The words in Chinese and in English."""
        made = super().__new__(cls, f"{zh} / {en}")
        made.zh, made.en = zh, en
        return made

    def __reduce__(self) -> tuple[type["Both"], tuple[str, str]]:
        """Both again, where it is copied or sent to another process."""
        return Both, (self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken by the data: where, which rule, and what to do."""

    file: str
    """path below the project's root"""
    item: str
    """id of the item, or "" where the whole file is meant"""
    code: str
    """key of MESSAGES"""
    values: dict[str, str] = field(default_factory=dict)

    def text(self, language: str = "zh") -> str:
        """`file: item: what is wrong; remedy` in the language asked for (zh or en)."""
        values = {
            name: getattr(value, language) if isinstance(value, Both) else value for name, value in self.values.items()
        }
        wording = MESSAGES[self.code][0 if language == "zh" else 1].format(**values)
        return ": ".join(part for part in (self.file, self.item, wording) if part)


@dataclass(frozen=True, slots=True)
class Findings:
    """Where breaches of one item (or file, with item "") go."""

    file: str
    item: str
    breaches: list[Breach]

    def add(self, code: str, **values: str) -> None:
        """One more breach."""
        self.breaches.append(Breach(self.file, self.item, code, values))
