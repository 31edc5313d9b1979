"""The app without one of its means of speed: python -m benchmarks.apps.without NAME run app.py [options].

Each is taken out on the way, in the process that serves: the product has no switch for it.
"""

import sys
from collections.abc import Callable, Mapping

from streamlit.web.cli import main as streamlit

import web.assets
from serve import start_page

Means = Callable[[], None]


def _nothing() -> None:
    """The app as it is."""


def _compile_anew() -> None:
    """deck.gl is not run a second time for the sake of the next visit."""
    _change("start/main.js", 'keepCompiled(early.dataset.deck ?? "")', "Promise.resolve()")


def _streamlit_at_once() -> None:
    """Streamlit starts with the map, not after its first frame."""
    usual = start_page._template

    def template(identifier: str, parts: list[str]) -> list[str]:
        return parts if identifier == "framework-start" else usual(identifier, parts)

    start_page._template = template  # type: ignore[assignment]


def _one_by_one() -> None:
    """Modules come one by one, as they are written."""
    web.assets.bundles = dict  # type: ignore[assignment]


def _change(module: str, old: str, new: str) -> None:
    """Other text in a module on its way to the browser. Raises ValueError where the old one is not there."""
    usual = web.assets.bundles

    def changed(scripts: Mapping[str, bytes]) -> dict[str, bytes]:
        made = usual(scripts)
        if old not in made[module].decode():
            raise ValueError(f"{module} has no {old}")
        return {**made, module: made[module].decode().replace(old, new).encode()}

    web.assets.bundles = changed


MEANS: Mapping[str, Means] = {
    "nothing": _nothing,
    "a second run of deck.gl (`keepCompiled`)": _compile_anew,
    "modules in one file (`web/bundles.py`)": _one_by_one,
    "Streamlit held back (`web/start/first.js`)": _streamlit_at_once,
}
"""what is taken out, by the name that the table gives it"""

if __name__ == "__main__":
    MEANS[sys.argv[1]]()
    sys.argv = ["streamlit", *sys.argv[2:]]
    streamlit()
