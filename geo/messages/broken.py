"""Why a file or a layer cannot be read, in words of ours: what libraries say of it is English and about themselves."""

import re
import zipfile
import zlib

from geo.messages import Both

PLACE = re.compile(r"line (\d+),? (?:character|column|offset) (\d+)|line (\d+)", re.IGNORECASE)
"""where JSON, XML and DXF stop being what they should be"""
REASONS: tuple[tuple[re.Pattern[str], Both], ...] = (
    (
        re.compile(r"no valid workbook|no item named|InvalidFileException|sheet", re.IGNORECASE),
        Both("不是完整的工作簿", "it is not a whole workbook"),
    ),
    (
        re.compile(r"zip|compress|encrypt", re.IGNORECASE),
        Both("压缩包不完整或已损坏", "its archive is incomplete or damaged"),
    ),
    (
        re.compile(r"smaller than|truncat|unexpected end|end of (?:file|stream)|magic bytes|too short", re.IGNORECASE),
        Both("内容到中途断了", "it is cut short"),
    ),
    (re.compile(r"sql|database", re.IGNORECASE), Both("其中的数据库已损坏", "its database is damaged")),
    (
        re.compile(r"straddling|block size", re.IGNORECASE),
        Both("有一格大得不像数据", "one cell is larger than any data"),
    ),
)
OTHERWISE = Both("内容不完整，或与格式不符", "it is incomplete, or not as its format has it")
ARCHIVE = REASONS[1][1]


def why_broken(error: BaseException) -> Both:
    """What is wrong, as far as an exception of a library tells."""
    said = f"{type(error).__name__} {' '.join(str(error).split())}"
    place = PLACE.search(said)
    if place is not None and place[2]:
        line, sign = place[1], place[2]
        return Both(
            f"第 {line} 行第 {sign} 个字符处不合格式", f"not as its format has it at line {line}, character {sign}"
        )
    if place is not None:
        return Both(f"第 {place[3]} 行处不合格式", f"not as its format has it at line {place[3]}")
    if isinstance(error, zipfile.BadZipFile | zlib.error | NotImplementedError | EOFError):
        return ARCHIVE
    return next((reason for pattern, reason in REASONS if pattern.search(said)), OTHERWISE)
