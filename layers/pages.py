"""The pages beside the map, in the order of the header."""

PAGES = ("map", "overview", "districts", "table", "reader")
