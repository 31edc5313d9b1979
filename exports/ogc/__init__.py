"""The plan for other people's programs: collections of features, as serve/ogc answers them."""
