"""What keeps the store from reading or saving, in words that name the remedy."""

from geo.messages import Breach


class StoreError(Exception):
    """Nothing was saved. `code` is a key of geo.messages.MESSAGES."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.breach = Breach("", "", code, {name: str(value) for name, value in values.items()})
        super().__init__(self.breach.text())
