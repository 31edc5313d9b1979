"""The plan's targets: whether they were met, and what the rows that say so must keep."""
