"""The same view is the same sheet: nothing of it hangs on the order in which a process happens to hold its sets."""

from matplotlib.figure import Figure

from layers.paper.extent import fit_extent
from layers.paper.names.candidates import Candidate, Room
from layers.paper.names.labels import Lettering
from layers.paper.names.places import Size
from layers.paper.pen import Pen
from layers.style.catalogue import load_catalogue


def test_of_marks_for_one_place_the_first_of_the_plan_has_it() -> None:
    extent = fit_extent((113.8, 22.4, 114.6, 22.8), width_pt=400, height_pt=300)
    lettering = Lettering(Pen(Figure().add_axes((0, 0, 1, 1)), extent, load_catalogue(), "zh", "light", 1.0))
    place = ((extent.west + extent.east) / 2, (extent.south + extent.north) / 2)
    size = Size(100.0, 100.0)
    marks = {f"item-{at}": Candidate("mark", "示意", size, (place,), 1.0, f"item-{at}") for at in range(40)}
    placed = lettering.place([], Room([], []), marks)
    assert [label.item for _, label in placed] == ["item-0"]
