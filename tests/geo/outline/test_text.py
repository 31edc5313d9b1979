from geo.outline.text import coverage_gaps, line_of, outline_lines


def test_the_columns_stand_where_the_checks_expect_them() -> None:
    lines = outline_lines()
    assert lines[476].startswith("专栏 4")
    assert lines[525].startswith("专栏5")
    assert lines[1049].startswith("专栏 11")


def test_a_missing_clause_leaves_a_gap() -> None:
    gaps = coverage_gaps([])
    assert {gap.line for gap in gaps} >= {475, 479, 528, 1054}
    airport = next(gap for gap in gaps if gap.line == 528)
    assert airport.text.startswith("完成深圳机场三跑道")


def test_a_quoted_line_has_no_gap() -> None:
    assert not [gap for gap in coverage_gaps([(outline_lines()[527],)]) if gap.line == 528]


def test_a_part_cut_by_a_page_counts_only_at_its_end_of_the_line() -> None:
    """The last character before a page break must not cover the same character everywhere."""
    with_part = coverage_gaps([("高", "标准推进合作区规划建设")])
    assert any("高标准推进重点区域" in gap.text for gap in with_part)


def test_line_of_finds_the_printed_line() -> None:
    assert line_of("实施“东进、西协、南联、北拓、中优”战略") == 475
    assert line_of("没有这句话") is None
