"""What every product is made of: the view, the plan, the styles, the language, and who hears of the progress."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from exports.progress import Report
from geo.model import Plan
from geo.own.store import OwnStore
from layers.own.shown import OwnLayers, OwnShown
from layers.style.catalogue import Catalogue
from layers.text import Language
from layers.view.state import View


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Handed by the command line and by the page to each product alike, so that both make the same."""

    view: View
    plan: Plan
    catalogue: Catalogue
    language: Language
    report: Report
    workspace: OwnLayers = field(default_factory=lambda: OwnLayers(OwnStore.present()))
    """the layers that people brought"""

    def own(self, view: View | None = None, titles: Mapping[str, str] | None = None) -> OwnShown:
        """The layers that people brought and that a view shows, the context's by default. Never raises.

        titles: what they were called when somebody named them.
        """
        return self.workspace.of((view or self.view).own, self.language, titles)
