"""What the tests of an office's own reports share: a wording, and a report that is made at once."""

import io
import zipfile
from datetime import date
from typing import Any

from exports.report.content import KNOWN
from exports.report.model import Numbers, Paragraph, Points, Report, Section, Table
from exports.report.office.wording import read_wording

DAY = date(2025, 12, 31)


OWN = """
title = "评估（{地区}）"
[[section]]
heading = "一、前言"
words = ["截至{日期}，{对象}共{count}项。", "依据{规划}。"]
[[section]]
part = "查而未得"
heading = { zh = "二、待查", en = "To be found" }
[[section]]
part = "summary"
words = { zh = "已成{已成}项。", en = "{done} done." }
"""


TABLE = Table("所列各项", ("项目", "数"), (("甲", "1"), ("乙", "2")), (0.7, 0.3))


SMALL = Report(
    "评估报告", "副题", "不是官方评估",
    (
        Section("一", (Paragraph("导语。" * 300), Numbers((("项数", "9"),)), Points(("甲", "乙")))),
        Section("二", (TABLE,)),
    ),
    "zh", {"date": "2025年12月31日", "name": "盐田区"},
)  # fmt: skip
"""without a map, which takes a second"""


def wording(content: str, language: str = "zh", known: Any = KNOWN) -> Any:
    return read_wording(content.encode(), "own.toml", language, known)


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
