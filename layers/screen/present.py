"""The plan for the present data/, as it is drawn: without the browser's documents, which take far longer to make."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

from geo.edits.present import present_folder
from geo.messages import Breach
from geo.model import Plan
from geo.plan import load_plan
from layers.screen.fingerprint import Fingerprint, fingerprint
from layers.style.catalogue import load_catalogue
from layers.style.drawable import drawable

READING = Lock()


@lru_cache(maxsize=2)
def _present(data: Path, _fingerprint: Fingerprint) -> tuple[Plan, tuple[Breach, ...]]:
    load_catalogue.cache_clear()
    return drawable(load_plan(data), load_catalogue())


def present_plan(data: Path | None = None) -> tuple[Plan, tuple[Breach, ...]]:
    """The plan with what can be drawn, and what of it cannot; read again only when a file has changed.

    data: a data folder; by default the one that everybody sees, with what was accepted.
    """
    data = data or present_folder()
    # Several who ask at once must not all do the work.
    with READING:
        return _present(data, fingerprint(data))
