"""Large files are written in few pieces."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from serve.own.pieces import PIECE_BYTES, pieces

CRUMB = 65_536


def gathered(crumbs: Sequence[bytes]) -> list[bytes]:
    async def coming() -> AsyncIterator[bytes]:
        for crumb in crumbs:
            yield crumb

    async def all_of_them() -> list[bytes]:
        return [piece async for piece in pieces(coming())]

    return asyncio.run(all_of_them())


def test_a_file_of_crumbs_is_a_few_pieces_and_none_is_lost() -> None:
    crumbs = [bytes([number % 251]) * CRUMB for number in range(150)] + [b"", b"end"]
    found = gathered(crumbs)
    assert b"".join(found) == b"".join(crumbs)
    assert len(found) == 150 * CRUMB // PIECE_BYTES + 1
    assert all(len(piece) >= PIECE_BYTES for piece in found[:-1])


def test_nothing_is_no_piece() -> None:
    assert gathered([b""]) == []
