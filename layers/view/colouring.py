"""What a view tells of progress on paper and in Leaflet: by its colours, or by badges."""

from datetime import date

from geo.model import Plan
from geo.progress.standing import standings
from layers.progress.looks import Colouring
from layers.style.catalogue import Catalogue
from layers.view.state import TINTS, View


def colouring_of(view: View, plan: Plan, catalogue: Catalogue) -> Colouring | None:
    """The state of every item on the view's day, where the view tells it."""
    if view.tint == TINTS[0]:
        return None
    looks = {name: catalogue.states[known.state] for name, known in standings(plan, view.day).items()}
    return Colouring(looks, view.day or date.today(), badges=view.tint == "marks")
