"""Basemaps of tiles: what there is to choose from, the tiles of packages, and the window to servers outside."""
