"""What keeps a product from being made, in words that name the thing and the remedy."""

from geo.messages import Breach
from layers.text import LANGUAGES, Language, text


class ExportError(Exception):
    """A product cannot be made. Carries the key of its wording, so that it can be said in either language."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(" / ".join(self.message(language) for language in LANGUAGES))

    def message(self, language: Language) -> str:
        """The wording in one language; so are values that can be said in either."""
        return text(self.key, language, **{name: _said(value, language) for name, value in self.values.items()})


def _said(value: object, language: Language) -> object:
    if isinstance(value, ExportError):
        return value.message(language)
    return value.text(language) if isinstance(value, Breach) else value
