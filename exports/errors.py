"""What keeps a product from being made, in words that name the thing and the remedy."""

from layers.text import Language, text


class ExportError(Exception):
    """A product cannot be made. Carries the key of its wording, so that it can be said in either language."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{text(key, 'zh', **values)} / {text(key, 'en', **values)}")
        self.key, self.values = key, values

    def message(self, language: Language) -> str:
        """The wording in one language."""
        return text(self.key, language, **self.values)
