"""A sheet of paper: one map."""
