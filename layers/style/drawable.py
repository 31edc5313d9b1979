"""Which items of a plan the catalogue knows how to draw."""

from dataclasses import replace

from geo.messages import Breach
from geo.model import Item, Plan
from layers.style.catalogue import Catalogue
from layers.style.faults import CatalogueError


def drawable(plan: Plan, catalogue: Catalogue) -> tuple[Plan, tuple[Breach, ...]]:
    """The plan with the items that the catalogue can draw; the others become breaches, none a silent grey rest."""
    kept, breaches = [], []
    for item in plan.items:
        breach = _undrawable(item, catalogue)
        if breach is None:
            kept.append(item)
        else:
            breaches.append(breach)
    return (replace(plan, items=tuple(kept)) if breaches else plan), tuple(breaches)


def _undrawable(item: Item, catalogue: Catalogue) -> Breach | None:
    """What the catalogue lacks to draw an item."""
    for name, known in (("stage", catalogue.stages), ("precision", catalogue.precisions)):
        if getattr(item, name) not in known:
            return Breach(
                item.file, item.id, "no-style", {"detail": f"layers/catalogue.toml: {name} '{getattr(item, name)}'"}
            )
    try:
        catalogue.layer_of(item)
    except CatalogueError:
        detail = f"layers/catalogue.toml: theme '{item.theme}', category '{item.category}'"
        return Breach(item.file, item.id, "no-layer", {"detail": detail})
    return None
