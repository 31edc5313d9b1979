"""What a tile's picture says of itself in its first bytes: its kind and size, without decoding it."""

from dataclasses import dataclass

MOST_PX = 2048
"""a tile's side; a small file may claim a picture of gigabytes"""
JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Picture:
    """The kind of a picture and its size in pixels."""

    format: str
    """png | jpg | webp"""
    width: int
    height: int

    @property
    def fits(self) -> bool:
        """Whether it is a tile's picture at all."""
        return 0 < self.width <= MOST_PX and 0 < self.height <= MOST_PX


def picture_of(content: bytes) -> Picture | None:
    """What a tile's bytes are a picture of; None where they are none."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR" and len(content) >= 24:
        return Picture("png", int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP" and len(content) >= 30:
        return _webp(content)
    return None


def _jpeg(content: bytes) -> Picture | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in JPEG_FRAMES:
            return Picture("jpg", int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7]))
        if marker == 0xFF:
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 2
        else:
            at += 2 + max(int.from_bytes(content[at + 2 : at + 4]), 2)
    return None


def _webp(content: bytes) -> Picture | None:
    kind = content[12:16]
    if kind == b"VP8X":
        return Picture(
            "webp", 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
        )
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return Picture("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 ":
        width, height = int.from_bytes(content[26:28], "little"), int.from_bytes(content[28:30], "little")
        return Picture("webp", width & 0x3FFF, height & 0x3FFF)
    return None
