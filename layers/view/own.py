"""The layers that people brought, of a view that came from somewhere else."""

from collections.abc import Collection
from dataclasses import replace

from geo.own.ids import PREFIX
from layers.view.link import Dropped
from layers.view.state import View


def without_gone(view: View, kept: Collection[str]) -> tuple[View, tuple[Dropped, ...]]:
    """The view with those of its own layers that are kept here, and the others, named as a link has them."""
    gone = tuple(Dropped("own", each.removeprefix(PREFIX)) for each in view.own if each not in kept)
    return replace(view, own=tuple(each for each in view.own if each in kept)), gone
