"""Tiles under a map on paper: pictures of packages and servers as sharp as it is printed, vector tiles as shapes."""
