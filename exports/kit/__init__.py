"""A meeting kit: one file that presents without a network."""
