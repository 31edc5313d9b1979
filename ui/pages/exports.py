"""The products page: what the map shows, or everything, as a sheet, an atlas, a brief, data or a map to take away."""

from ui.navigation import current_language
from ui.pages.products import draw


def show() -> None:
    """Draw the page."""
    draw(current_language())
