"""What matplotlib does while it is loaded that no product needs: a fifth of a second of every command."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

SELDOM = ("fontTools", "subset")
"""cuts fonts of a kind that no PDF of ours has (layers/paper/fonts.py); it brings most of fontTools and lxml"""


def lean_matplotlib() -> None:
    """To be called before matplotlib is loaded: its classes then say nothing of their properties in their help."""
    if "matplotlib.artist" in sys.modules:
        return
    _when_asked(*SELDOM)
    from matplotlib.artist import Artist  # noqa: PLC0415 - the rest of matplotlib comes later

    setattr(Artist, "_update_set_signature_and_docstring", classmethod(lambda _class: None))  # noqa: B010 - not ours


def _when_asked(package: str, name: str) -> None:
    """Load a module of a package when something of it is first asked for."""
    whole = f"{package}.{name}"
    spec = None if whole in sys.modules else find_spec(whole)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    # As an attribute of its package: what is looked up among all modules is loaded by that.
    setattr(sys.modules[package], name, module)
