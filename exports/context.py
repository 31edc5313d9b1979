"""What every product is made of: the view, the plan, the styles, the language, and who hears of the progress."""

from dataclasses import dataclass

from exports.progress import Report
from geo.model import Plan
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
