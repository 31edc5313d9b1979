"""Tile packages: files of map tiles, PMTiles and MBTiles, that stand in for the basemap. Nothing here draws them."""
