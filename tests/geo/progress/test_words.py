"""What the own words of a row mean: examples from the ledger."""

import pytest

from geo.progress.words import Goal, goals_of, is_search, prepares, speaks_of_works
from tests.geo.progress.making import event


@pytest.mark.parametrize(
    ("says", "goals"),
    [
        ("市政府安排当年开工", [("start", 2023)]),
        ("市政府安排当年建成通车", [("open", 2023)]),
        ("报道称拟 2024 年开工", [("start", 2024)]),
        ("报道称三跑道明年底投用", [("open", 2024)]),
        ("报道：外环支线段计划 2023 年开工、2027 年建成", [("open", 2027), ("start", 2023)]),
        ("报道：站房 2027 年底竣工、2028 年初使用", [("open", 2027)]),
        ("龙华区安排启动樟坑径直升机场建设", [("start", 2023)]),
        ("大鹏新区安排 2025 年开工，较首次安排晚四年。", [("start", 2025)]),
        ("罗湖区安排 2025 年开工新秀立交（2022 年已列推动开工）。", [("start", 2025)]),
        ("市政府安排启动规划建设", []),
        ("市政府安排启动前期工作", []),
        ("盐田区安排 2023 年编制启动区规划。", []),
        ("市交通局年度工作：完成深河铁路预可研", []),
        ("大鹏新区安排 2022 年完成征拆。", []),
        ("市政府安排继续加快东作业区，未写建成", []),
        ("市政府安排高质量推进", []),
        ("报道：计划工期 2024—2029 年", []),
    ],
)
def test_the_goals_of_an_announcement(says: str, goals: list[tuple[str, int]]) -> None:
    assert goals_of(event("announced", "2023", says)) == tuple(Goal(*goal) for goal in goals)


def test_only_announcements_have_goals() -> None:
    assert goals_of(event("mention", "2023", "当年开工")) == ()


@pytest.mark.parametrize(
    ("says", "works"),
    [
        ("龙岗区回顾：地面层基本完工", True),
        ("市政府把皇岗路快速化列为在建工程继续推进", True),
        ("成就一节点名，称正加快建设", True),
        ("当年114 家深度治理和原辅料替代。", True),
        ("十五五规划点名，动词为“加快推动……建设”。", False),
        ("发布施工总承包招标公告。", False),
        ("铜鼓航道维护疏浚完工，设计底标高 −17.5 米（是维护，不是二期）", False),
        ("前期研究中标结果公布", False),
        ("市报告只分别点名沿线节点。", False),
    ],
)
def test_a_mention_speaks_of_works_or_not(says: str, works: bool) -> None:
    assert speaks_of_works(event("mention", "2023", says)) is works
    assert not speaks_of_works(event("mention", "2023", says, confidence="low"))


@pytest.mark.parametrize(
    ("says", "only"), [("市政府安排做好前期工作", True), ("坪山区要谋划深河客专", True), ("市政府安排规划建设", False)]
)
def test_preparation_is_told_from_plans(says: str, only: bool) -> None:
    assert prepares(says) is only


def test_a_search_in_the_next_plan_is_no_search_for_the_work() -> None:
    assert is_search(event("looked_for", "2026-11-29"))
    assert not is_search(event("looked_for", "2026-11-29", figure="正文未点名"))
