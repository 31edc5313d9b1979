"""Lists on paper: what numbers mean, how items stand, tables of items."""
