"""A file that comes in crumbs, as pieces worth a change of threads each."""

from collections.abc import AsyncIterator

PIECE_BYTES = 1 << 20
"""a server hears some 64 kB at a time; where the processors are taken each change of threads waits for its turn"""


async def pieces(stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes in pieces of PIECE_BYTES and somewhat more, the last of what is left; none is empty."""
    held = bytearray()
    async for crumb in stream:
        held += crumb
        if len(held) >= PIECE_BYTES:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
