"""The colours of a view on paper and in Leaflet, where they are those of progress."""

from datetime import date

from geo.model import Plan
from geo.progress.standing import standings
from layers.progress.looks import Colouring
from layers.style.catalogue import Catalogue
from layers.view.state import View


def colouring_of(view: View, plan: Plan, catalogue: Catalogue) -> Colouring | None:
    """The state of every item on the view's day, where the view is coloured by it."""
    if view.tint != "progress":
        return None
    looks = {name: catalogue.states[known.state] for name, known in standings(plan, view.day).items()}
    return Colouring(looks, view.day or date.today())
