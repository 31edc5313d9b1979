"""One state of the map: View, its link, the pages, what it counts."""
