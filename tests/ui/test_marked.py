"""Words that are other are marked, and no word becomes markup."""

import re

import pytest

from ui.marked import MOST_LETTERS, marked


def test_only_what_is_other_is_marked() -> None:
    assert marked("站房在南侧，已核对", "站房在北侧，已核对") == (
        "站房在<del>南</del>侧，已核对",
        "站房在<ins>北</ins>侧，已核对",
    )
    before, after = marked("opened in 2021", "opened in 2023")
    assert (before, after) == ("opened in <del>2021</del>", "opened in <ins>2023</ins>")


def test_what_has_nothing_in_common_is_marked_as_a_whole() -> None:
    assert marked("甲乙丙丁", "wholly other") == (
        '<del class="whole">甲乙丙丁</del>', '<ins class="whole">wholly other</ins>',
    )  # fmt: skip
    long = "字" * 5000
    assert all(len(cell) < MOST_LETTERS + 60 for cell in marked(long, f"{long}末"))


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x onerror=1>', "&lt;b&gt;", "\u202e</td>"])
def test_no_word_becomes_markup(evil: str) -> None:
    for cell in (*marked(evil, f"{evil}x"), *marked("", evil), *marked(evil, "别的")):
        assert set(re.findall(r"<[^>]*>", cell)) <= {
            "<del>", "</del>", "<ins>", "</ins>", '<del class="whole">', '<ins class="whole">',
        }  # fmt: skip
        assert "\u202e" not in cell
