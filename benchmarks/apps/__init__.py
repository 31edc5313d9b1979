"""The apps that benchmarks/ measures, and what they share."""

ALL = "all"
THEME = "transport"
"""the theme with most items: the filter of every measurement at the plan's own size"""
HEIGHT_PX = 700
