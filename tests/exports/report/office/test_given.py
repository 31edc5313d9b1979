"""What an office gives: no template is one line and leaves nothing, what was uploaded arrives."""

from pathlib import Path

import pytest

from briefing.errors import ExportError
from exports.context import Context
from exports.products import main
from exports.progress import silent
from exports.report import docx as word
from exports.report import pptx as slides
from exports.report.office.given import Office, Template, heard, told, without_office
from tests.exports.report.office.small import OWN, SMALL, zipped


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"PK\x03\x04 broken", zipped({"a.txt": b"x"}), zipped({"[Content_Types].xml": b"<"})]
)
def test_what_is_no_template_is_one_line_and_leaves_nothing(
    content: bytes, suffix: str, context: Context, out: Path
) -> None:
    template = Template(content, f"office{suffix}")
    with pytest.raises(ExportError, match="office") as refused:
        {".docx": word, ".pptx": slides}[suffix].report_bytes(SMALL, context, silent, template)
    assert "\n" not in refused.value.message("zh")


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("a.pdf", ["--template", "t.docx"], "同类"),
        ("a.pptx", ["--template", "t.docx"], "同类"),
        ("a.docx", ["--template", "none.docx"], "none.docx"),
        ("a.docx", ["--wording", "none.toml"], "none.toml"),
        ("a.docx", ["--wording", "t.docx"], "不是措辞文件"),
    ],
)
def test_a_command_says_it_in_one_line(
    name: str, arguments: list[str], said: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [arguments[0], str(out.parent / arguments[1])]
    (out.parent / "t.docx").write_bytes(b"\xff\xfe")
    for product in (["report"], ["brief", "--district", "yantian"]):
        assert main([*product, "--out", str(out / name), *arguments]) == 1
        error = capsys.readouterr().err
        assert said in error and error.count("\n") == 1
    assert not list(out.iterdir())


def test_what_was_uploaded_arrives_as_it_was() -> None:
    office = Office(Template(OWN.encode(), "措辞.toml"), Template(b"\x00\xff", "a.docx"))
    options = {"district": None, **told(office)}
    assert heard(options) == office
    assert without_office(options) == {"district": None}
    assert heard({}) == Office()
