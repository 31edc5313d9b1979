"""An office's own wording and template beside the options of the evaluation."""

from tests.ui.pages.test_exports import opened

WORDING = "\n[[section]]\npart = 'slipped'\nheading = '一、{heading}'\n"


def test_wording_is_looked_at_before_anything_is_made() -> None:
    page = opened("report", lang="zh", theme="air", dist="yantian")
    assert page.file_uploader(key="report-template-docx").label.startswith("模板（DOCX")
    upload = page.file_uploader(key="report-wording")
    page = upload.set_value(("own.toml", WORDING.format(heading="{budget}").encode(), "application/toml")).run()
    (warning,) = [element.value for element in page.warning if "own.toml" in element.value]
    assert "budget" in warning
    assert not [button for button in page.button if button.key == "exports-make"]
    upload = page.file_uploader(key="report-wording")
    page = upload.set_value(("own.toml", WORDING.format(heading="{地区}").encode(), "application/toml")).run()
    assert not page.exception
    assert page.button(key="exports-make")
