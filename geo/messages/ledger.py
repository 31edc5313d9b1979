"""Wording of what can be wrong in tables of rows and in the ledger of progress. See geo/messages/__init__.py."""

LEDGER_MESSAGES: dict[str, tuple[str, str]] = {
    # notes of items
    "note-states": (
        "备注写了进展：“{value}”；请把它记入台账并注明来源，再从备注删去",
        "the note says how things stand: “{value}”; make it an event (python -m geo.progress add) and take it out",
    ),
    "note-dates": (
        "备注写了台账没有的事件：“{value}”；请记入台账并注明来源，或从备注删去",
        "the note dates an event that the ledger lacks: “{value}”; add it with its source, or take it out",
    ),
    # tables of rows
    "column-missing": (
        "首行没有“{field}”一栏，各行此栏按空白处理；请补上该栏",
        "the first line has no column '{field}', which counts as empty in every row; add the column",
    ),
    "column-unknown": (
        "首行的“{field}”一栏不认识，未读；请删除或改名",
        "the first line has a column '{field}' that is not known and not read; remove or rename it",
    ),
    "row-cells": (
        "本行有 {value} 格，应为 {detail} 格；请核对逗号与引号",
        "this row has {value} cells instead of {detail}; see to its commas and quotation marks",
    ),
    "row-quotes": (
        "本行引号不成对或格内有换行，未读；一行写完一个事件，引号内的引号写两次",
        "this row is not read: its quotation marks do not pair, or a cell holds a line break; "
        "write a row on one line and double the quotation marks inside a cell",
    ),
    "row-not-utf8": (
        "本行不是 UTF-8 编码，未读；请把文件另存为 UTF-8",
        "this row is not UTF-8 and is not read; save the file as UTF-8",
    ),
    "row-too-long": (
        "本行超过 {detail} 个字符，未读；请拆开或缩短",
        "this row has more than {detail} characters and is not read; split or shorten it",
    ),
    "more-breaches": (
        "另有 {value} 处问题未列出；请先改正以上各处再检查一次",
        "{value} more breaches are not listed; mend those above and check again",
    ),
    "cell-formula": (
        "字段“{field}”以 {value} 开头，电子表格会当作公式；请改写，使第一个字符是文字或数字",
        "field '{field}' begins with {value}, which a spreadsheet takes for a formula; begin with a letter or digit",
    ),
    "cell-markup": (
        "字段“{field}”含标记 {value}，只会按文字显示；请删去",
        "field '{field}' holds markup {value}, which is only shown as text; remove it",
    ),
    # dates
    "bad-date": (
        "字段“{field}”的值 {value} 不是日期；请写作 2024、2024-06 或 2024-06-30",
        "field '{field}' is {value}, no date; write 2024, 2024-06 or 2024-06-30",
    ),
    "date-missing": (
        "没有写字段“{field}”，本行不计；请按来源写年、年月或年月日，来源没有日期的改写为 mention",
        "field '{field}' is empty, so the row does not count; write the year, month or day that the source gives, "
        "or make it a mention where the source gives none",
    ),
    "date-out-of-range": (
        "字段“{field}”的日期 {value} 不在 {detail} 之间；请核对年份",
        "field '{field}' is {value}, not between {detail}; check the year",
    ),
    # events
    "event-unknown-item": (
        "项目 {value} 不在规划数据中；请改为 data/plan 里的编号",
        "item {value} is not in the plan; use an id of data/plan",
    ),
    "event-unknown-source": (
        "来源“{value}”不在 data/progress/sources.csv 或 data/SOURCES.md；请补登",
        "source “{value}” is neither in data/progress/sources.csv nor in data/SOURCES.md; add it there",
    ),
    "event-before-it-happened": (
        "所记日期 {value} 晚于来源发布的 {detail}；来源不能证明尚未发生的事，请改日期，或改写为 announced",
        "it happened {value} but the source was published {detail}; no source proves what had not happened yet: "
        "correct the date or make it announced",
    ),
    "event-seen-before-published": (
        "查看日期 {value} 早于来源发布的 {detail}；请核对两个日期",
        "it was seen {value}, before the source was published {detail}; check both dates",
    ),
    "event-opposite": (
        "与 {value} 在同一天说法相反（{detail}）；请核对来源，留下有据的一个，或互相写入 conflicts_with",
        "says the opposite of {value} for the same day ({detail}); check the sources, keep the one that is borne out, "
        "or name each in the other's conflicts_with",
    ),
    "conflict-unknown": (
        "conflicts_with 指向不存在的事件 {value}；请更正",
        "conflicts_with names event {value}, which does not exist; correct it",
    ),
    "conflict-one-sided": (
        "conflicts_with 写了 {value}，对方却没有写本事件；请在对方补上",
        "conflicts_with names {value}, which does not name this event; add it there",
    ),
    "ledger-missing": (
        "没有进展台账；请从版本库恢复该文件夹，或从 data/plan.toml 的 followed 中删去主题",
        "there is no ledger of progress; restore the folder from the repository, or take the themes out of followed in "
        "data/plan.toml",
    ),
    "event-missing": (
        "没有任何进展记录；请查找后记录，查不到的写一行 looked_for 并写明检索词",
        "has no event at all; look it up, and where nothing is found write a row looked_for with the queries",
    ),
    "indicator-twice": (
        "指标在 {value} 年有两行；请只留一行，或把另一口径另立编号",
        "the indicator has two rows for {value}; keep one, or give another definition an id of its own",
    ),
    "indicator-differs": (
        "字段“{field}”与同一指标的上一行不同；请统一",
        "field '{field}' differs from the row before of the same indicator; make them agree",
    ),
    "indicator-measure": (
        "字段“{field}”的值 {value} 与目标的印法不合；请改为 {detail} 之一",
        "field '{field}' is {value}, which the target as printed does not allow; make it one of {detail}",
    ),
    # new sources of what items rest on
    "source-signs": (
        "字段“{field}”含 {value}，在来源表中会被当作格式；请删去或改用全角字符",
        "field '{field}' holds {value}, which the table of sources takes for its own; leave it out or say it in words",
    ),
    "source-address": (
        "字段“{field}”须是以 http:// 或 https:// 开头的完整网址，不超过 400 字，括号写作 %28、%29；请核对",
        "field '{field}' must be a whole address beginning with http:// or https://, of at most 400 characters, "
        "parentheses in it as %28 and %29; check it",
    ),
    "source-unnamed": (
        "没有一条依据引用新来源“{value}”；请在依据中引用，或删去这一来源",
        "no evidence names the new source '{value}'; name it there, or leave it out",
    ),
    "source-claimed": (
        "编号“{value}”不能用于新来源；请在表单中登记，由程序编号",
        "the id '{value}' is not free for a new source; enter it in the form, which numbers it",
    ),
    "verdict-unknown-indicator": (
        "指标 {value} 不在 indicators.csv；请更正编号",
        "indicator {value} is not in indicators.csv; correct the id",
    ),
}  # fmt: skip
