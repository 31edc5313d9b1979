"""Pieces of a document in pages."""

from exports.report.flow import Leaf, Piece, pages_of_marks, paginate


def piece(height: float, **traits: object) -> Piece:
    return Piece(height, lambda page, top: None, **traits)


def heights(leaves: list[Leaf]) -> list[list[float]]:
    return [[part.height for _, part in leaf.pieces] for leaf in leaves]


def test_pieces_fill_pages_in_order() -> None:
    leaves = paginate([piece(40) for _ in range(5)], 100)
    assert heights(leaves) == [[40, 40], [40, 40], [40]]
    assert [used for used, _ in leaves[0].pieces] == [0, 40]


def test_a_heading_goes_with_what_follows() -> None:
    assert heights(paginate([piece(70), piece(10, keep=True), piece(5, keep=True), piece(30)], 100)) == [
        [70],
        [10, 5, 30],
    ]


def test_a_table_s_head_is_repeated() -> None:
    head = piece(10, keep=True)
    rows = [piece(30, heads=(head,)) for _ in range(4)]
    assert heights(paginate([head, *rows], 100)) == [[10, 30, 30, 30], [10, 30]]


def test_what_is_too_high_for_any_page_stands_alone() -> None:
    assert heights(paginate([piece(20), piece(500), piece(20)], 100)) == [[20], [500], [20]]


def test_a_break_begins_a_page_and_marks_name_it() -> None:
    leaves = paginate([piece(10, mark=1), piece(10, breaks=True, mark=2), piece(95, mark=3)], 100)
    assert heights(leaves) == [[10], [10], [95]]
    assert pages_of_marks(leaves) == {1: 1, 2: 2, 3: 3}
    assert heights(paginate([piece(10, breaks=True)], 100)) == [[10]]
