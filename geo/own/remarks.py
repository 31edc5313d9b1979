"""What is said of a file: faults that refuse it, problems of rows, reasons for a guess, each by its message's code."""

from dataclasses import dataclass, field

from geo.messages import MESSAGES, Both, Breach
from geo.messages.broken import why_broken


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is so, without a remedy."""

    code: str
    """key of geo.messages.MESSAGES"""
    values: dict[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """In the language asked for (zh or en)."""
        values = {
            name: getattr(value, language) if isinstance(value, Both) else value for name, value in self.values.items()
        }
        return MESSAGES[self.code][0 if language == "zh" else 1].format(**values)


def broken(error: BaseException, file: str, code: str = "own-broken") -> "OwnError":
    """What is said of a file, or by another code of a layer, that a library cannot read."""
    return OwnError(code, file=file, detail=why_broken(error))


class OwnError(Exception):
    """A file or a kept layer that cannot be used; breach says why, and the way out."""

    def __init__(self, code: str, *, file: str = "", **values: object) -> None:
        self.breach = Breach(
            file, "", code, {name: value if isinstance(value, Both) else str(value) for name, value in values.items()}
        )
        super().__init__(self.breach.text())
